"""One word, many meanings: the same word in several places, layer by layer.

Glossary: L layers, n occurrences, W words of all sentences, D width.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import ask, result
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.space.sentences import SentenceStates, sentence_states
from explain.text.segmentation import folded
from explain.text.word_kinds import kind_of_word
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
    others: (L + 1,) mean cosine between two different words of all sentences: what counts for nothing at that depth; nan
        where there are no two. As of an occurrence, the vector of a word is the mean of its pieces. Signs are no words,
        and a word that comes again, whatever its capitals, is not different from itself, nor is one occurrence of the
        word that is asked for from another.
    pairs: how many pairs `between` and `others` are the means of.
    """

    occurrences: tuple[Occurrence, ...]
    cosines: NDArray[np.float64]
    between: NDArray[np.float64]
    others: NDArray[np.float64]
    pairs: tuple[int, int]

    @property
    def same_pieces(self) -> bool:
        """Whether every occurrence is made of the same pieces, so that the same rows of the embedding table enter."""
        return len({one.pieces for one in self.occurrences}) == 1


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


def _words(read: SentenceStates) -> tuple[Occurrence, ...]:
    """Every word of all sentences that has a token of its own; signs are none."""
    return tuple(
        Occurrence(
            one.form, line, number, tuple(start + at for at in own), tuple(tokens.tokens[at].piece for at in own)
        )
        for line, (tokens, start) in enumerate(zip(read.sentences, read.starts, strict=True))
        for number, one in enumerate(tokens.words)
        if (own := tokens.pieces_of(number)) and kind_of_word(one.form) != "sign"
    )


def _different(words: Sequence[Occurrence], chosen: Sequence[Occurrence]) -> NDArray[np.bool_]:
    """(W, W) which pairs are two different words; the chosen ones are all one word."""
    forms = [folded(unicodedata.normalize("NFC", one.form)) for one in words]
    picked = np.isin(np.arange(len(words)), [at for at, one in enumerate(words) if one in set(chosen)])
    apart = np.array([[not (one & other) for other in forms] for one in forms], dtype=bool)
    return apart.reshape(len(words), len(words)) & ~(picked[:, None] & picked[None, :])


def _vectors(read: SentenceStates, words: Sequence[Occurrence]) -> NDArray[np.float64]:
    """(L + 1, W, D) the mean of the pieces of each word."""
    return np.stack([read.states[:, list(one.indices)].mean(axis=1, dtype=np.float64) for one in words], axis=1)


@result
def senses_of(loaded: LoadedModel, lines: tuple[str, ...], word: str, *, suffixes: bool = False) -> Senses:
    """Cosines between the occurrences of a word in some sentences at every depth.

    The vector of an occurrence is the mean of its pieces. Raises ExplainError: what `sentence_states` and `occurrences`
    raise.
    """
    read = ask(sentence_states, loaded, lines)
    chosen = occurrences(read, word, suffixes=suffixes)
    cosines = np.stack([pairs(layer, "cosine") for layer in _vectors(read, chosen)])
    apart = ~np.eye(len(chosen), dtype=bool)
    words = _words(read)
    different = _different(words, chosen)
    others = np.full(len(cosines), np.nan)
    if different.any():
        others = np.array([pairs(layer, "cosine")[different].mean() for layer in _vectors(read, words)])
    counts = (int(apart.sum()) // 2, int(different.sum()) // 2)
    return Senses(chosen, cosines, cosines[:, apart].mean(axis=-1), others, counts)
