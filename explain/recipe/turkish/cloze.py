"""Turkish blanks written by hand, by kind.

Facts, case endings, agreement of person, vowel harmony, the question particle, negation, collocation, meaning, numbers,
idioms. Each item of `cloze.tsv` has one <mask>, the single token that counts as right, and, where a mistake has a name,
the wrong one: another case, person or harmony, or the word that a reader who overlooks the negation would give. Where
the blank is glued to an apostrophe or a stem, the token is a suffix.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import PreTrainedTokenizerFast

from explain.recipe.cloze import KindScore
from explain.recipe.turkish.train import Masked, masked_logits

__all__ = ["CLOZE", "Item", "piece_at", "read_items", "score_items"]

CLOZE = Path(__file__).with_name("cloze.tsv")


@dataclass(frozen=True)
class Item:
    """One blank. right: what counts, as a reader would write it; wrong: what it is compared with, or nothing."""

    kind: str
    text: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def read_items(path: Path = CLOZE) -> list[Item]:
    """The items of a file: kind, text, right words, wrong words, with a heading, parted by tabs and bars."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Item(kind, text, tuple(right.split("|")), tuple(wrong.split("|")) if wrong else ())
        for kind, text, right, wrong in rows
    ]


def piece_at(text: str, word: str) -> str:
    """The token that a word in the place of <mask> would be: "▁kral" after a space, "da" after an apostrophe."""
    at = text.index("<mask>")
    return word if at and not text[at - 1].isspace() else f"▁{word}"


def score_items(
    model: Masked, tokenizer: PreTrainedTokenizerFast, items: list[Item], *, device: str = "cpu"
) -> list[KindScore]:
    """Ask every item by itself. Kinds come in the order of the file. Raises ValueError for a word that is no token."""
    model.to(device).eval()
    vocabulary = tokenizer.get_vocab()
    sums: dict[str, list[int]] = {}
    for item in items:
        pieces = [[piece_at(item.text, word) for word in words] for words in (item.right, item.wrong)]
        if unknown := [piece for words in pieces for piece in words if piece not in vocabulary]:
            raise ValueError(f"{item.text}: {', '.join(unknown)} is no single token")
        right, wrong = ([vocabulary[piece] for piece in words] for words in pieces)
        ids = torch.tensor([tokenizer(item.text)["input_ids"]], device=device)
        with torch.inference_mode():
            logits = masked_logits(model, ids, torch.ones_like(ids), ids == tokenizer.mask_token_id)[0].float()
        rank = int((logits > logits[right].max()).sum())
        compared = list(zip(right, wrong, strict=False))
        won = sum(bool(logits[a] > logits[b]) for a, b in compared)
        entry = sums.setdefault(item.kind, [0, 0, 0, 0, 0])
        for at, more in enumerate((1, rank < 1, rank < 5, len(compared), won)):
            entry[at] += int(more)
    return [KindScore(kind, *entry) for kind, entry in sums.items()]
