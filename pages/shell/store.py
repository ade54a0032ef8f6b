"""Where the pages get their results: one engine for all visitors. The only place of the app that keeps anything."""

from collections.abc import Callable
from functools import cache
from typing import Concatenate, ParamSpec, TypeVar

from explain.engine.local import Local, Models
from explain.models import LoadedModel, Settings

__all__ = ["ask", "compute", "engine", "settings"]

P = ParamSpec("P")
R = TypeVar("R")


@cache
def _models() -> Models:
    return Models()


@cache
def engine() -> Local:
    """Where results are computed, as the owner of the app decided."""
    return Local(Settings.from_environment(), _models())


def settings() -> Settings:
    """What the owner of the app decided, read once."""
    return engine().settings


def ask(
    function: Callable[Concatenate[LoadedModel, P], R], loaded: LoadedModel, /, *args: P.args, **options: P.kwargs
) -> R:
    """A result of a model, computed once for everybody who asks the same; see `explain.engine.results`."""
    return engine().ask(function, loaded.card.id, *args, **options)


def compute(function: Callable[P, R], /, *args: P.args, **options: P.kwargs) -> R:
    """The same for a calculation that needs no model."""
    return engine().compute(function, *args, **options)
