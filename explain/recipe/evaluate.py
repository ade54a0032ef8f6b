"""How well a model fills in blanks: one held-out sentence at a time, 15% of its tokens masked."""

from dataclasses import dataclass

import numpy as np
import torch
from tqdm import tqdm
from transformers import DistilBertForMaskedLM, PreTrainedTokenizerFast

from explain.recipe.config import RecipeConfig
from explain.recipe.train import masked_logits

__all__ = ["Score", "evaluate", "summary_table"]


@dataclass(frozen=True)
class Score:
    """Sums over the masked tokens of one source."""

    source: str
    tokens: int
    top1: int
    top5: int
    loss: float


def evaluate(
    model: DistilBertForMaskedLM,
    tokenizer: PreTrainedTokenizerFast,
    sentences: list[tuple[str, str]],
    config: RecipeConfig,
    *,
    device: str,
    label: str,
) -> list[Score]:
    """Masked-token accuracy by source; every chosen token becomes [MASK], at least one in a sentence."""
    model.to(device).eval()
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
            rng = np.random.default_rng((config.seed, 2, int(row)))
            chosen[at, 1 : length - 1] = rng.random(length - 2) < config.evaluation_mask_rate
            if not chosen[at].any():
                chosen[at, 1 + rng.integers(length - 2)] = True
        where = torch.from_numpy(chosen).to(device)
        target = torch.from_numpy(ids).to(device)[where]
        read = torch.from_numpy(np.where(chosen, tokenizer.mask_token_id, ids)).to(device)
        with torch.inference_mode():
            logits = masked_logits(model, read, torch.from_numpy((ids != 0).astype(np.int64)).to(device), where).float()
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
        return f"{top1:.1f}% / {top5:.1f}% / {np.exp(sum(s.loss for s in scores) / tokens):.1f}"

    for score in first:
        cells = [cell([by_name[name][score.source]]) for name in columns]
        lines.append(f"| {score.source} | {score.tokens:,} | " + " | ".join(cells) + " |")
    total = sum(score.tokens for score in first)
    lines.append(f"| **all** | {total:,} | " + " | ".join(cell(scores) for scores in columns.values()) + " |")
    return "\n".join(lines)
