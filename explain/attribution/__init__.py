"""Attributions: which words made the model say that, by many methods, and how far each can be trusted.

A `Scorer` is the asked number as a function of embeddings, a `Game` the same as a function of which words stand.
Methods take a game and return an `Attribution` over its players.
"""

from explain.attribution.gradients import TOLERANCE, steps_limit
from explain.attribution.inside import (
    AttentionShares,
    ByLayer,
    Pairs,
    attention_shares,
    by_layer,
    pairs,
)
from explain.attribution.methods import METHODS, QUICK, Effort, attribute, quick_methods
from explain.attribution.results import Attribution, Path
from explain.attribution.scoring import BASELINES, Game, Memo, Progress, Scorer, baselines_of, rows_at_once
from explain.attribution.trust import (
    SHARES,
    Curves,
    RandomOrders,
    agreement,
    curves,
    random_orders,
    rank_correlation,
)

__all__ = [
    "BASELINES",
    "METHODS",
    "QUICK",
    "SHARES",
    "TOLERANCE",
    "AttentionShares",
    "Attribution",
    "ByLayer",
    "Curves",
    "Effort",
    "Game",
    "Memo",
    "Pairs",
    "Path",
    "Progress",
    "RandomOrders",
    "Scorer",
    "agreement",
    "attention_shares",
    "attribute",
    "baselines_of",
    "by_layer",
    "curves",
    "pairs",
    "quick_methods",
    "random_orders",
    "rank_correlation",
    "rows_at_once",
    "steps_limit",
]
