"""Methods that take words away and look at what happens, all of Captum, on rows of zeros and ones.

Occlusion: Zeiler and Fergus 2014; for text Li et al. 2016, "Understanding neural networks through representation
erasure". Shapley sampling: Castro et al. 2009, with orders in pairs, each beside its reverse (Mitchell et al. 2022,
"Sampling permutations for Shapley value estimation"). Kernel SHAP: Lundberg and Lee 2017, with sets in pairs, each
beside its complement (Covert and Lee 2021). LIME: Ribeiro et al. 2016, sampling and kernel as in its code for text.

Every set that a method will ask for is drawn and run beforehand, in full batches and with a count; Captum then finds
its answers in the game's memory. So no hook and no lock is held while Captum works.

Glossary: n players, R sets.
"""

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

__all__ = ["kernel_shap", "lime", "occlusion", "shapley"]

_MOST_TOKENS = 400_000
"""Tokens that one method may have the model read: minutes on a small machine."""
_KERNEL_WIDTH = 0.25
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
) -> Attribution:
    """Run all sets, let Captum make its attribution out of the answers, and pack it."""
    start = time.perf_counter()
    distinct = len(np.unique(sets, axis=0))
    _afford(game, distinct)
    game.values(sets)
    whole, empty = game.ends
    found = attribute(torch.ones(1, game.players), torch.zeros(1, game.players))
    values = found.detach().double().numpy().reshape(-1)
    return Attribution(
        name, frozen(values), True, complete, whole, empty, (), None, distinct, time.perf_counter() - start
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
    """What each word adds when words come in one by one, averaged over `samples` random orders.

    The values add up to whole - empty exactly, whatever the sample.
    """
    _afford(game, min(samples * game.players, 2**game.players))
    draw = np.random.default_rng(seed)
    orders = [draw.permutation(game.players) for _ in range(-(-samples // 2))]
    orders = [order for one in orders for order in (one, one[::-1])][:samples]
    # After k words have come, those of the first k places stand.
    came = np.argsort(np.stack(orders), axis=1)
    sets = (came[:, None, :] < np.arange(game.players + 1)[None, :, None]).reshape(-1, game.players)

    def attribute(text: torch.Tensor, none: torch.Tensor) -> torch.Tensor:
        method = ShapleyValueSampling(game.forward)
        method.permutation_generator = lambda *_: iter([order.tolist() for order in orders])
        found: torch.Tensor = method.attribute(
            text, baselines=none, n_samples=len(orders), perturbations_per_eval=_AT_ONCE
        )
        return found

    return _finish(game, "shapley", sets, attribute, True)


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
    """Shapley values as the coefficients of a weighted linear regression on random sets; at least 2 n + 2 of them."""
    players = game.players
    samples = max(samples, 2 * players + 2)
    draw = np.random.default_rng(seed)
    ends = np.stack([np.ones(players, bool), np.zeros(players, bool)])
    drawn = ends[:0]
    if players > 1:
        sizes = np.arange(1, players)
        weights = 1 / (sizes * (players - sizes))
        half = _subsets(draw.choice(sizes, -(-(samples - 2) // 2), p=weights / weights.sum()), players, draw)
        drawn = np.stack([half, ~half], axis=1).reshape(-1, players)[: samples - 2]
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

    return _finish(game, "kernel", sets, attribute, True)


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
            interpretable_model=SkLearnRidge(alpha=1.0),
            # Closeness is between sets of words, as in the paper; sets are what the game is given.
            similarity_func=lambda original, changed, _, **__: near(original, changed, None),
            perturb_func=_handing_out(sets),
        )
        found: torch.Tensor = method.attribute(
            text, baselines=none, n_samples=len(sets), perturbations_per_eval=_AT_ONCE
        )
        return found

    return _finish(game, "lime", sets, attribute, False)
