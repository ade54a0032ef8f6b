"""The blackboard's attention, worked out by hand."""

import numpy as np
import pytest

from explain.attention.toy import attend, read_matrix, write_matrix
from explain.errors import ExplainError


def test_by_hand() -> None:
    words = np.array([[1.0, 0], [0, 2]])
    found = attend(words, np.eye(2), np.array([[0.0, 1], [1, 0]]), np.array([[1.0, 0], [0, 3]]))
    assert found.query.tolist() == [[1, 0], [0, 2]]
    assert found.key.tolist() == [[0, 1], [2, 0]]
    assert found.value.tolist() == [[1, 0], [0, 6]]
    assert found.products.tolist() == [[0, 2], [2, 0]]
    share = np.exp(np.sqrt(2)) / (1 + np.exp(np.sqrt(2)))
    np.testing.assert_allclose(found.weights, [[1 - share, share], [share, 1 - share]])
    np.testing.assert_allclose(found.output, [[1 - share, 6 * share], [share, 6 * (1 - share)]])


def test_causal() -> None:
    found = attend(np.eye(3, 4), np.eye(4), np.eye(4), np.eye(4), causal=True)
    assert found.weights[0].tolist() == [1, 0, 0]
    assert (np.triu(found.weights, 1) == 0).all()
    np.testing.assert_allclose(found.weights.sum(1), 1)


def test_matrices_are_read_as_people_write_them() -> None:
    assert read_matrix("W", "1 0,5\n-2 .25", 2, 2).tolist() == [[1, 0.5], [-2, 0.25]]
    assert read_matrix("W", " 1  2 ; 3 4 \n", 2, 2).tolist() == [[1, 2], [3, 4]]
    matrix = np.array([[1, -0.5, 3], [0, 0.25, 100]])
    np.testing.assert_array_equal(read_matrix("W", write_matrix(matrix), 2, 3), matrix)


def test_what_is_no_matrix_says_so() -> None:
    for typed in ("", "1 2", "1 2\n3", "1 a\n2 3", "1 nan\n2 3", "1 inf\n2 3", "1 2\n3 4\n5 6", "0 " * 500):
        with pytest.raises(ExplainError) as caught:
            pytest.fail(f"{typed!r} was read as {read_matrix('W', typed, 2, 2)}")
        assert caught.value.code == "bad_matrix", typed


def test_large_numbers_are_turned_away() -> None:
    with pytest.raises(ExplainError) as caught:
        read_matrix("W", "1 2\n3 101", 2, 2)
    assert caught.value.code == "large_number"
    # What is let through stays a number.
    large = np.full((3, 4), 100.0)
    square = np.full((4, 4), 100.0)
    assert np.isfinite(attend(large, square, square, square).output).all()
