"""DistilBERT (Sanh et al. 2019): half of BERT's layers, taught by all of them; no segments."""

from typing import Any

import torch

from explain.models.families.base import Block, EmbeddingLayer, Family, layer_norm

__all__ = ["FAMILY"]


class _DistilBert(Family):
    name = "distilbert"
    abilities = frozenset({"masked", "positions:learned"})

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        transformed = model.vocab_layer_norm(model.activation(model.vocab_transform(hidden)))
        scores: torch.Tensor = model.vocab_projector(transformed)
        return scores

    def block(self, model: Any, layer: int) -> Block:
        part, config = self.body(model).transformer.layer[layer], model.config
        own = part.attention
        return Block(
            whole=part,
            projections=(own.q_lin, own.k_lin, own.v_lin),
            output=own.out_lin,
            attention_norm=layer_norm(part.sa_layer_norm),
            feed_norm=layer_norm(part.output_layer_norm),
            up=(part.ffn.lin1,),
            down=part.ffn.lin2,
            activation=config.activation,
            act=part.ffn.activation,
            heads=config.n_heads,
            scaling=own.scaling,
        )

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        part = self.body(model).embeddings
        return EmbeddingLayer(part.word_embeddings, part.position_embeddings, norm=layer_norm(part.LayerNorm))


FAMILY = _DistilBert()
