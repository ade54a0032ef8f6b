"""Attention weighted by what it carries: the norm of weight × value, beside the weight alone.

Kobayashi et al. 2020, "Attention is Not Only a Weight": the output of a layer's attention is a sum over heads and keys
of α f(x), f(x) = (x W_V + b_V) W_O with the rows of W_O that belong to the head. A large weight on a token whose f(x)
is short moves nothing.

The norm can be taken head by head, or of a layer as a whole: first the vectors of all heads for one query and one key are
added up, which may cancel, and then the norm is taken. Sums of norms of the two kinds differ, and so do the shares in
them.

Glossary: L layers, H heads, T tokens, D width.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from explain.engine.results import ask, result
from explain.engine.trace import run
from explain.models.families import affine
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens

__all__ = ["Carried", "carried"]


@dataclass(frozen=True)
class Carried:
    """lengths: (L, H, T) norm of f(x) of each token as a key, read-only.

    summed: (L, T) for each key the norm of what it adds to a query with its heads summed first, summed over the queries.
    """

    lengths: NDArray[np.float32]
    summed: NDArray[np.float64]

    def norms(self, attention: NDArray[np.float32], layer: int, head: int) -> NDArray[np.float32]:
        """(T, T) norm of α f(x) of one head: a weight is a number, so it comes out of the norm."""
        found: NDArray[np.float32] = attention[layer, head] * self.lengths[layer, head]
        return found

    def share(self, attention: NDArray[np.float32], keys: NDArray[np.bool_]) -> NDArray[np.float64]:
        """(L,) share of some keys in the norms of a layer, taken head by head and summed over heads and queries."""
        norms = attention.sum(axis=2, dtype=np.float64) * self.lengths
        return np.asarray(norms[..., keys].sum((1, 2)) / norms.sum((1, 2)))

    def share_summed(self, keys: NDArray[np.bool_]) -> NDArray[np.float64]:
        """(L,) share of some keys in the norms of a layer whose heads are summed first, summed over queries."""
        return np.asarray(self.summed[:, keys].sum(-1) / self.summed.sum(-1))


@result
def carried(loaded: LoadedModel, tokens: Tokens) -> Carried:
    """Measure f(x) for every layer, head and token of a text."""
    trace = ask(run, loaded, tokens)
    layers, heads, length, _ = trace.attention.shape
    lengths = np.empty((layers, heads, length), dtype=np.float32)
    summed = np.empty((layers, length))
    with loaded.lock, torch.inference_mode():
        for layer in range(layers):
            read = torch.from_numpy(np.array(trace.hidden[layer])).to(loaded.device)
            _, _, value = loaded.family.query_key_value(loaded.model, layer, read)
            matrix, _ = affine(loaded.family.block(loaded.model, layer).output)
            parts = value @ matrix.reshape(heads, -1, matrix.shape[1])
            lengths[layer] = parts.norm(dim=-1).cpu().numpy()
            weights = torch.from_numpy(np.array(trace.attention[layer])).to(parts)
            for key in range(length):
                # (T, H) @ (H, D): of each query what this key adds to it.
                summed[layer, key] = (weights[:, :, key].T @ parts[:, key]).norm(dim=-1).double().sum().item()
    lengths.flags.writeable = summed.flags.writeable = False
    return Carried(lengths, summed)
