"""One word, many meanings: the same word in several places, layer by layer.

Glossary: L layers, n occurrences, D width.
"""

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import ask, result
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.space.sentences import SentenceStates, sentence_states
from explain.text.segmentation import folded
from explain.vectors import pairs

__all__ = ["MOST_OCCURRENCES", "Occurrence", "Senses", "occurrences", "senses_of"]

MOST_OCCURRENCES = 24
_SHORTEST_STEM = 2


@dataclass(frozen=True)
class Occurrence:
    """form: as written there. line: which sentence, from 0. word: index into that sentence's `Tokens.words`.

    indices: its pieces among all tokens of `SentenceStates`. pieces: how the vocabulary spells them.
    """

    form: str
    line: int
    word: int
    indices: tuple[int, ...]
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Senses:
    """How alike the occurrences of a word are at each depth.

    occurrences: (n,) where the word stands.
    cosines: (L + 1, n, n). between: (L + 1,) mean over the pairs of different occurrences.
    others: (L + 1,) mean cosine between tokens of different words of the same sentences, special tokens left out: what
        counts for nothing at that depth; NaN where there are no two.
    """

    occurrences: tuple[Occurrence, ...]
    cosines: NDArray[np.float64]
    between: NDArray[np.float64]
    others: NDArray[np.float64]


def _same(form: str, word: str, *, suffixes: bool) -> bool:
    forms, wanted = folded(form), folded(word)
    if forms & wanted:
        return True
    return suffixes and any(one.startswith(stem) and len(stem) >= _SHORTEST_STEM for one in forms for stem in wanted)


def occurrences(read: SentenceStates, word: str, *, suffixes: bool = False) -> tuple[Occurrence, ...]:
    """Where a word stands, whatever its capitals.

    suffixes: also words that begin with it: "yüz" in "yüzü" and "yüzmek". Letters alone decide; "yüzük" is taken too.
    Raises ExplainError: no_words (nothing asked), word_not_found, one_occurrence, many_occurrences.
    """
    word = unicodedata.normalize("NFC", word.strip())
    if not word:
        raise ExplainError("no_words")
    found = []
    for line, (tokens, start) in enumerate(zip(read.sentences, read.starts, strict=True)):
        for number, one in enumerate(tokens.words):
            own = tokens.pieces_of(number)
            if own and _same(unicodedata.normalize("NFC", one.form), word, suffixes=suffixes):
                pieces = tuple(tokens.tokens[at].piece for at in own)
                found.append(Occurrence(one.form, line, number, tuple(start + at for at in own), pieces))
    if not found:
        raise ExplainError("word_not_found", word=word)
    if len(found) == 1:
        raise ExplainError("one_occurrence", word=word)
    if len(found) > MOST_OCCURRENCES:
        raise ExplainError("many_occurrences", word=word, count=len(found), limit=MOST_OCCURRENCES)
    return tuple(found)


def _owners(read: SentenceStates) -> NDArray[np.int64]:
    """(N,) a number for each word of all sentences, -1 for special tokens and tokens of no word."""
    owners, before = [], 0
    for tokens in read.sentences:
        owners += [-1 if token.word is None else before + token.word for token in tokens]
        before += len(tokens.words)
    return np.array(owners, dtype=np.int64)


@result
def senses_of(loaded: LoadedModel, lines: tuple[str, ...], word: str, *, suffixes: bool = False) -> Senses:
    """Cosines between the occurrences of a word in some sentences at every depth.

    The vector of an occurrence is the mean of its pieces. Raises ExplainError: what `sentence_states` and `occurrences`
    raise.
    """
    read = ask(sentence_states, loaded, lines)
    chosen = occurrences(read, word, suffixes=suffixes)
    vectors = np.stack([read.states[:, list(one.indices)].mean(axis=1, dtype=np.float64) for one in chosen], axis=1)
    owners = _owners(read)
    kept = np.flatnonzero(owners >= 0)
    different = owners[kept][:, None] != owners[kept][None, :]
    cosines, others = [], []
    for depth in range(len(read.states)):
        cosines.append(pairs(vectors[depth], "cosine"))
        everything = pairs(read.states[depth, kept], "cosine")
        others.append(everything[different].mean() if different.any() else np.nan)
    stacked = np.stack(cosines)
    apart = ~np.eye(len(chosen), dtype=bool)
    return Senses(chosen, stacked, stacked[:, apart].mean(axis=-1), np.array(others))
