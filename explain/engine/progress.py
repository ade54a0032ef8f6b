"""How long work tells how far it is, and the one way to stop it.

Work calls `report` after each batch. Whoever wants to know wraps the call in `reporting`; a listener that raises stops
the work there, where no lock is held, and what it raised comes out of the call. What has been computed by then and kept
need not be computed again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

__all__ = ["Progress", "report", "reporting", "within"]


class Progress(Protocol):
    """Anything that is told how much is done, and of how much; it may raise to stop the work."""

    def __call__(self, done: int, everything: int, /) -> None:
        """Called after each batch."""


_listener: ContextVar[Progress | None] = ContextVar("listener", default=None)


def report(done: int, everything: int) -> None:
    """Tell whoever listens. Call it where no lock is held: the listener may raise, or take its time."""
    listener = _listener.get()
    if listener is not None:
        listener(done, everything)


@contextmanager
def reporting(listener: Progress | None) -> Iterator[None]:
    """What is done meanwhile, by this thread, is told to a listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def within(start: int, stop: int, everything: int) -> Iterator[None]:
    """What is done meanwhile takes work from `start` to `stop` of `everything`, whatever it counts by itself."""
    listener = _listener.get()

    def tell(done: int, of: int, /) -> None:
        if listener is not None:
            listener(start + (stop - start) * done // max(1, of), everything)

    with reporting(tell):
        yield
    # Also where all of it was kept already, and so nothing was told.
    report(stop, everything)
