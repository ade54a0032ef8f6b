"""DeBERTa v2 and v3 (He et al. 2021): disentangled attention, scores of contents and of distances added up.

With R the table of distances and δ the row of it for i - j, far distances sharing a row, all times one scaling:

    score(i, j) = q(i) · k(j)  +  q(i) · (R W_K)[δ]      +  k(j) · (R W_Q)[δ]
                  contents        content to position       position to content
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch

from explain.models.families.base import Block, EmbeddingLayer, Family, affine, layer_norm

__all__ = ["FAMILY"]


class _DebertaV2(Family):
    name = "deberta-v2"
    abilities = frozenset({"masked", "segments", "positions:relative"})

    def check(self, config: Any) -> str | None:
        # A convolution beside the first layer (v2 xlarge) and tables of another width: no page has a place for them.
        if getattr(config, "conv_kernel_size", 0) > 0:
            return f"conv_kernel_size: {config.conv_kernel_size}"
        if getattr(config, "embedding_size", config.hidden_size) != config.hidden_size:
            return f"embedding_size: {config.embedding_size}"
        return super().check(config)

    def abilities_of(self, config: Any) -> frozenset[str]:
        found = super().abilities_of(config) - {"positions:relative"}
        found |= {"positions:relative"} if config.relative_attention else set()
        return found | ({"positions:learned"} if config.position_biased_input else set())

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        words = self.body(model).embeddings.word_embeddings
        scores: torch.Tensor = model.cls(hidden) if model.legacy else model.lm_predictions(hidden, words)
        return scores

    def output_table(self, model: Any) -> torch.Tensor | None:
        # The library names another matrix where the head is the newer one.
        newer = hasattr(model, "lm_predictions")
        table: torch.Tensor = self.embedding_layer(model).word.weight
        return table if newer else super().output_table(model)

    def block(self, model: Any, layer: int) -> Block:
        part, config = self.body(model).encoder.layer[layer], model.config
        own = part.attention.self
        # As many products are added up, so many times larger is their variance.
        products = 1 + ("c2p" in own.pos_att_type) + ("p2c" in own.pos_att_type)
        return Block(
            whole=part,
            projections=(own.query_proj, own.key_proj, own.value_proj),
            output=part.attention.output.dense,
            attention_norm=layer_norm(part.attention.output.LayerNorm),
            feed_norm=layer_norm(part.output.LayerNorm),
            up=(part.intermediate.dense,),
            down=part.output.dense,
            activation=config.hidden_act,
            act=part.intermediate.intermediate_act_fn,
            heads=config.num_attention_heads,
            scaling=float(own.attention_head_size * products) ** -0.5,
        )

    def leaving(self, model: Any) -> list[Any]:
        # The layer itself gives a tuple.
        return [part.output for part in self.body(model).encoder.layer]

    def _distances(self, model: Any, dtype: torch.dtype) -> torch.Tensor:
        """(2 S, D) the table of distances as the layers read it, S distances each way."""
        encoder = self.body(model).encoder
        rows: torch.Tensor = encoder.rel_embeddings.weight.to(dtype)
        if "layer_norm" not in encoder.norm_rel_ebd:
            return rows
        norm = encoder.LayerNorm
        return torch.nn.functional.layer_norm(
            rows, norm.normalized_shape, norm.weight.to(dtype), norm.bias.to(dtype), norm.eps
        )

    def score_terms(self, model: Any, layer: int, query: torch.Tensor, key: torch.Tensor) -> dict[str, torch.Tensor]:
        from transformers.models.deberta_v2.modeling_deberta_v2 import build_relative_position

        block, own = self.block(model, layer), self.body(model).encoder.layer[layer].attention.self
        if not own.relative_attention:
            return {}
        span, heads = own.pos_ebd_size, block.heads
        table = self._distances(model, query.dtype)[: 2 * span]
        apart = build_relative_position(
            query, key, bucket_size=own.position_buckets, max_position=own.max_relative_positions
        )[0].to(query.device)

        def projected(module: Any) -> torch.Tensor:
            """(H, 2 S, d) the table of distances through a projection."""
            matrix, bias = affine(module)
            rows = table @ matrix.to(table.dtype)
            rows = rows if bias is None else rows + bias.to(table.dtype)
            split: torch.Tensor = rows.view(len(table), heads, -1).transpose(0, 1)
            return split

        # Which of the 2 S rows stands for each pair.
        row = (apart + span).clamp(0, 2 * span - 1).expand(heads, -1, -1)
        terms = {}
        if "c2p" in own.pos_att_type:
            keys = projected(own.key_proj if own.share_att_key else own.pos_key_proj)
            found = (query @ keys.transpose(1, 2)).gather(2, row)
            terms["content_to_position"] = found * block.scaling
        if "p2c" in own.pos_att_type:
            queries = projected(own.query_proj if own.share_att_key else own.pos_query_proj)
            found = (key @ queries.transpose(1, 2)).gather(2, row.transpose(1, 2)).transpose(1, 2)
            terms["position_to_content"] = found * block.scaling
        return terms

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        part = self.body(model).embeddings
        return EmbeddingLayer(
            part.word_embeddings, part.position_embeddings, part.token_type_embeddings, layer_norm(part.LayerNorm)
        )

    @contextmanager
    def without_places(self, model: Any, ids: torch.Tensor) -> Iterator[dict[str, torch.Tensor]]:
        # Distance 0 for every pair: what is left of both terms knows contents, but no order.
        def same_place(_: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
            apart = kwargs["relative_pos"]
            return args, kwargs | {"relative_pos": None if apart is None else torch.zeros_like(apart)}

        with ExitStack() as hooks:
            for part in self.body(model).encoder.layer:
                hooks.callback(part.register_forward_pre_hook(same_place, with_kwargs=True).remove)
            yield hooks.enter_context(super().without_places(model, ids))


FAMILY = _DebertaV2()
