"""Attention small enough for the blackboard: three words, width 4, matrices that anybody may change.

Vaswani et al. 2017, section 3.2.1: softmax(Q Kᵀ / √d) V. Glossary: W words, D width of a word, d width of the head.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.attention.by_hand import Array, softmax
from explain.errors import ExplainError

__all__ = ["LARGEST", "WIDTH", "WORDS", "Toy", "attend", "read_matrix", "write_matrix"]

WORDS, WIDTH = 3, 4
LARGEST = 100
"""No number of a matrix may be larger: exp of a score must stay a number."""

_LONGEST = 400
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


@dataclass(frozen=True)
class Toy:
    """query, key, value: (W, d). products: (W, W) Q Kᵀ. scores: over √d, -inf where masked.

    weights: (W, W), rows sum to 1. output: (W, d).
    """

    query: Array
    key: Array
    value: Array
    products: Array
    scores: Array
    weights: Array
    output: Array


def read_matrix(name: str, typed: str, rows: int, columns: int) -> NDArray[np.float64]:
    """A matrix out of what was typed: a row per line (or between semicolons), spaces between numbers.

    A comma is a decimal point. Raises ExplainError: bad_matrix (not numbers, or not rows × columns of them),
    large_number (above `LARGEST`).
    """
    lines = [line.split() for line in re.split(r"[;\n]", typed[:_LONGEST].replace(",", ".")) if line.strip()]
    numbers = [entry for line in lines for entry in line]
    shaped = len(lines) == rows and all(len(line) == columns for line in lines)
    if len(typed) > _LONGEST or not shaped or not all(_NUMBER.fullmatch(entry) for entry in numbers):
        raise ExplainError("bad_matrix", name=name, rows=rows, columns=columns)
    matrix = np.array(lines, dtype=np.float64)
    if np.abs(matrix).max() > LARGEST:
        raise ExplainError("large_number", name=name, most=LARGEST)
    return matrix


def write_matrix(matrix: NDArray[np.floating]) -> str:
    """A matrix as `read_matrix` reads it."""
    return "\n".join(" ".join(f"{value:g}" for value in row) for row in matrix)


def attend(words: Array, query: Array, key: Array, value: Array, *, causal: bool = False) -> Toy:
    """One head over words (W, D) with matrices (D, d). causal: a word sees itself and those before it."""
    q, k, v = words @ query, words @ key, words @ value
    products = q @ k.T
    scores = products / np.sqrt(query.shape[1])
    if causal:
        scores = np.where(np.tri(len(words), dtype=bool), scores, -np.inf)
    weights = softmax(scores)
    return Toy(q, k, v, products, scores, weights, weights @ v)
