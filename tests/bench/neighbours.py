"""Neighbours over a whole vocabulary: `python -m tests.bench.neighbours`.

Times, on this machine and in one run, a search over 30,000 rows of width 768 for one word and for six: the app's own,
the one matrix product inside it alone, and scikit-learn's brute-force `NearestNeighbors`, with equal answers.
"""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

import numpy as np
from sklearn.neighbors import NearestNeighbors

from explain.models.embedding_table import EmbeddingTable
from explain.space.neighbours import nearest, product

ROWS, WIDTH, COUNT, REPEATS = 30_000, 768, 10, 15


def milliseconds(act: Callable[[], object]) -> tuple[float, float]:
    """Median and least of the repeats, after two for warming up."""
    taken = []
    for _ in range(REPEATS + 2):
        start = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - start))
    return median(taken[2:]), min(taken[2:])


def main() -> None:
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(ROWS, WIDTH)).astype(np.float32)
    table = EmbeddingTable(rows, np.linalg.norm(rows, axis=1), WIDTH, ROWS * WIDTH, tied=True, usable=np.arange(ROWS))
    print(f"{ROWS:,} rows x {WIDTH}, {COUNT} neighbours; milliseconds, median (least) of {REPEATS}")
    for words in (1, 6):
        vectors = rows[:words].astype(np.float64)
        for metric, theirs in (("cosine", "cosine"), ("euclid", "euclidean")):
            rival = NearestNeighbors(n_neighbors=COUNT, metric=theirs, algorithm="brute").fit(rows)
            asked = rows[:words]
            np.testing.assert_array_equal(nearest(table, vectors, metric, COUNT).ids, rival.kneighbors(asked)[1])
            ways: dict[str, Callable[[], object]] = {
                "this app": partial(nearest, table, vectors, metric, COUNT),
                "the product alone": partial(product, table, vectors),
                "scikit-learn": partial(rival.kneighbors, asked),
            }
            told = {name: "{:.1f} ({:.1f})".format(*milliseconds(act)) for name, act in ways.items()}
            print(f"{words} words, {metric}: " + ", ".join(f"{name} {value}" for name, value in told.items()))


if __name__ == "__main__":
    main()
