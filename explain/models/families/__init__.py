"""One file an architecture, with everything that knows it. To add a family, add a file that defines `FAMILY`.

Shapes and what a family answers: `base`.
"""

from importlib import import_module
from pkgutil import iter_modules

from explain.models.families.base import Block, EmbeddingLayer, Family, Norm, affine

__all__ = ["FAMILIES", "Block", "EmbeddingLayer", "Family", "Norm", "affine"]


def _found() -> dict[str, Family]:
    """Every file beside this one but `base`, by the `model_type` it is for."""
    names = sorted(module.name for module in iter_modules(__path__) if module.name != "base")
    families: list[Family] = [import_module(f"{__name__}.{name}").FAMILY for name in names]
    return {family.name: family for family in families}


FAMILIES: dict[str, Family] = _found()
"""All families by `model_type`."""
