"""How well a model fills in blanks: one held-out sentence at a time, 15% of its tokens masked."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm
from transformers import DistilBertForMaskedLM, PreTrainedTokenizerFast

from explain.recipe.config import RecipeConfig
from explain.recipe.train import masked_logits

__all__ = ["HELD_OUT", "Predict", "Score", "by_frequency", "by_model", "evaluate", "read_sentences", "summary_table"]

HELD_OUT = Path(__file__).with_name("held_out.tsv")
"""The sentences that the figures of the model card stand on, drawn once by `held_out_sentences`."""


class Predict(Protocol):
    """Anything that guesses the chosen tokens."""

    def __call__(self, ids: torch.Tensor, attention_mask: torch.Tensor, where: torch.Tensor, /) -> torch.Tensor:
        """Ids, what is no padding, and what is chosen, each (rows, length), to logits (chosen, vocabulary)."""


@dataclass(frozen=True)
class Score:
    """Sums over the masked tokens of one source."""

    source: str
    tokens: int
    top1: int
    top5: int
    loss: float


def by_model(model: DistilBertForMaskedLM) -> Predict:
    """What a model expects at the chosen places."""
    model.eval()

    def predict(ids: torch.Tensor, attention_mask: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        return masked_logits(model, ids, attention_mask, where).float()

    return predict


def by_frequency(counts: NDArray[np.int64]) -> Predict:
    """The same guess everywhere: p(token) = (count + 1) / (all + V), counts (V,) of the training text."""
    log_p = torch.from_numpy(np.log((counts + 1) / (counts + 1).sum())).float()

    def predict(_ids: torch.Tensor, _attention_mask: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        return log_p.to(where.device).expand(int(where.sum()), -1)

    return predict


def read_sentences(path: Path = HELD_OUT) -> list[tuple[str, str]]:
    """(source, sentence) pairs of a file with one pair a line, parted by a tab."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(source, sentence) for source, sentence in rows]


def evaluate(
    predict: Predict,
    tokenizer: PreTrainedTokenizerFast,
    sentences: list[tuple[str, str]],
    config: RecipeConfig,
    *,
    device: str,
    label: str,
) -> list[Score]:
    """Masked-token accuracy by source; every chosen token becomes [MASK], at least one in a sentence.

    A token's rank is one more than the number of tokens with a larger logit; the loss is its cross-entropy in nats.
    """
    sums: dict[str, list[float]] = {}
    encoded = [tokenizer(text, truncation=True, max_length=512)["input_ids"] for _, text in sentences]
    order = np.argsort([len(ids) for ids in encoded])
    # Padding is masked out of the attention, so sentences of one length share a pass and still stand alone.
    for start in tqdm(range(0, len(order), 32), desc=f"evaluating {label}", unit="batch"):
        rows = order[start : start + 32]
        width = max(len(encoded[row]) for row in rows)
        ids = np.zeros((len(rows), width), dtype=np.int64)
        chosen = np.zeros((len(rows), width), dtype=bool)
        for at, row in enumerate(rows):
            length = len(encoded[row])
            ids[at, :length] = encoded[row]
            # By the sentence itself, so that it has the same blanks in any company.
            rng = np.random.default_rng((config.seed, 2, zlib.crc32(sentences[row][1].encode())))
            chosen[at, 1 : length - 1] = rng.random(length - 2) < config.evaluation_mask_rate
            if not chosen[at].any():
                chosen[at, 1 + rng.integers(length - 2)] = True
        where = torch.from_numpy(chosen).to(device)
        target = torch.from_numpy(ids).to(device)[where]
        read = torch.from_numpy(np.where(chosen, tokenizer.mask_token_id, ids)).to(device)
        with torch.inference_mode():
            logits = predict(read, torch.from_numpy((ids != 0).astype(np.int64)).to(device), where)
            rank = (logits > logits.gather(1, target[:, None])).sum(1)
            loss = torch.nn.functional.cross_entropy(logits, target, reduction="none")
        at_row = np.nonzero(chosen)[0]
        for position, row_at in enumerate(at_row):
            entry = sums.setdefault(sentences[rows[row_at]][0], [0, 0, 0, 0.0])
            entry[0] += 1
            entry[1] += int(rank[position] < 1)
            entry[2] += int(rank[position] < 5)
            entry[3] += float(loss[position])
    return [Score(source, int(n), int(a), int(b), loss) for source, (n, a, b, loss) in sorted(sums.items())]


def summary_table(columns: dict[str, list[Score]]) -> str:
    """A Markdown table: a row per source and one for all, top-1 / top-5 / perplexity per model."""
    lines = ["| source | masked tokens | " + " | ".join(columns) + " |", "|---|---|" + "---|" * len(columns)]
    first = next(iter(columns.values()))
    by_name = {name: {score.source: score for score in scores} for name, scores in columns.items()}

    def cell(scores: list[Score]) -> str:
        tokens = sum(s.tokens for s in scores)
        top1, top5 = (100 * sum(getattr(s, field) for s in scores) / tokens for field in ("top1", "top5"))
        return f"{top1:.1f}% / {top5:.1f}% / {np.exp(sum(s.loss for s in scores) / tokens):,.1f}"

    for score in first:
        cells = [cell([by_name[name][score.source]]) for name in columns]
        lines.append(f"| {score.source} | {score.tokens:,} | " + " | ".join(cells) + " |")
    total = sum(score.tokens for score in first)
    lines.append(f"| **all** | {total:,} | " + " | ".join(cell(scores) for scores in columns.values()) + " |")
    return "\n".join(lines)
