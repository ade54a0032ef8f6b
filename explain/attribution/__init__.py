"""Attributions: which words made the model say that, by many methods, and how far each can be trusted.

A question (`explain.prediction.questions`), a baseline and a method give an `Attribution` over the question's players.
Inside, a `Scorer` is the asked number as a function of embeddings, a `Game` the same as a function of which words stand.
"""

from explain.attribution.game import BASELINES, baselines_of
from explain.attribution.gradients import TOLERANCE, steps_limit
from explain.attribution.inside import (
    AttentionShares,
    ByLayer,
    WordPairs,
    attention_shares,
    by_layer,
    word_pairs,
)
from explain.attribution.methods import METHODS, QUICK, Effort, attribution, quick_methods
from explain.attribution.results import Attribution, Path
from explain.attribution.trust import (
    SHARES,
    DeletionCurves,
    RandomOrders,
    deletion_curves,
    method_agreement,
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
    "DeletionCurves",
    "Effort",
    "Path",
    "RandomOrders",
    "WordPairs",
    "attention_shares",
    "attribution",
    "baselines_of",
    "by_layer",
    "deletion_curves",
    "method_agreement",
    "quick_methods",
    "random_orders",
    "rank_correlation",
    "steps_limit",
    "word_pairs",
]
