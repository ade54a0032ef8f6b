"""Arguments for every result function, one file a chapter, so that one test can send them all to another process.

EXAMPLES: "module.function" → arguments for a small model. MODELS: the small model that is asked, where it is not BERT.
CALCULATIONS: arguments where no model is needed.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from explain.models import LoadedModel

__all__ = ["Arguments", "calculations", "examples", "model_for"]

Arguments = tuple[tuple[Any, ...], dict[str, Any]]


def _chapters() -> list[Any]:
    files = sorted(Path(__file__).parent.glob("[a-z]*.py"))
    return [import_module(f"{__name__}.{file.stem}") for file in files]


def examples() -> dict[str, Callable[[LoadedModel], Arguments]]:
    """Of all chapters."""
    return {name: make for chapter in _chapters() for name, make in getattr(chapter, "EXAMPLES", {}).items()}


def model_for(name: str) -> str:
    """Which of `tiny_models` an example is for."""
    named: dict[str, str] = {
        name: model for chapter in _chapters() for name, model in getattr(chapter, "MODELS", {}).items()
    }
    return named.get(name, "bert")


def calculations() -> dict[str, Arguments]:
    """Of all chapters."""
    return {name: given for chapter in _chapters() for name, given in getattr(chapter, "CALCULATIONS", {}).items()}
