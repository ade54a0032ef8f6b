"""Maps of vectors: many dimensions laid out on two or three.

Glossary: n points, E their width, m = 2 or 3 dimensions of the map.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import ask, result
from explain.errors import ExplainError
from explain.models.embedding_table import table_of, word_vector
from explain.models.loading import LoadedModel
from explain.space.sentences import sentence_states
from explain.text.lists import split_words

__all__ = [
    "MOST_GROUPS",
    "MOST_POINTS",
    "Group",
    "Layout",
    "Projection",
    "along_depth",
    "depth_maps",
    "highest_perplexity",
    "lay_out",
    "pca",
    "split_groups",
    "token_map",
    "tsne",
    "word_map",
]

MOST_POINTS = 300
_FEWEST = 3
MOST_GROUPS = 8


@dataclass(frozen=True)
class Layout:
    """How vectors are laid out. dimensions: 2 or 3. perplexity, seed: of t-SNE; leave them alone for a PCA."""

    method: Literal["pca", "tsne"] = "pca"
    dimensions: int = 2
    perplexity: float = 10.0
    seed: int = 0


@dataclass(frozen=True)
class Projection:
    """points: (n, m). variance: (m,) share of the variance that each axis of a PCA explains; empty for t-SNE.

    loss: what t-SNE could not fit, the Kullback-Leibler divergence in nats; 0 for PCA.
    """

    points: NDArray[np.float64]
    variance: NDArray[np.float64]
    loss: float = 0.0


@dataclass(frozen=True)
class Group:
    """Words that get one colour. name: "" where none was given."""

    name: str
    words: tuple[str, ...]


def split_groups(typed: str) -> tuple[Group, ...]:
    """Groups out of lines "name: word, word"; a line without a colon is a group without a name.

    A word that stands in several groups stays in the first. Raises ExplainError: no_words, many_groups, many_words,
    long_word.
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_GROUPS:
        raise ExplainError("many_groups", count=len(lines), limit=MOST_GROUPS)
    groups: list[Group] = []
    taken: set[str] = set()
    for line in lines:
        name, colon, rest = line.partition(":")
        listed = rest if colon else line
        if not listed.replace(",", "").replace(";", "").strip():
            continue
        found = split_words(listed, MOST_POINTS)
        groups.append(Group(name.strip() if colon else "", tuple(word for word in found if word not in taken)))
        taken |= set(found)
    if not taken:
        raise ExplainError("no_words")
    if len(taken) > MOST_POINTS:
        raise ExplainError("many_words", count=len(taken), limit=MOST_POINTS)
    return tuple(group for group in groups if group.words)


def _enough(vectors: NDArray[np.floating]) -> NDArray[np.float64]:
    exact = vectors.astype(np.float64)
    if len(exact) > MOST_POINTS:
        raise ExplainError("many_points", count=len(exact), limit=MOST_POINTS)
    if len(np.unique(exact, axis=0)) < _FEWEST:
        raise ExplainError("few_points", limit=_FEWEST)
    return exact


def pca(vectors: NDArray[np.floating], dimensions: int) -> Projection:
    """Principal components of vectors (n, E): the flat view that keeps most of the variance (Pearson 1901).

    Where there is nothing left for an axis to show it is 0. Raises ExplainError: few_points (under three different
    vectors), many_points.
    """
    from sklearn.decomposition import PCA

    exact = _enough(vectors)
    possible = min(dimensions, *exact.shape)
    fitted = PCA(n_components=possible, svd_solver="full").fit(exact)
    points = np.zeros((len(exact), dimensions))
    points[:, :possible] = fitted.transform(exact)
    variance = np.zeros(dimensions)
    variance[:possible] = fitted.explained_variance_ratio_
    return Projection(points, variance)


def along_depth(states: NDArray[np.float32], dimensions: int) -> tuple[Projection, ...]:
    """One PCA of the states of all depths (L + 1, N, D) at once, so that a token can be followed: one map per depth.

    Each depth is first moved to its own mean and divided by its root mean square: how far the whole text drifts from
    layer to layer, and how long its vectors grow, would fill the map otherwise. The variance told is that of each depth
    along the shared axes. Raises ExplainError: few_points, many_points (N counts).
    """
    depths, count, width = states.shape
    if count > MOST_POINTS:
        raise ExplainError("many_points", count=count, limit=MOST_POINTS)
    if count < _FEWEST:
        raise ExplainError("few_points", limit=_FEWEST)
    from sklearn.decomposition import PCA

    exact = states.astype(np.float64)
    exact -= exact.mean(axis=1, keepdims=True)
    size = np.sqrt((exact**2).sum(axis=-1).mean(axis=-1))[:, None, None]
    exact = np.divide(exact, size, out=np.zeros_like(exact), where=size > 0).reshape(depths * count, width)
    possible = min(dimensions, *exact.shape)
    fitted = PCA(n_components=possible, svd_solver="covariance_eigh").fit(exact)
    points = np.zeros((depths, count, dimensions))
    points[..., :possible] = fitted.transform(exact).reshape(depths, count, possible)
    # The mean square length of a depth is 1 by now, so what lies along an axis is a share already.
    return tuple(Projection(part, (part**2).mean(axis=0)) for part in points)


def tsne(vectors: NDArray[np.floating], dimensions: int, perplexity: float, seed: int = 0) -> Projection:
    """t-SNE of vectors (n, E): near ones stay near, far ones land anywhere (van der Maaten and Hinton 2008).

    perplexity: roughly how many neighbours count for each point; see `highest_perplexity`. The same seed
    gives the same map. Raises ExplainError: few_points, many_points.
    """
    from sklearn.manifold import TSNE

    exact = _enough(vectors)
    fitted = TSNE(
        n_components=dimensions,
        perplexity=highest_perplexity(len(exact), perplexity),
        init="pca" if min(exact.shape) >= dimensions else "random",
        learning_rate="auto",
        method="exact",
        random_state=seed,
    )
    points = fitted.fit_transform(exact.astype(np.float32))
    return Projection(points.astype(np.float64), np.zeros(0), float(fitted.kl_divergence_))


def highest_perplexity(count: int, asked: float) -> float:
    """The perplexity used for so many points: below a third of them, as the method needs neighbours to tell apart."""
    return float(min(asked, max(1.0, (count - 1) / 3)))


def lay_out(vectors: NDArray[np.floating], layout: Layout) -> Projection:
    """A map of vectors (n, E). Raises ExplainError: few_points, many_points."""
    if layout.method == "pca":
        return pca(vectors, layout.dimensions)
    return tsne(vectors, layout.dimensions, layout.perplexity, layout.seed)


@result
def word_map(loaded: LoadedModel, words: tuple[str, ...], layout: Layout) -> Projection:
    """A map of words by their vectors in the embedding table.

    Raises ExplainError: few_points, many_points, and what `word_vector` raises.
    """
    table = table_of(loaded)
    return lay_out(np.stack([word_vector(loaded, table, word).vector for word in words]), layout)


@result
def token_map(loaded: LoadedModel, lines: tuple[str, ...], depth: int, layout: Layout) -> Projection:
    """A map of the tokens of sentences by their hidden states after `depth` layers, on axes of its own.

    Raises ExplainError: few_points, many_points, and what `sentence_states` raises.
    """
    return lay_out(ask(sentence_states, loaded, lines).states[depth], layout)


@result
def depth_maps(loaded: LoadedModel, lines: tuple[str, ...], dimensions: int) -> tuple[Projection, ...]:
    """Maps of the tokens of sentences at every depth, on the same axes; see `along_depth`."""
    return along_depth(ask(sentence_states, loaded, lines).states, dimensions)
