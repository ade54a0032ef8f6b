"""Fill in the blank two ways: one template, two words in its gap, and what changes in the whole vocabulary.

Glossary: G fillers, V vocabulary.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.bias.blanks import Blank, ask, one_blank
from explain.bias.templates import Filled
from explain.models.loading import LoadedModel

__all__ = ["Contrast", "contrast", "most_one_sided"]


@dataclass(frozen=True)
class Contrast:
    """filled: (G,) the texts. log_probabilities: (G, V) float32, natural logarithms over the whole vocabulary."""

    filled: tuple[Filled, ...]
    log_probabilities: NDArray[np.float32]

    @property
    def nbytes(self) -> int:
        """Memory taken."""
        return self.log_probabilities.nbytes

    def divergence(self, one: int, other: int) -> float:
        """Jensen-Shannon divergence of two fillers' predictions, in bits: 0 the same, 1 nothing in common."""
        p, q = (np.exp(self.log_probabilities[at].astype(np.float64)) for at in (one, other))
        middle = (p + q) / 2
        terms = [
            float(np.sum(part * np.log2(part / middle, out=np.zeros_like(part), where=part > 0))) for part in (p, q)
        ]
        return sum(terms) / 2


def contrast(loaded: LoadedModel, filled: Sequence[Filled]) -> Contrast:
    """Ask every text for its blank. Raises ExplainError as `one_blank` does."""
    blanks = []
    for one in filled:
        tokens, place = one_blank(loaded, one.text)
        blanks.append(Blank(tokens.ids, tokens.segments, place))
    logs = ask(loaded, blanks)
    logs.flags.writeable = False
    return Contrast(tuple(filled), logs)


def most_one_sided(
    found: Contrast, one: int, other: int, count: int, *, least: float, allowed: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids of the entries that a filler makes most times as probable as another does, for each of the two, best first.

    least: probability that an entry must have under one of the two; among what is never said, ratios are noise.
    allowed: (V,) entries to choose from.
    """
    first, second = found.log_probabilities[one].astype(np.float64), found.log_probabilities[other].astype(np.float64)
    kept = np.maximum(first, second) >= np.log(least)
    if allowed is not None:
        kept &= np.pad(allowed, (0, max(0, len(kept) - len(allowed))))[: len(kept)]
    ids = np.flatnonzero(kept)
    ratio = (first - second)[ids]
    order = np.argsort(ratio, kind="stable")
    towards_first = ids[order[::-1]][: min(count, int((ratio > 0).sum()))]
    towards_second = ids[order][: min(count, int((ratio < 0).sum()))]
    return towards_first, towards_second
