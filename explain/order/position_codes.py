"""How places are written down: sinusoids, rotary angles and ALiBi, each exactly as its paper has it.

Glossary: p, q places counted from 0, k a distance; P places, d the width of an encoding (of one head for rotary), n the
base, H heads. Pair i of dimensions turns with frequency n^(-2i/d), in radians a place. All arrays are float64.
"""

import numpy as np
from numpy.typing import NDArray

from explain.errors import ExplainError

__all__ = [
    "alibi_bias",
    "alibi_slopes",
    "dot_by_distance",
    "frequencies",
    "rotary",
    "rotate",
    "rotation",
    "sinusoidal",
    "turn",
    "wavelengths",
]


def frequencies(width: int, base: float = 10_000.0) -> NDArray[np.float64]:
    """(ceil(d / 2),) radians a place: n^(-2i/d) for pair i."""
    return np.asarray(base ** (-np.arange(0, width, 2, dtype=np.float64) / width))


def wavelengths(width: int, base: float = 10_000.0) -> NDArray[np.float64]:
    """(ceil(d / 2),) places after which a pair has come round: 2 pi n^(2i/d)."""
    return 2 * np.pi / frequencies(width, base)


def sinusoidal(length: int, width: int, base: float = 10_000.0) -> NDArray[np.float64]:
    """(P, d) PE(p, 2i) = sin(p / n^(2i/d)) and PE(p, 2i+1) = cos(p / n^(2i/d)).

    Vaswani et al. 2017, "Attention Is All You Need", section 3.5, where n = 10,000. Of an odd width the last sine has
    no cosine beside it.
    """
    angles = np.arange(length, dtype=np.float64)[:, None] * frequencies(width, base)
    both = np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(length, -1)
    return np.asarray(both[:, :width])


def rotation(distance: float, frequency: float) -> NDArray[np.float64]:
    """(2, 2) what carries the pair (sin, cos) of any place p to that of p + k: the same matrix wherever p is.

    (sin w(p+k), cos w(p+k)) = [[cos wk, sin wk], [-sin wk, cos wk]] (sin wp, cos wp); the remark in Vaswani et al.
    2017, section 3.5, that PE(p + k) is a linear function of PE(p).
    """
    cos, sin = np.cos(frequency * distance), np.sin(frequency * distance)
    return np.array([[cos, sin], [-sin, cos]])


def turn(frequency: float, place: int, distance: int) -> NDArray[np.float64]:
    """(2, 2) the points (cos, sin) of a pair at a place (first row) and `distance` further (second row)."""
    angles = frequency * np.array([place, place + distance], dtype=np.float64)
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def dot_by_distance(width: int, base: float, distances: NDArray[np.integer]) -> NDArray[np.float64]:
    """(K,) for distances (K,): the sum over pairs of cos(k n^(-2i/d)).

    For sinusoids of even width this is PE(p) . PE(p + k), whatever p is. For rotary positions it is (R_p q) .
    (R_(p+k) k) where both pairs of q and k have length 1 and the same direction (Su et al. 2021, section 3.4.3).
    """
    return np.asarray(np.cos(np.asarray(distances, dtype=np.float64)[:, None] * frequencies(width, base)).sum(axis=1))


def rotary(length: int, width: int, base: float = 10_000.0) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cosine and sine (P, d / 2) of the angles p n^(-2i/d) that turn pair i of the queries and keys at place p.

    Su et al. 2021, "RoFormer: Enhanced Transformer with Rotary Position Embedding", equation 15. Raises
    ExplainError("odd_width"): pairs need an even width.
    """
    if width % 2:
        raise ExplainError("odd_width", width=width)
    angles = np.arange(length, dtype=np.float64)[:, None] * frequencies(width, base)
    return np.cos(angles), np.sin(angles)


def rotate(
    vectors: NDArray[np.float64], cos: NDArray[np.float64], sin: NDArray[np.float64], *, halves: bool = False
) -> NDArray[np.float64]:
    """Turn vectors (..., P, d) by angles (P, d / 2): (a, b) becomes (a cos - b sin, a sin + b cos).

    halves: pairs are (i, i + d / 2), as programs store them, rather than the paper's neighbours (2i, 2i + 1).
    """
    half = vectors.shape[-1] // 2
    first, second = (vectors[..., :half], vectors[..., half:]) if halves else (vectors[..., 0::2], vectors[..., 1::2])
    one, other = first * cos - second * sin, first * sin + second * cos
    if halves:
        return np.concatenate([one, other], axis=-1)
    return np.asarray(np.stack([one, other], axis=-1).reshape(vectors.shape))


def alibi_slopes(heads: int) -> NDArray[np.float64]:
    """(H,) slope of each head: the powers of 2^(-8/H).

    Press et al. 2022, "Train Short, Test Long: Attention with Linear Biases", section 3. Where H is no power of two,
    the slopes of the power below, then every other one of the power above, as the authors' code has it.
    """
    below = 2 ** int(np.log2(heads))
    slopes = 2.0 ** (-8.0 * np.arange(1, below + 1) / below)
    if below == heads:
        return np.asarray(slopes)
    return np.concatenate([slopes, alibi_slopes(2 * below)[0::2][: heads - below]])


def alibi_bias(length: int, slope: float) -> NDArray[np.float64]:
    """(P, P) what is added to the score of a query (row) and a key (column): -m (query - key).

    nan above the diagonal: the models of Press et al. 2022 look back only.
    """
    places = np.arange(length)
    back = (places[:, None] - places[None, :]).astype(np.float64)
    return np.where(back >= 0, -slope * back, np.nan)
