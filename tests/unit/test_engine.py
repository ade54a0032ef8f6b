"""The cache: bounded, shared, and never computing one thing twice at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest

from explain.engine.kept import Kept, nbytes_of


def _bytes(count: int) -> np.ndarray:
    return np.zeros(count, dtype=np.uint8)


def test_the_least_used_goes_first() -> None:
    kept = Kept(100)
    first = kept.get("a", lambda: _bytes(40))
    kept.get("b", lambda: _bytes(40))
    assert kept.get("a", lambda: _bytes(40)) is first
    kept.get("c", lambda: _bytes(40))
    assert kept.nbytes == 80
    assert kept.get("a", lambda: _bytes(1)) is first
    assert len(kept.get("b", lambda: _bytes(7))) == 7


def test_too_large_is_handed_out_but_not_kept() -> None:
    kept = Kept(10)
    assert len(kept.get("a", lambda: _bytes(50))) == 50
    assert kept.nbytes == 0


def test_many_threads_make_one() -> None:
    kept, made, gate = Kept(1000), [], threading.Barrier(8)

    def make() -> np.ndarray:
        made.append(1)
        return _bytes(10)

    def ask(_: int) -> np.ndarray:
        gate.wait()
        return kept.get("key", make)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(ask, range(8)))
    assert len(made) == 1
    assert all(result is results[0] for result in results)


def test_a_failure_is_not_kept() -> None:
    kept = Kept(10)

    def fail() -> np.ndarray:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.get("a", fail)
    assert len(kept.get("a", lambda: _bytes(3))) == 3


def test_sizes_come_from_the_fields() -> None:
    @dataclass(frozen=True)
    class Inner:
        rows: np.ndarray
        name: str

    @dataclass(frozen=True)
    class Outer:
        parts: tuple[Inner, ...]
        table: dict[str, list[float]]

    inner = Inner(np.zeros(1000), "x" * 100)
    assert 8_100 < nbytes_of(inner) < 8_500
    assert 2 * nbytes_of(inner) < nbytes_of(Outer((inner, inner), {"a": [1.0] * 10})) < 2 * nbytes_of(inner) + 1_000
