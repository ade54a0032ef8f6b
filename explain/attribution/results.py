"""What the methods return. All arrays are over the n players, in reading order, and read-only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Attribution", "Path", "frozen"]


def frozen(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """A read-only copy in double precision."""
    kept = np.array(values, dtype=np.float64)
    kept.flags.writeable = False
    return kept


@dataclass(frozen=True)
class Path:
    """What happens on the way of Integrated Gradients, at m points.

    alphas: (m,) how far from the baseline (0) to the text (1). reached: (m,) share of the integral covered up to and
    with each point. scores: (m,) the asked number there. gathered: (m, n) attribution of each word gathered so far.
    """

    alphas: NDArray[np.float64]
    reached: NDArray[np.float64]
    scores: NDArray[np.float64]
    gathered: NDArray[np.float64]


@dataclass(frozen=True)
class Attribution:
    """How much each word did for the asked number, by one method.

    values: (n,). signed: False where the method gives a strength alone. complete: whether the method promises that the
        values add up to whole - empty.
    whole, empty: the asked number with all words, and with all replaced by the baseline.
    history: (steps, gap as a share of the change) of each try at an integral; empty elsewhere.
    passes: inputs that went through the model forward and back, or only forward where the method needs no gradient,
        counting none twice. seconds: what it took.
    draws: random orders or sets of words that the values were estimated from; 0 where nothing was drawn.
    error: (n,) standard error that the drawing leaves in each value, nan where there were too few draws to tell; None
        where nothing was drawn.
    moved: of an integral, the most that one word's value moved at the last doubling; nan where there was only one try.
    """

    method: str
    values: NDArray[np.float64]
    signed: bool
    complete: bool
    whole: float
    empty: float
    history: tuple[tuple[int, float], ...]
    path: Path | None
    passes: int
    seconds: float
    draws: int = 0
    error: NDArray[np.float64] | None = None
    moved: float = float("nan")

    @property
    def change(self) -> float:
        """What is to be explained: whole - empty."""
        return self.whole - self.empty

    @property
    def gap(self) -> float:
        """Convergence delta: by how much the values miss whole - empty."""
        return float(self.values.sum() - self.change)

    @property
    def gap_share(self) -> float:
        """The gap, without its sign, as a share of the change; nan where nothing changed."""
        return abs(self.gap) / abs(self.change) if abs(self.change) > 1e-9 else float("nan")
