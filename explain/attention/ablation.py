"""Taking heads away: what a model says, and what its states become, when some heads add nothing.

A head is switched off by putting zeros in the place of its output, before the output matrix (Michel et al. 2019, "Are
Sixteen Heads Really Better than One?", section 2.2). The bias of the output matrix stays, as does the
residual connection.

Glossary: L layers, H heads, T tokens, V vocabulary, W words asked for.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explain.engine.batches import batches, rows_at_once
from explain.engine.results import ask, result
from explain.engine.trace import Trace, forward_inputs, head_scores, run
from explain.errors import ExplainError
from explain.models.families import Block
from explain.models.loading import LoadedModel
from explain.prediction.masked_words import log_softmax
from explain.text.tokens import Tokens

__all__ = ["Ablation", "Change", "Effects", "Head", "ablate", "change", "effects", "heads_off", "run_without"]

Head = tuple[int, int]
"""Layer and head, both from 0."""


@dataclass(frozen=True)
class Effects:
    """What one position says with all heads, and with each head taken away by itself.

    words: (W,) ids that were asked for. whole: (W,) their log-probabilities with all heads. without: (L, H, W).
    divergence: (L, H) Kullback-Leibler divergence in nats, from the whole model's distribution over V to the other.
    guess: the whole model's first choice; guesses: (L, H) those without each head. seconds: what all passes took.
    """

    words: NDArray[np.int64]
    whole: NDArray[np.float64]
    without: NDArray[np.float64]
    divergence: NDArray[np.float64]
    guess: int
    guesses: NDArray[np.int64]
    seconds: float


@dataclass(frozen=True)
class Change:
    """How far a text's states moved.

    hidden: (L + 1, T) distance between both states over the length of the whole model's. attention: (L, H) half the sum
    of absolute differences of a row, averaged over the rows: 0 for the same weights, 1 for weights on other keys.
    """

    hidden: NDArray[np.float64]
    attention: NDArray[np.float64]


@dataclass(frozen=True)
class Ablation:
    """What one position says with all heads and without some of them, and how far the text's states moved.

    whole, without: (V,) log-probabilities.
    """

    whole: NDArray[np.float32]
    without: NDArray[np.float32]
    change: Change


def _blocks(loaded: LoadedModel) -> list[Block]:
    return [loaded.family.block(loaded.model, layer) for layer in range(loaded.layers)]


def _silence(states: torch.Tensor, block: Block, heads: Iterable[int]) -> torch.Tensor:
    """The heads side by side (…, D), some of them zero."""
    split = states.reshape(*states.shape[:-1], block.heads, -1).clone()
    split[..., list(heads), :] = 0
    return split.flatten(-2)


@contextmanager
def heads_off(loaded: LoadedModel, heads: Iterable[Head]) -> Iterator[None]:
    """While this lasts, (layer, head) pairs add nothing. It holds the model's lock, so that nobody else notices.

    Raises ExplainError("no_such_head").
    """
    blocks = _blocks(loaded)
    chosen: dict[int, set[int]] = {}
    for layer, head in heads:
        if not (0 <= layer < len(blocks) and 0 <= head < blocks[layer].heads):
            raise ExplainError("no_such_head", layer=layer + 1, head=head + 1)
        chosen.setdefault(layer, set()).add(head)
    # One module may serve as many layers: which layer it is, only the order of its calls tells.
    users: dict[int, list[int]] = {}
    for layer, block in enumerate(blocks):
        users.setdefault(id(block.output), []).append(layer)
    calls = dict.fromkeys(users, 0)

    def before(module: Any, args: tuple[Any, ...]) -> tuple[Any, ...] | None:
        layers = users[id(module)]
        layer = layers[calls[id(module)] % len(layers)]
        calls[id(module)] += 1
        off = chosen.get(layer)
        return (_silence(args[0], blocks[layer], off), *args[1:]) if off else None

    with loaded.lock:
        hooks = [
            module.register_forward_pre_hook(before) for module in {id(b.output): b.output for b in blocks}.values()
        ]
        try:
            yield
        finally:
            for hook in hooks:
                hook.remove()


def run_without(loaded: LoadedModel, tokens: Tokens, heads: Iterable[Head]) -> Trace:
    """A trace with some heads off; see `heads_off`."""
    with heads_off(loaded, heads):
        return run(loaded, tokens)


def change(whole: Trace, without: Trace) -> Change:
    """Compare two traces of one text."""
    apart = np.linalg.norm(whole.hidden - without.hidden, axis=-1)
    lengths = np.maximum(np.linalg.norm(whole.hidden, axis=-1), 1e-12)
    attention = np.abs(whole.attention - without.attention).sum(-1).mean(-1) / 2
    return Change((apart / lengths).astype(np.float64), attention.astype(np.float64))


@result
def ablate(loaded: LoadedModel, tokens: Tokens, position: int, heads: tuple[Head, ...]) -> Ablation:
    """Take some heads away together and ask one position of a text, such as a blank.

    Raises ExplainError: no_head (no vocabulary head), no_such_head.
    """
    whole, without = ask(run, loaded, tokens), run_without(loaded, tokens, heads)
    logs = [log_softmax(head_scores(loaded, trace.hidden[-1, [position]]))[0] for trace in (whole, without)]
    return Ablation(logs[0], logs[1], change(whole, without))


def _recorded(loaded: LoadedModel, inputs: dict[str, Any], blocks: Sequence[Block]) -> list[tuple[Any, dict[str, Any]]]:
    """What each layer is called with in one pass, in order."""
    calls: list[tuple[Any, dict[str, Any]]] = []
    modules = {id(block.whole): block.whole for block in blocks}.values()
    hooks = [
        module.register_forward_pre_hook(lambda _, args, kwargs: calls.append((args, kwargs)), with_kwargs=True)
        for module in modules
    ]
    try:
        loaded.family.body(loaded.model)(**inputs)
    finally:
        for hook in hooks:
            hook.remove()
    return calls


def _layer(block: Block, call: tuple[Any, dict[str, Any]], hidden: torch.Tensor) -> torch.Tensor:
    args, kwargs = call
    output = block.whole(hidden, *args[1:], **kwargs)
    states: torch.Tensor = output[0] if isinstance(output, tuple) else output
    return states


def _one_off(
    block: Block, call: tuple[Any, dict[str, Any]], hidden: torch.Tensor, heads: Sequence[int]
) -> torch.Tensor:
    """A layer for len(heads) copies (B, T, D) of a text, in copy b head heads[b] off."""
    rows = torch.arange(len(heads), device=hidden.device)
    index = torch.tensor(list(heads), device=hidden.device)

    def before(_: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
        split = args[0].reshape(*args[0].shape[:-1], block.heads, -1).clone()
        split[rows, :, index] = 0
        return (split.flatten(-2), *args[1:])

    hook = block.output.register_forward_pre_hook(before)
    try:
        return _layer(block, call, hidden)
    finally:
        hook.remove()


@result
def effects(loaded: LoadedModel, tokens: Tokens, position: int, words: tuple[int, ...] = ()) -> Effects:
    """Take every head away in turn and ask one position of a text, such as a blank, for some words.

    words: ids; the whole model's first choice where none are given.

    Below a head nothing changes: the states that enter its layer are computed once, and all heads of a layer run as one
    batch from there on. The lock is held for one batch at a time.

    Raises ExplainError("no_head") where the model has no vocabulary head.
    """
    if not loaded.abilities & {"masked", "causal"}:
        raise ExplainError("no_head", model=loaded.card.name)
    blocks = _blocks(loaded)
    closing = loaded.family.closing_norm(loaded.model)
    inputs: dict[str, Any] = dict(forward_inputs(loaded, tokens.ids[None], tokens.segments))
    if "causal" in loaded.abilities:
        # Layers that are run again must not add to what was remembered.
        inputs |= {"use_cache": False}
    count, rows = blocks[0].heads, rows_at_once(loaded.device, len(tokens))
    start = time.perf_counter()

    def spoken(hidden: torch.Tensor) -> torch.Tensor:
        """Log-probabilities (B, V) in double precision."""
        states = hidden[:, position] if closing is None else closing(hidden[:, position])
        return loaded.family.head(loaded.model, states).double().log_softmax(-1)

    found: list[torch.Tensor] = []
    divergence, guesses = [], []
    with loaded.lock, torch.inference_mode():
        calls = _recorded(loaded, inputs, blocks)
        whole = spoken(_layer(blocks[-1], calls[-1], calls[-1][0][0]))[0]
        asked = torch.tensor(words or [int(whole.argmax())], device=whole.device)
    for layer, block in enumerate(blocks):
        entering = calls[layer][0][0]
        for some in batches(count, rows, done=layer * count, everything=len(blocks) * count):
            heads = range(count)[some]
            # Let go in between: on a long text all heads take half a minute, and other visitors wait for the model.
            with loaded.lock, torch.inference_mode():
                hidden = _one_off(block, calls[layer], entering.expand(len(heads), -1, -1), heads)
                for later in range(layer + 1, len(blocks)):
                    hidden = _layer(blocks[later], calls[later], hidden)
                logs = spoken(hidden)
                found.append(logs[:, asked].cpu())
                divergence.append((whole.exp() * (whole - logs)).sum(-1).cpu())
                guesses.append(logs.argmax(-1).cpu())
    shape = (len(blocks), count)
    return Effects(
        asked.cpu().numpy(),
        whole[asked].cpu().numpy(),
        torch.cat(found).numpy().reshape(*shape, len(asked)),
        torch.cat(divergence).numpy().reshape(shape),
        int(whole.argmax()),
        torch.cat(guesses).numpy().reshape(shape),
        time.perf_counter() - start,
    )
