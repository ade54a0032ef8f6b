"""MPNet (Song et al. 2020): a table of positions as in RoBERTa, and a number for each distance, added to the scores."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from explain.models.families.base import Block, EmbeddingLayer, Family, counted_from, layer_norm

__all__ = ["FAMILY"]


class _MpNet(Family):
    name = "mpnet"
    abilities = frozenset({"masked", "positions:learned", "positions:relative"})

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.lm_head(hidden)
        return scores

    def block(self, model: Any, layer: int) -> Block:
        part, config = self.body(model).encoder.layer[layer], model.config
        own = part.attention.attn
        return Block(
            whole=part,
            projections=(own.q, own.k, own.v),
            output=own.o,
            attention_norm=layer_norm(part.attention.LayerNorm),
            feed_norm=layer_norm(part.output.LayerNorm),
            up=(part.intermediate.dense,),
            down=part.output.dense,
            activation=config.hidden_act,
            act=part.intermediate.intermediate_act_fn,
            heads=config.num_attention_heads,
            scaling=float(own.attention_head_size) ** -0.5,
        )

    def leaving(self, model: Any) -> list[Any]:
        # The layer itself gives a tuple.
        return [part.output for part in self.body(model).encoder.layer]

    def score_terms(self, model: Any, layer: int, query: torch.Tensor, key: torch.Tensor) -> dict[str, torch.Tensor]:
        # Distances come in 32 kinds, the far ones together; every layer adds the same.
        (bias,) = self.body(model).encoder.compute_position_bias(query.new_empty(1, query.shape[1], 1))
        return {"distance": bias.to(query.dtype)}

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        part = self.body(model).embeddings
        return EmbeddingLayer(part.word_embeddings, part.position_embeddings, norm=layer_norm(part.LayerNorm))

    def first_position(self, model: Any) -> int:
        # The library's code holds this row, not the config.
        return int(self.body(model).embeddings.padding_idx) + 1

    def position_ids(self, model: Any, ids: torch.Tensor) -> torch.Tensor:
        return counted_from(self.body(model).embeddings.padding_idx, ids)

    @contextmanager
    def without_places(self, model: Any, ids: torch.Tensor) -> Iterator[dict[str, torch.Tensor]]:
        # Distance 0 for every pair: each row of the scores gets one number added, which softmax does not see.
        table = self.body(model).encoder.relative_attention_bias
        hook = table.register_forward_pre_hook(lambda _, args: (torch.zeros_like(args[0]),))
        try:
            with super().without_places(model, ids) as inputs:
                yield inputs
        finally:
            hook.remove()


FAMILY = _MpNet()
