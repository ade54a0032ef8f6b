"""A result is named by what computes it: a function, the id of a model, and arguments, all frozen and hashable.

So its key is never typed by hand; whoever asks the same gets the same object; and the same call can be computed by
another process, since a function of a module, an id and frozen arguments all pickle.

    @result
    def run(loaded: LoadedModel, tokens: Tokens) -> Trace: ...

A result function may be called as any other. Called through an engine, `engine.ask(run, loaded.card.id, tokens)`, its
result is kept and shared. Where it needs another result on its way, it says `ask(run, loaded, tokens)`: that goes to the
engine that is at work, or, with none, to the function itself.
"""

import inspect
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from explain.models.loading import LoadedModel

__all__ = ["RESULTS", "Call", "Engine", "ask", "at_work", "calculation", "result"]

P = ParamSpec("P")
R = TypeVar("R")

RESULTS: dict[str, Callable[..., Any]] = {}
"""Every result function by its name, `module.function`."""


def _known(function: Callable[..., Any]) -> None:
    if "." in function.__qualname__:
        raise TypeError(f"{function.__qualname__} is not a function of a module: another process could not find it.")
    RESULTS[_name(function)] = function


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__name__}"


def result(function: Callable[Concatenate[LoadedModel, P], R]) -> Callable[Concatenate[LoadedModel, P], R]:
    """Mark a function of a module, whose first argument is the model, as one whose results are kept.

    Its other arguments must be frozen and hashable, and what it returns must be read-only; both must pickle.
    """
    _known(function)
    return function


def calculation(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that needs no model, and is slow enough to be kept, in the same way."""
    _known(function)
    return function


@dataclass(frozen=True)
class Call:
    """What is asked for: the key of its result, and all that another process needs to compute it.

    function: its name in `RESULTS`. model: id of the model; None for a calculation. arguments: (name, value) of every
    other one, defaults too.
    """

    function: str
    model: str | None
    arguments: tuple[tuple[str, Hashable], ...]

    @classmethod
    def of(
        cls, function: Callable[Concatenate[LoadedModel, P], R], model: str, /, *args: P.args, **options: P.kwargs
    ) -> "Call":
        """The call of a result function. However arguments are given, the same ones make the same call.

        Raises TypeError where the function is not marked as a result, or an argument is not hashable.
        """
        return cls._bound(function, model, inspect.signature(function).bind(model, *args, **options), 1)

    @classmethod
    def plain(cls, function: Callable[P, R], /, *args: P.args, **options: P.kwargs) -> "Call":
        """The call of a calculation; see `of`."""
        return cls._bound(function, None, inspect.signature(function).bind(*args, **options), 0)

    @classmethod
    def _bound(
        cls, function: Callable[..., Any], model: str | None, bound: inspect.BoundArguments, skipped: int
    ) -> "Call":
        if RESULTS.get(_name(function)) is not function:
            raise TypeError(f"{_name(function)} is not marked with @result or @calculation.")
        bound.apply_defaults()
        call = cls(_name(function), model, tuple(bound.arguments.items())[skipped:])
        hash(call)
        return call

    def compute(self, loaded: LoadedModel | None) -> Any:
        """Run it, here."""
        first = () if loaded is None else (loaded,)
        return RESULTS[self.function](*first, **dict(self.arguments))


class Engine(Protocol):
    """Where results are computed and kept."""

    def model(self, model_id: str, /) -> LoadedModel:
        """A loaded model."""

    def ask(
        self,
        function: Callable[Concatenate[LoadedModel, P], R],
        model_id: str,
        /,
        *args: P.args,
        **options: P.kwargs,
    ) -> R:
        """A result, kept or computed now."""

    def compute(self, function: Callable[P, R], /, *args: P.args, **options: P.kwargs) -> R:
        """The same for a calculation."""


_engine: ContextVar[Engine | None] = ContextVar("engine", default=None)


@contextmanager
def at_work(engine: Engine) -> Iterator[None]:
    """What is asked for meanwhile, by this thread, is asked of an engine."""
    token = _engine.set(engine)
    try:
        yield
    finally:
        _engine.reset(token)


def ask(
    function: Callable[Concatenate[LoadedModel, P], R],
    loaded: LoadedModel,
    /,
    *args: P.args,
    **options: P.kwargs,
) -> R:
    """A result that another one needs on its way: from the engine at work, or else computed here."""
    engine = _engine.get()
    if engine is None:
        return function(loaded, *args, **options)
    return engine.ask(function, loaded.card.id, *args, **options)
