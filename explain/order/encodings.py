"""Four ways to mark places, brought into one form so that they can be seen side by side.

Glossary: P places, C columns of the map, N curves, H heads, d width. See `explain.order.position_codes` for the formulas.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import result
from explain.models.loading import LoadedModel
from explain.order.learned_positions import cosines, position_table, profile, rotary_of
from explain.order.position_codes import alibi_bias, alibi_slopes, frequencies, rotary, rotate, sinusoidal

__all__ = ["KINDS", "MOST_PLACES", "Encoding", "EncodingSettings", "encode"]

KINDS = ("sinusoidal", "learned", "rotary", "alibi")
MOST_PLACES = 512


@dataclass(frozen=True)
class EncodingSettings:
    """The numbers that an encoding depends on. length: places, at least 2. width and base: of sinusoids and of rotary angles. heads, head: of
    ALiBi, head counted from 1.

    layer: 0 for rotary angles by the formula; from 1, those of that layer of the model in use.
    """

    length: int
    width: int = 64
    base: float = 10_000.0
    heads: int = 8
    head: int = 1
    layer: int = 0


@dataclass(frozen=True)
class Encoding:
    """One way of marking places in the form that all share.

    matrix: (P, C), row p is place p. For sinusoids and tables a column is a dimension; for rotary, cosine and sine of
        each pair in turn; for ALiBi a key, and the entry is what is added to the score (nan: the query may not look
        there).
    columns: (C,) short names. curves: (N, P) all that may be drawn over the places, named by `names`: the columns, or
        for ALiBi each head's bias seen from the last place.
    against: (M, P) over distance k = 0 .. P - 1. Sinusoids: PE(0) . PE(k). A table: mean cosine similarity of rows k
        apart, with `low` and `high` (P,), 10th and 90th percentile. Rotary: the product of two vectors of length 1
        and the same direction after they were turned. ALiBi, a line a head: exp(-m k), how a weight shrinks before
        the softmax divides.
    frequencies: radians a place of each pair of columns; none where nothing turns.
    """

    kind: str
    matrix: NDArray[np.float64]
    columns: tuple[str, ...]
    curves: NDArray[np.float64]
    names: tuple[str, ...]
    against: NDArray[np.float64]
    low: NDArray[np.float64] | None = None
    high: NDArray[np.float64] | None = None
    frequencies: tuple[float, ...] = ()


def _in_turn(cos: NDArray[np.floating], sin: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.stack([cos, sin], axis=-1).reshape(len(cos), -1).astype(np.float64)


def _alternating(first: str, second: str, width: int) -> tuple[str, ...]:
    return tuple(f"{second if column % 2 else first} {column // 2}" for column in range(width))


@result
def encode(loaded: LoadedModel, kind: str, settings: EncodingSettings) -> Encoding:
    """Compute one of `KINDS`. A model's own table may have fewer places than asked for: then those are all.

    Raises ExplainError: no_position_table, no_rotary, odd_width.
    """
    length = settings.length
    if kind == "sinusoidal":
        matrix = sinusoidal(length, settings.width, settings.base)
        names = _alternating("sin", "cos", settings.width)
        turns = tuple(frequencies(settings.width, settings.base).tolist())
        return Encoding(kind, matrix, names, matrix.T, names, matrix[:1] @ matrix.T, frequencies=turns)
    if kind == "learned":
        matrix = position_table(loaded)[:length].astype(np.float64)
        names = tuple(map(str, range(matrix.shape[1])))
        apart = profile(cosines(matrix))
        return Encoding(kind, matrix, names, matrix.T, names, apart.mean[None], apart.low, apart.high)
    if kind == "rotary":
        cos, sin = (
            rotary_of(loaded, settings.layer - 1, length)
            if settings.layer
            else rotary(length, settings.width, settings.base)
        )
        matrix = _in_turn(cos, sin)
        names = _alternating("cos", "sin", matrix.shape[1])
        turned = rotate(np.full(matrix.shape, matrix.shape[1] ** -0.5), matrix[:, 0::2], matrix[:, 1::2])
        # No pair turns further than half a circle in one place, so place 1 tells how fast it turns.
        turns = tuple(np.arctan2(matrix[1, 1::2], matrix[1, 0::2]).tolist())
        return Encoding(kind, matrix, names, matrix.T, names, turned[:1] @ turned.T, frequencies=turns)
    slopes = alibi_slopes(settings.heads)
    matrix = alibi_bias(length, float(slopes[settings.head - 1]))
    distances = np.arange(length)
    return Encoding(
        kind,
        matrix,
        tuple(map(str, distances)),
        -slopes[:, None] * distances[::-1],
        tuple(str(head) for head in range(1, settings.heads + 1)),
        np.exp(-slopes[:, None] * distances),
    )
