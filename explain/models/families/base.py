"""What a family answers: which module does which step, and how places are told apart.

Shapes, here and everywhere: T tokens, D width, H heads, d width of a head, G heads of keys and values (G = H, but where
several queries share them), I units of the feed-forward part, L layers, V vocabulary, B texts of equal length.

A layer takes x (T, D) in and gives (T, D) out:

    read   = norm(x) if the norm comes first, else x
    mixed  = heads(read) · output              each head: softmax(q · kᵀ · scaling + terms) · v
    middle = x + mixed if the norm comes first, else norm(x + mixed)
    left   = middle + feed(norm(middle)) if it comes first, else norm(middle + feed(middle))
    feed   = down(activation(up))              gated: up gives two halves, activation(first) · second

In a parallel layer the feed-forward part does not wait for the heads: left = x + mixed + feed(norm(x)).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from transformers.pytorch_utils import Conv1D

__all__ = [
    "Block",
    "EmbeddingLayer",
    "Family",
    "Norm",
    "affine",
    "angles",
    "counted_from",
    "layer_norm",
    "stretching",
    "turn",
]

# The models of the transformers library share no useful base type: each names its parts in its own way.
Model = Any
Module = Any
States = TypeVar("States", torch.Tensor, NDArray[np.float64])


@dataclass(frozen=True)
class Norm:
    """A norm over the last axis: the module, and what its formula needs.

    kind "layer": (x - mean) / √(variance + ε) · weight + bias (Ba et al. 2016).
    kind "rms": x / √(mean of x² + ε) · weight (Zhang and Sennrich 2019).
    """

    module: Module
    epsilon: float
    kind: Literal["layer", "rms"] = "layer"

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        """The module's own result."""
        normed: torch.Tensor = self.module(states)
        return normed


def layer_norm(module: Module) -> Norm:
    """A `torch.nn.LayerNorm` as a `Norm`."""
    return Norm(module, module.eps)


@dataclass(frozen=True)
class EmbeddingLayer:
    """The modules that turn ids into what is read: rows of the tables are added up, then normed, then widened.

    Tables are `torch.nn.Embedding`s of width E, which is D but where `wider` makes it so.
    position, segment, norm, wider: None where the family has none there.
    """

    word: Module
    position: Module | None = None
    segment: Module | None = None
    norm: Norm | None = None
    wider: Module | None = None


@dataclass(frozen=True)
class Block:
    """The modules of one layer.

    whole: the layer itself. projections: the modules of query, key and value, or one that gives all three.
    interleaved: that one gives them head by head, not one after the other. groups: G, None where G = H.
    output: the output matrix; what goes into it is the heads side by side. attention_norm: None where there is none.
    up: one module, or two whose results are the halves of a gate. activation: its name in the transformers library.
    act: the function itself. scaling: what products of query and key are multiplied by.
    shared: how many earlier layers are the same modules.
    """

    whole: Module
    projections: tuple[Module, ...]
    output: Module
    attention_norm: Norm | None
    feed_norm: Norm
    up: tuple[Module, ...]
    down: Module
    activation: str
    act: Module
    heads: int
    scaling: float
    groups: int | None = None
    interleaved: bool = False
    pre_norm: bool = False
    parallel: bool = False
    gated: bool = False
    shared: int = 0

    @property
    def head_width(self) -> int:
        """How many numbers of each head go into the output matrix: d."""
        return affine(self.output)[0].shape[0] // self.heads

    @property
    def first_norm(self) -> Norm | None:
        """What stands between the states that enter and the projections; None where they read the states as they are."""
        return self.attention_norm if self.pre_norm else None

    def split(self, results: Sequence[States]) -> tuple[States, States, States]:
        """Query, key and value (H, T, d) of every head, out of what the projections give, (T, …) each.

        Heads that share a key and a value get the same one.
        """
        if len(results) == 1:
            (joined,) = results
            length, width = joined.shape
            if self.interleaved:
                parts = joined.reshape(length, self.heads, 3, width // (3 * self.heads)).swapaxes(1, 2)
            else:
                parts = joined.reshape(length, 3, self.heads, width // (3 * self.heads))
            query, key, value = (parts[:, at].swapaxes(0, 1) for at in range(3))
            return query, key, value
        groups = self.groups or self.heads
        query, key, value = (
            part.reshape(part.shape[0], count, part.shape[1] // count).swapaxes(0, 1)
            for part, count in zip(results, (self.heads, groups, groups), strict=True)
        )
        if groups == self.heads:
            return query, key, value
        owner = [head * groups // self.heads for head in range(self.heads)]
        return query, key[owner], value[owner]


def affine(module: Module) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Matrix (in, out) and bias (out,) or None of a module that computes x · matrix + bias.

    `Conv1D` of the transformers library keeps its matrix the other way round than `torch.nn.Linear`.
    """
    weight = module.weight if isinstance(module, Conv1D) else module.weight.T
    return weight, module.bias


def turn(states: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Rotary positions (Su et al. 2021): pairs (i, i + r / 2) of the first r numbers of each head are turned.

    states (H, T, d); cos, sin (T, r / 2); what stands after the first r numbers stays as it is.
    """
    half = cos.shape[-1]
    first, second, rest = states[..., :half], states[..., half : 2 * half], states[..., 2 * half :]
    return torch.cat((first * cos - second * sin, second * cos + first * sin, rest), dim=-1)


def angles(module: Module, table: Module, length: int, *more: Any) -> tuple[torch.Tensor, torch.Tensor]:
    """Cosine and sine (T, r / 2) of the library's module for rotary positions, on the device of a table.

    more: what else that module asks for.
    """
    places = torch.arange(length, device=table.weight.device)[None]
    cos, sin = module(table.weight, places, *more)
    # It holds every angle twice, for both numbers of a pair.
    half = cos.shape[-1] // 2
    return cos[0, :, :half], sin[0, :, :half]


def stretching(parameters: dict[str, Any]) -> str | None:
    """What `Family.rotary_scaling` says, from `rope_parameters` of a config."""
    kind = str(parameters["rope_type"])
    return None if kind == "default" else kind


def counted_from(padding: int, ids: torch.Tensor) -> torch.Tensor:
    """(..., T) places counted from the row after that of the padding id; padding itself is not counted.

    So fairseq counts, and the families that come from it, also where somebody types the padding token.
    """
    real = ids != padding
    places: torch.Tensor = real.cumsum(-1) * real + padding
    return places


class Family:
    """One architecture of the transformers library, named by its `model_type`.

    It says how to run the head that turns hidden states into vocabulary scores, which module of a layer does which
    step, which keys a query may look at, and how places are told apart. Pages never ask for a family; they ask for
    abilities:

    "masked": fills in blanks. "causal": continues a text. "segments": is told which sentence is A and which is B.
    "labels": the file holds a classification head instead of a vocabulary head.
    "positions:learned": a row of a table is added for each place. "positions:rotary": queries and keys are turned.
    "positions:relative": scores depend on the distance of query and key, see `score_terms`.
    """

    name: str
    """`model_type` in config.json."""
    abilities: frozenset[str]
    """Of a usual model of this family; one file may lack some, see `abilities_of`."""
    counts_from_padding: bool = False
    """Whether places are counted from the row after `pad_token_id` of the config, which must then be there."""

    def check(self, config: Any) -> str | None:
        """The setting of a model that keeps it from being shown truly, None where there is none."""
        if getattr(config, "add_cross_attention", False):
            return "add_cross_attention: true"
        if getattr(config, "is_decoder", False) and "causal" not in self.abilities:
            # The library makes it look to the left alone; everything here says that it looks both ways.
            return "is_decoder: true"
        return None

    def abilities_of(self, config: Any) -> frozenset[str]:
        """What a model with this config can do, once its weights are all there."""
        if getattr(config, "type_vocab_size", 0) < 2:
            return self.abilities - {"segments"}
        return self.abilities

    def body(self, model: Model) -> Model:
        """The Transformer without its head."""
        return model.base_model

    def head(self, model: Model, hidden: torch.Tensor) -> torch.Tensor:
        """Vocabulary scores (..., V) of last hidden states (..., D)."""
        raise NotImplementedError

    def output_table(self, model: Model) -> torch.Tensor | None:
        """(V, …) the matrix that the head multiplies by last, None where there is no such head."""
        output = model.get_output_embeddings()
        return None if output is None else output.weight

    def classify(self, model: Model, inputs: dict[str, Any]) -> torch.Tensor:
        """Scores (B, labels) of a model with a classification head, given the keyword arguments of its body.

        Texts are not padded: decoders read the label off the last token.
        """
        if "causal" in self.abilities:
            # The same as model(**inputs), which wants a padding token for two texts, even without padding.
            scores: torch.Tensor = model.score(self.body(model)(**inputs).last_hidden_state[:, -1])
        else:
            scores = model(**inputs).logits
        return scores

    def layers(self, model: Model) -> int:
        """L."""
        return int(model.config.num_hidden_layers)

    def width(self, model: Model) -> int:
        """D."""
        return int(model.config.hidden_size)

    def block(self, model: Model, layer: int) -> Block:
        """A layer taken apart, from 0."""
        raise NotImplementedError

    def leaving(self, model: Model) -> list[Module] | None:
        """For each layer a module whose result is what leaves it; None where one module serves as several layers."""
        return [self.block(model, layer).whole for layer in range(self.layers(model))]

    def closing_norm(self, model: Model) -> Norm | None:
        """The norm after the last layer, None where there is none: families that norm first need one at the end."""
        return None

    def query_key_value(
        self, model: Model, layer: int, hidden: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Query and key (H, T, d) as they meet in the product, and value, from the state (T, D) that enters a layer."""
        block = self.block(model, layer)
        read = block.first_norm(hidden) if block.first_norm else hidden
        query, key, value = block.split([module(read[None])[0] for module in block.projections])
        turning = self.rotary(model, layer, len(hidden))
        if turning is not None:
            query, key = turn(query, *turning), turn(key, *turning)
        return query, key, value

    def score_terms(self, model: Model, layer: int, query: torch.Tensor, key: torch.Tensor) -> dict[str, torch.Tensor]:
        """What is added to scaled products of query and key (H, T, d) of a layer: by name, (H, T, T) each.

        In the precision of query and key. A name is also that of the step (`explain.attention.steps`) that shows it.
        """
        return {}

    def reach(self, model: Model, layer: int, length: int) -> torch.Tensor:
        """(T, T) True where a query (row) may look at a key (column)."""
        everywhere = torch.ones(length, length, dtype=torch.bool)
        return everywhere.tril() if "causal" in self.abilities else everywhere

    def embedding_layer(self, model: Model) -> EmbeddingLayer:
        """Where ids become vectors."""
        raise NotImplementedError

    def usable_positions(self, model: Model) -> int:
        """The most tokens that a text may have."""
        return int(model.config.max_position_embeddings) - self.first_position(model)

    def first_position(self, model: Model) -> int:
        """The row of the position table that the first token gets."""
        return 0

    def position_ids(self, model: Model, ids: torch.Tensor) -> torch.Tensor:
        """(..., T) the rows of the position table that ids (..., T) get, or what rotary angles are multiplied by."""
        return torch.arange(ids.shape[-1], device=ids.device).expand_as(ids)

    def rotary(self, model: Model, layer: int, length: int) -> tuple[torch.Tensor, torch.Tensor] | None:
        """Cosine and sine (T, r / 2) by which a layer turns its queries and keys, see `turn`; None where it does not."""
        return None

    def rotary_scaling(self, model: Model, layer: int) -> str | None:
        """What stretches rotary angles for long texts, as config.json calls it; None: angles are those of the paper."""
        return None

    @contextmanager
    def without_places(self, model: Model, ids: torch.Tensor) -> Iterator[dict[str, torch.Tensor]]:
        """While this lasts, the body is blind to places, given these keyword arguments instead of ids (B, T).

        Every token is said to stand at the first place, and the row of that place is subtracted beforehand from its
        embedding, so that nothing of it is left but rounding. Rotary models turn every token by an angle of 0. Which
        keys a query may look at stays as it is. Whoever asks holds the model's lock.
        """
        layer = self.embedding_layer(model)
        if layer.position is None:
            yield {"input_ids": ids, "position_ids": torch.zeros_like(ids)}
        else:
            first = torch.full_like(ids, self.first_position(model))
            yield {"inputs_embeds": layer.word(ids) - layer.position(first), "position_ids": first}
