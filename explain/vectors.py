"""What two vectors have to do with each other: cosine, product, distance. NumPy alone, in double precision."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["METRICS", "one_hot_pairs", "pairs", "unit"]

METRICS = ("cosine", "dot", "euclid")
"""cosine: of the angle, -1 to 1. dot: sum of products, grows with the lengths. euclid: distance; small means near."""


def unit(vectors: NDArray[np.floating]) -> NDArray[np.float64]:
    """Vectors (..., E) scaled to length 1, in double precision; zeros stay zeros, and so are like nothing."""
    exact = vectors.astype(np.float64)
    lengths = np.linalg.norm(exact, axis=-1, keepdims=True)
    scaled: NDArray[np.float64] = np.divide(exact, lengths, out=np.zeros_like(exact), where=lengths > 0)
    return scaled


def pairs(vectors: NDArray[np.floating], metric: str) -> NDArray[np.float64]:
    """(n, n) every pair of n vectors (n, E) by one of `METRICS`. The cosine with a vector of zeros counts as 0."""
    exact = vectors.astype(np.float64)
    if metric == "euclid":
        # Not through the product: for vectors that nearly agree it would leave only rounding errors.
        return np.stack([np.sqrt(((exact - one) ** 2).sum(axis=-1)) for one in exact])
    if metric == "cosine":
        exact = unit(exact)
    product: NDArray[np.float64] = exact @ exact.T
    return product


def one_hot_pairs(count: int, metric: str) -> NDArray[np.float64]:
    """(n, n) the same for one-hot vectors of n different tokens: however long they are, only two places matter."""
    return pairs(np.eye(count), metric)
