"""Hidden states of several sentences side by side: neighbours in context, one word in many sentences.

Glossary: N tokens of all sentences together, L layers, D width.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import ask, result
from explain.engine.trace import run
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens, tokenize
from explain.vectors import pairs

__all__ = [
    "MOST_TOKENS",
    "NearTokens",
    "SentenceStates",
    "baseline",
    "nearest_tokens",
    "sentence_states",
    "token_pairs",
]

MOST_TOKENS = 400
"""Of all sentences together: above this the pairs, and what is drawn of them, would weigh too much."""


@dataclass(frozen=True)
class SentenceStates:
    """Tokens of several sentences, each sentence read by itself: no token of one has seen another's.

    sentences: as the model read each. states: (L + 1, N, D), states[0] what enters the first layer; see `Trace.hidden`.
    labels: (N,) readable. line: (N,) which sentence, from 0. place: (N,) index in its sentence. special: (N,).
    seconds: what the passes took.
    """

    sentences: tuple[Tokens, ...]
    states: NDArray[np.float32]
    labels: tuple[str, ...]
    line: NDArray[np.int64]
    place: NDArray[np.int64]
    special: NDArray[np.bool_]
    seconds: float

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Index of the first token of each sentence."""
        sizes = [len(tokens) for tokens in self.sentences]
        return tuple(int(at) for at in np.cumsum([0, *sizes[:-1]]))


@dataclass(frozen=True)
class NearTokens:
    """Tokens by nearness to one of them. indices: (k,) into the N tokens. scores: (k,).

    middle: the median score over all pairs of tokens that were compared. Hidden states can crowd into a narrow cone, so
    that unrelated tokens have a high cosine too (Ethayarajh 2019); only what lies well beyond this is near. pairs: how
    many pairs that were.
    """

    indices: NDArray[np.int64]
    scores: NDArray[np.float64]
    middle: float
    pairs: int


@result
def sentence_states(loaded: LoadedModel, lines: tuple[str, ...]) -> SentenceStates:
    """Read each line by itself and put the hidden states side by side.

    Raises ExplainError: many_together (above `MOST_TOKENS` in all), and what `tokenize` raises.
    """
    # All are cut first: the first bad one says so before any is run.
    sentences = tuple(tokenize(loaded, line) for line in lines)
    lengths = [len(tokens) for tokens in sentences]
    if sum(lengths) > MOST_TOKENS:
        raise ExplainError("many_together", count=sum(lengths), limit=MOST_TOKENS)
    traces = [ask(run, loaded, tokens) for tokens in sentences]
    return SentenceStates(
        sentences,
        np.concatenate([trace.hidden for trace in traces], axis=1),
        tuple(label for tokens in sentences for label in tokens.labels),
        np.repeat(np.arange(len(sentences)), lengths),
        np.concatenate([np.arange(length) for length in lengths]),
        np.concatenate([tokens.special for tokens in sentences]),
        sum(trace.seconds for trace in traces),
    )


@result
def token_pairs(loaded: LoadedModel, lines: tuple[str, ...], depth: int, metric: str) -> NDArray[np.float64]:
    """(N, N) every pair of tokens of the sentences after `depth` layers, by one of `explain.vectors.METRICS`."""
    return pairs(ask(sentence_states, loaded, lines).states[depth], metric)


def nearest_tokens(compared: NDArray[np.float64], token: int, among: NDArray[np.int64], metric: str) -> NearTokens:
    """Sort tokens by their nearness to one.

    compared: (N, N) every pair by `metric`, see `token_pairs`. among: indices that may be offered; the token itself
    never is. Raises ExplainError("nothing_left") where no other token is left.
    """
    others = among[among != token]
    if not others.size:
        raise ExplainError("nothing_left")
    scores = compared[token, others]
    order = np.argsort(scores if metric == "euclid" else -scores, kind="stable")
    kept = np.union1d(among, [token])
    return NearTokens(others[order], scores[order], _middle(compared, kept), len(kept) * (len(kept) - 1) // 2)


def _middle(compared: NDArray[np.float64], kept: NDArray[np.int64]) -> float:
    """The median score over all pairs of some tokens; compared: (N, N)."""
    block = compared[np.ix_(kept, kept)]
    return float(np.median(block[~np.eye(len(kept), dtype=bool)]))


@result
def baseline(loaded: LoadedModel, lines: tuple[str, ...], metric: str, among: tuple[int, ...]) -> NDArray[np.float64]:
    """(L + 1,) at every depth the median score over all pairs of some tokens: what counts for nothing there.

    among: indices into the N tokens, two at least.
    """
    read = ask(sentence_states, loaded, lines)
    kept = np.array(among, dtype=np.int64)
    depths = range(len(read.states))
    return np.array([_middle(ask(token_pairs, loaded, lines, depth, metric), kept) for depth in depths])
