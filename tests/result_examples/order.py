"""Encodings, the parts of what a model reads, shuffled words, and how far a word reaches."""

from explain.models import LoadedModel
from explain.order.encodings import EncodingSettings
from explain.text.tokens import tokenize
from tests.result_examples import Arguments

TEXT = "The dog bit the cat, and the [MASK] bit the dog."


def _text(loaded: LoadedModel) -> Arguments:
    return (tokenize(loaded, TEXT),), {}


EXAMPLES = {
    "explain.order.encodings.encode": lambda loaded: (("learned", EncodingSettings(12)), {}),
    "explain.order.influence.model_influence": _text,
    "explain.order.learned_positions.embedding_sum": _text,
    "explain.order.shuffling.shuffle": lambda loaded: ((tokenize(loaded, TEXT), 3), {}),
}
CALCULATIONS: dict[str, Arguments] = {"explain.order.influence.gru_influence": (((TEXT,),), {})}
