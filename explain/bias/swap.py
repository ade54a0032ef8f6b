"""Swap and see: the same sentence with groups, names or pronouns exchanged, and how far the model's states move.

Glossary: L layers, D width, W words of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.trace import Trace
from explain.errors import ExplainError
from explain.text.segmentation import bare, words

__all__ = ["SWAPS", "Shift", "exchanged", "shift", "split_swaps"]

_MOST = 60

SWAPS = {
    "en": (
        "he, she\nhim, her\nhis, her\nhimself, herself\nman, woman\nmen, women\nboy, girl\nfather, mother\nson, "
        "daughter\nbrother, sister\nhusband, wife\nking, queen\nJohn, Mary\nJames, Sarah"
    ),
    "tr": (
        "kadın, erkek\nkız, oğlan\nanne, baba\nannem, babam\nabla, ağabey\nteyze, amca\nhanım, bey\nkraliçe, kral\n"
        "Ayşe, Ali\nZeynep, Mehmet"
    ),
}
"""What is exchanged for what, one pair a line, by language."""


@dataclass(frozen=True)
class Shift:
    """How far words of two versions of a text are apart.

    forms: (W,) words of the first and of the second version. distance: (L + 1, W) 1 minus the cosine of a word's
    states, each the mean of its pieces; row 0 is what enters the first layer.
    """

    forms: tuple[tuple[str, str], ...]
    distance: NDArray[np.float64]


def split_swaps(typed: str) -> tuple[tuple[str, str], ...]:
    """Pairs of words, one a line with a comma between. Raises ExplainError: no_swaps, many_words, broken_swap."""
    pairs = []
    for line in typed.splitlines():
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(",")]
        if len(parts) != 2 or not all(parts):
            raise ExplainError("broken_swap", line=line.strip()[:80])
        pairs.append((parts[0], parts[1]))
    if not pairs:
        raise ExplainError("no_swaps")
    if len(pairs) > _MOST:
        raise ExplainError("many_words", count=len(pairs), limit=_MOST)
    return tuple(pairs)


def _upper(word: str, language: str) -> str:
    return (word.replace("i", "İ") if language == "tr" else word).upper()


def _lower(word: str, language: str) -> str:
    # Turkish has a dotted and a dotless i; Python knows only the English pair.
    return (word.replace("İ", "i").replace("I", "ı") if language == "tr" else word).lower()


def _like(model: str, word: str, language: str) -> str:
    """A word with the capitals of another."""
    if len(model) > 1 and model == _upper(model, language) != _lower(model, language):
        return _upper(word, language)
    return _upper(word[:1], language) + word[1:] if model[:1].isupper() else word


def exchanged(text: str, swaps: Sequence[tuple[str, str]], language: str = "en") -> str:
    """A text with the words of each pair exchanged, both ways, capitals kept as the language writes them (en or tr).

    Where a word has two partners ("her" for "him" and for "his"), the later pair counts before another word and the
    earlier one elsewhere: "her book" becomes "his book", "saw her." becomes "saw him." Grammar decides this in truth,
    so the result is for the visitor to read and mend.
    """
    partners: dict[str, list[str]] = {}
    for one, other in swaps:
        partners.setdefault(_lower(one, language), []).append(other)
        partners.setdefault(_lower(other, language), []).append(one)
    found = words(text)
    parts, last = [], 0
    for at, word in enumerate(found):
        partner = partners.get(_lower(bare(word.form), language))
        if partner is None:
            continue
        before_word = at + 1 < len(found) and found[at + 1].form[:1].isalpha()
        chosen = partner[-1] if before_word else partner[0]
        parts += [text[last : word.start], _like(bare(word.form), chosen, language)]
        last = word.end
    return "".join([*parts, text[last:]])


def shift(one: Trace, other: Trace) -> Shift:
    """Compare two traces word by word; a word that the tokenizer drops in one of them is left out.

    Raises ExplainError: different_length (other counts of words), no_read_words (nothing is left to compare).
    """
    if len(one.tokens.words) != len(other.tokens.words):
        raise ExplainError("different_length", one=len(one.tokens.words), other=len(other.tokens.words))
    forms, distances = [], []
    for word in range(len(one.tokens.words)):
        places = [trace.tokens.pieces_of(word) for trace in (one, other)]
        if not all(places):
            continue
        first, second = (
            trace.hidden[:, list(place)].mean(axis=1, dtype=np.float64)
            for trace, place in zip((one, other), places, strict=True)
        )
        both = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
        distances.append(1 - np.divide((first * second).sum(axis=1), both, out=np.ones_like(both), where=both > 0))
        forms.append((one.tokens.words[word].form, other.tokens.words[word].form))
    if not forms:
        raise ExplainError("no_read_words")
    return Shift(tuple(forms), np.stack(distances, axis=1))
