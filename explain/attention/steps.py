"""One head and one token, step by step, computed in NumPy from the weights and held against the model's own numbers.

Vaswani et al. 2017, "Attention Is All You Need", sections 3.2 and 3.3. Everything is computed in double precision from
the model's single-precision weights; what the model itself had at each step is read out of it by hooks.

Glossary: T tokens, D width, H heads, d width of a head, G heads of keys and values, I units of the feed-forward part.
Vectors of one token unless said.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explain.attention.by_hand import ACTIVATIONS, Array, norm, softmax, times, turned, wide
from explain.engine.results import ask, result
from explain.engine.trace import forward_inputs, run
from explain.models.families import Block, affine
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens

__all__ = ["Entrance", "Steps", "entrance", "step_by_step"]


@dataclass(frozen=True)
class Steps:
    """What happens to one token in one head of one layer, and after it in the layer.

    stages: by name, in the order of the computation:
        entering (T, D) all tokens; read (T, D) the same after the norm, where the norm comes first.
        query (d,), keys (T, d), values (T, d): read times a matrix plus bias.
        turned_query (d,), turned_keys (T, d): after the rotation, in models with rotary positions.
        products (T,): query · key. Then, in models with relative positions, what the distance adds, (T,) each by the
        name that the family gives it (`Family.score_terms`).
        scores (T,): products times the scaling, 1 / √d in most models, plus what the distance adds; -inf where the
        query may not look.
        weights (T,): softmax of the scores. head (d,): weights · values.
        joined (H d,): all heads side by side. mixed (D,): joined times the output matrix plus bias.
        summed (D,): entering + mixed; not in parallel layers. middle (D,): its norm, where the norm comes after.
        fed (D,): norm of summed, where the norm comes first; in parallel layers, of entering.
        up (I,) or (2 I,) where gated; active (I,); down (D,): the feed-forward part.
        total (D,): what went in plus what came out; in parallel layers, entering + mixed + down. left (D,): its norm,
        where the norm comes after.
    groups: G, fewer than heads where heads share keys and values. turned: how many of the d numbers of a query and a key
    rotary positions turn. terms: names of what the distance adds. norm: "layer" or "rms". biased: whether a bias is
    added to query, key and value, and to the result of the output matrix.
    differences: for each stage that the model shows, the largest distance between both computations.
    """

    layer: int
    head: int
    token: int
    heads: int
    groups: int
    scaling: float
    turned: int
    terms: tuple[str, ...]
    biased: tuple[bool, bool]
    norm: str
    pre_norm: bool
    parallel: bool
    gated: bool
    activation: str
    stages: dict[str, Array]
    differences: dict[str, float]

    @property
    def worst(self) -> float:
        """The largest difference of all stages."""
        return max(self.differences.values())


@dataclass(frozen=True)
class Entrance:
    """How one token enters the first layer.

    stages: word, position, segment, total, normed, widened, where there are such.
    difference: between the last of them and what the model's first layer was given.
    """

    stages: dict[str, Array]
    difference: float


@dataclass
class _Seen:
    """What hooks saw, by name: one entry for each time the module ran."""

    calls: dict[str, list[torch.Tensor]] = field(default_factory=dict)

    def take(self, name: str, value: Any) -> None:
        tensor = value[0] if isinstance(value, tuple) else value
        self.calls.setdefault(name, []).append(tensor[0].detach())


def _watch(block: Block, seen: _Seen) -> list[Any]:
    """Hooks that note what the modules of a layer take and give."""
    outputs = {
        "mixed": block.output,
        "down": block.down,
        "whole": block.whole,
        "feed_norm": block.feed_norm.module,
    }
    if block.attention_norm is not None:
        outputs["attention_norm"] = block.attention_norm.module
    outputs |= {f"projection{at}": module for at, module in enumerate(block.projections)}
    outputs |= {f"up{at}": module for at, module in enumerate(block.up)}
    inputs = {"entering": block.whole, "joined": block.output, "active": block.down}
    hooks = [
        module.register_forward_hook(lambda _, __, output, name=name: seen.take(name, output))
        for name, module in outputs.items()
    ]
    hooks += [
        module.register_forward_pre_hook(
            lambda _, args, kwargs, name=name: seen.take(name, args or next(iter(kwargs.values()))), with_kwargs=True
        )
        for name, module in inputs.items()
    ]
    return hooks


def _models_own(loaded: LoadedModel, tokens: Tokens, block: Block) -> dict[str, Array]:
    """One pass with hooks; what each watched module took or gave, (T, …) each."""
    seen = _Seen()
    with loaded.lock, torch.inference_mode():
        hooks = _watch(block, seen)
        try:
            loaded.family.body(loaded.model)(**forward_inputs(loaded, tokens.ids[None], tokens.segments))
        finally:
            for hook in hooks:
                hook.remove()
    return {name: wide(calls[block.shared]) for name, calls in seen.calls.items()}


def _attention(
    loaded: LoadedModel, block: Block, layer: int, read: Array, token: int
) -> tuple[dict[str, Array], int, tuple[str, ...]]:
    """Query of one token and everything of all heads that it needs, (H, …) each; then what `Steps` calls turned, terms."""
    family, model = loaded.family, loaded.model
    query, key, value = block.split([times(read, module) for module in block.projections])
    found = {"query": query[:, token], "keys": key, "values": value}
    turning = family.rotary(model, layer, len(read))
    if turning is not None:
        cos, sin = map(wide, turning)
        query, key = turned(query, cos, sin), turned(key, cos, sin)
        found |= {"turned_query": query[:, token], "turned_keys": key}
    found["products"] = np.einsum("hd,htd->ht", query[:, token], key)
    with torch.inference_mode():
        both = (torch.from_numpy(np.ascontiguousarray(part)).to(loaded.device) for part in (query, key))
        terms = {name: wide(term[:, token]) for name, term in family.score_terms(model, layer, *both).items()}
    found |= terms
    reach = family.reach(model, layer, len(read))[token].numpy()
    scores = found["products"] * block.scaling + sum(terms.values())
    found["scores"] = np.where(reach, scores, -np.inf)
    found["weights"] = softmax(found["scores"])
    found["head"] = np.einsum("ht,htd->hd", found["weights"], value)
    return found, 0 if turning is None else 2 * turning[0].shape[-1], tuple(terms)


def _feed_forward(block: Block, fed: Array) -> dict[str, Array]:
    up = np.concatenate([times(fed, module) for module in block.up])
    first, second = np.split(up, 2) if block.gated else (up, np.ones(1))
    active = _activated(block, first) * second
    return {"up": up, "active": active, "down": times(active, block.down)}


@result
def step_by_step(loaded: LoadedModel, tokens: Tokens, layer: int, head: int, token: int) -> Steps:
    """Recompute what a layer does with one token, from what enters the layer; layer, head and token from 0."""
    block = loaded.family.block(loaded.model, layer)
    own = _models_own(loaded, tokens, block)
    entering = own["entering"]
    read = entering if block.first_norm is None else norm(entering, block.first_norm)
    found, turning, terms = _attention(loaded, block, layer, read, token)
    stages = {"entering": entering, "read": read} if block.pre_norm else {"entering": entering}
    stages |= {name: values[head] for name, values in found.items()}
    stages["joined"] = found["head"].reshape(-1)
    mixed = stages["mixed"] = times(stages["joined"], block.output)
    if block.parallel:
        stages["fed"] = norm(entering[token], block.feed_norm)
        stages |= _feed_forward(block, stages["fed"])
        stages["total"] = entering[token] + mixed + stages["down"]
    elif block.pre_norm:
        summed = stages["summed"] = entering[token] + mixed
        stages["fed"] = norm(summed, block.feed_norm)
        stages |= _feed_forward(block, stages["fed"])
        stages["total"] = summed + stages["down"]
    else:
        assert block.attention_norm is not None, "only layers that norm first go without"
        stages["summed"] = entering[token] + mixed
        stages["middle"] = norm(stages["summed"], block.attention_norm)
        stages |= _feed_forward(block, stages["middle"])
        stages["total"] = stages["middle"] + stages["down"]
        stages["left"] = norm(stages["total"], block.feed_norm)
    weights = ask(run, loaded, tokens).attention[layer, head, token]
    differences = _differences(block, stages, own, weights, head, token)
    return Steps(
        layer,
        head,
        token,
        block.heads,
        block.groups or block.heads,
        block.scaling,
        turning,
        terms,
        (affine(block.projections[0])[1] is not None, affine(block.output)[1] is not None),
        block.feed_norm.kind,
        block.pre_norm,
        block.parallel,
        block.gated,
        block.activation,
        stages,
        differences,
    )


def _activated(block: Block, values: Array) -> Array:
    if block.activation in ACTIVATIONS:
        return ACTIVATIONS[block.activation](values)
    with torch.inference_mode():
        return wide(block.act(torch.from_numpy(values)))


def _differences(
    block: Block, stages: dict[str, Array], own: dict[str, Array], weights: NDArray[np.float32], head: int, token: int
) -> dict[str, float]:
    """Both computations side by side, wherever the model lets its own be seen."""
    parts = [own[f"projection{at}"] for at in range(len(block.projections))]
    query, key, value = (part[head] for part in block.split(parts))
    joined = own["joined"][token]
    model = {
        "query": query[token],
        "keys": key,
        "values": value,
        "weights": weights,
        "joined": joined,
        "head": joined.reshape(block.heads, -1)[head],
        "mixed": own["mixed"][token],
        "up": np.concatenate([own[f"up{at}"][token] for at in range(len(block.up))]),
        "active": own["active"][token],
        "down": own["down"][token],
    }
    if block.pre_norm:
        model |= {"fed": own["feed_norm"][token], "total": own["whole"][token]}
        if block.attention_norm is not None:
            model["read"] = own["attention_norm"]
    else:
        model |= {"middle": own["attention_norm"][token], "left": own["whole"][token]}
    return {name: float(np.abs(stages[name] - model[name]).max()) for name in stages if name in model}


@result
def entrance(loaded: LoadedModel, tokens: Tokens, token: int) -> Entrance:
    """Recompute what enters the first layer for one token."""
    family, model = loaded.family, loaded.model
    layer = family.embedding_layer(model)
    ids = torch.from_numpy(tokens.ids).to(loaded.device)
    segments = torch.from_numpy(tokens.segments).to(loaded.device)
    rows = {
        "word": (layer.word, ids),
        "position": (layer.position, family.position_ids(model, ids)),
        "segment": (layer.segment, segments),
    }
    stages = {name: wide(table.weight[at[token]]) for name, (table, at) in rows.items() if table is not None}
    entering = stages["total"] = np.sum(list(stages.values()), axis=0)
    if layer.norm is not None:
        entering = stages["normed"] = norm(entering, layer.norm)
    if layer.wider is not None:
        entering = stages["widened"] = times(entering, layer.wider)
    return Entrance(stages, float(np.abs(entering - ask(run, loaded, tokens).hidden[0, token]).max()))
