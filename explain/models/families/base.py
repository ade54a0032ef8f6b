"""How the model families differ, and the only place that knows.

Shapes, here and everywhere: T tokens, D width, H heads, d = D / H width of a head, L layers, V vocabulary.

A family says how to run the head that turns hidden states into vocabulary scores, how to get the query and key of a
layer from the hidden state before it, which keys a query may look at, and how places are told apart. Pages never ask
for a family; they ask for abilities: "masked" (fills in blanks), "causal" (continues a text), "segments" (marks
sentence A and B), "labels" (a file with a classification head instead), and "positions:learned" or "positions:rotary".
"""

from dataclasses import dataclass
from typing import Any

import torch

from explain.models.blocks import Block, block_of

__all__ = ["FAMILIES", "EmbeddingLayer", "Family"]

# The models of the transformers library share no useful base type: each names its parts in its own way.
Model = Any


@dataclass(frozen=True)
class EmbeddingLayer:
    """The modules that turn ids into what is read: the rows of the tables are added up, then normed.

    Tables are `torch.nn.Embedding`s of width E, which is D in most families (ALBERT and ELECTRA widen it afterwards).
    position, segment, norm: None where the family has none there.
    """

    word: Model
    position: Model | None
    segment: Model | None
    norm: Model | None


@dataclass(frozen=True)
class Family:
    """One architecture of the transformers library, named by its `model_type`."""

    name: str
    abilities: frozenset[str]

    def body(self, model: Model) -> Model:
        """The Transformer without its vocabulary head."""
        return model.base_model

    def head(self, model: Model, hidden: torch.Tensor) -> torch.Tensor:
        """Vocabulary scores (..., V) of last hidden states (..., D)."""
        raise NotImplementedError

    def query_key(self, model: Model, layer: int, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Query and key (H, T, d) of a layer, from the hidden state (T, D) that enters it."""
        raise NotImplementedError

    def block(self, model: Model, layer: int) -> Block:
        """A layer taken apart, from 0."""
        return block_of(self.name, self.body(model), layer)

    def reach(self, model: Model, layer: int, length: int) -> torch.Tensor:
        """(T, T) True where a query (row) may look at a key (column)."""
        return torch.ones(length, length, dtype=torch.bool)

    def embedding_layer(self, model: Model) -> EmbeddingLayer:
        """Where ids become vectors."""
        part = self.body(model).embeddings
        segment = getattr(part, "token_type_embeddings", None)
        return EmbeddingLayer(part.word_embeddings, part.position_embeddings, segment, part.LayerNorm)

    def blocks(self, model: Model) -> list[Model] | None:
        """The layers, each a module of its own; None where one module serves as several layers."""
        for part in self.body(model).modules():
            if isinstance(part, torch.nn.ModuleList) and len(part) == model.config.num_hidden_layers:
                return list(part)
        return None

    def classify(self, model: Model, inputs: dict[str, Any]) -> torch.Tensor:
        """Scores (B, labels) of a model with a classification head, given the keyword arguments of its body."""
        scores: torch.Tensor = model(**inputs).logits
        return scores

    def first_position(self, model: Model) -> int:
        """The row of the position table that the first token gets."""
        return 0

    def position_ids(self, model: Model, ids: torch.Tensor) -> torch.Tensor:
        """(..., T) the rows of the position table that ids (..., T) get, or what rotary angles are multiplied by."""
        return torch.arange(ids.shape[-1], device=ids.device).expand_as(ids)

    def rotary(self, model: Model, layer: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Cosine and sine (T, d / 2) by which a layer turns the pairs (i, i + d / 2) of its queries and keys."""
        raise NotImplementedError


def _split_heads(states: torch.Tensor, heads: int) -> torch.Tensor:
    """(T, D) to (H, T, d)."""
    return states.view(states.shape[0], heads, -1).transpose(0, 1)


class _Bert(Family):
    def _encoder_attention(self, model: Model, layer: int) -> Any:
        return self.body(model).encoder.layer[layer].attention.self

    def head(self, model: Model, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.cls(hidden)
        return scores

    def query_key(self, model: Model, layer: int, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        part = self._encoder_attention(model, layer)
        heads = model.config.num_attention_heads
        return _split_heads(part.query(hidden), heads), _split_heads(part.key(hidden), heads)


class _Roberta(_Bert):
    def first_position(self, model: Model) -> int:
        # The rows up to that of the padding id are never used.
        return int(model.config.pad_token_id) + 1

    def position_ids(self, model: Model, ids: torch.Tensor) -> torch.Tensor:
        # Padding is not counted, also where somebody types it.
        real = ids != model.config.pad_token_id
        places: torch.Tensor = real.cumsum(-1) * real + model.config.pad_token_id
        return places

    def head(self, model: Model, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.lm_head(hidden)
        return scores


class _Electra(_Bert):
    def head(self, model: Model, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.generator_lm_head(model.generator_predictions(hidden))
        return scores


class _Albert(_Bert):
    def blocks(self, model: Model) -> list[Model] | None:
        return None

    def head(self, model: Model, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.predictions(hidden)
        return scores

    def _encoder_attention(self, model: Model, layer: int) -> Any:
        # All layers of a group are the same weights used again.
        config = model.config
        group = int(layer / (config.num_hidden_layers / config.num_hidden_groups))
        inner = layer % config.inner_group_num
        return self.body(model).encoder.albert_layer_groups[group].albert_layers[inner].attention


class _DistilBert(Family):
    def head(self, model: Model, hidden: torch.Tensor) -> torch.Tensor:
        transformed = model.vocab_layer_norm(model.activation(model.vocab_transform(hidden)))
        scores: torch.Tensor = model.vocab_projector(transformed)
        return scores

    def query_key(self, model: Model, layer: int, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        part = self.body(model).transformer.layer[layer].attention
        return _split_heads(part.q_lin(hidden), part.n_heads), _split_heads(part.k_lin(hidden), part.n_heads)


class _ModernBert(Family):
    def head(self, model: Model, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.decoder(model.head(hidden))
        return scores

    def query_key(self, model: Model, layer: int, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        block = self.body(model).layers[layer]
        length = hidden.shape[0]
        cos, sin = (part.repeat(1, 2) for part in self.rotary(model, layer, length))
        joined = block.attn.Wqkv(block.attn_norm(hidden)).view(length, 3, -1, block.attn.head_dim)
        query, key = joined[:, 0].transpose(0, 1), joined[:, 1].transpose(0, 1)

        def rotate(states: torch.Tensor) -> torch.Tensor:
            # RoPE (Su et al. 2021): pairs (i, i + d/2) turn by an angle that grows with the position.
            first, second = states.chunk(2, dim=-1)
            turned: torch.Tensor = states * cos + torch.cat((-second, first), dim=-1) * sin
            return turned

        return rotate(query), rotate(key)

    def reach(self, model: Model, layer: int, length: int) -> torch.Tensor:
        if model.config.layer_types[layer] != "sliding_attention":
            return super().reach(model, layer, length)
        at = torch.arange(length)
        near: torch.Tensor = (at[:, None] - at[None, :]).abs() <= model.config.sliding_window
        return near

    def embedding_layer(self, model: Model) -> EmbeddingLayer:
        part = self.body(model).embeddings
        return EmbeddingLayer(part.tok_embeddings, None, None, part.norm)

    def rotary(self, model: Model, layer: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        body = self.body(model)
        weight = body.embeddings.tok_embeddings.weight
        places = torch.arange(length, device=weight.device)[None]
        cos, sin = body.rotary_emb(weight, places, body.layers[layer].attention_type)
        # Both halves of a head's width hold the same angles.
        half = cos.shape[-1] // 2
        return cos[0, :, :half], sin[0, :, :half]


class _Gpt2(Family):
    def head(self, model: Model, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.lm_head(hidden)
        return scores

    def query_key(self, model: Model, layer: int, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        block = self.body(model).h[layer]
        query, key, _ = block.attn.c_attn(block.ln_1(hidden)[None])[0].chunk(3, dim=-1)
        return _split_heads(query, block.attn.num_heads), _split_heads(key, block.attn.num_heads)

    def reach(self, model: Model, layer: int, length: int) -> torch.Tensor:
        return torch.ones(length, length, dtype=torch.bool).tril()

    def embedding_layer(self, model: Model) -> EmbeddingLayer:
        body = self.body(model)
        return EmbeddingLayer(body.wte, body.wpe, None, None)


def _abilities(*names: str) -> frozenset[str]:
    return frozenset(names)


FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        _Bert("bert", _abilities("masked", "segments", "positions:learned")),
        _DistilBert("distilbert", _abilities("masked", "positions:learned")),
        _Roberta("roberta", _abilities("masked", "positions:learned")),
        _Roberta("xlm-roberta", _abilities("masked", "positions:learned")),
        _Albert("albert", _abilities("masked", "segments", "positions:learned")),
        _Electra("electra", _abilities("masked", "segments", "positions:learned")),
        _ModernBert("modernbert", _abilities("masked", "positions:rotary")),
        _Gpt2("gpt2", _abilities("causal", "positions:learned")),
    )
}
