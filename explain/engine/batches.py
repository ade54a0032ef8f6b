"""Many inputs through one model, some at a time: the one place that says how many, and that lets others in between."""

import time
from collections.abc import Iterator

import torch

from explain.engine.progress import report

__all__ = ["batches", "rows_at_once"]

_CPU_TOKENS = 1_600
_GPU_TOKENS = 65_536
_SCORES = 8_000_000
"""64 MB in double precision, of which a softmax needs a few."""


def rows_at_once(device: torch.device, tokens: int, *, scores: int = 0) -> int:
    """How many inputs of so many tokens go through a model together.

    scores: how many numbers are held for each of them meanwhile, such as one for every entry of the vocabulary.

    On a CPU about 1,600 tokens are fastest (measured at 16 to 128 tokens: fewer leave the cores waiting, more leave the
    caches). A GPU takes all steps of an integral at once unless the text is long.
    """
    room = _GPU_TOKENS if device.type == "cuda" else _CPU_TOKENS
    # Attention maps grow with the square of the length.
    rows = room // max(tokens, tokens * tokens // 512)
    return max(1, min(rows, _SCORES // scores) if scores else rows)


def batches(count: int, rows: int, *, done: int = 0, everything: int | None = None) -> Iterator[slice]:
    """Slices of at most `rows` out of `count` inputs, in order; progress is reported after each.

    Hold the model's lock for one slice at a time: in between, others get their turn, and the work can be stopped.
    done, everything: where these inputs are a part of more work, what was done before, and how much there is in all.
    """
    for start in range(0, count, rows):
        part = slice(start, min(start + rows, count))
        yield part
        # A moment for whoever waits for the lock: it would not be given up otherwise.
        time.sleep(0)
        report(done + part.stop, count if everything is None else everything)
