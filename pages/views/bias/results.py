"""What the Bias lab computes, kept for everybody who asks the same."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from explain.bias.association import Association, contextual, weat
from explain.bias.contrast import Contrast, contrast
from explain.bias.jobs import Jobs, jobs
from explain.bias.likelihood import Pair, PairScore, likelier
from explain.bias.templates import Filled, Group
from explain.models import LoadedModel
from explain.models.embedding_table import word_vector
from pages.shell import store

__all__ = ["contrasted", "scored", "tested", "vectors", "whose"]

Progress = Callable[[int, int], None]


def contrasted(loaded: LoadedModel, filled: tuple[tuple[Filled, ...], ...]) -> Contrast:
    """Every wording with each of the fillers."""
    key = ("contrast", loaded.card.id, tuple(one.text for wording in filled for one in wording), len(filled))
    result: Contrast = store.kept(key, lambda: contrast(loaded, filled))
    return result


def whose(
    loaded: LoadedModel,
    templates: tuple[str, ...],
    occupations: tuple[str, ...],
    groups: tuple[Group, Group],
    progress: Progress,
) -> Jobs:
    """Every template with every occupation."""
    key = ("jobs", loaded.card.id, templates, occupations, groups[0].words, groups[1].words)
    result: Jobs = store.kept(key, lambda: jobs(loaded, templates, occupations, groups, progress))
    return result


def scored(loaded: LoadedModel, pairs: tuple[Pair, ...], progress: Progress) -> list[PairScore]:
    """Every pair of sentences."""
    key = ("pairs", loaded.card.id, tuple((one.more, one.less, one.kind) for one in pairs))

    result: list[PairScore] = store.kept(
        key, lambda: likelier(loaded, pairs, progress), lambda made: sum(one.logs.nbytes + 1_000 for one in made)
    )
    return result


def vectors(
    loaded: LoadedModel, words: tuple[str, ...], templates: tuple[str, ...] | None, progress: Progress
) -> NDArray[np.float64]:
    """(n, E) rows of the embedding table, or (n, D) mean states in templates."""
    if templates is None:
        table = store.table(loaded)
        return np.stack([word_vector(loaded, table, word).vector for word in words])
    key = ("states", loaded.card.id, words, templates)
    result: NDArray[np.float64] = store.kept(key, lambda: contextual(loaded, words, templates, progress))
    return result


def tested(
    loaded: LoadedModel, lists: Sequence[tuple[str, ...]], templates: tuple[str, ...] | None, progress: Progress
) -> Association:
    """One association test."""
    key = ("weat", loaded.card.id, *lists, templates)

    def make() -> Association:
        x, y, a, b = (vectors(loaded, words, templates, progress) for words in lists)
        return weat(x, y, a, b)

    result: Association = store.kept(key, make)
    return result
