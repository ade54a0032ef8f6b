"""Methods that take words away and look at what happens, most of Captum, on rows of zeros and ones.

Occlusion: Zeiler and Fergus 2014; for text Li, Monroe and Jurafsky 2016, "Understanding neural networks through
representation erasure". Shapley values: Shapley 1953, "A value for n-person games", from all sets of words where there
are few; else sampled, Castro et al. 2009, with orders in pairs, each beside its reverse (Mitchell et al. 2022, "Sampling
permutations for Shapley value estimation"). Kernel SHAP: Lundberg and Lee 2017, with sets in pairs, each beside its
complement (Covert and Lee 2021). LIME: Ribeiro et al. 2016, sampling and kernel as in its code for text.

Every set that a method will ask for is drawn and run beforehand, in full batches and with a count; Captum then finds
its answers in the game's memory. So no hook and no lock is held while Captum works.

What is drawn leaves an error, and each value comes with its standard error: over the pairs of orders; for a regression,
that of its coefficients when the drawn sets are drawn anew from themselves (Efron 1979, the bootstrap).

Glossary: n players, R sets, B resamples.
"""

import math
import time
from collections.abc import Callable, Iterator

import numpy as np
import torch
from captum._utils.models.linear_model import SkLearnRidge
from captum.attr import FeatureAblation, KernelShap, Lime, ShapleyValueSampling
from captum.attr._core.lime import get_exp_kernel_similarity_function
from numpy.typing import NDArray

from explain.attribution.game import Game
from explain.attribution.results import Attribution, frozen
from explain.errors import ExplainError

__all__ = ["EXACT_WORDS", "RESAMPLES", "kernel_shap", "lime", "occlusion", "shapley"]

_MOST_TOKENS = 400_000
"""Tokens that one method may have the model read: minutes on a small machine."""
EXACT_WORDS = 10
"""Most words for which Shapley values come from all sets of words, and not from some that are drawn."""
RESAMPLES = 200
"""How often the sets of a regression are drawn anew, to see how far its coefficients move: B."""
_END_WEIGHT = 1e6
"""Captum's weight of all words and of none, which Kernel SHAP must meet; every other set has 1."""
_KERNEL_WIDTH = 0.25
_RIDGE = 1.0
_AT_ONCE = 4_096


def _afford(game: Game, rows: int) -> None:
    """Raises ExplainError("too_long") before a method is begun that would take too long."""
    if rows * len(game.scorer.question) > _MOST_TOKENS:
        raise ExplainError("too_long", passes=rows, limit=_MOST_TOKENS // len(game.scorer.question))


def _finish(
    game: Game,
    name: str,
    sets: NDArray[np.bool_],
    attribute: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    complete: bool,
    draws: int = 0,
    error: Callable[[NDArray[np.float64]], NDArray[np.float64]] | None = None,
) -> Attribution:
    """Run all sets, let Captum make its attribution out of the answers, and pack it.

    error: standard errors (n,) out of the answers (R,) to all sets.
    """
    start = time.perf_counter()
    distinct = len(np.unique(sets, axis=0))
    _afford(game, distinct)
    answers = game.values(sets)
    whole, empty = game.ends
    found = attribute(torch.ones(1, game.players), torch.zeros(1, game.players))
    values = found.detach().double().numpy().reshape(-1)
    return Attribution(
        name,
        frozen(values),
        True,
        complete,
        whole,
        empty,
        (),
        None,
        distinct,
        time.perf_counter() - start,
        draws,
        None if error is None else frozen(error(answers)),
    )


def occlusion(game: Game) -> Attribution:
    """How far the number falls when one word is replaced and all others stay."""
    sets = np.concatenate([np.ones((1, game.players), bool), ~np.eye(game.players, dtype=bool)])

    def attribute(text: torch.Tensor, none: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = FeatureAblation(game.forward).attribute(
            text, baselines=none, perturbations_per_eval=_AT_ONCE
        )
        return found

    return _finish(game, "occlusion", sets, attribute, False)


def shapley(game: Game, *, samples: int = 32, seed: int = 0) -> Attribution:
    """What each word adds when words come in one by one, averaged over orders. The values add up to whole - empty.

    Up to `EXACT_WORDS` words it is the mean over all orders, out of all sets of words: exact, and nothing is drawn.
    With more words (or so many tokens that all sets would take too long) it is the mean over `samples` random orders, made
    even, since orders come in pairs.
    """
    players = game.players
    if players <= EXACT_WORDS and 2**players * len(game.scorer.question) <= _MOST_TOKENS:
        return _all_orders(game)
    pairs = -(-samples // 2)
    _afford(game, min(2 * pairs * players, 2**players))
    draw = np.random.default_rng(seed)
    half = [draw.permutation(players) for _ in range(pairs)]
    orders = np.stack([order for one in half for order in (one, one[::-1])])
    # After k words have come, those of the first k places stand.
    came = np.argsort(orders, axis=1)
    sets = (came[:, None, :] < np.arange(players + 1)[None, :, None]).reshape(-1, players)

    def attribute(text: torch.Tensor, none: torch.Tensor) -> torch.Tensor:
        method = ShapleyValueSampling(game.forward)
        method.permutation_generator = lambda *_: iter(orders.tolist())
        found: torch.Tensor = method.attribute(
            text, baselines=none, n_samples=len(orders), perturbations_per_eval=_AT_ONCE
        )
        return found

    def error(answers: NDArray[np.float64]) -> NDArray[np.float64]:
        if pairs < 2:
            return np.full(players, np.nan)
        gains = np.empty(orders.shape)
        np.put_along_axis(gains, orders, np.diff(answers.reshape(len(orders), -1), axis=1), axis=1)
        # The two of a pair are not independent of each other; pairs are.
        of_pairs = gains.reshape(pairs, 2, players).mean(1)
        return np.asarray(of_pairs.std(0, ddof=1) / np.sqrt(pairs))

    return _finish(game, "shapley", sets, attribute, True, len(orders), error)


def _all_orders(game: Game) -> Attribution:
    """Shapley values out of all 2ⁿ sets: what a word adds to a set of s others counts s! (n - 1 - s)! / n!."""
    players = game.players
    numbers = np.arange(2**players)
    sets = (numbers[:, None] >> np.arange(players) & 1).astype(bool)
    # By how many others stand already.
    counts = np.array([1 / (players * math.comb(players - 1, others)) for others in range(players)])

    def attribute(text: torch.Tensor, none: torch.Tensor) -> torch.Tensor:
        answers = game.values(sets)
        values = []
        for player in range(players):
            without = numbers[~sets[:, player]]
            gains = answers[without | 1 << player] - answers[without]
            values.append(float((counts[sets[without].sum(1)] * gains).sum()))
        return torch.tensor(values, dtype=torch.float64)

    return _finish(game, "shapley", sets, attribute, True)


def _slopes(
    sets: NDArray[np.bool_], answers: NDArray[np.float64], weights: NDArray[np.float64], ridge: float
) -> NDArray[np.float64]:
    """(B, n) coefficients of B linear regressions of answers (R,) on sets (R, n), with weights (B, R) and an intercept."""
    rows = sets.astype(np.float64)
    total = weights.sum(1)
    middle, mean = weights @ rows / total[:, None], weights @ answers / total
    products = np.einsum("br,ri,rj->bij", weights, rows, rows, optimize=True)
    products -= total[:, None, None] * middle[:, :, None] * middle[:, None, :]
    products += ridge * np.eye(rows.shape[1])
    right = weights @ (rows * answers[:, None]) - (total * mean)[:, None] * middle
    # Sets drawn anew may be too few to tell all words apart.
    return np.asarray((np.linalg.pinv(products, rcond=1e-12, hermitian=True) @ right[..., None])[..., 0])


def _bootstrap(
    sets: NDArray[np.bool_],
    answers: NDArray[np.float64],
    weights: NDArray[np.float64],
    *,
    kept: int,
    together: int,
    ridge: float,
    seed: int,
) -> NDArray[np.float64]:
    """(n,) how far coefficients move when the sets are drawn anew from themselves, with repetition, `RESAMPLES` times.

    The first `kept` sets were not drawn and stay; the others were drawn `together` by `together`.
    """
    units = (len(sets) - kept) // together
    if units < 2:
        return np.full(sets.shape[1], np.nan)
    times = np.random.default_rng([seed, 1]).multinomial(units, np.full(units, 1 / units), RESAMPLES)
    drawn = np.concatenate([np.ones((RESAMPLES, kept)), np.repeat(times, together, axis=1)], axis=1)
    return np.asarray(_slopes(sets, answers, weights * drawn, ridge).std(0, ddof=1))


def _handing_out(sets: NDArray[np.bool_]) -> Callable[..., Iterator[torch.Tensor]]:
    """A generator function that gives Captum one drawn set after the other."""

    def hand_out(*_: object, **__: object) -> Iterator[torch.Tensor]:
        for row in sets:
            yield torch.from_numpy(row[None].astype(np.int64))

    return hand_out


def _subsets(sizes: NDArray[np.int64], players: int, draw: np.random.Generator) -> NDArray[np.bool_]:
    """A random set of each size."""
    places = np.argsort(draw.random((len(sizes), players)), axis=1).argsort(axis=1)
    return np.asarray(places < sizes[:, None])


def kernel_shap(game: Game, *, samples: int = 256, seed: int = 0) -> Attribution:
    """Shapley values as the coefficients of a weighted linear regression on `samples` sets of words.

    All words and none are among them, the others are random. At least 2 n + 2, and an even number: they come in pairs.
    """
    players = game.players
    samples = max(samples + samples % 2, 2 * players + 2)
    draw = np.random.default_rng(seed)
    ends = np.stack([np.ones(players, bool), np.zeros(players, bool)])
    drawn = ends[:0]
    if players > 1:
        sizes = np.arange(1, players)
        weights = 1 / (sizes * (players - sizes))
        half = _subsets(draw.choice(sizes, samples // 2 - 1, p=weights / weights.sum()), players, draw)
        drawn = np.stack([half, ~half], axis=1).reshape(-1, players)
    sets = np.concatenate([ends, drawn])

    def attribute(text: torch.Tensor, none: torch.Tensor) -> torch.Tensor:
        if players == 1:
            whole, empty = game.ends
            return torch.tensor([whole - empty])
        method = KernelShap(game.forward)
        method.perturb_func = _handing_out(sets)
        found: torch.Tensor = method.attribute(
            text, baselines=none, n_samples=len(sets), perturbations_per_eval=_AT_ONCE
        )
        return found

    def error(answers: NDArray[np.float64]) -> NDArray[np.float64]:
        weights = np.where(np.arange(len(sets)) < len(ends), _END_WEIGHT, 1.0)
        return _bootstrap(sets, answers, weights, kept=len(ends), together=2, ridge=0.0, seed=seed)

    if players == 1:
        return _finish(game, "kernel", sets, attribute, True)
    return _finish(game, "kernel", sets, attribute, True, len(sets), error)


def lime(game: Game, *, samples: int = 256, seed: int = 0) -> Attribution:
    """Coefficients of a ridge regression on random sets, those closer to the text counting more."""
    players = game.players
    samples = max(samples, 2 * players + 2)
    draw = np.random.default_rng(seed)
    taken = draw.integers(1, players + 1, samples - 1)
    sets = np.concatenate([np.ones((1, players), bool), ~_subsets(taken, players, draw)])
    near = get_exp_kernel_similarity_function("cosine", kernel_width=_KERNEL_WIDTH)

    def attribute(text: torch.Tensor, none: torch.Tensor) -> torch.Tensor:
        method = Lime(
            game.forward,
            interpretable_model=SkLearnRidge(alpha=_RIDGE),
            # Closeness is between sets of words, as in the paper; sets are what the game is given.
            similarity_func=lambda original, changed, _, **__: near(original, changed, None),
            perturb_func=_handing_out(sets),
        )
        found: torch.Tensor = method.attribute(
            text, baselines=none, n_samples=len(sets), perturbations_per_eval=_AT_ONCE
        )
        return found

    def error(answers: NDArray[np.float64]) -> NDArray[np.float64]:
        text = torch.ones(players)
        weights = np.array([near(text, torch.from_numpy(row), None) for row in sets])
        return _bootstrap(sets, answers, weights, kept=1, together=1, ridge=_RIDGE, seed=seed)

    return _finish(game, "lime", sets, attribute, False, len(sets), error)
