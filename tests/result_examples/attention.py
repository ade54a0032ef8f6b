"""A call of every result function of the attention chapter, for a small model of any family."""

from collections.abc import Callable
from typing import Any

from explain.attention.verb_agreement import Words
from explain.models import LoadedModel
from explain.text.tokens import Tokens, tokenize

__all__ = ["EXAMPLES"]

Arguments = tuple[tuple[Any, ...], dict[str, Any]]


def _tokens(loaded: LoadedModel) -> Tokens:
    return tokenize(loaded, "The keys to the cabinet are on the table.")


EXAMPLES: dict[str, Callable[[LoadedModel], Arguments]] = {
    "explain.attention.ablation.ablate": lambda loaded: ((_tokens(loaded), 3, ((0, 1), (1, 2))), {}),
    "explain.attention.ablation.effects": lambda loaded: ((_tokens(loaded), 3, (5, 7)), {}),
    "explain.attention.flow.flow_to": lambda loaded: ((_tokens(loaded), 2, 2), {}),
    "explain.attention.flow.rollout_of": lambda loaded: ((_tokens(loaded),), {}),
    "explain.attention.heads.reading": lambda loaded: ((_tokens(loaded),), {"by_word": True, "hide_special": True}),
    "explain.attention.heads.summary": lambda loaded: ((_tokens(loaded),), {}),
    "explain.attention.norms.carried": lambda loaded: ((_tokens(loaded),), {}),
    "explain.attention.packing.parcel": lambda loaded: ((_tokens(loaded),), {}),
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
    "explain.attention.verb_agreement.reach": lambda loaded: ((_tokens(loaded), Words(5, 1, 4)), {}),
}
