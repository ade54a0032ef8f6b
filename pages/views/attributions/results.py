"""What the Attributions page computes, kept per question for everybody who asks the same."""

from collections.abc import Callable
from typing import Any

import numpy as np

from explain.attribution import (
    AttentionShares,
    Attribution,
    ByLayer,
    Curves,
    Effort,
    Game,
    Memo,
    Pairs,
    Progress,
    RandomOrders,
    Scorer,
    attention_shares,
    attribute,
    by_layer,
    curves,
    pairs,
    random_orders,
)
from explain.engine.trace import Trace, run
from explain.models import LoadedModel
from explain.prediction.questions import Asked, guesses
from explain.text.tokens import Tokens
from pages.shell import store

__all__ = ["attention", "attribution", "candidates", "game", "layers", "order_curves", "orders", "together"]


def candidates(loaded: LoadedModel, tokens: Tokens, at: int) -> np.ndarray:
    """Log-probabilities (V,) at the asked place."""
    found: np.ndarray = store.kept(
        ("guesses", loaded.card.id, tokens.sentences, at), lambda: guesses(loaded, tokens, at)
    )
    return found


def game(loaded: LoadedModel, asked: Asked, baseline: str) -> Game:
    """The question as a game. Only its memory is kept: the game itself would keep a model that has made room."""
    memo: Memo = store.kept(("memo", loaded.card.id, asked.key, baseline), Memo)
    return Game(Scorer(loaded, asked), baseline, memo)


def _kept(played: Game, name: str, settings: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    scorer = played.scorer
    return store.kept((name, scorer.loaded.card.id, scorer.asked.key, played.baseline, *settings), make)


def attribution(played: Game, method: str, effort: Effort, progress: Progress | None = None) -> Attribution:
    """One method on one question."""
    found: Attribution = _kept(
        played, "attribution", (method, *effort.of(method)), lambda: attribute(played, method, effort, progress)
    )
    return found


def order_curves(played: Game, found: Attribution, effort: Effort, progress: Progress | None = None) -> Curves:
    """Deletion and insertion in the order of an attribution."""
    settings = (found.method, *effort.of(found.method))
    result: Curves = _kept(played, "curves", settings, lambda: curves(played, found.values, progress))
    return result


def orders(played: Game, effort: Effort, progress: Progress | None = None) -> RandomOrders:
    """How random orders do."""
    result: RandomOrders = _kept(
        played, "orders", (effort.seed,), lambda: random_orders(played, seed=effort.seed, progress=progress)
    )
    return result


def together(played: Game, found: Attribution, effort: Effort, progress: Progress | None = None) -> Pairs:
    """How the strongest words of an attribution work together."""
    settings = (found.method, *effort.of(found.method))
    result: Pairs = _kept(played, "pairs", settings, lambda: pairs(played, found.values, progress))
    return result


def layers(played: Game, progress: Progress | None = None) -> ByLayer:
    """Attribution layer by layer."""
    result: ByLayer = _kept(played, "layers", (), lambda: by_layer(played, progress))
    return result


def attention(played: Game, found: Attribution) -> AttentionShares:
    """Attention of the question's own readings beside an attribution."""
    scorer = played.scorer

    def trace(number: int, reading: Tokens) -> Trace:
        key = ("asked trace", scorer.loaded.card.id, scorer.asked.key, number)
        result: Trace = store.kept(key, lambda: run(scorer.loaded, reading))
        return result

    traces = tuple(trace(number, reading) for number, reading in enumerate(scorer.asked.readings))
    return attention_shares(played, traces, found.values)
