"""One forward pass, with everything the pages look at: the only place that runs one for display.

Glossary: B texts of equal length, T tokens, D width, L layers, H heads, V vocabulary.
"""

import time
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from explain.engine.results import result
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens

__all__ = ["Trace", "forward_inputs", "head_scores", "hidden_states", "run"]


@dataclass(frozen=True)
class Trace:
    """What a model did with one text. Arrays are float32 and read-only: they are shared between visitors.

    tokens: what the model read.
    attention: (L, H, T, T), attention[l, h, i, j] the weight that query i gives to key j; every row sums to 1.
    hidden: (L + 1, T, D), hidden[0] what enters the first layer, hidden[-1] what the vocabulary head reads (after the
        last layer norm where the family has one there).
    device: where it ran. seconds: how long the pass took.
    """

    tokens: Tokens
    attention: NDArray[np.float32]
    hidden: NDArray[np.float32]
    device: str
    seconds: float


def _shared(tensor: torch.Tensor) -> NDArray[np.float32]:
    array: NDArray[np.float32] = tensor.to("cpu", torch.float32).numpy()
    array.flags.writeable = False
    return array


def forward_inputs(loaded: LoadedModel, ids: NDArray[np.int64], segments: NDArray[np.int64]) -> dict[str, torch.Tensor]:
    """Keyword arguments of the body for ids (B, T) and segments (T,)."""
    read = torch.from_numpy(ids).to(loaded.device)
    inputs = {"input_ids": read, "attention_mask": torch.ones_like(read)}
    if "segments" in loaded.abilities:
        inputs["token_type_ids"] = torch.from_numpy(segments).to(loaded.device).expand_as(read)
    return inputs


@result
def run(loaded: LoadedModel, tokens: Tokens) -> Trace:
    """Run the body of a model once and keep attention and hidden states."""
    inputs = forward_inputs(loaded, tokens.ids[None], tokens.segments)
    with loaded.lock, torch.inference_mode():
        start = time.perf_counter()
        output = loaded.family.body(loaded.model)(**inputs, output_attentions=True, output_hidden_states=True)
        attention = torch.cat(output.attentions)
        hidden = torch.cat(output.hidden_states)
        # The last recorded state is the last layer's; the head reads the body's own output, normed where it norms.
        hidden[-1] = output.last_hidden_state[0]
        if loaded.device.type == "cuda":
            torch.cuda.synchronize(loaded.device)
        seconds = time.perf_counter() - start
    return Trace(tokens, _shared(attention), _shared(hidden), loaded.device_name, seconds)


def head_scores(loaded: LoadedModel, hidden: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vocabulary scores (logits) (P, V) of last hidden states (P, D): the head at chosen positions alone.

    Raises ExplainError("no_head") where the model has none.
    """
    if not loaded.abilities & {"masked", "causal"}:
        raise ExplainError("no_head", model=loaded.card.name)
    with loaded.lock, torch.inference_mode():
        states = torch.from_numpy(np.array(hidden, dtype=np.float32)).to(loaded.device)
        return _shared(loaded.family.head(loaded.model, states))


def hidden_states(loaded: LoadedModel, ids: NDArray[np.int64], segments: NDArray[np.int64]) -> NDArray[np.float32]:
    """Last hidden states (B, T, D) of B inputs (B, T) of equal length, in one pass that keeps nothing else."""
    inputs = forward_inputs(loaded, ids, segments)
    with loaded.lock, torch.inference_mode():
        return _shared(loaded.family.body(loaded.model)(**inputs).last_hidden_state)
