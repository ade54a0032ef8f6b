"""Eight-bit storage of weights: every row of a matrix is an integer grid of its own.

A row w of a weight matrix is kept as q = round(w / s) in -127 .. 127 with one scale s = max|w| / 127, and comes back as
s * q (symmetric, per-row, round to nearest). The error of any weight is at most s / 2. Vectors (biases, layer norms)
are few and stay float32. See Jacob et al. 2018, "Quantization and Training of Neural Networks", section 2.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

__all__ = ["SCALE_SUFFIX", "dequantise", "load_int8", "quantise", "save_int8"]

SCALE_SUFFIX = ".scale"


def quantise(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Round a matrix (rows, columns) to int8; returns it with its scales (rows,), both on the CPU."""
    if weight.ndim != 2:
        raise ValueError(f"only matrices are quantised, not shape {tuple(weight.shape)}")
    weight = weight.detach().to("cpu", torch.float32)
    # A row of zeros has no grid; any scale gives the zeros back.
    scale = (weight.abs().amax(dim=1) / 127).clamp(min=torch.finfo(torch.float32).tiny)
    return torch.round(weight / scale[:, None]).clamp(-127, 127).to(torch.int8), scale


def dequantise(quantised: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    """The float32 matrix that an int8 matrix (rows, columns) and its scales (rows,) stand for."""
    return quantised.to(torch.float32) * scale[:, None]


def save_int8(state: dict[str, torch.Tensor], path: Path) -> None:
    """Write a state dict: matrices as int8 and `<name>.scale`, everything else as float32."""
    stored: dict[str, torch.Tensor] = {}
    for name, tensor in state.items():
        if tensor.ndim == 2:
            stored[name], stored[name + SCALE_SUFFIX] = quantise(tensor)
        else:
            stored[name] = tensor.detach().to("cpu", torch.float32).contiguous()
    save_file(stored, str(path))


def load_int8(path: Path) -> dict[str, torch.Tensor]:
    """Read a file of `save_int8` back as float32."""
    stored = load_file(str(path))
    return {
        name: dequantise(tensor, stored[name + SCALE_SUFFIX]) if tensor.dtype == torch.int8 else tensor
        for name, tensor in stored.items()
        if not name.endswith(SCALE_SUFFIX)
    }
