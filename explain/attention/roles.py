"""What a head does: shares of its attention, averaged over the words of several sentences, and a class by a plain rule.

After Clark et al. 2019, "What Does BERT Look At?", sections 3 and 4. Queries are the ordinary tokens: what [CLS] or
[SEP] look at says nothing about the words. A share is averaged over the queries that may look at such a key at all: a
first word has none before it, and a model that reads from left to right none after it.

Glossary: L layers, H heads, T tokens of one sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.attention.heads import reach
from explain.engine.results import ask, calculation, result
from explain.engine.trace import Trace, run
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens, tokenize

__all__ = [
    "BROAD",
    "DRAWS",
    "KINDS",
    "MOST_TOKENS",
    "SEED",
    "SHARES",
    "Behaviour",
    "Cells",
    "behaviour",
    "best_by_chance",
    "classify",
    "find_word",
    "measure",
]

SHARES = ("previous", "following", "itself", "special", "same", "link")
KINDS = (*SHARES, "broad", "mixed")
BROAD = 0.8
"""Evenness from which a head is called broad."""

MOST_TOKENS = 1024
"""Tokens of all sentences whose attention is averaged."""


DRAWS, SEED = 200, 0
"""Of `best_by_chance`."""

Cells = tuple[tuple[int, int, float], ...]
"""What a share is averaged over: (keys that count, keys that may be looked at, weight in the mean), the weights of all
sum to 1."""


@dataclass(frozen=True)
class Behaviour:
    """Every array of `shares` is (L, H): the mean share of a query's attention that goes

    previous, following: to the token before and after it. itself: to itself. special: to all special tokens, a typed
    [MASK] too. same: to other places of the same token. link: from one chosen word to another.
    Each is averaged over the queries that may look at such a key; it is nan where there are none.

    evenness: (L, H) entropy of a row over the highest it could have, from 0 (one token) to 1 (all tokens alike),
    averaged over the rows that have a choice.
    queries: how many rows went into the means. pairs: how many places of the chosen words.
    level: the same shares, (L, 1) each, of a head that looks at everything it may look at alike.
    cells: what each share is averaged over, with what any layer may look at; () where there is nothing.
    """

    shares: dict[str, NDArray[np.float64]]
    evenness: NDArray[np.float64]
    queries: int
    pairs: int
    level: dict[str, NDArray[np.float64]]
    cells: dict[str, Cells]


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


def _mean(total: NDArray[np.float64], count: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums over counts; nan where nothing was counted."""
    return np.asarray(np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0))


def _cells(
    visible: NDArray[np.bool_], wanted: NDArray[np.bool_], weight: float, *, every: bool = False
) -> list[tuple[int, int, float]]:
    """`Cells` of some rows (n, T), of all of them or of those that may look at what is wanted."""
    counts = zip((visible & wanted).sum(-1).tolist(), visible.sum(-1).tolist(), strict=True)
    return [(some, seen, weight) for some, seen in counts if some or every]


def measure(
    traces: Sequence[Trace],
    link: tuple[str, str] = ("", ""),
    *,
    aside: bool = False,
    allowed: Sequence[NDArray[np.bool_]] | None = None,
) -> Behaviour:
    """Average over the ordinary tokens of all sentences. link: the word that looks and the word that is looked at.

    aside: leave special tokens aside, and divide each row by what it gives to ordinary ones. A word next to a special
    token has no neighbour on that side then, and `special` is nan.
    allowed: for each trace (L, T, T) what a query may look at, see `explain.attention.heads.reach`; everything where None.

    Raises ExplainError("only_special") where no sentence has an ordinary token.
    """
    layers, heads = traces[0].attention.shape[:2]
    sums = {name: np.zeros((layers, heads)) for name in (*SHARES, "even")}
    levels = {name: np.zeros((layers, 1)) for name in SHARES}
    counts = {name: np.zeros((layers, 1)) for name in sums}
    found: dict[str, list[tuple[int, int, float]]] = {name: [] for name in SHARES}
    queries = pairs = 0
    for number, trace in enumerate(traces):
        tokens = trace.tokens
        rows = np.flatnonzero(~tokens.special)
        whole = _rows(trace, aside=aside)
        weights = whole[:, :, rows]
        visible = np.ones((layers, len(tokens), len(tokens)), bool) if allowed is None else allowed[number]
        if aside:
            visible = visible & ~tokens.special
        anywhere = np.asarray(visible.any(axis=0))
        alike = visible / np.maximum(visible.sum(-1, keepdims=True), 1)
        at = np.arange(len(tokens))
        chosen = {
            "previous": at[:, None] - 1 == at,
            "following": at[:, None] + 1 == at,
            "itself": at[:, None] == at,
            "special": np.broadcast_to(tokens.special, (len(tokens), len(tokens))),
            "same": _same(tokens),
        }
        for name, cells in chosen.items():
            # (L, rows): who may look at such a key.
            asked = (visible & cells)[:, rows].any(axis=-1)
            sums[name] += ((weights * cells[rows]).sum(-1) * asked[:, None]).sum(-1)
            levels[name] += ((alike[:, rows] * cells[rows]).sum(-1) * asked).sum(-1, keepdims=True)
            counts[name] += asked.sum(-1, keepdims=True)
            found[name] += _cells(anywhere[rows], cells[rows], 1.0)
        logs = np.log2(weights, out=np.zeros_like(weights), where=weights > 0)
        seen = visible[:, rows].sum(-1)
        highest = np.log2(np.maximum(seen, 2))[:, None]
        sums["even"] += (-(weights * logs).sum(-1) / highest * (seen > 1)[:, None]).sum(-1)
        counts["even"] += (seen > 1).sum(-1, keepdims=True)
        queries += len(rows)
        looks, looked = (find_word(tokens, form) for form in link)
        if looks and looked and all(link):
            sums["link"] += whole[:, :, looks][..., looked].sum(-1).mean(-1)
            levels["link"] += alike[:, looks][..., looked].sum(-1).mean(-1)[:, None]
            counts["link"] += 1
            pairs += 1
            wanted = np.isin(at, looked)[None].repeat(len(looks), axis=0)
            # Never left out: a link that cannot be seen counts as 0.
            found["link"] += _cells(anywhere[list(looks)], wanted, 1 / len(looks), every=True)
    if not queries:
        raise ExplainError("only_special")
    means = {name: _mean(total, np.broadcast_to(counts[name], total.shape)) for name, total in sums.items()}
    evenness = np.nan_to_num(means.pop("even"))
    level = {name: _mean(total, counts[name]) for name, total in levels.items()}
    weight = {name: sum(cell[2] for cell in rows) for name, rows in found.items()}
    cells_of = {name: tuple((m, n, one / weight[name]) for m, n, one in rows) for name, rows in found.items()}
    return Behaviour(means, evenness, queries, pairs, level, cells_of)


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
    traces = [ask(run, loaded, text) for text in texts]
    return measure(traces, link, aside=aside, allowed=[reach(loaded, len(text)) for text in texts])


@calculation
def best_by_chance(cells: Cells, heads: int, draws: int = DRAWS, seed: int = SEED) -> float:
    """The share that the best of so many random heads reaches, the median over `draws` draws.

    A row of a random head is drawn evenly from all rows that sum to 1 over what may be looked at, Dirichlet(1, …, 1),
    each row by itself; so the share of m keys out of n is Beta(m, n - m).
    """
    random = np.random.default_rng(seed)
    shares = np.zeros((draws, heads))
    for wanted, seen, weight in cells:
        if wanted:
            shares += weight * (random.beta(wanted, seen - wanted, size=shares.shape) if wanted < seen else 1.0)
    return float(np.median(shares.max(axis=1)))


def classify(found: Behaviour, threshold: float) -> NDArray[np.int64]:
    """(L, H) indices into `KINDS`.

    The largest of the six shares decides if it reaches the threshold; else a head is broad if its evenness reaches
    `BROAD`, and mixed if it does not.
    """
    shares = np.nan_to_num(np.stack([found.shares[name] for name in SHARES]), nan=-1)
    kind = shares.argmax(axis=0)
    rest = np.where(found.evenness >= BROAD, KINDS.index("broad"), KINDS.index("mixed"))
    return np.where(shares.max(axis=0) >= threshold, kind, rest).astype(np.int64)
