"""ALBERT (Lan et al. 2020): one layer used over and over, and tables narrower than the layers."""

from dataclasses import replace
from typing import Any

import torch

from explain.models.families.base import Block, EmbeddingLayer, layer_norm
from explain.models.families.bert import Bert

__all__ = ["FAMILY"]


class _Albert(Bert):
    name = "albert"

    def check(self, config: Any) -> str | None:
        # Several layers in a row, run as one and that over and over: the library does not count them as layers.
        inner = config.inner_group_num
        return super().check(config) if inner == 1 else f"inner_group_num: {inner}"

    def _layer(self, model: Any, layer: int) -> Any:
        # All layers of a group are the same weights used again.
        config = model.config
        group = int(layer / (config.num_hidden_layers / config.num_hidden_groups))
        return self.body(model).encoder.albert_layer_groups[group].albert_layers[0]

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.predictions(hidden)
        return scores

    def block(self, model: Any, layer: int) -> Block:
        part, config = self._layer(model, layer), model.config
        own = part.attention
        return Block(
            whole=part,
            projections=(own.query, own.key, own.value),
            output=own.dense,
            attention_norm=layer_norm(own.LayerNorm),
            feed_norm=layer_norm(part.full_layer_layer_norm),
            up=(part.ffn,),
            down=part.ffn_output,
            activation=config.hidden_act,
            act=part.activation,
            heads=config.num_attention_heads,
            scaling=own.scaling,
            shared=sum(self._layer(model, earlier) is part for earlier in range(layer)),
        )

    def leaving(self, model: Any) -> None:
        return None

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        return replace(super().embedding_layer(model), wider=self.body(model).encoder.embedding_hidden_mapping_in)


FAMILY = _Albert()
