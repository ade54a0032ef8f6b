"""What the Embeddings page computes, kept for everybody who asks the same."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explain.models import LoadedModel
from explain.space.contexts import Contexts, together
from explain.space.projection import Projection, along_depth, pca, tsne
from explain.space.relations import Evaluation, evaluate, question_pairs
from explain.space.senses import Occurrence, Senses, senses
from explain.text.tokens import tokenize
from explain.vectors import pairs
from pages.shell import store

__all__ = ["between_all", "contexts", "depths", "evaluation", "laid_out", "meanings"]


def contexts(loaded: LoadedModel, lines: tuple[str, ...]) -> Contexts:
    """Sentences side by side, each read by itself."""

    def make() -> Contexts:
        # All are cut first: the first bad one says so before any is run.
        cut = [tokenize(loaded, line) for line in lines]
        return together([store.trace(loaded, tokens) for tokens in cut])

    result: Contexts = store.kept(("contexts", loaded.card.id, lines), make)
    return result


def between_all(
    loaded: LoadedModel, lines: tuple[str, ...], found: Contexts, depth: int, metric: str
) -> NDArray[np.float64]:
    """(N, N) every pair of tokens of the sentences at one depth."""
    key = ("between all", loaded.card.id, lines, depth, metric)
    result: NDArray[np.float64] = store.kept(key, lambda: pairs(found.states[depth], metric))
    return result


def meanings(loaded: LoadedModel, lines: tuple[str, ...], found: Contexts, chosen: Sequence[Occurrence]) -> Senses:
    """The places of one word compared at every depth."""
    key = ("senses", loaded.card.id, lines, tuple(one.indices for one in chosen))

    result: Senses = store.kept(
        key,
        lambda: senses(found, chosen),
        lambda made: made.cosines.nbytes + made.between.nbytes + made.others.nbytes,
    )
    return result


def laid_out(
    key: tuple[object, ...], vectors: NDArray[np.floating], method: str, dimensions: int, perplexity: float, seed: int
) -> Projection:
    """A map of vectors by PCA or t-SNE. key: what the vectors are."""

    def make() -> Projection:
        return pca(vectors, dimensions) if method == "pca" else tsne(vectors, dimensions, perplexity, seed)

    settings = (dimensions,) if method == "pca" else (dimensions, perplexity, seed)
    result: Projection = store.kept(("map", *key, method, *settings), make)
    return result


def depths(loaded: LoadedModel, lines: tuple[str, ...], found: Contexts, dimensions: int) -> list[Projection]:
    """One map for each layer, on the same axes."""

    result: list[Projection] = store.kept(
        ("depths", loaded.card.id, lines, dimensions),
        lambda: along_depth(found.states, dimensions),
        lambda made: sum(one.nbytes for one in made),
    )
    return result


def evaluation(loaded: LoadedModel, language: str) -> Evaluation:
    """All relation questions of a language."""

    def make() -> Evaluation:
        asked = [row[1:] for row in question_pairs() if row[0] == language]
        return evaluate(loaded, store.table(loaded), store.lexicon(loaded).whole, asked)

    result: Evaluation = store.kept(("relations", loaded.card.id, language), make)
    return result
