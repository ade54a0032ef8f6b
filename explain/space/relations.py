"""Relations as offsets: man is to king as woman is to …; and how often that fails.

a is to b as c is to …: the answer is looked for near b - a + c, all three vectors scaled to length 1, by cosine
(Mikolov, Yih and Zweig 2013, "Linguistic Regularities in Continuous Space Word Representations"; 3CosAdd in Levy and
Goldberg 2014). It is common to leave a, b and c out of the answers without a word about it; otherwise one of them is
often the nearest itself (Linzen 2016, "Issues in evaluating semantic spaces using word analogies").

Glossary: V rows of the embedding table, E their width, Q questions.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import result
from explain.models.embedding_table import EmbeddingTable, WordVector, table_of, word_vector
from explain.models.loading import LoadedModel
from explain.space.neighbours import lexicon_of, nearest
from explain.vectors import unit

__all__ = [
    "KINDS",
    "Evaluation",
    "Outcome",
    "Relation",
    "evaluate",
    "evaluation",
    "offset",
    "question_pairs",
    "relate",
]

KINDS = ("capital", "nationality", "gender", "opposite", "plural", "past", "comparative", "adverb", "ordinal")


@dataclass(frozen=True)
class Relation:
    """Where b - a + c leads.

    target: (E,) the vector sum, of unit vectors.
    ids, scores: (k,) nearest rows by cosine, nothing left out. ids_without, scores_without: with a, b and c left out.
    rank: place, from 1, that the first answer without the inputs has when nothing is left out.
    among: rows compared when nothing is left out.
    """

    target: NDArray[np.float64]
    ids: NDArray[np.int64]
    scores: NDArray[np.float64]
    ids_without: NDArray[np.int64]
    scores_without: NDArray[np.float64]
    rank: int
    among: int


@dataclass(frozen=True)
class Outcome:
    """One question and what came of it. without: best answer with a, b, c left out; with_inputs: nothing left out;
    near_c: nearest to c alone, a, b and c left out: what is found without any relation.
    """

    kind: str
    a: str
    b: str
    c: str
    right: str
    without: str
    with_inputs: str
    near_c: str


@dataclass(frozen=True)
class Evaluation:
    """All questions of one language that the vocabulary can be asked.

    outcomes: (Q,). skipped: pairs of words left out because the vocabulary has no single entry for one of them.
    among: rows compared: entries that are words by themselves.
    """

    outcomes: tuple[Outcome, ...]
    skipped: tuple[tuple[str, str], ...]
    among: int

    def share(self, kind: str | None, answer: str) -> tuple[int, int]:
        """How many of how many questions of a kind (None: of all) have a right `answer`, named by its field."""
        asked = [one for one in self.outcomes if kind in (None, one.kind)]
        return sum(getattr(one, answer) == one.right for one in asked), len(asked)


def offset(a: NDArray[np.floating], b: NDArray[np.floating], c: NDArray[np.floating]) -> NDArray[np.float64]:
    """b - a + c of vectors (..., E), each scaled to length 1 first."""
    moved: NDArray[np.float64] = unit(b) - unit(a) + unit(c)
    return moved


def relate(
    table: EmbeddingTable,
    words: tuple[WordVector, WordVector, WordVector],
    count: int,
    allowed: NDArray[np.bool_] | None = None,
) -> Relation:
    """The answers to: a is to b as c is to …, with the inputs among them and without.

    words: a, b and c. Of an input of several pieces every piece is left out. allowed: (V',) entries that may
    be answers. Raises ExplainError("nothing_left").
    """
    target = offset(*(word.vector for word in words))
    inputs = sorted({one for word in words for one in word.ids})
    masks = None if allowed is None else [allowed]
    everything = nearest(table, target[None], "cosine", count, allowed=masks)
    others = nearest(table, target[None], "cosine", count, allowed=masks, without=[inputs])
    # What stands before the best other answer can only be inputs: left out, nothing else outranks it.
    offered = nearest(table, target[None], "cosine", len(inputs) + 1, allowed=masks)
    rank = int(np.flatnonzero(offered.ids[0] == others.ids[0, 0])[0]) + 1
    return Relation(
        target, everything.ids[0], everything.scores[0], others.ids[0], others.scores[0], rank, int(everything.among[0])
    )


@cache
def question_pairs() -> tuple[tuple[str, str, str, str], ...]:
    """The question set: (language, kind, first, second) out of `relations.tsv`."""
    with (Path(__file__).parent / "relations.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    return tuple((row[0], row[1], row[2], row[3]) for row in rows[1:])


def _best(
    scores: NDArray[np.floating], rows: NDArray[np.int64], without: NDArray[np.int64] | None
) -> NDArray[np.int64]:
    """(Q,) id of the best of rows (V',) by scores (Q, V'). without: (Q, m) ids that do not count."""
    if without is not None:
        scores = scores.copy()
        # Every input is one of the rows: `evaluate` asks for no other words.
        np.put_along_axis(scores, np.searchsorted(rows, without), -np.inf, axis=1)
    best: NDArray[np.int64] = rows[scores.argmax(axis=1)]
    return best


def evaluate(
    loaded: LoadedModel,
    table: EmbeddingTable,
    whole: NDArray[np.bool_],
    pairs: Sequence[tuple[str, str, str]],
) -> Evaluation:
    """Ask every question that pairs (kind, first, second) make: within a kind, each pair with each other one.

    whole: (V',) entries that are words by themselves: the only answers, and the only words that are asked for.
    """
    known: dict[str, list[tuple[str, int, str, int]]] = {}
    skipped = []
    for kind, first, second in pairs:
        ids = [word_vector(loaded, table, word).ids for word in (first, second)]
        if all(len(one) == 1 and whole[one[0]] for one in ids):
            known.setdefault(kind, []).append((first, ids[0][0], second, ids[1][0]))
        else:
            skipped.append((first, second))
    rows = table.usable[whole[table.usable]]
    # The length of a goal changes no order, so only the candidates are scaled.
    candidates = table.rows[rows] / np.maximum(table.lengths[rows], np.finfo(np.float32).tiny)[:, None]
    readable = loaded.vocabulary.readable
    outcomes = []
    for kind, members in known.items():
        asked = list(permutations(members, 2))
        if not asked:
            continue
        a, b, c, right = (
            np.array(column) for column in zip(*((x[1], x[3], y[1], y[3]) for x, y in asked), strict=True)
        )
        # Nearness to b - a + c is the sum of three nearnesses: one product serves all questions that share words.
        distinct, where = np.unique(np.stack([a, b, c]), return_inverse=True)
        near = unit(table.rows[distinct]).astype(np.float32) @ candidates.T
        at_a, at_b, at_c = where.reshape(3, -1)
        near_c = near[at_c]
        near_goal = near[at_b] - near[at_a] + near_c
        inputs = np.stack([a, b, c], axis=1)
        answers = (_best(near_goal, rows, inputs), _best(near_goal, rows, None), _best(near_c, rows, inputs))
        for number, (x, y) in enumerate(asked):
            without, with_inputs, alone = (readable(int(found[number])) for found in answers)
            outcomes.append(Outcome(kind, x[0], x[2], y[0], readable(int(right[number])), without, with_inputs, alone))
    return Evaluation(tuple(outcomes), tuple(skipped), len(rows))


@result
def evaluation(loaded: LoadedModel, language: str) -> Evaluation:
    """All questions of a language ("en", "tr") that `question_pairs` make, asked of a model's embedding table."""
    asked = [row[1:] for row in question_pairs() if row[0] == language]
    return evaluate(loaded, table_of(loaded), lexicon_of(loaded).whole, asked)
