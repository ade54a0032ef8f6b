"""Attention: what heads do, step by step, and what is missing without one."""

from explain.attention.verb_agreement import Words
from explain.models import LoadedModel
from explain.text.tokens import Tokens, tokenize
from tests.result_examples import Arguments


def _tokens(loaded: LoadedModel) -> Tokens:
    return tokenize(loaded, "The keys to the cabinet are on the table.")


def _text(loaded: LoadedModel) -> Arguments:
    return (_tokens(loaded),), {}


EXAMPLES = {
    "explain.attention.ablation.ablate": lambda loaded: ((_tokens(loaded), 3, ((0, 1), (1, 2))), {}),
    "explain.attention.ablation.effects": lambda loaded: ((_tokens(loaded), 3, (5, 7)), {}),
    "explain.attention.flow.flow_to": lambda loaded: ((_tokens(loaded), 2, 2), {}),
    "explain.attention.flow.rollout_of": _text,
    "explain.attention.heads.reading": lambda loaded: ((_tokens(loaded),), {"by_word": True, "hide_special": True}),
    "explain.attention.heads.summary": _text,
    "explain.attention.norms.carried": _text,
    "explain.attention.packing.parcel": _text,
    "explain.attention.roles.behaviour": lambda loaded: (
        (_tokens(loaded), ("The man ate.",), ("are", "keys")),
        {"aside": True},
    ),
    "explain.attention.steps.entrance": lambda loaded: ((_tokens(loaded), 2), {}),
    "explain.attention.steps.step_by_step": lambda loaded: ((_tokens(loaded), 1, 2, 3), {}),
    "explain.attention.verb_agreement.margins": lambda loaded: (
        (_tokens(loaded), Words(5, 1, 4), ("by the river",), (5, 7)),
        {"without": ((1, 0),)},
    ),
    "explain.attention.verb_agreement.reach": lambda loaded: ((_tokens(loaded), Words(5, 1, 4)), {"verb_shown": True}),
}
CALCULATIONS: dict[str, Arguments] = {
    "explain.attention.roles.best_by_chance": ((((1, 9, 0.5), (2, 8, 0.5)), 12), {"draws": 20})
}
