"""One layer of any family, taken apart: which module does which step. Beside `families`, the only place that knows.

Shapes: T tokens, D width, H heads, d = D / H, I width of the feed-forward part.

    read   = norm(x) if the norm comes first, else x
    mixed  = heads(read) · output                         each head: softmax(q · kᵀ · scaling) · v
    middle = x + mixed if the norm comes first, else norm(x + mixed)
    left   = middle + feed(norm(middle)) if it comes first, else norm(middle + feed(middle))
    feed   = down(activation(up))                         gated: up gives two halves, activation(first) · second
"""

from dataclasses import dataclass
from typing import Any

import torch

__all__ = ["Block", "affine", "block_of", "closing_norm", "widening"]

Module = Any


@dataclass(frozen=True)
class Block:
    """The modules of one layer.

    whole: the layer itself. projections: the modules of query, key and value, or one that gives all three in turn.
    output: the output matrix; what goes into it is the heads side by side. attention_norm: None where there is none.
    activation: its name in the transformers library. act: the function itself. scaling: what scores are multiplied by.
    shared: how many earlier layers are the same modules (ALBERT uses one layer over and over).
    """

    whole: Module
    projections: tuple[Module, ...]
    output: Module
    attention_norm: Module | None
    feed_norm: Module
    up: Module
    down: Module
    activation: str
    act: Module
    heads: int
    scaling: float
    pre_norm: bool = False
    gated: bool = False
    shared: int = 0


def affine(module: Module) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Matrix (in, out) and bias (out,) or None of a module that computes x · matrix + bias.

    GPT-2 keeps its matrices the other way round than `torch.nn.Linear`.
    """
    weight = module.weight if type(module).__name__ == "Conv1D" else module.weight.T
    return weight, module.bias


def _bert(body: Module, layer: int) -> Block:
    part, config = body.encoder.layer[layer], body.config
    own = part.attention.self
    return Block(
        whole=part,
        projections=(own.query, own.key, own.value),
        output=part.attention.output.dense,
        attention_norm=part.attention.output.LayerNorm,
        feed_norm=part.output.LayerNorm,
        up=part.intermediate.dense,
        down=part.output.dense,
        activation=config.hidden_act,
        act=part.intermediate.intermediate_act_fn,
        heads=config.num_attention_heads,
        scaling=own.scaling,
    )


def _distilbert(body: Module, layer: int) -> Block:
    part, config = body.transformer.layer[layer], body.config
    own = part.attention
    return Block(
        whole=part,
        projections=(own.q_lin, own.k_lin, own.v_lin),
        output=own.out_lin,
        attention_norm=part.sa_layer_norm,
        feed_norm=part.output_layer_norm,
        up=part.ffn.lin1,
        down=part.ffn.lin2,
        activation=config.activation,
        act=part.ffn.activation,
        heads=config.n_heads,
        scaling=own.scaling,
    )


def _albert_layer(body: Module, layer: int) -> Module:
    config = body.config
    group = int(layer / (config.num_hidden_layers / config.num_hidden_groups))
    return body.encoder.albert_layer_groups[group].albert_layers[layer % config.inner_group_num]


def _albert(body: Module, layer: int) -> Block:
    part, config = _albert_layer(body, layer), body.config
    own = part.attention
    return Block(
        whole=part,
        projections=(own.query, own.key, own.value),
        output=own.dense,
        attention_norm=own.LayerNorm,
        feed_norm=part.full_layer_layer_norm,
        up=part.ffn,
        down=part.ffn_output,
        activation=config.hidden_act,
        act=part.activation,
        heads=config.num_attention_heads,
        scaling=own.scaling,
        shared=sum(_albert_layer(body, earlier) is part for earlier in range(layer)),
    )


def _modernbert(body: Module, layer: int) -> Block:
    part, config = body.layers[layer], body.config
    norm = part.attn_norm
    return Block(
        whole=part,
        projections=(part.attn.Wqkv,),
        output=part.attn.Wo,
        # Before the first layer the embeddings were normed already.
        attention_norm=None if isinstance(norm, torch.nn.Identity) else norm,
        feed_norm=part.mlp_norm,
        up=part.mlp.Wi,
        down=part.mlp.Wo,
        activation=config.hidden_activation,
        act=part.mlp.act,
        heads=config.num_attention_heads,
        scaling=float(part.attn.head_dim) ** -0.5,
        pre_norm=True,
        gated=True,
    )


def _gpt2(body: Module, layer: int) -> Block:
    part, config = body.h[layer], body.config
    return Block(
        whole=part,
        projections=(part.attn.c_attn,),
        output=part.attn.c_proj,
        attention_norm=part.ln_1,
        feed_norm=part.ln_2,
        up=part.mlp.c_fc,
        down=part.mlp.c_proj,
        activation=config.activation_function,
        act=part.mlp.act,
        heads=part.attn.num_heads,
        scaling=part.attn.scaling,
        pre_norm=True,
    )


_BLOCKS = {
    "bert": _bert,
    "roberta": _bert,
    "xlm-roberta": _bert,
    "electra": _bert,
    "distilbert": _distilbert,
    "albert": _albert,
    "modernbert": _modernbert,
    "gpt2": _gpt2,
}


def block_of(family: str, body: Module, layer: int) -> Block:
    """Layer `layer`, from 0, of the body of a model."""
    return _BLOCKS[family](body, layer)


def closing_norm(body: Module) -> Module | None:
    """The norm after the last layer, None where there is none: families that norm first need one at the end."""
    return getattr(body, "final_norm", None) or getattr(body, "ln_f", None)


def widening(body: Module) -> Module | None:
    """What makes embeddings as wide as the model, None where they are: ALBERT and ELECTRA have narrower tables."""
    inner = getattr(body, "encoder", None)
    return getattr(body, "embeddings_project", None) or getattr(inner, "embedding_hidden_mapping_in", None)
