"""The parts of a layer, computed in NumPy in double precision from the weights of a module."""

from collections.abc import Callable
from math import erf
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explain.models.families import Norm, affine

__all__ = ["ACTIVATIONS", "Array", "norm", "softmax", "times", "turned", "wide"]

Array = NDArray[np.float64]


def wide(tensor: torch.Tensor) -> Array:
    """A tensor as float64 numbers of the main memory."""
    return tensor.detach().to("cpu", torch.float64).numpy()


def _gelu(x: Array) -> Array:
    found: Array = x * 0.5 * (1 + np.vectorize(erf, otypes=[np.float64])(x / np.sqrt(2)))
    return found


def _gelu_tanh(x: Array) -> Array:
    found: Array = x * 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    return found


ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    # Hendrycks and Gimpel 2016, exact and by the tanh they give as a shortcut.
    "gelu": _gelu,
    "gelu_new": _gelu_tanh,
    "gelu_pytorch_tanh": _gelu_tanh,
    "relu": lambda x: np.maximum(x, 0),
    "silu": lambda x: x / (1 + np.exp(-x)),
}
"""Those that are computed here; any other one is asked of the model's own function."""


def softmax(scores: Array) -> Array:
    """exp(s) / Σ exp(s) over the last axis; -inf becomes 0."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Array = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def norm(states: Array, part: Norm) -> Array:
    """The formula of `Norm`, over the last axis."""
    centred = states - states.mean(-1, keepdims=True) if part.kind == "layer" else states
    scaled = centred / np.sqrt(np.square(centred).mean(-1, keepdims=True) + part.epsilon) * wide(part.module.weight)
    bias = getattr(part.module, "bias", None)
    normed: Array = scaled if bias is None else scaled + wide(bias)
    return normed


def times(states: Array, module: Any) -> Array:
    """states · matrix + bias of a linear module."""
    matrix, bias = affine(module)
    product: Array = states @ wide(matrix)
    return product if bias is None else product + wide(bias)


def turned(states: Array, cos: Array, sin: Array) -> Array:
    """Rotary positions: pairs (i, i + r / 2) of the first r numbers of the last axis turned, cos and sin (T, r / 2)."""
    half = cos.shape[-1]
    first, second, rest = np.split(states, [half, 2 * half], axis=-1)
    return np.concatenate([first * cos - second * sin, second * cos + first * sin, rest], axis=-1)
