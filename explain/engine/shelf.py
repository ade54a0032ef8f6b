"""A cache bounded by memory, for results too large to keep without counting."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

__all__ = ["Shelf"]


class Shelf:
    """Keeps the most recently used results, at most `limit` bytes of them; results tell their size as `nbytes`.

    Safe for many threads: two that ask for one missing result compute it once, and the second waits. Results are handed
    out as they are, never copied, so they must be read-only.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    @property
    def nbytes(self) -> int:
        """Bytes kept now."""
        with self._lock:
            return sum(result.nbytes for result in self._kept.values())

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The result kept under `key`, or else what `make()` returns. A result above the limit is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                result = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._kept[key] = result
                while self._kept and sum(kept.nbytes for kept in self._kept.values()) > self.limit:
                    self._kept.popitem(last=False)
            return result
