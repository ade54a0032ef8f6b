"""Sentences side by side, senses, maps and relations."""

from explain.models import LoadedModel
from explain.space.projection import Layout
from tests.result_examples import Arguments

LINES = ("The dog bit the cat.", "The cat saw the dog.")


def _lines(loaded: LoadedModel) -> Arguments:
    return (LINES,), {}


EXAMPLES = {
    "explain.space.sentences.sentence_states": _lines,
    "explain.space.sentences.token_pairs": lambda loaded: ((LINES, 1, "cosine"), {}),
    "explain.space.sentences.baseline": lambda loaded: ((LINES, "cosine", (1, 2, 3)), {}),
    "explain.space.senses.senses_of": lambda loaded: ((LINES, "dog"), {"suffixes": True}),
    "explain.space.projection.word_map": lambda loaded: ((("man", "cat", "dog", "river"), Layout()), {}),
    "explain.space.projection.token_map": lambda loaded: ((LINES, 1, Layout("tsne", 2, 5.0, 3)), {}),
    "explain.space.projection.depth_maps": lambda loaded: ((LINES, 3), {}),
    "explain.space.relations.evaluation": lambda loaded: (("en",), {}),
}
