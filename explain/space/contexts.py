"""Hidden states of several sentences side by side: neighbours in context, one word in many sentences.

Glossary: N tokens of all sentences together, L layers, D width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explain.engine.trace import Trace
from explain.errors import ExplainError

__all__ = ["MOST_LINES", "MOST_TOKENS_TOGETHER", "Contexts", "Near", "near_in_context", "split_lines", "together"]

MOST_LINES = 16
MOST_TOKENS_TOGETHER = 400
"""Above this the pairs, and what is drawn of them, would weigh too much."""


@dataclass(frozen=True)
class Contexts:
    """Tokens of several sentences, each sentence read by itself: no token of one has seen another's.

    traces: one per sentence. states: (L + 1, N, D), states[0] what enters the first layer; see `Trace.hidden`.
    labels: (N,) readable. line: (N,) which sentence, from 0. place: (N,) index in its sentence. special: (N,).
    """

    traces: tuple[Trace, ...]
    states: NDArray[np.float32]
    labels: tuple[str, ...]
    line: NDArray[np.int64]
    place: NDArray[np.int64]
    special: NDArray[np.bool_]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Index of the first token of each sentence."""
        sizes = [len(trace.tokens) for trace in self.traces]
        return tuple(int(at) for at in np.cumsum([0, *sizes[:-1]]))


@dataclass(frozen=True)
class Near:
    """Tokens by nearness to one of them. indices: (k,) into the N tokens. scores: (k,).

    middle: the median score over all pairs of different tokens that were compared. Hidden states crowd into a narrow
    cone, so that even unrelated tokens have a high cosine (Ethayarajh 2019); only what lies well above this is near.
    """

    indices: NDArray[np.int64]
    scores: NDArray[np.float64]
    middle: float


def split_lines(typed: str) -> tuple[str, ...]:
    """Sentences, one per line, blank lines dropped. Raises ExplainError: empty_text, many_lines (over `MOST_LINES`)."""
    found = tuple(line.strip() for line in typed.splitlines() if line.strip())
    if not found:
        raise ExplainError("empty_text")
    if len(found) > MOST_LINES:
        raise ExplainError("many_lines", count=len(found), limit=MOST_LINES)
    return found


def together(traces: Sequence[Trace]) -> Contexts:
    """Put the traces of several sentences side by side.

    Raises ExplainError("many_together") above `MOST_TOKENS_TOGETHER` tokens in all.
    """
    lengths = [len(trace.tokens) for trace in traces]
    if sum(lengths) > MOST_TOKENS_TOGETHER:
        raise ExplainError("many_together", count=sum(lengths), limit=MOST_TOKENS_TOGETHER)
    states = np.concatenate([trace.hidden for trace in traces], axis=1)
    states.flags.writeable = False
    return Contexts(
        tuple(traces),
        states,
        tuple(label for trace in traces for label in trace.tokens.labels),
        np.repeat(np.arange(len(traces)), lengths),
        np.concatenate([np.arange(length) for length in lengths]),
        np.concatenate([trace.tokens.special for trace in traces]),
    )


def near_in_context(compared: NDArray[np.float64], token: int, among: NDArray[np.int64], metric: str) -> Near:
    """Sort tokens by their nearness to one.

    compared: (N, N) every pair by `metric`, of `embeddings.pairs`. among: indices that may be offered; the token itself
    never is. Raises ExplainError("nothing_left") where no other token is left.
    """
    others = among[among != token]
    if not others.size:
        raise ExplainError("nothing_left")
    scores = compared[token, others]
    order = np.argsort(scores if metric == "euclid" else -scores, kind="stable")
    kept = np.union1d(among, [token])
    block = compared[np.ix_(kept, kept)]
    middle = float(np.median(block[~np.eye(len(kept), dtype=bool)]))
    return Near(others[order], scores[order], middle)
