"""Beyond one number a word: pairs of words, layers, and attention beside attribution.

Glossary: T tokens, U units, n players, L layers, H heads, D width, P players looked at in pairs.
"""

import time
from dataclasses import dataclass

import numpy as np
import torch
from captum.attr import LayerIntegratedGradients
from numpy.typing import NDArray

from explain.attribution.game import Game, game_of
from explain.attribution.gradients import integrated_gradients
from explain.attribution.methods import Effort, attribution
from explain.attribution.results import frozen
from explain.attribution.trust import rank_correlation
from explain.engine.progress import report, reporting
from explain.engine.results import ask, calculation, result
from explain.engine.trace import Trace, run
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.prediction.questions import Question

__all__ = [
    "LAYER_STEPS",
    "AttentionShares",
    "ByLayer",
    "WordPairs",
    "attention_shares",
    "best_by_chance",
    "by_layer",
    "layers_of",
    "pairs_of",
    "shares_of",
    "word_pairs",
]

LAYER_STEPS = 32
"""Points of the integral on what leaves each layer."""
_MOST_PAIRED = 6
_CHANCE_DRAWS = 1_000
_CHANCE_WORDS = 5_000_000


@dataclass(frozen=True)
class WordPairs:
    """How words work together.

    players: (P,) which words, the strongest (furthest from 0) first. alone: (P,) fall when one goes. both: (P, P) fall when two go; its
    diagonal is `alone`. interaction: (P, P) the two falls by themselves less the fall of both, nan on the diagonal.
    Above 0 the two need each other: losing one costs much of what losing both costs. Below 0 each can stand in for the
    other. four: the asked number with the two strongest, without the first, without the second, without both. bare: the
    interaction of those two when no other word is there.
    """

    players: NDArray[np.int64]
    alone: NDArray[np.float64]
    both: NDArray[np.float64]
    interaction: NDArray[np.float64]
    four: tuple[float, float, float, float]
    bare: float


def pairs_of(game: Game, values: NDArray[np.floating]) -> WordPairs:
    """Interactions of the strongest words, by taking them away one by one and two by two.

    For words a and b, with N all words: v(N) - v(N without a) - v(N without b) + v(N without both), the discrete second
    derivative that Grabisch and Roubens 1999 build their interaction index from. Raises ExplainError("one_word").
    """
    if game.players < 2:
        raise ExplainError("one_word")
    chosen = np.argsort(-np.abs(values), kind="stable")[:_MOST_PAIRED].astype(np.int64)
    count = len(chosen)
    sets = np.ones((count, count, game.players), dtype=bool)
    for row, first in enumerate(chosen):
        for column, second in enumerate(chosen):
            sets[row, column, [first, second]] = False
    bare = np.zeros((4, game.players), dtype=bool)
    bare[0, chosen[:2]] = bare[1, chosen[1]] = bare[2, chosen[0]] = True
    whole = np.ones((1, game.players), dtype=bool)
    found = game.values(np.concatenate([whole, sets.reshape(-1, game.players), bare]))
    everything, grid, four = found[0], found[1:-4].reshape(count, count), found[-4:]
    both = everything - grid
    alone = np.diagonal(both).copy()
    interaction = alone[:, None] + alone[None, :] - both
    np.fill_diagonal(interaction, np.nan)
    return WordPairs(
        chosen,
        frozen(alone),
        frozen(both),
        frozen(interaction),
        (float(everything), float(grid[0, 0]), float(grid[1, 1]), float(grid[0, 1])),
        float(four[0] - four[1] - four[2] + four[3]),
    )


@result
def word_pairs(loaded: LoadedModel, question: Question, baseline: str, method: str, effort: Effort) -> WordPairs:
    """Interactions of the words that are strongest by an attribution; see `pairs_of`. Raises what both raise."""
    found = ask(attribution, loaded, question, baseline, method, effort)
    return pairs_of(game_of(loaded, question, baseline), found.values)


@dataclass(frozen=True)
class ByLayer:
    """Integrated Gradients on what leaves each layer.

    values: (L + 1, U) for each unit, special tokens and blanks too; row 0 is on the word embeddings, row l on the
    output of layer l. gaps: (L + 1,) by how much each row misses whole - empty. whole, empty: the asked number with all
    words and with none. seconds: what it took.
    """

    values: NDArray[np.float64]
    gaps: NDArray[np.float64]
    whole: float
    empty: float
    seconds: float


def layers_of(game: Game) -> ByLayer:
    """Captum's LayerIntegratedGradients for each layer: where, on its way up, the answer is to be found.

    The path goes straight from what the layer gives for the baseline to what it gives for the text: another path for each
    layer, since what lies straight in one is bent in the next. Every row adds up to the same change; but from one row
    to the next shares move with the path, too, and not only because the layer carries something from place to place.

    Raises ExplainError("no_layers") for a model that runs one layer many times.
    """
    scorer = game.scorer
    loaded = scorer.loaded
    layers = loaded.family.leaving(loaded.model)
    if layers is None:
        raise ExplainError("no_layers", model=loaded.card.name)
    start = time.perf_counter()
    whole, empty = game.ends
    batches = -(-LAYER_STEPS // scorer.rows)
    rows = []
    for number in range(len(layers) + 1):
        # Captum's hooks sit on shared modules, so the lock is held until they are gone; never while progress is told.
        with loaded.lock, torch.enable_grad(), reporting(None):
            found = _embedded(game) if number == 0 else _one_layer(game, layers[number - 1], batches)
        rows.append(found)
        # A moment for whoever waits for the lock: it would not be given up otherwise.
        time.sleep(0)
        report(number + 1, len(layers) + 1)
    values = np.stack(rows)
    return ByLayer(frozen(values), frozen(values.sum(1) - (whole - empty)), whole, empty, time.perf_counter() - start)


def _one_layer(game: Game, block: torch.nn.Module, batches: int) -> NDArray[np.float64]:
    scorer = game.scorer
    per_example = len(scorer.question.readings)
    found = LayerIntegratedGradients(scorer, block).attribute(
        scorer.embedded[None],
        baselines=game.empty_embedded[None],
        n_steps=LAYER_STEPS,
        internal_batch_size=per_example * -(-LAYER_STEPS // batches),
    )
    states = found[0] if isinstance(found, tuple) else found
    by_cell = states.detach().sum(-1).to("cpu", torch.float64).numpy()
    return scorer.question.by_unit(scorer.unpadded(by_cell))


def _embedded(game: Game) -> NDArray[np.float64]:
    found = integrated_gradients(game, steps=LAYER_STEPS, doubling=False)
    values = np.zeros(len(game.scorer.question.labels))
    values[list(game.scorer.question.players)] = found.values
    return values


@result
def by_layer(loaded: LoadedModel, question: Question, baseline: str) -> ByLayer:
    """Integrated Gradients layer by layer; see `layers_of`. Raises ExplainError: no_layers, no_baseline."""
    return layers_of(game_of(loaded, question, baseline))


@dataclass(frozen=True)
class AttentionShares:
    """Attention from the asked place to the words.

    heads: (L, H, n) weight of each word as a key, its sub-words added up; for a similarity or a label, the mean over
    all queries of the word's own text. correlation: (L, H) its rank correlation with the strength of the attribution.
    mean: (n,) over all heads. mean_correlation: of that mean. reached: share of all attention that went to words.
    """

    heads: NDArray[np.float64]
    correlation: NDArray[np.float64]
    mean: NDArray[np.float64]
    mean_correlation: float
    reached: float


def shares_of(question: Question, traces: tuple[Trace, ...], values: NDArray[np.floating]) -> AttentionShares:
    """Attention beside the attribution values (n,) of the same question; traces are of the question's own readings.

    Jain and Wallace 2019, "Attention is not explanation", compare them in this way, by rank correlation. Wiegreffe and
    Pinter 2019, "Attention is not not explanation", answer that this alone does not settle it.
    """
    at = question.output.at
    looked = [trace.attention[:, :, at] if at >= 0 else trace.attention.mean(2) for trace in traces]
    heads = question.by_player(np.concatenate(looked, axis=-1) / len(traces))
    strength = np.abs(values)
    correlation = np.array([[rank_correlation(head, strength) for head in layer] for layer in heads])
    mean = heads.mean((0, 1))
    return AttentionShares(
        frozen(heads), frozen(correlation), frozen(mean), rank_correlation(mean, strength), float(mean.sum())
    )


@result
def attention_shares(
    loaded: LoadedModel, question: Question, baseline: str, method: str, effort: Effort
) -> AttentionShares:
    """Attention in the question's own readings beside an attribution; see `shares_of`. Raises what `attribution` raises."""
    found = ask(attribution, loaded, question, baseline, method, effort)
    traces = tuple(ask(run, loaded, reading) for reading in question.readings)
    return shares_of(question, traces, found.values)


@calculation
def best_by_chance(words: int, heads: int) -> tuple[float, float]:
    """The highest of so many rank correlations of n words that are due to chance alone: its mean and its 95th percentile.

    As of heads whose orders of the words are random and know nothing of one another. Up to 1,000 draws, always the same;
    nan with one word, which has no order.
    """
    if words < 2:
        return float("nan"), float("nan")
    draw = np.random.default_rng(0)
    at = np.arange(words)
    best = []
    for _ in range(int(np.clip(_CHANCE_WORDS // (words * heads), 50, _CHANCE_DRAWS))):
        ranks = draw.permuted(np.tile(at, (heads, 1)), axis=1)
        best.append(1 - 6 * ((ranks - at) ** 2).sum(1).min() / (words * (words**2 - 1)))
    return float(np.mean(best)), float(np.quantile(best, 0.95))
