"""The probes."""

from explain.bias.likelihood import Pair
from explain.bias.templates import Group, fill_wordings
from explain.models import LoadedModel
from tests.result_examples import Arguments

TEMPLATES = ("[MASK] bit a {job}.", "The {job} saw [MASK].")
PAIRS = (Pair("The man ate the pepper.", "The cat ate the pepper.", "age"), Pair("The cat sat.", "The dog sat."))
WORDS = (("cat", "dog"), ("man", "river"), ("the", "bank"), ("ate", "bit"))


def _groups(loaded: LoadedModel) -> tuple[Group, Group]:
    first, second = loaded.vocabulary.ordinary_ids[:2].tolist()
    return Group("one", ("one",), (first,)), Group("two", ("two",), (second,))


def _contrast(loaded: LoadedModel) -> Arguments:
    return (fill_wordings("The {cat|dog} [MASK].\nA {} bit the [MASK]."),), {}


EXAMPLES = {
    "explain.bias.contrast.contrast": _contrast,
    "explain.bias.jobs.template_scores": lambda loaded: ((TEMPLATES[0], ("cat", "man"), _groups(loaded)), {}),
    "explain.bias.jobs.jobs": lambda loaded: ((TEMPLATES, ("cat", "man"), _groups(loaded)), {}),
    "explain.bias.likelihood.pair_scores": lambda loaded: ((PAIRS,), {}),
    "explain.bias.likelihood.likelier": lambda loaded: ((PAIRS,), {}),
    "explain.bias.association.contextual": lambda loaded: ((WORDS[0], ("This is {word}.", "A {word}.")), {}),
    "explain.bias.association.association_test": lambda loaded: (WORDS, {"templates": ("This is {word}.",)}),
}
