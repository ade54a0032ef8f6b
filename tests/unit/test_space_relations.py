"""Relations as offsets, and how often they hold."""

from itertools import permutations

import numpy as np
import pytest

from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.models.embedding_table import EmbeddingTable, table_of, word_vector
from explain.space.neighbours import lexicon_of
from explain.space.relations import KINDS, Evaluation, evaluate, offset, question_pairs, relate

ENGLISH = [row[1:] for row in question_pairs() if row[0] == "en"]


@pytest.fixture(scope="module")
def table(embedded: LoadedModel) -> EmbeddingTable:
    return table_of(embedded)


@pytest.fixture(scope="module")
def whole(embedded: LoadedModel) -> np.ndarray:
    return lexicon_of(embedded).whole


@pytest.fixture(scope="module")
def outcome(embedded: LoadedModel, table: EmbeddingTable, whole: np.ndarray) -> Evaluation:
    return evaluate(embedded, table, whole, ENGLISH)


def test_the_sum_is_of_unit_vectors() -> None:
    a, b, c = np.array([2.0, 0.0]), np.array([0.0, 3.0]), np.array([4.0, 3.0])
    np.testing.assert_allclose(offset(a, b, c), [-1 + 0.8, 1 + 0.6])


def test_king_and_queen(embedded: LoadedModel, table: EmbeddingTable, whole: np.ndarray) -> None:
    words = tuple(word_vector(embedded, table, typed) for typed in ("man", "king", "woman"))
    found = relate(table, words, 5, whole)  # type: ignore[arg-type]
    rows = table.rows.astype(np.float64)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    (man,), (king,), (woman,) = (word.ids for word in words)
    target = rows[king] - rows[man] + rows[woman]
    cosines = rows @ (target / np.linalg.norm(target))
    cosines[~whole] = -np.inf
    order = np.argsort(-cosines)
    assert found.ids.tolist() == order[:5].tolist()
    np.testing.assert_allclose(found.scores, cosines[order[:5]], rtol=1e-6)
    others = [one for one in order if one not in (man, king, woman)]
    assert found.ids_without.tolist() == others[:5]
    assert found.rank == order.tolist().index(others[0]) + 1
    assert embedded.vocabulary.readable(int(found.ids[0])) == "king"
    assert embedded.vocabulary.readable(int(found.ids_without[0])) == "queen"


def test_all_pieces_of_an_input_are_left_out(embedded: LoadedModel, table: EmbeddingTable) -> None:
    words = tuple(word_vector(embedded, table, typed) for typed in ("believable", "unbelievable", "king"))
    assert len(words[1].ids) > 1
    found = relate(table, words, 50)  # type: ignore[arg-type]
    assert not set(found.ids_without) & {one for word in words for one in word.ids}


def test_the_question_set() -> None:
    assert len(ENGLISH) >= 60
    assert {row[0] for row in ENGLISH} == set(KINDS)
    assert {row[1] for row in question_pairs() if row[0] == "tr"} <= set(KINDS)
    for language in ("en", "tr"):
        for kind in KINDS:
            words = [
                word
                for own, this, first, second in question_pairs()
                if (own, this) == (language, kind)
                for word in (first, second)
            ]
            # An answer that is also an input of another question could never be right with the inputs left out.
            assert len(words) == len(set(words)), (language, kind)


def test_every_question_can_be_asked_of_the_embedded_model(outcome: Evaluation) -> None:
    assert outcome.skipped == ()
    assert len(outcome.outcomes) == len(KINDS) * 8 * 7


def test_outcomes_are_what_one_question_at_a_time_gives(
    embedded: LoadedModel, table: EmbeddingTable, whole: np.ndarray, outcome: Evaluation
) -> None:
    assert outcome.among == int(whole[table.usable].sum())
    for one in outcome.outcomes[::41]:
        words = tuple(word_vector(embedded, table, typed) for typed in (one.a, one.b, one.c))
        found = relate(table, words, 1, whole)  # type: ignore[arg-type]
        assert embedded.vocabulary.readable(int(found.ids_without[0])) == one.without
        assert embedded.vocabulary.readable(int(found.ids[0])) == one.with_inputs
        assert dict(row[1:] for row in ENGLISH if row[0] == one.kind)[one.c] == one.right


def test_leaving_the_inputs_out_is_most_of_the_success(outcome: Evaluation) -> None:
    without, asked = outcome.share(None, "without")
    with_inputs, _ = outcome.share(None, "with_inputs")
    assert asked == len(outcome.outcomes)
    assert without > asked / 2 > 2 * with_inputs
    per_kind = [outcome.share(kind, "without")[0] for kind in KINDS]
    assert sum(per_kind) == without


def test_words_in_pieces_are_left_out(embedded: LoadedModel, table: EmbeddingTable, whole: np.ndarray) -> None:
    pairs = [("gender", "man", "woman"), ("gender", "unbelievable", "king"), ("past", "go", "went")]
    found = evaluate(embedded, table, whole, pairs)
    assert found.skipped == (("unbelievable", "king"),)
    # A single pair makes no question.
    assert found.outcomes == ()


def test_every_family_can_be_asked(tiny: LoadedModel) -> None:
    table = table_of(tiny)
    whole = np.ones(len(tiny.vocabulary.pieces), dtype=bool)
    named = [tiny.vocabulary.readable(int(one)) for one in table.usable[-40:]]
    single = [word for word in named if len(word_vector(tiny, table, word).ids) == 1][:6]
    pairs = [("gender", first, second) for first, second in zip(single[::2], single[1::2], strict=False)]
    found = evaluate(tiny, table, whole, pairs)
    assert len(found.outcomes) == len(list(permutations(pairs, 2)))


def test_nothing_left(embedded: LoadedModel, table: EmbeddingTable) -> None:
    word = word_vector(embedded, table, "king")
    mask = np.zeros(len(embedded.vocabulary.pieces), dtype=bool)
    mask[word.ids[0]] = True
    with pytest.raises(ExplainError, match="nothing_left"):
        relate(table, (word, word, word), 3, mask)
