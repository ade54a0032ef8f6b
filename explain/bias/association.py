"""Association tests: are two sets of words nearer to one attribute than to another?

WEAT (Caliskan, Bryson and Narayanan 2017, "Semantics derived automatically from language corpora contain human-like
biases"), and the same on contextual states of short templates, SEAT (May et al. 2019, "On Measuring Social Biases in
Sentence Encoders").

Glossary: X, Y target words, A, B attribute words; E width of a vector; P permutations.
"""

import json
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice
from math import comb
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import permutation_test

from explain.bias.predictions import pieces_within
from explain.engine.batches import batches, rows_at_once
from explain.engine.progress import within
from explain.engine.results import ask, result
from explain.engine.trace import hidden_states
from explain.errors import ExplainError
from explain.models.embedding_table import table_of, word_vector
from explain.models.loading import LoadedModel
from explain.text.tokens import tokenize
from explain.vectors import unit

__all__ = [
    "MOST_EXACT",
    "SAMPLES",
    "Association",
    "association_test",
    "associations",
    "classic_lists",
    "contextual",
    "weat",
]

MOST_EXACT = 200_000
"""Up to so many divisions of the targets into two sets, all of them are tried."""
SAMPLES = 20_000
_AT_ONCE = 5_000
_FEWEST = 2


@dataclass(frozen=True)
class Association:
    """effect: Cohen's d as WEAT has it, -2 to 2; above 0: X goes with A, Y with B. p: one-sided, by permutation.

    scores: (|X| + |Y|,) each target's mean cosine to A minus that to B, X first.
    statistic: sum over X minus sum over Y. null: (P,) the statistic under the divisions tried.
    exact: whether those were all there are.
    """

    effect: float
    p: float
    scores: NDArray[np.float64]
    statistic: float
    null: NDArray[np.float64]
    exact: bool


@cache
def classic_lists() -> dict[str, tuple[str, ...]]:
    """The word lists of Caliskan et al. 2017, as collected in WEFE 1.0.1; see `data/SOURCES.md`."""
    stored = json.loads((Path(__file__).parent / "data/word_lists.json").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in stored.items()}


def associations(
    targets: NDArray[np.floating], a: NDArray[np.floating], b: NDArray[np.floating]
) -> NDArray[np.float64]:
    """(n,) s(w, A, B): mean cosine of each target (n, E) to A (a, E), minus that to B (b, E); 0 for zeros."""
    of_all = unit(targets)
    return np.asarray((of_all @ unit(a).T).mean(axis=1) - (of_all @ unit(b).T).mean(axis=1))


def _difference(x: NDArray[np.float64], y: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    """The statistic of WEAT: the sum over X minus that over Y."""
    return np.asarray(x.sum(axis=axis) - y.sum(axis=axis))


def weat(
    x: NDArray[np.floating],
    y: NDArray[np.floating],
    a: NDArray[np.floating],
    b: NDArray[np.floating],
    seed: int = 0,
) -> Association:
    """Effect size and permutation p-value for targets X (n, E), Y (m, E) and attributes A, B (., E).

    d = (mean of s over X - mean over Y) / standard deviation of s over both (n + m - 1 below the root). p is the share
    of divisions of the targets into sets of the same sizes whose statistic is at least the one found: all divisions up
    to `MOST_EXACT`, else `SAMPLES` random ones, the found one counted in. Raises ExplainError("few_targets") under two
    words in a set, or where all targets are the same.
    """
    if min(len(x), len(y), len(a), len(b)) < _FEWEST:
        raise ExplainError("few_targets", limit=_FEWEST)
    scores = associations(np.concatenate([x, y]), a, b)
    spread = scores.std(ddof=1)
    if spread < 1e-12:
        raise ExplainError("few_targets", limit=_FEWEST)
    size, count = len(x), len(scores)
    effect = (scores[:size].mean() - scores[size:].mean()) / spread
    whole = scores.sum()
    statistic = 2 * scores[:size].sum() - whole
    exact = comb(count, size) <= MOST_EXACT
    if exact:
        # `permutation_test` tries them all too, but one by one: seconds where this takes a tenth of one.
        every, parts = combinations(range(count), size), []
        while block := list(islice(every, _AT_ONCE)):
            parts.append(scores[np.array(block)].sum(axis=1))
        null = 2 * np.concatenate(parts) - whole
    else:
        null = permutation_test(
            (scores[:size], scores[size:]), _difference, n_resamples=SAMPLES, batch=_AT_ONCE, vectorized=True, rng=seed
        ).null_distribution
    # Equal sums in another order differ in their last bits; those count as equal.
    reached = int((null >= statistic - 1e-9).sum())
    p = reached / len(null) if exact else (reached + 1) / (len(null) + 1)
    return Association(float(effect), float(p), scores, float(statistic), null, exact)


@result
def contextual(loaded: LoadedModel, words: tuple[str, ...], templates: tuple[str, ...]) -> NDArray[np.float64]:
    """(n, D) for each word the mean over templates ("This is {word}.") of the last hidden states of its pieces.

    May et al. 2019 take the state of [CLS]; the word's own says more about the word. Raises ExplainError:
    template_no_word (a template without {word}, or with two), unreadable_word, and those of `tokenize`.
    """
    for template in templates:
        if template.count("{word}") != 1:
            raise ExplainError("template_no_word", text=template)
    texts, insides = [], []
    for word in words:
        for template in templates:
            start = template.index("{word}")
            tokens = tokenize(loaded, template.replace("{word}", word))
            inside = pieces_within(tokens, (start, start + len(word)))
            if not inside:
                raise ExplainError("unreadable_word", word=word)
            texts.append(tokens)
            insides.append(inside)
    states = np.empty((len(texts), loaded.width))
    members: dict[int, list[int]] = {}
    for at, tokens in enumerate(texts):
        members.setdefault(len(tokens), []).append(at)
    done = 0
    for length, numbers in members.items():
        for some in batches(len(numbers), rows_at_once(loaded.device, length), done=done, everything=len(texts)):
            part = numbers[some]
            hidden = hidden_states(loaded, np.stack([texts[at].ids for at in part]), texts[part[0]].segments)
            for row, at in zip(hidden, part, strict=True):
                states[at] = row[insides[at]].mean(axis=0, dtype=np.float64)
        done += len(numbers)
    return np.asarray(states.reshape(len(words), len(templates), -1).mean(axis=1))


@result
def association_test(
    loaded: LoadedModel,
    x: tuple[str, ...],
    y: tuple[str, ...],
    a: tuple[str, ...],
    b: tuple[str, ...],
    templates: tuple[str, ...] | None = None,
) -> Association:
    """`weat` on words: on their vectors in the embedding table, or, with templates, on their states in context.

    A word of several pieces has the mean of their rows. Raises ExplainError as `weat`, `contextual` and `word_vector` do.
    """
    if templates is None:
        table = table_of(loaded)
        sets = [np.stack([word_vector(loaded, table, word).vector for word in words]) for words in (x, y, a, b)]
    else:
        sets, done, count = [], 0, sum(map(len, (x, y, a, b)))
        for words in (x, y, a, b):
            with within(done, done + len(words), count):
                sets.append(ask(contextual, loaded, words, templates))
            done += len(words)
    return weat(sets[0], sets[1], sets[2], sets[3])
