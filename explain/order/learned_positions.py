"""The position table that a model has learned, and where it goes: embedding + position = what the model reads.

Glossary: T tokens, E width of the tables, D width of the model (E = D in most families), L layers, P usable rows of the
position table: row 0 is what the first token gets, whatever the model's file numbers it.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from explain.engine.results import result
from explain.engine.trace import Trace
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens
from explain.vectors import pairs

__all__ = [
    "DistanceProfile",
    "EmbeddingSum",
    "RotaryFacts",
    "SameWord",
    "cosines",
    "embedding_sum",
    "position_table",
    "profile",
    "rotary_facts",
    "rotary_of",
    "same_word",
]


@dataclass(frozen=True)
class DistanceProfile:
    """What a matrix (P, P) says of pairs k places apart, for k = 0 .. P - 1; every array is (P,).

    mean, low, high: over all such pairs; low and high are the 10th and the 90th percentile.
    """

    mean: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True)
class EmbeddingSum:
    """The vectors that are added up for each token; float32, read-only, all (T, E).

    position: None for models without a position table. segment: None for models without segments.
    total: word + position + segment. normed: after the layer norm, None where the family has none there.
    rows: (T,) the row of the position table that each token got, counted from 0.
    """

    word: NDArray[np.float32]
    position: NDArray[np.float32] | None
    segment: NDArray[np.float32] | None
    total: NDArray[np.float32]
    normed: NDArray[np.float32] | None
    rows: NDArray[np.int64]

    @property
    def stages(self) -> dict[str, NDArray[np.float32]]:
        """Those that there are, by name, in the order in which they come about."""
        named = {name: getattr(self, name) for name in ("word", "position", "segment", "total", "normed")}
        return {name: array for name, array in named.items() if array is not None}


@dataclass(frozen=True)
class RotaryFacts:
    """turned: r, how many numbers of a head's query and key are turned. width: d, how many it has.

    stretched: how the angles differ from those of the paper for the sake of long texts, None where they do not.
    """

    turned: int
    width: int
    stretched: str | None


@dataclass(frozen=True)
class SameWord:
    """Two places of a text compared, stage by stage.

    names: stages of `EmbeddingSum`. stages: cosine similarity at each. layers: (L + 1,) that of the hidden states.
    """

    names: tuple[str, ...]
    stages: NDArray[np.float64]
    layers: NDArray[np.float64]


def _read_only(tensor: torch.Tensor) -> NDArray[np.float32]:
    array: NDArray[np.float32] = tensor.detach().to("cpu", torch.float32).numpy().view()
    array.flags.writeable = False
    return array


def position_table(loaded: LoadedModel) -> NDArray[np.float32]:
    """(P, E) the rows that tokens can get, read-only.

    Raises ExplainError("no_position_table") for a model that marks places in another way.
    """
    table = loaded.family.embedding_layer(loaded.model).position
    if table is None:
        raise ExplainError("no_position_table", model=loaded.card.name)
    return _read_only(table.weight[loaded.family.first_position(loaded.model) :])


def rotary_of(loaded: LoadedModel, layer: int, length: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Cosine and sine (length, r / 2) by which a layer of the model turns r numbers of its queries and keys.

    Raises ExplainError("no_rotary") for a model that does not.
    """
    with loaded.lock, torch.inference_mode():
        turning = loaded.family.rotary(loaded.model, layer, length)
        if turning is None:
            raise ExplainError("no_rotary", model=loaded.card.name)
        cos, sin = turning
        return _read_only(cos), _read_only(sin)


def rotary_facts(loaded: LoadedModel, layer: int) -> RotaryFacts:
    """How a layer of the model turns. Raises ExplainError("no_rotary") for a model that does not."""
    cos, _ = rotary_of(loaded, layer, 1)
    width = loaded.family.block(loaded.model, layer).head_width
    return RotaryFacts(2 * cos.shape[-1], width, loaded.family.rotary_scaling(loaded.model, layer))


def cosines(rows: NDArray[np.floating]) -> NDArray[np.float64]:
    """(P, P) cosine similarity of every row with every row; a row of zeros is like nothing."""
    return pairs(rows, "cosine")


def profile(matrix: NDArray[np.floating]) -> DistanceProfile:
    """Averages along the diagonals of a symmetric matrix."""
    diagonals = [np.diagonal(matrix, offset).astype(np.float64) for offset in range(len(matrix))]
    return DistanceProfile(
        np.array([one.mean() for one in diagonals]),
        np.array([np.percentile(one, 10) for one in diagonals]),
        np.array([np.percentile(one, 90) for one in diagonals]),
    )


@result
def embedding_sum(loaded: LoadedModel, tokens: Tokens) -> EmbeddingSum:
    """The parts of what enters a model, for each token of a text."""
    layer = loaded.family.embedding_layer(loaded.model)
    ids = torch.from_numpy(tokens.ids).to(loaded.device)
    segments = torch.from_numpy(tokens.segments).to(loaded.device)
    with loaded.lock, torch.inference_mode():
        places = loaded.family.position_ids(loaded.model, ids)
        word = layer.word(ids)
        position = None if layer.position is None else layer.position(places)
        segment = None if layer.segment is None else layer.segment(segments)
        # In the order in which the models add, so that not even the rounding differs.
        total = word
        for part in (segment, position):
            total = total if part is None else total + part
        normed = None if layer.norm is None else layer.norm(total)
        rows = (places - loaded.family.first_position(loaded.model)).cpu().numpy()
        return EmbeddingSum(
            _read_only(word),
            None if position is None else _read_only(position),
            None if segment is None else _read_only(segment),
            _read_only(total),
            None if normed is None else _read_only(normed),
            rows,
        )


def _cosine(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(cosines(np.stack([one, other]))[0, 1])


def same_word(parts: EmbeddingSum, trace: Trace, first: int, second: int) -> SameWord:
    """How alike two places of a text are, from the embedding table to the last layer."""
    stages = parts.stages
    return SameWord(
        tuple(stages),
        np.array([_cosine(array[first], array[second]) for array in stages.values()]),
        np.array([_cosine(state[first], state[second]) for state in trace.hidden]),
    )
