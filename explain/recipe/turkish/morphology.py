"""Right and wrong suffixed forms of `turkmorfbench` (Apache-2.0; data CC BY 4.0), told apart by pseudo-likelihood.

The benchmark has 1,836 words, half of them made up, each with the right form of one inflection or derivation and forms
that break one rule: vowel harmony, consonant voicing, a buffer letter, the order of suffixes. A masked model has no
probability of a sentence; the pseudo-log-likelihood of a form sums that of its tokens, each hidden together with those
after it in the form (Salazar et al. 2020, "Masked Language Model Scoring"; the hiding of what follows is of Kauf and
Ivanova 2023, "A Better Way to Do Masked Language Model Scoring", without which forms of many pieces score too well).
As in the benchmark, the sum is divided by the form's length in characters.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from transformers import PreTrainedTokenizerFast

from explain.recipe.turkish.train import Masked, masked_logits

__all__ = ["PROMPT", "Form", "PairScore", "form_scores", "morphology_table", "read_forms", "score_forms"]

PROMPT = "Kelime: {stem} Çekimli biçim: {form}"
"""The benchmark's own prompt ("word: …, inflected form: …") on one line."""


@dataclass(frozen=True)
class Form:
    """One word. kind: the benchmark's group; wrong: the forms that break a rule, by the name of the rule."""

    kind: str
    stem: str
    right: str
    wrong: dict[str, str]


@dataclass(frozen=True)
class PairScore:
    """Comparisons of the right form with a wrong one, and those in which the right one was likelier."""

    kind: str
    pairs: int
    right: int


def read_forms(path: Path | None = None) -> list[Form]:
    """The words of the installed package, or of another file like its own."""
    if path is None:
        spec = find_spec("turkmorfbench")
        if spec is None or spec.origin is None:
            raise SystemExit("The benchmark is missing: pip install -r explain/recipe/requirements.txt")
        path = Path(spec.origin).parent / "veri" / "cekirdek.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return [Form(item["kova"], item["govde"], item["altin"], dict(item["celdirici"])) for item in content["maddeler"]]


def form_scores(
    model: Masked, tokenizer: PreTrainedTokenizerFast, pairs: Iterable[tuple[str, str]], *, rows: int = 256
) -> list[float]:
    """Pseudo-log-likelihood per character of each (stem, form), in nats."""
    model.eval()
    mask, pad = tokenizer.mask_token_id, tokenizer.pad_token_id
    asked: list[tuple[int, list[int], int, int]] = []  # which pair, what the model reads, where, what was there
    lengths: list[int] = []
    for number, (stem, form) in enumerate(pairs):
        before, _, after = PROMPT.partition("{form}")
        prefix = tokenizer(before.format(stem=stem).rstrip(), add_special_tokens=False)["input_ids"]
        # The form stands after a space, so that its first token is the beginning of a word.
        own = tokenizer(f"{form}{after}", add_special_tokens=False)["input_ids"]
        ids = [tokenizer.cls_token_id, *prefix, *own, tokenizer.sep_token_id]
        first = 1 + len(prefix)
        for at in range(first, first + len(own)):
            asked.append((number, ids[:at] + [mask] * (first + len(own) - at) + ids[first + len(own) :], at, ids[at]))
        lengths.append(len(form))
    sums = [0.0] * len(lengths)
    asked.sort(key=lambda row: len(row[1]))
    for start in range(0, len(asked), rows):
        part = asked[start : start + rows]
        width = max(len(ids) for _, ids, _, _ in part)
        read = torch.full((len(part), width), pad)
        where = torch.zeros((len(part), width), dtype=torch.bool)
        for row, (_, ids, at, _) in enumerate(part):
            read[row, : len(ids)] = torch.tensor(ids)
            where[row, at] = True
        with torch.inference_mode():
            logits = masked_logits(model, read, (read != pad).long(), where).float().log_softmax(-1)
        for row, (number, _, _, target) in enumerate(part):
            sums[number] += float(logits[row, target])
    return [total / length for total, length in zip(sums, lengths, strict=True)]


def score_forms(model: Masked, tokenizer: PreTrainedTokenizerFast, forms: list[Form]) -> list[PairScore]:
    """Compare the right form of every word with each of its wrong ones, by kind in alphabetical order."""
    pairs = [(form.stem, spelled) for form in forms for spelled in (form.right, *form.wrong.values())]
    scores = iter(form_scores(model, tokenizer, pairs))
    sums: dict[str, list[int]] = {}
    for form in forms:
        entry = sums.setdefault(form.kind, [0, 0])
        right = next(scores)
        for _ in form.wrong:
            entry[0] += 1
            entry[1] += right > next(scores)
    return [PairScore(kind, pairs, right) for kind, (pairs, right) in sorted(sums.items())]


def morphology_table(columns: dict[str, list[PairScore]]) -> str:
    """A Markdown table: a row per kind and one for all, the share of pairs in which the right form is likelier."""
    lines = ["| kind | pairs | " + " | ".join(columns) + " |", "|---|---|" + "---|" * len(columns)]
    first = next(iter(columns.values()))
    for at, score in enumerate(first):
        cells = [f"{100 * scores[at].right / scores[at].pairs:.0f}%" for scores in columns.values()]
        lines.append(f"| {score.kind} | {score.pairs:,} | " + " | ".join(cells) + " |")
    total = sum(score.pairs for score in first)
    cells = [f"{100 * sum(score.right for score in scores) / total:.1f}%" for scores in columns.values()]
    lines.append(f"| **all** | {total:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
