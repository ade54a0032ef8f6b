"""A cache bounded by memory, for results too large to keep without counting."""

import dataclasses
import sys
import threading
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import numpy as np
from cachetools import LRUCache

__all__ = ["Kept", "freeze", "nbytes_of"]

R = TypeVar("R")


def nbytes_of(value: object) -> int:
    """Memory that a value takes, about: the arrays, texts and numbers in it, however deep they lie.

    Something that tells its own size as `nbytes` is believed.
    """
    own = getattr(value, "nbytes", None)
    if isinstance(own, (int, np.integer)):
        return int(own)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return 64 + sum(nbytes_of(getattr(value, field.name)) for field in dataclasses.fields(value))
    if isinstance(value, Mapping):
        return 64 + sum(nbytes_of(key) + nbytes_of(one) for key, one in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return 64 + sum(8 + nbytes_of(one) for one in value)
    return sys.getsizeof(value)


def freeze(value: object) -> None:
    """Make every array in a value read-only, however deep it lies: it is shared from now on."""
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            freeze(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            freeze(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            freeze(one)


class Kept:
    """Keeps the most recently used results, at most `limit` bytes of them.

    Safe for many threads: two that ask for one missing result compute it once, and the second waits. Results are handed
    out as they are, never copied, so they must be read-only. A result above the limit is not kept.
    """

    def __init__(self, limit: int) -> None:
        self._results: LRUCache[Hashable, Any] = LRUCache(limit, getsizeof=nbytes_of)
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    @property
    def nbytes(self) -> int:
        """Bytes kept now."""
        with self._lock:
            return int(self._results.currsize)

    def clear(self) -> None:
        """Let everything go."""
        with self._lock:
            self._results.clear()

    def get(self, key: Hashable, make: Callable[[], R]) -> R:
        """The result kept under `key`, or else what `make()` returns. What fails is not kept."""
        with self._lock:
            if key in self._results:
                found: R = self._results[key]
                return found
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._results:
                    waited: R = self._results[key]
                    return waited
            try:
                made = make()
                freeze(made)
            finally:
                with self._lock:
                    self._making.pop(key, None)
            # A result that is larger than all the room there is, is not kept.
            with self._lock, suppress(ValueError):
                self._results[key] = made
            return made
