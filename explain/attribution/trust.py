"""Whether an attribution can be trusted: what happens when words go in its order, and whether methods agree.

Deletion and insertion: Petsiuk et al. 2018, "RISE". Comprehensiveness and sufficiency over five shares of the words:
DeYoung et al. 2020, "ERASER", section 4.2. Here a word that goes is replaced by the baseline of the attributions, so
that the curves begin and end where the attributions do; ERASER takes it out of the text.

Glossary: n players, k words gone or come, K points on a curve, R random orders, M methods.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from explain.attribution.game import Game, game_of
from explain.attribution.methods import Effort, attribution
from explain.attribution.results import Attribution, frozen
from explain.engine.results import ask, result
from explain.models.loading import LoadedModel
from explain.prediction.questions import Question

__all__ = [
    "SHARES",
    "DeletionCurves",
    "RandomOrders",
    "curves_of",
    "deletion_curves",
    "method_agreement",
    "orders_of",
    "random_orders",
    "rank_correlation",
]

SHARES = (0.01, 0.05, 0.10, 0.20, 0.50)
"""The five shares of the words that ERASER takes; each is rounded up to whole words."""
_MOST_POINTS = 21
_TOKENS_OF_ORDERS = 12_000


@dataclass(frozen=True)
class DeletionCurves:
    """The asked number while words go and come, those with the highest values first.

    Signs count: a word that speaks against the answer comes last, however strongly it does. Of a method without signs the
    highest value is the strongest word.

    counts: (K,) how many. deletion: (K,) with the first k gone. insertion: (K,) with the first k alone.
    deletion_area, insertion_area: areas under them over the share of the words, 0 to 1, in units of the asked number.
    comprehensiveness, sufficiency: mean fall of the number over the five shares, when the highest are gone, and when
        the highest are all that is left.
    """

    counts: NDArray[np.int64]
    deletion: NDArray[np.float64]
    insertion: NDArray[np.float64]
    deletion_area: float
    insertion_area: float
    comprehensiveness: float
    sufficiency: float


@dataclass(frozen=True)
class RandomOrders:
    """The same for R random orders: mean and standard deviation over them, (K,) each, and the four numbers as (R,)."""

    orders: int
    deletion: NDArray[np.float64]
    deletion_spread: NDArray[np.float64]
    insertion: NDArray[np.float64]
    insertion_spread: NDArray[np.float64]
    deletion_area: NDArray[np.float64]
    insertion_area: NDArray[np.float64]
    comprehensiveness: NDArray[np.float64]
    sufficiency: NDArray[np.float64]


def _counts(players: int) -> NDArray[np.int64]:
    """Numbers of words at which curves are looked at; k is among them if and only if n - k is."""
    evenly = np.linspace(0, players, min(players, _MOST_POINTS - 1) + 1).round().astype(np.int64)
    shares = np.array([_of_share(share, players) for share in SHARES])
    half = np.union1d(evenly, shares)
    return np.union1d(half, players - half)


def _of_share(share: float, players: int) -> int:
    # Rounded first: 0.2 times 10 must be 2 words, though it is a hair more as a float.
    return int(np.ceil(round(share * players, 9)))


def _orders_sets(orders: NDArray[np.int64], counts: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Sets (R, K, n) with the first k of each order gone, and with the first k alone."""
    place = np.argsort(orders, axis=1)
    first = place[:, None, :] < counts[None, :, None]
    return ~first, first


def _summary(
    counts: NDArray[np.int64], deletion: NDArray[np.float64], insertion: NDArray[np.float64]
) -> DeletionCurves:
    players = int(counts[-1])
    share = counts / players
    at = [int(np.searchsorted(counts, _of_share(one, players))) for one in SHARES]
    whole = float(deletion[0])
    return DeletionCurves(
        counts,
        frozen(deletion),
        frozen(insertion),
        float(np.trapezoid(deletion, share)),
        float(np.trapezoid(insertion, share)),
        float(np.mean(whole - deletion[at])),
        float(np.mean(whole - insertion[at])),
    )


def curves_of(game: Game, values: NDArray[np.floating]) -> DeletionCurves:
    """Both curves for the order that values (n,) give: the word that speaks most for it goes, or comes, first."""
    counts = _counts(game.players)
    order = np.argsort(-np.asarray(values), kind="stable")[None]
    gone, alone = _orders_sets(order, counts)
    found = game.values(np.concatenate([gone[0], alone[0]]))
    return _summary(counts, found[: len(counts)], found[len(counts) :])


@result
def deletion_curves(
    loaded: LoadedModel, question: Question, baseline: str, method: str, effort: Effort
) -> DeletionCurves:
    """Both curves for the order that an attribution gives. Raises what `attribution` raises."""
    found = ask(attribution, loaded, question, baseline, method, effort)
    return curves_of(game_of(loaded, question, baseline), found.values)


def orders_of(game: Game, *, seed: int = 0) -> RandomOrders:
    """Up to 20 random orders, fewer where the text is long; each comes with its reverse, which shares its sets."""
    counts = _counts(game.players)
    rows = _TOKENS_OF_ORDERS // len(game.scorer.question)
    pairs = int(np.clip(rows // (2 * len(counts)), 1, 10))
    draw = np.random.default_rng(seed)
    half = np.stack([draw.permutation(game.players) for _ in range(pairs)])
    orders = np.stack([half, half[:, ::-1]], axis=1).reshape(-1, game.players)
    gone, alone = _orders_sets(orders, counts)
    found = game.values(np.concatenate([gone, alone]).reshape(-1, game.players))
    deletion, insertion = found.reshape(2, len(orders), len(counts))
    each = [_summary(counts, *pair) for pair in zip(deletion, insertion, strict=True)]
    return RandomOrders(
        len(orders),
        frozen(deletion.mean(0)),
        frozen(deletion.std(0)),
        frozen(insertion.mean(0)),
        frozen(insertion.std(0)),
        frozen(np.array([one.deletion_area for one in each])),
        frozen(np.array([one.insertion_area for one in each])),
        frozen(np.array([one.comprehensiveness for one in each])),
        frozen(np.array([one.sufficiency for one in each])),
    )


@result
def random_orders(loaded: LoadedModel, question: Question, baseline: str, seed: int) -> RandomOrders:
    """The curves of random orders; see `orders_of`. Raises ExplainError("no_baseline")."""
    return orders_of(game_of(loaded, question, baseline), seed=seed)


def rank_correlation(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    """Spearman's rank correlation of two arrays (n,), equal values sharing their rank; nan where all are equal."""
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return float("nan")
    return float(np.corrcoef(rankdata(one), rankdata(other))[0, 1])


def method_agreement(found: Sequence[Attribution]) -> NDArray[np.float64]:
    """(M, M) Spearman's rank correlation between the strengths (values without their signs) of methods."""
    strengths = [np.abs(one.values) for one in found]
    return frozen(np.array([[rank_correlation(one, other) for other in strengths] for one in strengths]))
