"""A small recurrent network (GRU), to be measured beside the Transformer.

It reads from left to right and guesses the next token. It is far smaller than any Transformer of this app; it is here
for the way its memory fades, not for its guesses. `python -m explain.recipe.gru` trains it.

Glossary: T tokens, V = kept tokens + 1, E = 64 width of an embedding, S = 256 width of the state.
"""

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn
from transformers import PreTrainedTokenizerFast

from explain.models.loading import WEIGHTS

__all__ = ["GRU_FILE", "GruModel", "LoadedGru", "embedded_gru", "load_gru", "save_gru"]

GRU_FILE = WEIGHTS.parent / "saydam-gru" / "gru.safetensors"
_WIDTH, _STATE = 64, 256


class GruModel(nn.Module):
    """One GRU layer (Cho et al. 2014, equations 5 to 8) whose output is tied to its embeddings (Press and Wolf 2017).

    h_t = GRU(E[x_t], h_(t-1)) with h_0 = 0, and the scores of the next token are E W h_t + b.
    """

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, _WIDTH)
        self.recurrent = nn.GRU(_WIDTH, _STATE, batch_first=True)
        self.narrow = nn.Linear(_STATE, _WIDTH, bias=False)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        nn.init.normal_(self.embedding.weight, std=0.1)

    def states(self, embedded: torch.Tensor) -> torch.Tensor:
        """(B, T, E) embeddings to (B, T, S) states."""
        found: torch.Tensor = self.recurrent(embedded)[0]
        return found

    def scores(self, states: torch.Tensor) -> torch.Tensor:
        """(..., S) states to (..., V) scores of the next token."""
        found: torch.Tensor = self.narrow(states) @ self.embedding.weight.T + self.bias
        return found


@dataclass(frozen=True)
class LoadedGru:
    """The GRU with what it reads. It needs no lock: nothing in it is ever changed.

    kept: (V - 1,) ids of the embedded model's tokenizer, in rising order; every other id becomes the last row.
    facts: what the recipe measured: steps, tokens read, held-out perplexity, and that of guessing by frequency alone.
    """

    model: GruModel
    kept: NDArray[np.int64]
    facts: dict[str, float] = field(default_factory=dict)

    @cached_property
    def tokenizer(self) -> PreTrainedTokenizerFast:
        """The embedded model's tokenizer."""
        return PreTrainedTokenizerFast.from_pretrained(WEIGHTS)

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Ids of the tokenizer to rows of the GRU's own table."""
        at = np.minimum(np.searchsorted(self.kept, ids), len(self.kept) - 1)
        return np.where(self.kept[at] == ids, at, len(self.kept)).astype(np.int64)


def save_gru(model: GruModel, kept: NDArray[np.int64], facts: dict[str, float], path: Path = GRU_FILE) -> None:
    """Write the weights as float16, with the kept ids and what was measured; whole or not at all."""
    stored = {name: tensor.detach().to(torch.float16).contiguous() for name, tensor in model.state_dict().items()}
    stored["kept"] = torch.from_numpy(kept.astype(np.int32))
    beside = path.with_suffix(".partial")
    try:
        save_file(stored, str(beside), metadata={name: repr(value) for name, value in facts.items()})
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    # The server that reads it may run under another account.
    beside.chmod(0o644)
    beside.replace(path)


def load_gru(path: Path = GRU_FILE) -> LoadedGru:
    """Read a file of `save_gru` into a frozen float32 model on the CPU."""
    with safe_open(str(path), "pt") as file:
        stored = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dictionary)
        facts = {name: float(value) for name, value in (file.metadata() or {}).items()}
    kept = stored.pop("kept").numpy().astype(np.int64)
    model = GruModel(len(kept) + 1)
    model.load_state_dict({name: tensor.to(torch.float32) for name, tensor in stored.items()}, strict=True)
    return LoadedGru(model.eval().requires_grad_(False), kept, facts)


@cache
def embedded_gru() -> LoadedGru:
    """The one that comes with the app, read once."""
    return load_gru()
