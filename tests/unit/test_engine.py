"""The cache: bounded, shared, and never computing one thing twice at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from explain.engine.shelf import Shelf


def _bytes(count: int) -> np.ndarray:
    return np.zeros(count, dtype=np.uint8)


def test_the_least_used_goes_first() -> None:
    shelf = Shelf(100)
    first = shelf.get("a", lambda: _bytes(40))
    shelf.get("b", lambda: _bytes(40))
    assert shelf.get("a", lambda: _bytes(40)) is first
    shelf.get("c", lambda: _bytes(40))
    assert shelf.nbytes == 80
    assert shelf.get("a", lambda: _bytes(1)) is first
    assert len(shelf.get("b", lambda: _bytes(7))) == 7


def test_too_large_is_handed_out_but_not_kept() -> None:
    shelf = Shelf(10)
    assert len(shelf.get("a", lambda: _bytes(50))) == 50
    assert shelf.nbytes == 0


def test_many_threads_make_one() -> None:
    shelf, made, gate = Shelf(1000), [], threading.Barrier(8)

    def make() -> np.ndarray:
        made.append(1)
        return _bytes(10)

    def ask(_: int) -> np.ndarray:
        gate.wait()
        return shelf.get("key", make)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(ask, range(8)))
    assert len(made) == 1
    assert all(result is results[0] for result in results)


def test_a_failure_is_not_kept() -> None:
    shelf = Shelf(10)

    def fail() -> np.ndarray:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        shelf.get("a", fail)
    assert len(shelf.get("a", lambda: _bytes(3))) == 3
