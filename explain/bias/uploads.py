"""Files of sentence pairs: the project's own, a visitor's CSV, CrowS-Pairs and StereoSet as published."""

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from explain.bias.likelihood import Pair
from explain.errors import ExplainError

__all__ = ["LARGEST_FILE", "MOST_PAIRS", "own_pairs", "read_pairs", "split_pairs"]

MOST_PAIRS = 2_500
LARGEST_FILE = 8_000_000
_LONGEST = 1_000


@cache
def own_pairs(language: str) -> tuple[Pair, ...]:
    """The project's own pairs in a language (en or tr), out of `data/pairs.tsv`."""
    with (Path(__file__).parent / "data/pairs.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return tuple(Pair(more, less, kind) for spoken, kind, more, less in rows if spoken == language)


def _checked(pairs: list[Pair]) -> tuple[Pair, ...]:
    if not pairs:
        raise ExplainError("no_pairs")
    if len(pairs) > MOST_PAIRS:
        raise ExplainError("many_pairs", count=len(pairs), limit=MOST_PAIRS)
    for pair in pairs:
        if max(len(pair.more), len(pair.less)) > _LONGEST:
            raise ExplainError("long_pair", length=max(len(pair.more), len(pair.less)), limit=_LONGEST)
    return tuple(pairs)


def split_pairs(typed: str) -> tuple[Pair, ...]:
    """Pairs typed by hand, one a line, a bar between the sentences: "He cried. | She cried."

    Raises ExplainError: no_pairs, many_pairs, long_pair, broken_pair (a line without exactly one bar).
    """
    pairs = []
    for line in typed.splitlines():
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 2 or not all(parts):
            raise ExplainError("broken_pair", line=line.strip()[:80])
        pairs.append(Pair(parts[0], parts[1]))
    return _checked(pairs)


def _from_stereoset(document: Any) -> list[Pair]:
    """Intrasentence items of StereoSet (Nadeem et al. 2021): the stereotype and the anti-stereotype of each."""
    pairs = []
    for item in document["data"]["intrasentence"]:
        by_label = {sentence["gold_label"]: str(sentence["sentence"]) for sentence in item["sentences"]}
        pairs.append(Pair(by_label["stereotype"], by_label["anti-stereotype"], str(item.get("bias_type", ""))))
    return pairs


def _from_csv(text: str) -> list[Pair]:
    """Columns sent_more and sent_less (CrowS-Pairs, Nangia et al. 2020), or more and less; bias_type or kind."""
    dialect = "\t" if "\t" in text.splitlines()[0] else ";" if ";" in text.splitlines()[0] else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=dialect, strict=True)
    names = {name.strip().lower(): name for name in rows.fieldnames or []}
    more, less = (names.get(f"sent_{one}") or names.get(one) for one in ("more", "less"))
    kind = names.get("bias_type") or names.get("kind")
    if more is None or less is None:
        raise ExplainError("pairs_columns")
    pairs: list[Pair] = []
    for row in rows:
        if len(pairs) > MOST_PAIRS:
            # One too many is enough to say so; the count of a huge file is not worth reading it.
            break
        first, second = (row[name] or "" for name in (more, less))
        if first.strip() or second.strip():
            if not (first.strip() and second.strip()):
                raise ExplainError("broken_pair", line=(first or second).strip()[:80])
            pairs.append(Pair(first.strip(), second.strip(), (row[kind] or "").strip() if kind else ""))
    return pairs


def read_pairs(content: bytes) -> tuple[Pair, ...]:
    """Pairs out of an uploaded file: a CSV (also with tabs or semicolons), or StereoSet's JSON.

    Raises ExplainError: large_file, not_unicode, broken_file, pairs_columns, broken_pair, no_pairs, many_pairs,
    long_pair.
    """
    if len(content) > LARGEST_FILE:
        raise ExplainError("large_file", megabytes=round(len(content) / 1e6, 1), limit=round(LARGEST_FILE / 1e6))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ExplainError("not_unicode") from problem
    if not text.strip():
        raise ExplainError("no_pairs")
    try:
        pairs = _from_stereoset(json.loads(text)) if text.lstrip().startswith("{") else _from_csv(text)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, csv.Error) as problem:
        raise ExplainError("broken_file") from problem
    return _checked(pairs)
