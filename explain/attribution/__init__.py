"""Attributions: which words made the model say that, by many methods, and how far each can be trusted.

A question (`explain.prediction.questions`), a baseline and a method give an `Attribution` over the question's players.
Inside, a `Scorer` is the asked number as a function of embeddings, a `Game` the same as a function of which words stand.
"""

from explain.attribution.game import BASELINES, baselines_of, starts_at_zero
from explain.attribution.gradients import TOLERANCE, steps_limit
from explain.attribution.inside import (
    LAYER_STEPS,
    AttentionShares,
    ByLayer,
    WordPairs,
    attention_shares,
    best_by_chance,
    by_layer,
    word_pairs,
)
from explain.attribution.methods import METHODS, QUICK, Effort, attribution, quick_methods
from explain.attribution.perturbation import EXACT_WORDS, RESAMPLES
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
    "EXACT_WORDS",
    "LAYER_STEPS",
    "METHODS",
    "QUICK",
    "RESAMPLES",
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
    "best_by_chance",
    "by_layer",
    "deletion_curves",
    "method_agreement",
    "quick_methods",
    "random_orders",
    "rank_correlation",
    "starts_at_zero",
    "steps_limit",
    "word_pairs",
]
