"""Neighbours in the embedding table, checked against plain NumPy and torch."""

import numpy as np
import pytest
import torch

from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.models.embedding_table import EmbeddingTable, table_of, word_vector
from explain.space.neighbours import SCRIPTS, case_of, lexicon_of, nearest, script_of
from explain.text.lists import split_words
from explain.vectors import METRICS, one_hot_pairs, pairs


@pytest.fixture(scope="module")
def table(embedded: LoadedModel) -> EmbeddingTable:
    return table_of(embedded)


def _slow_scores(rows: np.ndarray, vector: np.ndarray, metric: str) -> np.ndarray:
    """By the textbook, one row at a time, in torch."""
    one, many = torch.tensor(vector, dtype=torch.float64), torch.tensor(rows, dtype=torch.float64)
    if metric == "cosine":
        return torch.nn.functional.cosine_similarity(many, one[None], dim=1).numpy()
    return (many @ one).numpy() if metric == "dot" else torch.cdist(many, one[None])[:, 0].numpy()


def test_one_hot_vectors_are_all_equally_far_apart() -> None:
    apart = ~np.eye(5, dtype=bool)
    assert set(one_hot_pairs(5, "euclid")[apart]) == {np.sqrt(2)}
    for metric in ("cosine", "dot"):
        np.testing.assert_array_equal(one_hot_pairs(5, metric), np.eye(5))


def test_pairs() -> None:
    vectors = np.random.default_rng(0).normal(size=(6, 5)).astype(np.float32)
    for metric in METRICS:
        expected = np.stack([_slow_scores(vectors, one, metric) for one in vectors])
        np.testing.assert_allclose(pairs(vectors, metric), expected, atol=1e-7, err_msg=metric)


def test_pairs_of_a_zero_vector() -> None:
    found = pairs(np.array([[0.0, 0.0], [1.0, 1.0]]), "cosine")
    assert found[0, 1] == 0
    assert not np.isnan(found).any()


@pytest.mark.parametrize("metric", METRICS)
def test_neighbours_of_the_whole_vocabulary(embedded: LoadedModel, table: EmbeddingTable, metric: str) -> None:
    words = [word_vector(embedded, table, typed) for typed in ("king", "unbelievable")]
    found = nearest(table, np.stack([w.vector for w in words]), metric, 10, without=[words[0].ids, words[1].ids])
    for at, word in enumerate(words):
        scores = _slow_scores(table.rows, word.vector, metric)
        scores = -scores if metric == "euclid" else scores
        scores[[*word.ids, *embedded.vocabulary.special_ids]] = -np.inf
        expected = np.argsort(-scores, kind="stable")[:10]
        assert found.ids[at].tolist() == expected.tolist()
        np.testing.assert_allclose(np.abs(found.scores[at]), np.abs(scores[expected]), rtol=1e-9)
        assert found.among[at] == len(table.usable) - len(set(word.ids))


def test_neighbours_make_sense(embedded: LoadedModel, table: EmbeddingTable) -> None:
    word = word_vector(embedded, table, "Paris")
    found = nearest(table, word.vector[None], "cosine", 8, without=[word.ids])
    assert {"France", "Berlin"} <= {embedded.vocabulary.readable(int(one)) for one in found.ids[0]}


def test_filters(embedded: LoadedModel, table: EmbeddingTable) -> None:
    lexicon = lexicon_of(embedded)
    word = word_vector(embedded, table, "King")
    title = lexicon.case == case_of("King")
    found = nearest(table, word.vector[None], "cosine", 30, allowed=[lexicon.whole & title], without=[word.ids])
    forms = [embedded.vocabulary.pieces[int(one)] for one in found.ids[0]]
    assert all(form.istitle() and form.isalpha() for form in forms), forms
    cyrillic = nearest(table, word.vector[None], "cosine", 9, allowed=[lexicon.script == SCRIPTS.index("Cyrillic")])
    assert all("\u0400" <= embedded.vocabulary.readable(int(one))[0] <= "\u04ff" for one in cyrillic.ids[0])
    with pytest.raises(ExplainError, match="nothing_left"):
        nearest(table, word.vector[None], "cosine", 3, allowed=[np.zeros(len(lexicon.whole), dtype=bool)])


def test_fewer_rows_than_asked_for(tiny: LoadedModel) -> None:
    table = table_of(tiny)
    found = nearest(table, table.rows[[5, 6]].astype(float), "dot", 10_000)
    assert found.ids.shape == (2, len(table.usable))


def test_scripts_and_cases() -> None:
    cases = (
        ("king", "Latin", 1),
        ("King", "Latin", 2),
        ("KING", "Latin", 3),
        ("kİng", "Latin", 0),
        ("I", "Latin", 2),
        ("İ", "Latin", 2),
        ("ışık", "Latin", 1),
        ("O'Neill", "Latin", 0),
        ("D'oh", "Latin", 2),
        ("мир", "Cyrillic", 1),
        ("你", "Han", 0),
        ("مر", "Arabic", 0),
        ("3.14", "", 0),
        ("aб", "", 1),
        ("", "", 0),
    )
    for form, script, case in cases:
        assert script_of(form) == (SCRIPTS.index(script) if script else -1), form
        assert case_of(form) == case, form


def test_splitting_words() -> None:
    assert split_words(" king, queen;king\nNew York ,,", 8) == ("king", "queen", "New York")
    for typed, code in ((" ,;\n", "no_words"), ("a,b,c,d", "many_words"), ("x" * 61, "long_word")):
        with pytest.raises(ExplainError, match=code):
            split_words(typed, 3)
