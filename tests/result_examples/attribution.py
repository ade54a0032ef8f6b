"""Attributions of one question, and what is made of them."""

from explain.attribution import Effort
from explain.models import LoadedModel
from explain.prediction.questions import Question, word_question
from explain.text.tokens import tokenize
from tests.result_examples import Arguments


def _question(loaded: LoadedModel) -> Question:
    return word_question(loaded, tokenize(loaded, "The cat sat on the mat."), 2, 30, against=31)


def _baseline(loaded: LoadedModel) -> Arguments:
    return (_question(loaded), "mask"), {}


def _method(loaded: LoadedModel) -> Arguments:
    return (_question(loaded), "mask", "ig", Effort(steps=8, doubling=False)), {}


EXAMPLES = {
    "explain.attribution.game.memo_of": _baseline,
    "explain.attribution.inside.attention_shares": _method,
    "explain.attribution.inside.by_layer": _baseline,
    "explain.attribution.inside.word_pairs": _method,
    "explain.attribution.methods.attribution": _method,
    "explain.attribution.trust.deletion_curves": _method,
    "explain.attribution.trust.random_orders": lambda loaded: ((_question(loaded), "mask", 1), {}),
}

CALCULATIONS: dict[str, Arguments] = {"explain.attribution.inside.best_by_chance": ((5, 12), {})}
