"""GPT-NeoX (Black et al. 2022), also Pythia: a decoder that turns a part of each head, and feeds forward in parallel."""

from typing import Any

import torch

from explain.models.families.base import Block, EmbeddingLayer, Family, Norm, angles, layer_norm, stretching

__all__ = ["FAMILY"]


class _GptNeox(Family):
    name = "gpt_neox"
    abilities = frozenset({"causal", "positions:rotary"})

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.lm_head(hidden)
        return scores

    def block(self, model: Any, layer: int) -> Block:
        part, config = self.body(model).layers[layer], model.config
        return Block(
            whole=part,
            projections=(part.attention.query_key_value,),
            interleaved=True,
            output=part.attention.dense,
            attention_norm=layer_norm(part.input_layernorm),
            feed_norm=layer_norm(part.post_attention_layernorm),
            up=(part.mlp.dense_h_to_4h,),
            down=part.mlp.dense_4h_to_h,
            activation=config.hidden_act,
            act=part.mlp.act,
            heads=config.num_attention_heads,
            scaling=part.attention.scaling,
            pre_norm=True,
            parallel=config.use_parallel_residual,
        )

    def closing_norm(self, model: Any) -> Norm:
        return layer_norm(self.body(model).final_layer_norm)

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        return EmbeddingLayer(self.body(model).embed_in)

    def rotary(self, model: Any, layer: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        body = self.body(model)
        return angles(body.rotary_emb, body.embed_in, length)

    def rotary_scaling(self, model: Any, layer: int) -> str | None:
        return stretching(model.config.rope_parameters)


FAMILY = _GptNeox()
