"""A hand-written set of blanks by kind: facts, agreement, collocation, meaning, negation, numbers, idioms.

Held-out text says how often a model is right, this says about what. Each item of `cloze.tsv` has one [MASK], the
single tokens that count as right, and, where a mistake has a name, the wrong ones: forms that do not agree (after
Linzen et al. 2016), or the word that a reader who overlooks "not" would give (after Ettinger 2020).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from transformers import DistilBertForMaskedLM, PreTrainedTokenizerFast

from explain.recipe.train import masked_logits

__all__ = ["CLOZE", "Item", "KindScore", "cloze_table", "read_items", "score_items"]

CLOZE = Path(__file__).with_name("cloze.tsv")


@dataclass(frozen=True)
class Item:
    """One blank. right and wrong are single tokens; with wrong ones, right[i] is compared with wrong[i]."""

    kind: str
    text: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class KindScore:
    """What a model did with the items of one kind.

    top1, top5: items whose first guess, or one of whose first five, is among the right words.
    pairs, pairs_right: comparisons of a right and a wrong word, and those in which the right one was more probable.
    """

    kind: str
    items: int
    top1: int
    top5: int
    pairs: int
    pairs_right: int


def read_items(path: Path = CLOZE) -> list[Item]:
    """The items of a file: kind, text, right words, wrong words, with a heading, parted by tabs and bars."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Item(kind, text, tuple(right.split("|")), tuple(wrong.split("|")) if wrong else ())
        for kind, text, right, wrong in rows
    ]


def score_items(
    model: DistilBertForMaskedLM, tokenizer: PreTrainedTokenizerFast, items: list[Item], *, device: str = "cpu"
) -> list[KindScore]:
    """Ask every item by itself. Kinds come in the order of the file."""
    model.to(device).eval()
    sums: dict[str, list[int]] = {}
    for item in items:
        ids = torch.tensor([tokenizer(item.text)["input_ids"]], device=device)
        with torch.inference_mode():
            where = ids == tokenizer.mask_token_id
            logits = masked_logits(model, ids, torch.ones_like(ids), where)[0].float().cpu().numpy()
        right, wrong = (tokenizer.convert_tokens_to_ids(list(words)) for words in (item.right, item.wrong))
        rank = int(np.sum(logits > logits[right].max()))
        compared = list(zip(right, wrong, strict=False))
        won = sum(logits[a] > logits[b] for a, b in compared)
        entry = sums.setdefault(item.kind, [0, 0, 0, 0, 0])
        for at, more in enumerate((1, rank < 1, rank < 5, len(compared), won)):
            entry[at] += int(more)
    return [KindScore(kind, *entry) for kind, entry in sums.items()]


def cloze_table(columns: dict[str, list[KindScore]]) -> str:
    """A Markdown table: a row per kind and one for all; top-1 / top-5, and the share of pairs where there are any."""
    lines = ["| kind | items | " + " | ".join(columns) + " |", "|---|---|" + "---|" * len(columns)]

    def cell(scores: list[KindScore]) -> str:
        items, pairs = sum(s.items for s in scores), sum(s.pairs for s in scores)
        text = " / ".join(f"{100 * sum(getattr(s, name) for s in scores) / items:.0f}%" for name in ("top1", "top5"))
        return text + (f"; {sum(s.pairs_right for s in scores)} of {pairs} pairs" if pairs else "")

    first = next(iter(columns.values()))
    for at, score in enumerate(first):
        cells = [cell([scores[at]]) for scores in columns.values()]
        lines.append(f"| {score.kind} | {score.items} | " + " | ".join(cells) + " |")
    total = sum(score.items for score in first)
    lines.append(f"| **all** | {total} | " + " | ".join(cell(scores) for scores in columns.values()) + " |")
    return "\n".join(lines)
