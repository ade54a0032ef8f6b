"""Llama (Touvron et al. 2023): a decoder with rotary positions, RMS norms, gates, and keys that queries share."""

from typing import Any

import torch

from explain.models.families.base import Block, EmbeddingLayer, Family, Norm, angles, stretching

__all__ = ["FAMILY"]


def _rms(module: Any) -> Norm:
    return Norm(module, module.variance_epsilon, "rms")


class _Llama(Family):
    name = "llama"
    abilities = frozenset({"causal", "positions:rotary"})

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.lm_head(hidden)
        return scores

    def block(self, model: Any, layer: int) -> Block:
        part, config = self.body(model).layers[layer], model.config
        own = part.self_attn
        return Block(
            whole=part,
            projections=(own.q_proj, own.k_proj, own.v_proj),
            output=own.o_proj,
            attention_norm=_rms(part.input_layernorm),
            feed_norm=_rms(part.post_attention_layernorm),
            up=(part.mlp.gate_proj, part.mlp.up_proj),
            down=part.mlp.down_proj,
            activation=config.hidden_act,
            act=part.mlp.act_fn,
            heads=config.num_attention_heads,
            scaling=own.scaling,
            groups=config.num_key_value_heads,
            pre_norm=True,
            gated=True,
        )

    def closing_norm(self, model: Any) -> Norm:
        return _rms(self.body(model).norm)

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        return EmbeddingLayer(self.body(model).embed_tokens)

    def rotary(self, model: Any, layer: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        body = self.body(model)
        return angles(body.rotary_emb, body.embed_tokens, length)

    def rotary_scaling(self, model: Any, layer: int) -> str | None:
        return stretching(model.config.rope_parameters)


FAMILY = _Llama()
