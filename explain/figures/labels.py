"""Where the names of points go, so that they do not lie on each other."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["label_sides"]

_SIDES = (
    ("top center", 0.0, 1.0),
    ("bottom center", 0.0, -1.0),
    ("middle right", 1.0, 0.0),
    ("middle left", -1.0, 0.0),
    ("top right", 1.0, 0.8),
    ("top left", -1.0, 0.8),
    ("bottom right", 1.0, -0.8),
    ("bottom left", -1.0, -0.8),
)


def label_sides(points: NDArray[np.float64], labels: Sequence[str], ends: NDArray[np.float64] | None) -> list[str]:
    """For each point of a flat map the side on which its name meets no other; "" where there is none.

    In pixels of a map of ordinary size: where a screen is narrower, a few names may touch again.
    """
    low, high = (points.min(axis=0), points.max(axis=0)) if ends is None else ends.T
    at = (points - low) / np.maximum(high - low, 1e-9) * (820, 440)
    boxes = [(x - 6, y - 6, x + 6, y + 6) for x, y in at]
    sides = []
    for (x, y), label in zip(at, labels, strict=True):
        wide = 7.2 * len(label) + 4
        for side, right, up in _SIDES:
            left = x + right * 8 - (wide / 2 if right == 0 else wide if right < 0 else 0)
            below = y + up * 13 - 7
            box = (left, below, left + wide, below + 14)
            inside = box[0] >= -60 and box[2] <= 880
            if inside and not any(
                box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in boxes
            ):
                boxes.append(box)
                sides.append(side)
                break
        else:
            sides.append("")
    return sides
