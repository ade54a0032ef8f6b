"""Passes, and what a model puts into blanks."""

from explain.models import LoadedModel
from explain.text.tokens import tokenize
from tests.result_examples import Arguments

TEXT = "The cat sat on the mat."


def _text(loaded: LoadedModel) -> Arguments:
    return (tokenize(loaded, TEXT),), {}


def _positions(loaded: LoadedModel) -> Arguments:
    return (tokenize(loaded, TEXT), (1, 2)), {}


EXAMPLES = {
    "explain.engine.trace.run": _text,
    "explain.prediction.masked_words.predict": _positions,
    "explain.prediction.masked_words.predict_every_position": _positions,
    "explain.prediction.questions.label_scores": _text,
    "explain.prediction.questions.guesses": lambda loaded: ((tokenize(loaded, TEXT), 2), {}),
    "explain.prediction.masked_words.training_example": lambda loaded: (
        (tokenize(loaded, TEXT),),
        {"rate": 0.5, "seed": 1},
    ),
}
MODELS = {"explain.prediction.questions.label_scores": "classifier"}
