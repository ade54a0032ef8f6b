"""Results computed in this process: models by id, the most recently used ones kept; results by call."""

import threading
import time
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from cachetools import LRUCache

from explain.engine.kept import Kept
from explain.engine.results import Call, at_work
from explain.errors import ExplainError
from explain.models import LoadedModel, Settings, load

__all__ = ["Local", "Models"]

P = ParamSpec("P")
R = TypeVar("R")

_MODELS = 3
_MEMORY = 600 * 2**20
_FORGIVE_AFTER = 60.0


class Models:
    """Loaded models, the most recently used ones kept, each loaded once however many ask.

    A model that failed is not tried again for a minute: asking a dead network is slow.
    """

    def __init__(self, most: int = _MODELS) -> None:
        self._loaded: LRUCache[str, LoadedModel] = LRUCache(most)
        self._failed: dict[tuple[str, Settings], tuple[float, ExplainError]] = {}
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}

    def get(self, model_id: str, settings: Settings) -> LoadedModel:
        """A loaded model. Raises what `explain.models.load` raises."""
        with self._lock:
            if model_id in self._loaded:
                return self._loaded[model_id]
            turn = self._turns.setdefault(model_id, threading.Lock())
        with turn:
            with self._lock:
                if model_id in self._loaded:
                    return self._loaded[model_id]
                failed = self._failed.get((model_id, settings))
            if failed is not None and time.monotonic() - failed[0] < _FORGIVE_AFTER:
                raise ExplainError(failed[1].code, **failed[1].values)
            try:
                loaded = load(model_id, settings)
            except ExplainError as problem:
                with self._lock:
                    self._failed[model_id, settings] = (time.monotonic(), problem)
                raise
            with self._lock:
                self._failed.pop((model_id, settings), None)
                self._loaded[model_id] = loaded
            return loaded


class Local:
    """The engine of one process; safe for many threads.

    settings: what the owner of the app decided. models: shared with other engines, or its own. memory: bytes of results.
    """

    def __init__(self, settings: Settings | None = None, models: Models | None = None, memory: int = _MEMORY) -> None:
        self.settings = settings or Settings()
        self._models = models or Models()
        self._kept = Kept(memory)

    def model(self, model_id: str, /) -> LoadedModel:
        """A loaded model. Raises what `explain.models.load` raises."""
        return self._models.get(model_id, self.settings)

    def ask(
        self,
        function: Callable[Concatenate[LoadedModel, P], R],
        model_id: str,
        /,
        *args: P.args,
        **options: P.kwargs,
    ) -> R:
        """A result: kept, or computed now and kept for everybody who asks the same."""
        return cast(R, self.answer(Call.of(function, model_id, *args, **options)))

    def compute(self, function: Callable[P, R], /, *args: P.args, **options: P.kwargs) -> R:
        """The same for a calculation."""
        return cast(R, self.answer(Call.plain(function, *args, **options)))

    def answer(self, call: Call) -> Any:
        """The result of a call, such as one that another process sent."""

        def compute() -> Any:
            with at_work(self):
                return call.compute(None if call.model is None else self.model(call.model))

        return self._kept.get(call, compute)
