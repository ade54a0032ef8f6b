"""What is worked out once for a loaded model, and goes when the model goes."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from explain.models.loading import LoadedModel

__all__ = ["per_model"]

R = TypeVar("R")


def per_model(function: Callable[[LoadedModel], R]) -> Callable[[LoadedModel], R]:
    """Keep what a function of a model returns for as long as the model is in memory; safe for many threads.

    It must not refer to the model itself, or neither would ever go.
    """
    kept: WeakKeyDictionary[LoadedModel, R] = WeakKeyDictionary()
    lock = threading.Lock()

    @wraps(function)
    def once(loaded: LoadedModel) -> R:
        with lock:
            if loaded not in kept:
                kept[loaded] = function(loaded)
            return kept[loaded]

    return once
