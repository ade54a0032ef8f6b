"""ModernBERT (Warner et al. 2024): rotary positions, gated feed-forward parts, most layers look through a window."""

from typing import Any

import torch

from explain.models.families.base import Block, EmbeddingLayer, Family, Norm, angles, layer_norm, stretching

__all__ = ["FAMILY"]


class _ModernBert(Family):
    name = "modernbert"
    abilities = frozenset({"masked", "positions:rotary"})

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.decoder(model.head(hidden))
        return scores

    def block(self, model: Any, layer: int) -> Block:
        part, config = self.body(model).layers[layer], model.config
        norm = part.attn_norm
        return Block(
            whole=part,
            projections=(part.attn.Wqkv,),
            output=part.attn.Wo,
            # Before the first layer the embeddings were normed already.
            attention_norm=None if isinstance(norm, torch.nn.Identity) else layer_norm(norm),
            feed_norm=layer_norm(part.mlp_norm),
            up=(part.mlp.Wi,),
            down=part.mlp.Wo,
            activation=config.hidden_activation,
            act=part.mlp.act,
            heads=config.num_attention_heads,
            scaling=float(part.attn.head_dim) ** -0.5,
            pre_norm=True,
            gated=True,
        )

    def closing_norm(self, model: Any) -> Norm:
        return layer_norm(self.body(model).final_norm)

    def reach(self, model: Any, layer: int, length: int) -> torch.Tensor:
        if model.config.layer_types[layer] != "sliding_attention":
            return super().reach(model, layer, length)
        at = torch.arange(length)
        near: torch.Tensor = (at[:, None] - at[None, :]).abs() <= model.config.sliding_window
        return near

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        part = self.body(model).embeddings
        return EmbeddingLayer(part.tok_embeddings, norm=layer_norm(part.norm))

    def rotary(self, model: Any, layer: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        body = self.body(model)
        return angles(body.rotary_emb, body.embeddings.tok_embeddings, length, body.layers[layer].attention_type)

    def rotary_scaling(self, model: Any, layer: int) -> str | None:
        return stretching(model.config.rope_parameters[model.config.layer_types[layer]])


FAMILY = _ModernBert()
