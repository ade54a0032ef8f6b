"""Where a model runs."""

import torch

from explain.errors import ExplainError

__all__ = ["choose_device"]


def choose_device(wanted: str | None = None) -> torch.device:
    """CUDA when present, else Apple's MPS, else the CPU; `wanted` overrides.

    Raises ExplainError("unknown_device") when `wanted` names none that this machine has.
    """
    if wanted is None:
        wanted = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        device = torch.device(wanted)
        torch.empty(1, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as problem:
        raise ExplainError("unknown_device", device=wanted) from problem
    return device
