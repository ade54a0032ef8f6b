"""Reading attention: views of the weights, and what each head does on average.

Glossary: L layers, H heads, T tokens (or W words once merged). Attention is always (layer, head, query, key).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import ask, result
from explain.engine.trace import Trace, run
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens

__all__ = [
    "AttentionView",
    "HeadSummary",
    "Reading",
    "average_heads",
    "group_labels",
    "reach",
    "read",
    "reading",
    "summarise",
    "summary",
    "thumbnails",
    "view",
    "word_groups",
]


@dataclass(frozen=True)
class AttentionView:
    """Attention as the page shows it: whole, without special tokens, or by words.

    weights: (L, H, n, n); rows sum to 1, or to 0 where everything a query looked at was hidden.
    labels: (n,) what each row and column stands for.
    special: (n,) which of them are special tokens.
    token_indices: for each row and column the tokens behind it.
    hidden_share: the share of attention, averaged over shown queries and heads, that went to hidden tokens.
    """

    weights: NDArray[np.float32]
    labels: tuple[str, ...]
    special: NDArray[np.bool_]
    token_indices: tuple[tuple[int, ...], ...]
    hidden_share: float

    @property
    def places(self) -> NDArray[np.int64]:
        """(n,) which place each row has in the text with nothing hidden, counted from 0: there [CLS] is a place too."""
        ends = [-1, *(group[-1] for group in self.token_indices)]
        # What is hidden are special tokens, each of them a place of its own.
        steps = [group[0] - end for group, end in zip(self.token_indices, ends, strict=False)]
        return np.cumsum(steps) - 1


@dataclass(frozen=True)
class HeadSummary:
    """What each head does on average over the queries of one text; every array is (L, H).

    entropy: of a row, in bits: 0 looks at one token; `Reading.highest` at all that it may look at alike. distance: mean
    |query - key| in places of the whole text. special: share on special tokens. previous, following, itself: share on
    the token before, after, and the same one; a query whose neighbour is not shown is left out of previous or following.
    """

    entropy: NDArray[np.float64]
    distance: NDArray[np.float64]
    special: NDArray[np.float64]
    previous: NDArray[np.float64]
    following: NDArray[np.float64]
    itself: NDArray[np.float64]


@dataclass(frozen=True)
class Reading:
    """Everything about one view that does not depend on the head on screen.

    highest: (L,) the entropy, in bits, that a head of a layer would have if every query looked at all that it may look
    at alike: log2(n) where all see all, less where a mask or a window hides some.
    """

    view: AttentionView
    summary: HeadSummary
    highest: NDArray[np.float64]
    pictures: NDArray[np.uint8]


def word_groups(tokens: Tokens) -> list[tuple[int, ...]]:
    """Indices of the tokens of one word together, special tokens each alone, in reading order."""
    return list(tokens.units)


def group_labels(tokens: Tokens, groups: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """What stands at each group of `word_groups`: the word, or a special token."""
    return tuple(tokens.unit_form(group) for group in groups)


def _merged(weights: NDArray[np.float32], groups: list[tuple[int, ...]]) -> NDArray[np.float32]:
    """Sum over the pieces of a key, mean over the pieces of a query, so that rows still sum to 1.

    Clark et al. 2019, "What Does BERT Look At?", section 4.1.
    """
    starts = [group[0] for group in groups]
    sizes = np.array([len(group) for group in groups], dtype=np.float32)
    summed = np.add.reduceat(np.add.reduceat(weights, starts, axis=3), starts, axis=2)
    return (summed / sizes[:, None]).astype(np.float32)


def view(trace: Trace, *, by_word: bool = False, hide_special: bool = False) -> AttentionView:
    """Attention of a trace, by words or sub-words, with or without special tokens.

    Hiding drops their rows and columns and divides each row by what is left of it. Raises
    ExplainError("only_special") when nothing would remain.
    """
    tokens = trace.tokens
    groups: list[tuple[int, ...]] = word_groups(tokens) if by_word else [(index,) for index in range(len(tokens))]
    weights = _merged(trace.attention, groups) if by_word else trace.attention
    special = np.array([bool(tokens.special[group[0]]) for group in groups])
    hidden_share = 0.0
    if hide_special and special.any():
        if special.all():
            raise ExplainError("only_special")
        kept = np.flatnonzero(~special)
        weights = weights[:, :, kept[:, None], kept[None, :]]
        left = weights.sum(axis=-1, keepdims=True, dtype=np.float64)
        hidden_share = float(1 - left.mean())
        weights = np.divide(weights, left, out=np.zeros(weights.shape, np.float64), where=left > 0).astype(np.float32)
        groups = [groups[index] for index in kept]
        special = special[kept]
    labels = group_labels(tokens, groups) if by_word else tuple(tokens.labels[group[0]] for group in groups)
    return AttentionView(weights, labels, special, tuple(groups), hidden_share)


def average_heads(weights: NDArray[np.float32], heads: list[tuple[int, int]]) -> NDArray[np.float32]:
    """Mean (n, n) of chosen (layer, head) pairs, counted from 0. Rows still sum to 1."""
    chosen = np.stack([weights[layer, head] for layer, head in heads])
    mean: NDArray[np.float32] = chosen.mean(axis=0, dtype=np.float64).astype(np.float32)
    return mean


def summarise(shown: AttentionView) -> HeadSummary:
    """Per-head means over all shown queries; previous and following leave out the query that has none."""
    layers, heads = shown.weights.shape[:2]
    places = shown.places
    # Where something between was hidden, two that stand side by side on screen are no neighbours.
    apart = places[None, :] - places[:, None]
    columns = {name: np.zeros((layers, heads)) for name in HeadSummary.__dataclass_fields__}
    # Layer by layer: at 512 tokens double precision of all heads at once would take half a gigabyte for a moment.
    for layer in range(layers):
        weights = shown.weights[layer].astype(np.float64)
        logs = np.log2(weights, out=np.zeros_like(weights), where=weights > 0)
        columns["entropy"][layer] = -(weights * logs).sum(-1).mean(-1)
        columns["distance"][layer] = (weights * np.abs(apart)).sum(-1).mean(-1)
        columns["special"][layer] = weights[..., shown.special].sum(-1).mean(-1)
        for name, offset in (("previous", -1), ("following", 1), ("itself", 0)):
            given = weights[:, apart == offset]
            columns[name][layer] = given.mean(-1) if given.shape[-1] else 0
    return HeadSummary(**columns)


def reach(loaded: LoadedModel, length: int) -> NDArray[np.bool_]:
    """(L, T, T) True where a query may look at a key of a text of T tokens."""
    return np.stack([loaded.family.reach(loaded.model, layer, length).numpy() for layer in range(loaded.layers)])


def _highest(shown: AttentionView, allowed: NDArray[np.bool_]) -> NDArray[np.float64]:
    """(L,) mean over the rows of log2 of how many shown keys a row may look at. allowed: (L, T, T) by tokens."""
    found = np.zeros((len(allowed), len(shown.labels)))
    columns = np.concatenate([np.array(group) for group in shown.token_indices])
    starts = np.cumsum([0, *(len(group) for group in shown.token_indices[:-1])])
    for row, group in enumerate(shown.token_indices):
        by_piece = np.asarray(allowed[:, list(group)].any(axis=1))[:, columns]
        seen = np.add.reduceat(by_piece.astype(np.int64), starts, axis=1)
        found[:, row] = np.count_nonzero(seen, axis=-1)
    return np.asarray(np.log2(np.maximum(found, 1)).mean(axis=-1))


def thumbnails(weights: NDArray[np.float32], most: int = 32) -> NDArray[np.uint8]:
    """All heads as small pictures (L, H, s, s), s at most `most`: the highest weight of each block, square-rooted.

    0 stands for weight 0 and 255 for weight 1; the square root lets weak patterns show. For looking, not for reading.
    """
    n = weights.shape[-1]
    if n > most:
        edges = (np.arange(most) * n) // most
        weights = np.maximum.reduceat(np.maximum.reduceat(weights, edges, axis=2), edges, axis=3)
    pictures: NDArray[np.uint8] = np.rint(np.sqrt(np.clip(weights, 0, 1)) * 255).astype(np.uint8)
    return pictures


def read(trace: Trace, allowed: NDArray[np.bool_], *, by_word: bool = False, hide_special: bool = False) -> Reading:
    """A view of a trace with its summary and its small pictures; see `view`, `summarise` and `thumbnails`.

    allowed: (L, T, T) what a query may look at, see `reach`.
    """
    shown = view(trace, by_word=by_word, hide_special=hide_special)
    return Reading(shown, summarise(shown), _highest(shown, allowed), thumbnails(shown.weights))


@result
def reading(loaded: LoadedModel, tokens: Tokens, *, by_word: bool = False, hide_special: bool = False) -> Reading:
    """The attention of a text in one view; see `read`."""
    allowed = reach(loaded, len(tokens))
    return read(ask(run, loaded, tokens), allowed, by_word=by_word, hide_special=hide_special)


@result
def summary(loaded: LoadedModel, tokens: Tokens) -> HeadSummary:
    """What each head does on average, by sub-words, special tokens counted, without the rest of a reading."""
    return summarise(view(ask(run, loaded, tokens)))
