"""Which sentence is likelier? Two sentences that differ in a few words, compared by the words that they share.

The measure of CrowS-Pairs (Nangia et al. 2020, section 3): each shared token is hidden in turn, the differing ones in
view, and the log-probabilities of the shared ones are added up (after Salazar et al. 2020, pseudo-log-likelihood).

Glossary: n shared tokens.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from explain.bias.predictions import predict_many
from explain.engine.progress import within
from explain.engine.results import ask, result
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.text.blanks import hide, mask_id_of
from explain.text.tokens import Tokens, tokenize

__all__ = ["MOST_TOKENS", "Pair", "PairScore", "likelier", "pair_scores", "shared_tokens", "wilson"]

MOST_TOKENS = 1_000_000
"""Tokens that all blanks of all pairs may have the model read: all of CrowS-Pairs is about 0.7 million."""
_PAIRS_AT_ONCE = 32
"""Pairs that share passes, and are kept when the work is stopped."""


@dataclass(frozen=True)
class Pair:
    """more: the sentence that repeats a stereotype (or simply the first). less: the other. kind: of what; may be ""."""

    more: str
    less: str
    kind: str = ""


@dataclass(frozen=True)
class PairScore:
    """labels: (n,) shared tokens. logs: (2, n) log-probability of each in the first and in the second sentence.

    changed: the words of each sentence that the other lacks.
    """

    pair: Pair
    labels: tuple[str, ...]
    logs: NDArray[np.float64]
    changed: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def totals(self) -> tuple[float, float]:
        """Summed log-probabilities of both sentences."""
        return float(self.logs[0].sum()), float(self.logs[1].sum())

    @property
    def difference(self) -> float:
        """First minus second; above 0 the first is likelier."""
        return self.totals[0] - self.totals[1]


def shared_tokens(one: Tokens, other: Tokens) -> tuple[list[int], list[int]]:
    """Places of the tokens that two texts share in the same order, special tokens left out."""
    matcher = SequenceMatcher(None, one.ids.tolist(), other.ids.tolist(), autojunk=False)
    places = [
        (block.a + at, block.b + at)
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
        if not one.special[block.a + at]
    ]
    return [a for a, _ in places], [b for _, b in places]


@dataclass(frozen=True)
class _Plan:
    """How a pair is asked. cut: both sentences. shared: places of the tokens that they share, in each."""

    cut: tuple[Tokens, Tokens]
    shared: tuple[list[int], list[int]]

    @property
    def read(self) -> int:
        """Tokens that the model has to read."""
        return len(self.shared[0]) * (len(self.cut[0]) + len(self.cut[1]))


def _plan(loaded: LoadedModel, pair: Pair) -> _Plan:
    cut = tokenize(loaded, pair.more), tokenize(loaded, pair.less)
    if np.array_equal(cut[0].ids, cut[1].ids):
        raise ExplainError("same_sentences", text=pair.more)
    shared = shared_tokens(*cut)
    if not shared[0]:
        raise ExplainError("nothing_shared", text=pair.more)
    return _Plan(cut, shared)


@result
def pair_scores(loaded: LoadedModel, pairs: tuple[Pair, ...]) -> tuple[PairScore, ...]:
    """Score some pairs together. Raises ExplainError: same_sentences, nothing_shared, no_masks, those of `tokenize`."""
    plans = [_plan(loaded, pair) for pair in pairs]
    asked = [
        (tokens, place)
        for plan in plans
        for tokens, places in zip(plan.cut, plan.shared, strict=True)
        for place in places
    ]
    logs = predict_many(
        loaded,
        [hide(loaded, tokens, [place]) for tokens, place in asked],
        [place for _, place in asked],
        np.array([[tokens.tokens[place].id] for tokens, place in asked], dtype=np.int64),
    )[:, 0].astype(np.float64)
    found, start = [], 0
    for pair, plan in zip(pairs, plans, strict=True):
        count = len(plan.shared[0])
        own = logs[start : start + 2 * count].reshape(2, count)
        start += 2 * count
        changed = tuple(
            tuple(label for at, label in enumerate(tokens.labels) if not tokens.special[at] and at not in set(places))
            for tokens, places in zip(plan.cut, plan.shared, strict=True)
        )
        labels = tuple(plan.cut[0].labels[at] for at in plan.shared[0])
        found.append(PairScore(pair, labels, own, (changed[0], changed[1])))
    return tuple(found)


@result
def likelier(loaded: LoadedModel, pairs: tuple[Pair, ...]) -> tuple[PairScore, ...]:
    """Score every pair, after a look at all of them: a mistake in the last one should not be told after minutes.

    Raises ExplainError: those of `pair_scores`, and many_tokens_in_pairs (over `MOST_TOKENS` to read).
    """
    mask_id_of(loaded)
    read = 0
    for pair in pairs:
        read += _plan(loaded, pair).read
        if read > MOST_TOKENS:
            raise ExplainError("many_tokens_in_pairs", limit=MOST_TOKENS, pairs=len(pairs))
    found: list[PairScore] = []
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        some = pairs[start : start + _PAIRS_AT_ONCE]
        with within(start, start + len(some), len(pairs)):
            found += ask(pair_scores, loaded, some)
    return tuple(found)


def wilson(hits: int, count: int) -> tuple[float, float]:
    """A 95% interval of a share (Wilson 1927), both ends between 0 and 1."""
    found = stats.binomtest(hits, count).proportion_ci(method="wilson")
    return float(found.low), float(found.high)
