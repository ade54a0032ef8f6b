"""What reaches a token through all layers: attention rollout and attention flow.

Abnar and Zuidema 2020, "Quantifying Attention Flow in Transformers". Both take the mean over the heads of a layer
and add the residual connection as half of the way: A = (mean + I) / 2.

Glossary: L layers, H heads, T tokens.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

from explain.engine.results import ask, result
from explain.engine.trace import run
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens

__all__ = ["MOST_FLOW", "flow", "flow_to", "mixed", "rollout", "rollout_of"]

MOST_FLOW = 64
"""Tokens above which the flow would keep everybody waiting."""

_SCALE = 1_000_000
"""Capacities are whole numbers to the solver: parts of a million."""


def mixed(attention: NDArray[np.float32]) -> NDArray[np.float64]:
    """(L, T, T) from (L, H, T, T): half the mean of the heads, half the token itself. Rows sum to 1."""
    mean = attention.mean(axis=1, dtype=np.float64)
    return np.asarray((mean + np.eye(mean.shape[-1])) / 2)


def rollout(attention: NDArray[np.float32]) -> NDArray[np.float64]:
    """(L, T, T): after each layer, how much of each token (row) came from each input (column). Rows sum to 1."""
    steps = mixed(attention)
    found = [steps[0]]
    for step in steps[1:]:
        found.append(step @ found[-1])
    return np.stack(found)


def flow(attention: NDArray[np.float32], token: int, depth: int | None = None) -> NDArray[np.float64]:
    """(T,): the largest flow from each input up to one token after `depth` layers (all of them where None).

    Layers are stacked as a network whose edges can carry A[i, j]; each input is asked by itself, so the values need not
    sum to 1. Raises ExplainError("flow_tokens") above `MOST_FLOW` tokens.
    """
    steps = mixed(attention)[:depth]
    layers, length, _ = steps.shape
    if length > MOST_FLOW:
        raise ExplainError("flow_tokens", tokens=length, limit=MOST_FLOW)
    capacity = np.rint(steps * _SCALE).astype(np.int32)
    layer, upper, lower = np.nonzero(capacity)
    # Node (l, i) is l * T + i; edges lead from a layer down to the one below it.
    edges = ((layer + 1) * length + upper, layer * length + lower)
    count = (layers + 1) * length
    network = csr_matrix((capacity[layer, upper, lower], edges), shape=(count, count))
    top = layers * length + token
    found = [maximum_flow(network, top, place).flow_value for place in range(length)]
    return np.array(found, dtype=np.float64) / _SCALE


@result
def rollout_of(loaded: LoadedModel, tokens: Tokens) -> NDArray[np.float64]:
    """The rollout of a text after each layer; see `rollout`."""
    return rollout(ask(run, loaded, tokens).attention)


@result
def flow_to(loaded: LoadedModel, tokens: Tokens, token: int, depth: int) -> NDArray[np.float64]:
    """The flow of a text up to one token after `depth` layers; see `flow`."""
    return flow(ask(run, loaded, tokens).attention, token, depth)
