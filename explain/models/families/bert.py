"""BERT (Devlin et al. 2019): a table of positions, a table of segments, the norm after each part."""

from typing import Any

import torch

from explain.models.families.base import Block, EmbeddingLayer, Family, layer_norm

__all__ = ["FAMILY", "Bert"]


class Bert(Family):
    """Families that keep BERT's layers and name them alike build on this one."""

    name = "bert"
    abilities = frozenset({"masked", "segments", "positions:learned"})

    def check(self, config: Any) -> str | None:
        """Tables of distances were an option of older versions of the library; this one passes over them."""
        kind = getattr(config, "position_embedding_type", None) or "absolute"
        return super().check(config) if kind == "absolute" else f"position_embedding_type: {kind}"

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        """The transform with its norm, then the word embeddings once more."""
        scores: torch.Tensor = model.cls(hidden)
        return scores

    def block(self, model: Any, layer: int) -> Block:
        """`BertLayer`."""
        part, config = self.body(model).encoder.layer[layer], model.config
        own = part.attention.self
        return Block(
            whole=part,
            projections=(own.query, own.key, own.value),
            output=part.attention.output.dense,
            attention_norm=layer_norm(part.attention.output.LayerNorm),
            feed_norm=layer_norm(part.output.LayerNorm),
            up=(part.intermediate.dense,),
            down=part.output.dense,
            activation=config.hidden_act,
            act=part.intermediate.intermediate_act_fn,
            heads=config.num_attention_heads,
            scaling=own.scaling,
        )

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        """Word, position and segment, then a norm."""
        part = self.body(model).embeddings
        return EmbeddingLayer(
            part.word_embeddings, part.position_embeddings, part.token_type_embeddings, layer_norm(part.LayerNorm)
        )


FAMILY = Bert()
