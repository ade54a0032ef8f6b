"""Nearest rows of the embedding table.

Glossary: V rows, E their width, n words asked, k neighbours of each.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray

from explain.errors import ExplainError
from explain.models.embedding_table import EmbeddingTable
from explain.models.loading import LoadedModel
from explain.models.per_model import per_model

__all__ = ["SCRIPTS", "Lexicon", "Neighbours", "case_of", "lexicon_of", "nearest", "product", "script_of"]

SCRIPTS = (
    "Latin",
    "Cyrillic",
    "Greek",
    "Arabic",
    "Hebrew",
    "Armenian",
    "Georgian",
    "Devanagari",
    "Bengali",
    "Tamil",
    "Thai",
    "Han",
    "Hiragana",
    "Katakana",
    "Hangul",
)
"""Writing systems told apart, by their names in Unicode; a piece of letters of any other, or of several, has none."""

CASES = ("", "lower", "title", "upper")

_ONE_SCRIPT = {name: regex.compile(rf"[\p{{Script={name}}}\p{{M}}'’\-]+") for name in SCRIPTS}
_SPARE = 16
"""Candidates taken beyond k before their scores are computed again in double precision."""


@dataclass(frozen=True)
class Lexicon:
    """What filters ask of every vocabulary entry; all arrays are (V',), V' entries.

    whole: a word by itself. script: index into `SCRIPTS`, -1 for none. case: index into CASES ("" for none or mixed).
    """

    whole: NDArray[np.bool_]
    script: NDArray[np.int8]
    case: NDArray[np.int8]

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts that at least 20 entries are written in."""
        return tuple(name for index, name in enumerate(SCRIPTS) if (self.script == index).sum() >= 20)


@dataclass(frozen=True)
class Neighbours:
    """ids: (n, k) best first. scores: (n, k) by the metric asked. among: (n,) how many rows were compared."""

    ids: NDArray[np.int64]
    scores: NDArray[np.float64]
    among: NDArray[np.int64]


def script_of(form: str) -> int:
    """Index into `SCRIPTS` of the one script a form is written in, -1 for digits, signs, mixtures and the rest."""
    if form.isascii():
        return 0 if form.replace("'", "").replace("-", "").isalpha() else -1
    return next((index for index, name in enumerate(SCRIPTS) if _ONE_SCRIPT[name].fullmatch(form)), -1)


def case_of(form: str) -> int:
    """Index into CASES: lower, Title (a lone capital too), UPPER; 0 where letters have no case or mix it."""
    if form.islower():
        return 1
    if form.isupper() and sum(sign.isalpha() for sign in form) > 1:
        return 3
    # Not `istitle`: it wants a capital after every apostrophe.
    return 2 if form[:1].isupper() and not any(sign.isupper() for sign in form[1:]) else 0


@per_model
def lexicon_of(loaded: LoadedModel) -> Lexicon:
    """Look at every entry of a model's vocabulary once."""
    forms = loaded.vocabulary.forms
    return Lexicon(
        loaded.vocabulary.whole_words,
        np.array([script_of(form) for form in forms], dtype=np.int8),
        np.array([case_of(form) for form in forms], dtype=np.int8),
    )


def product(table: EmbeddingTable, vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    """(V, n) dot products of every row with n vectors (n, E): the one matrix product of a search."""
    found: NDArray[np.float32] = table.rows @ np.ascontiguousarray(vectors.T, dtype=np.float32)
    return found


def _closeness(
    dots: NDArray[np.floating], lengths: NDArray[np.floating], own: float, metric: str
) -> NDArray[np.floating]:
    """More is nearer, whatever the metric: for Euclid minus the squared distance."""
    if metric == "dot":
        return dots
    if metric == "euclid":
        nearer: NDArray[np.floating] = 2 * dots - lengths**2 - own**2
        return nearer
    both = lengths * own
    ratio: NDArray[np.floating] = np.divide(dots, both, out=np.zeros_like(dots), where=both > 0)
    return ratio


def _exact(rows: NDArray[np.float32], vector: NDArray[np.float64], metric: str) -> NDArray[np.float64]:
    """Scores (m,) of rows (m, E) in double precision."""
    precise = rows.astype(np.float64)
    if metric == "euclid":
        distances: NDArray[np.float64] = np.linalg.norm(precise - vector, axis=-1)
        return distances
    dots: NDArray[np.float64] = precise @ vector
    if metric == "dot":
        return dots
    both = np.linalg.norm(precise, axis=-1) * np.linalg.norm(vector)
    ratio: NDArray[np.float64] = np.divide(dots, both, out=np.zeros_like(dots), where=both > 0)
    return ratio


def nearest(
    table: EmbeddingTable,
    vectors: NDArray[np.float64],
    metric: str,
    count: int,
    *,
    allowed: Sequence[NDArray[np.bool_]] | None = None,
    without: Sequence[Sequence[int]] | None = None,
) -> Neighbours:
    """The `count` rows nearest to each of n vectors (n, E) by one of `explain.vectors.METRICS`, special tokens left out.

    Every row is compared: one matrix product in single precision finds the best, and the scores of those are computed
    again in double precision. Ties go to the lower id.
    allowed: for each vector a mask over the vocabulary, (V',). without: for each vector ids that must not be offered.
    Raises ExplainError("nothing_left") where the filters leave a vector fewer than one row.
    """
    dots = product(table, vectors)
    ids, scores, among = [], [], []
    for at, vector in enumerate(vectors):
        candidates = table.usable
        if allowed is not None:
            candidates = candidates[allowed[at][candidates]]
        if without is not None and len(without[at]):
            candidates = candidates[~np.isin(candidates, list(without[at]))]
        if not candidates.size:
            raise ExplainError("nothing_left")
        near = _closeness(dots[candidates, at], table.lengths[candidates], float(np.linalg.norm(vector)), metric)
        taken = min(count + _SPARE, len(candidates))
        best = np.sort(candidates[np.argpartition(-near, taken - 1)[:taken]])
        exact = _exact(table.rows[best], vector, metric)
        order = np.argsort(exact if metric == "euclid" else -exact, kind="stable")[:count]
        ids.append(best[order])
        scores.append(exact[order])
        among.append(len(candidates))
    shortest = min(map(len, ids))
    return Neighbours(
        np.stack([row[:shortest] for row in ids]),
        np.stack([row[:shortest] for row in scores]),
        np.array(among, dtype=np.int64),
    )
