"""Fill in the blank two ways: a template, two words in its gap, and what changes in the whole vocabulary.

One wording shows as much of itself as of the words compared, so a template may have several; what is said of an entry
is then a mean over them, with the interval that they leave.

Glossary: W wordings, G fillers, V vocabulary.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.bias.jobs import interval
from explain.bias.predictions import one_blank, predict_many
from explain.bias.templates import Filled
from explain.engine.results import result
from explain.models.loading import LoadedModel

__all__ = ["Contrast", "contrast", "most_one_sided"]


@dataclass(frozen=True)
class Contrast:
    """filled: (W, G) the texts. log_probabilities: (W, G, V) float32, natural logarithms over the whole vocabulary."""

    filled: tuple[tuple[Filled, ...], ...]
    log_probabilities: NDArray[np.float32]

    @property
    def mean(self) -> NDArray[np.float64]:
        """(G, V) log-probabilities averaged over the wordings: the logarithm of the geometric mean."""
        return np.asarray(self.log_probabilities.mean(axis=0, dtype=np.float64))

    def ratio(
        self, one: int, other: int, ids: NDArray[np.integer]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Mean, low and high (n,) over the wordings of ln p(entry | one) / p(entry | other), for chosen entries.

        Low and high are a 95% interval of the mean by Student's t, NaN for a single wording; see
        `explain.bias.jobs.interval`.
        """
        chosen = self.log_probabilities[:, :, ids].astype(np.float64)
        return interval(chosen[:, one] - chosen[:, other])

    def divergence(self, one: int, other: int) -> NDArray[np.float64]:
        """(W,) Jensen-Shannon divergence of two fillers' predictions, in bits: 0 the same, 1 nothing in common."""
        found = []
        for logs in self.log_probabilities:
            p, q = (np.exp(logs[at].astype(np.float64)) for at in (one, other))
            middle = (p + q) / 2
            parts = [np.sum(part * np.log2(part / middle, out=np.zeros_like(part), where=part > 0)) for part in (p, q)]
            found.append(sum(parts) / 2)
        return np.array(found, dtype=np.float64)


@result
def contrast(loaded: LoadedModel, filled: tuple[tuple[Filled, ...], ...]) -> Contrast:
    """Ask every text (W, G) for its blank. Raises ExplainError as `one_blank` does."""
    asked = [one_blank(loaded, one.text) for wording in filled for one in wording]
    logs = predict_many(loaded, [tokens for tokens, _ in asked], [at for _, at in asked])
    return Contrast(filled, logs.reshape(len(filled), len(filled[0]), -1))


def most_one_sided(
    found: Contrast, one: int, other: int, count: int, *, least: float, allowed: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids of the entries that a filler makes most times as probable as another does, for each of the two, best first.

    Ratios and probabilities are those of `Contrast.mean`.
    least: probability that an entry must have under one of the two; among what is never said, ratios are noise.
    allowed: (V,) entries to choose from.
    """
    first, second = found.mean[[one, other]]
    kept = np.maximum(first, second) >= np.log(least)
    if allowed is not None:
        kept &= np.pad(allowed, (0, max(0, len(kept) - len(allowed))))[: len(kept)]
    ids = np.flatnonzero(kept)
    ratio = (first - second)[ids]
    order = np.argsort(ratio, kind="stable")
    towards_first = ids[order[::-1]][: min(count, int((ratio > 0).sum()))]
    towards_second = ids[order][: min(count, int((ratio < 0).sum()))]
    return towards_first, towards_second
