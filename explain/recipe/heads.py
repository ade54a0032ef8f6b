"""What training did to the attention heads: how they differ from the start's, and whether any has collapsed."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import DistilBertForMaskedLM, PreTrainedTokenizerFast

__all__ = ["HeadChange", "collapsed", "heads_table", "how_broad", "what_changed"]


@dataclass(frozen=True)
class HeadChange:
    """Means over all queries of a few sentences; every array is (layers, heads).

    before, after: entropy of a row divided by log2 of its length: 0 looks at one token, 1 at all alike.
    divergence: Jensen-Shannon divergence of a row before and after, in bits: 0 the same, 1 nothing in common.
    """

    before: NDArray[np.float64]
    after: NDArray[np.float64]
    divergence: NDArray[np.float64]


def _attention(model: DistilBertForMaskedLM, tokenizer: PreTrainedTokenizerFast, text: str) -> NDArray[np.float64]:
    """(layers, heads, queries, keys) of one sentence, in double precision."""
    ids = torch.tensor([tokenizer(text)["input_ids"]])
    with torch.inference_mode():
        output = model.distilbert(input_ids=ids, output_attentions=True)
    weights: NDArray[np.float64] = torch.cat(output.attentions).double().numpy()
    return weights


def _entropy(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bits of the last axis."""
    logs = np.log2(weights, out=np.zeros_like(weights), where=weights > 0)
    bits: NDArray[np.float64] = -(weights * logs).sum(-1)
    return bits


def how_broad(
    model: DistilBertForMaskedLM, tokenizer: PreTrainedTokenizerFast, texts: list[str]
) -> NDArray[np.float64]:
    """(texts, layers, heads) mean entropy of a head's rows over log2 of their length, for each text."""
    model.cpu().eval().set_attn_implementation("eager")
    found = [_attention(model, tokenizer, text) for text in texts]
    return np.stack([_entropy(weights).mean(-1) / np.log2(weights.shape[-1]) for weights in found])


def collapsed(breadth: NDArray[np.float64], margin: float = 0.02) -> list[tuple[int, int]]:
    """(layer, head) of heads that look at one token in every text, or at all alike in every text.

    breadth: (texts, layers, heads) of `how_broad`. margin: how near to 0 or 1 counts as there.
    """
    stuck = (breadth < margin).all(0) | (breadth > 1 - margin).all(0)
    return [(int(layer), int(head)) for layer, head in np.argwhere(stuck)]


def what_changed(
    before: DistilBertForMaskedLM, after: DistilBertForMaskedLM, tokenizer: PreTrainedTokenizerFast, texts: list[str]
) -> HeadChange:
    """Compare two models of one architecture head by head; every text counts alike."""
    for model in (before, after):
        model.cpu().eval().set_attn_implementation("eager")
    rows = []
    for text in texts:
        p, q = (_attention(model, tokenizer, text) for model in (before, after))
        bits = [_entropy(weights).mean(-1) for weights in (p, q, (p + q) / 2)]
        most = np.log2(p.shape[-1])
        rows.append((bits[0] / most, bits[1] / most, bits[2] - (bits[0] + bits[1]) / 2))
    first, second, divergence = (np.mean(column, axis=0) for column in zip(*rows, strict=True))
    return HeadChange(first, second, divergence)


def heads_table(change: HeadChange) -> str:
    """A Markdown table with a row per layer: mean over its heads, and the heads furthest out."""
    lines = [
        "| layer | breadth at the start | breadth now | narrowest, broadest head | divergence, mean | largest |",
        "|---|---|---|---|---|---|",
    ]
    for layer, (before, after, moved) in enumerate(zip(change.before, change.after, change.divergence, strict=True)):
        lines.append(
            f"| {layer + 1} | {before.mean():.2f} | {after.mean():.2f} | {after.min():.2f}, {after.max():.2f} | "
            f"{moved.mean():.3f} bits | {moved.max():.3f} bits (head {int(moved.argmax()) + 1}) |"
        )
    return "\n".join(lines)
