"""GPT-2 (Radford et al. 2019): a decoder with a table of positions, the norm before each part."""

from typing import Any

import torch

from explain.models.families.base import Block, EmbeddingLayer, Family, Norm, layer_norm

__all__ = ["FAMILY"]


class _Gpt2(Family):
    name = "gpt2"
    abilities = frozenset({"causal", "positions:learned"})

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.lm_head(hidden)
        return scores

    def block(self, model: Any, layer: int) -> Block:
        part, config = self.body(model).h[layer], model.config
        return Block(
            whole=part,
            projections=(part.attn.c_attn,),
            output=part.attn.c_proj,
            attention_norm=layer_norm(part.ln_1),
            feed_norm=layer_norm(part.ln_2),
            up=(part.mlp.c_fc,),
            down=part.mlp.c_proj,
            activation=config.activation_function,
            act=part.mlp.act,
            heads=part.attn.num_heads,
            scaling=part.attn.scaling,
            pre_norm=True,
        )

    def closing_norm(self, model: Any) -> Norm:
        return layer_norm(self.body(model).ln_f)

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        body = self.body(model)
        return EmbeddingLayer(body.wte, body.wpe)


FAMILY = _Gpt2()
