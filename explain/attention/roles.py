"""What a head does: shares of its attention, averaged over the words of several sentences, and a class by a plain rule.

After Clark et al. 2019, "What Does BERT Look At?", sections 3 and 4. Queries are the ordinary tokens: what [CLS] or
[SEP] look at says nothing about the words.

Glossary: L layers, H heads, T tokens of one sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import ask, result
from explain.engine.trace import Trace, run
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens, tokenize

__all__ = ["BROAD", "KINDS", "MOST_TOKENS", "SHARES", "Behaviour", "behaviour", "classify", "find_word", "measure"]

SHARES = ("previous", "following", "itself", "separator", "same", "link")
KINDS = (*SHARES, "broad", "mixed")
BROAD = 0.8
"""Evenness from which a head is called broad."""

MOST_TOKENS = 1024
"""Tokens of all sentences whose attention is averaged."""


@dataclass(frozen=True)
class Behaviour:
    """Every array of `shares` is (L, H): the mean share of a query's attention that goes

    previous, following: to the token before and after it. itself: to itself. separator: to all special tokens.
    same: to other places of the same token, over the queries that have any. link: from one chosen word to another.
    An array is nan where there was nothing to measure.

    evenness: (L, H) entropy of a row over the highest it could have, from 0 (one token) to 1 (all tokens alike).
    queries: how many rows went into the means. pairs: how many places of the chosen words.
    """

    shares: dict[str, NDArray[np.float64]]
    evenness: NDArray[np.float64]
    queries: int
    pairs: int


def find_word(tokens: Tokens, form: str) -> tuple[int, ...]:
    """Tokens of the first word of this form, however it is cased; () where there is none."""
    wanted = form.strip().casefold()
    for index, word in enumerate(tokens.words):
        if word.form.casefold() == wanted:
            return tokens.pieces_of(index)
    return ()


def _same(tokens: Tokens) -> NDArray[np.bool_]:
    """(T, T) where a key is the same token at another place."""
    alike = tokens.ids[:, None] == tokens.ids[None, :]
    np.fill_diagonal(alike, False)
    return np.asarray(alike)


def _rows(trace: Trace, *, aside: bool) -> NDArray[np.float64]:
    """(L, H, T, T) in double precision; aside: special keys at 0 and each row divided by what is left of it."""
    weights = trace.attention.astype(np.float64)
    if aside:
        weights[..., trace.tokens.special] = 0
        left = weights.sum(-1, keepdims=True)
        np.divide(weights, left, out=weights, where=left > 0)
    return weights


def measure(traces: Sequence[Trace], link: tuple[str, str] = ("", ""), *, aside: bool = False) -> Behaviour:
    """Average over the ordinary tokens of all sentences. link: the word that looks and the word that is looked at.

    aside: leave special tokens aside, and divide each row by what it gives to ordinary ones; `separator` is nan then.

    Raises ExplainError("only_special") where no sentence has an ordinary token.
    """
    layers, heads = traces[0].attention.shape[:2]
    sums = {name: np.zeros((layers, heads)) for name in (*SHARES, "even")}
    counts = dict.fromkeys(sums, 0)
    for trace in traces:
        tokens = trace.tokens
        rows = np.flatnonzero(~tokens.special)
        whole = _rows(trace, aside=aside)
        weights = whole[:, :, rows]
        same = _same(tokens)[rows]
        chosen = {
            "previous": rows[:, None] - 1 == np.arange(len(tokens)),
            "following": rows[:, None] + 1 == np.arange(len(tokens)),
            "itself": rows[:, None] == np.arange(len(tokens)),
            "separator": np.broadcast_to(tokens.special, (len(rows), len(tokens))),
            "same": same,
        }
        for name, cells in chosen.items():
            # A first word has none before it; only `separator` is asked of every row.
            asked = np.ones(len(rows), bool) if name == "separator" else cells.any(axis=1)
            sums[name] += (weights * cells).sum(-1)[..., asked].sum(-1)
            counts[name] += 0 if aside and name == "separator" else int(asked.sum())
        logs = np.log2(weights, out=np.zeros_like(weights), where=weights > 0)
        # Where the mask of a decoder or a window hides keys, fewer could share.
        seen = np.maximum((weights > 0).sum(-1), 2)
        sums["even"] += (-(weights * logs).sum(-1) / np.log2(seen)).sum(-1)
        counts["even"] += len(rows)
        looks, looked = (find_word(tokens, form) for form in link)
        if looks and looked and all(link):
            cells = whole[:, :, looks][..., looked]
            sums["link"] += cells.sum(-1).mean(-1)
            counts["link"] += 1
    if not counts["even"]:
        raise ExplainError("only_special")
    means = {
        name: total / counts[name] if counts[name] else np.full_like(total, np.nan) for name, total in sums.items()
    }
    evenness = means.pop("even")
    return Behaviour(means, evenness, counts["even"], counts["link"])


@result
def behaviour(
    loaded: LoadedModel, tokens: Tokens, lines: tuple[str, ...], link: tuple[str, str], *, aside: bool = False
) -> Behaviour:
    """What each head does over a text and more sentences; see `measure`.

    Raises ExplainError("many_together") above `MOST_TOKENS` tokens in all, and what `tokenize` and `measure` raise.
    """
    texts = [tokens, *(tokenize(loaded, line) for line in lines)]
    if (count := sum(map(len, texts))) > MOST_TOKENS:
        raise ExplainError("many_together", count=count, limit=MOST_TOKENS)
    return measure([ask(run, loaded, text) for text in texts], link, aside=aside)


def classify(found: Behaviour, threshold: float) -> NDArray[np.int64]:
    """(L, H) indices into `KINDS`.

    The largest of the six shares decides if it reaches the threshold; else a head is broad if its evenness reaches
    `BROAD`, and mixed if it does not.
    """
    shares = np.nan_to_num(np.stack([found.shares[name] for name in SHARES]), nan=-1)
    kind = shares.argmax(axis=0)
    rest = np.where(found.evenness >= BROAD, KINDS.index("broad"), KINDS.index("mixed"))
    return np.where(shares.max(axis=0) >= threshold, kind, rest).astype(np.int64)
