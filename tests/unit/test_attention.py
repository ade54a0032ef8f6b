"""Views and summaries of attention, on numbers small enough to work out by hand."""

import numpy as np
import pytest

from explain.attention.heads import AttentionView, average_heads, reach, read, reading, summarise, thumbnails, view
from explain.engine.trace import Trace, run
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.text.tokens import tokenize
from tests.tiny import TEXT


def _view(matrix: list[list[float]], special: list[bool]) -> AttentionView:
    weights = np.array(matrix, dtype=np.float32)[None, None]
    labels = tuple("abcdef"[: len(matrix)])
    return AttentionView(weights, labels, np.array(special), tuple((i,) for i in range(len(matrix))), 0.0)


def test_summary_by_hand() -> None:
    summary = summarise(_view([[1, 0, 0], [0.5, 0, 0.5], [0, 1, 0]], [True, False, False]))
    assert summary.entropy[0, 0] == pytest.approx((0 + 1 + 0) / 3)
    assert summary.distance[0, 0] == pytest.approx((0 + 1 + 1) / 3)
    assert summary.special[0, 0] == pytest.approx((1 + 0.5 + 0) / 3)
    assert summary.previous[0, 0] == pytest.approx((0.5 + 1) / 2)
    assert summary.following[0, 0] == pytest.approx((0 + 0.5) / 2)
    assert summary.itself[0, 0] == pytest.approx(1 / 3)


def test_uniform_attention_has_the_highest_entropy() -> None:
    summary = summarise(_view([[0.25] * 4] * 4, [False] * 4))
    assert summary.entropy[0, 0] == pytest.approx(2.0)


def test_hidden_neighbours_are_not_replaced_by_the_next_but_one(tiny_models: dict[str, LoadedModel]) -> None:
    """Previous, next and distance go by places of the whole text, whatever is hidden between."""
    loaded = tiny_models["bert"]
    for text, pair in (("The cat [MASK] the dog", ""), ("The cat", "A dog"), ("[MASK] cat", "[MASK] [MASK] dog")):
        trace = run(loaded, tokenize(loaded, text, pair))
        for by_word in (False, True):
            whole, hidden = view(trace, by_word=by_word), view(trace, by_word=by_word, hide_special=True)
            kept = np.flatnonzero(~whole.special)
            assert hidden.places.tolist() == kept.tolist(), text
            assert whole.places.tolist() == list(range(len(whole.labels))), text
            found = summarise(hidden)
            weights = hidden.weights[1, 2].astype(float)
            for name, offset in (("previous", -1), ("following", 1)):
                given = [
                    weights[row, np.flatnonzero(kept == place + offset)[0]]
                    for row, place in enumerate(kept)
                    if place + offset in kept
                ]
                expected = np.mean(given) if given else 0
                assert getattr(found, name)[1, 2] == pytest.approx(expected, abs=1e-6), (text, name)
            apart = np.abs(kept[:, None] - kept)
            assert found.distance[1, 2] == pytest.approx((weights * apart).sum(1).mean(), abs=1e-5)


def test_the_highest_entropy_is_that_of_what_may_be_seen(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[0])
    trace, allowed = run(tiny, tokens), reach(tiny, len(tokens))
    # What a model may not look at has no weight in any head, and nothing else has none.
    np.testing.assert_array_equal((trace.attention > 0).any(axis=1), allowed)
    for by_word in (False, True):
        for hide in (False, True):
            found = reading(tiny, tokens, by_word=by_word, hide_special=hide)
            # A head that looks at all alike, by hand.
            even = allowed / allowed.sum(-1, keepdims=True)
            flat = Trace(tokens, np.repeat(even[:, None], 4, axis=1).astype(np.float32), trace.hidden, "", 0.0)
            shown = read(flat, allowed, by_word=by_word, hide_special=hide)
            assert (found.summary.entropy <= found.highest[:, None] + 1e-6).all()
            if not by_word:
                np.testing.assert_allclose(
                    shown.summary.entropy, np.repeat(found.highest[:, None], 4, axis=1), atol=1e-5
                )
            n = len(found.view.labels)
            assert (found.highest <= np.log2(n) + 1e-9).all()
            assert np.allclose(found.highest, np.log2(n)) == bool(allowed.all())
    if "causal" in tiny.abilities:
        expected = np.log2(np.arange(1, len(tokens) + 1)).mean()
        np.testing.assert_allclose(reading(tiny, tokens).highest, expected)


def test_one_token_alone() -> None:
    summary = summarise(_view([[1]], [False]))
    assert summary.previous[0, 0] == summary.following[0, 0] == 0
    assert summary.itself[0, 0] == 1


@pytest.mark.parametrize("by_word", [False, True])
@pytest.mark.parametrize("hide", [False, True])
def test_rows_still_sum_to_one(tiny: LoadedModel, by_word: bool, hide: bool) -> None:
    trace = run(tiny, tokenize(tiny, TEXT[2], TEXT[0]))
    shown = view(trace, by_word=by_word, hide_special=hide)
    np.testing.assert_allclose(shown.weights.sum(-1), 1, atol=1e-5)
    assert shown.weights.shape[-1] == shown.weights.shape[-2] == len(shown.labels) == len(shown.special)
    if hide:
        assert not shown.special.any()
    if by_word:
        assert len(shown.labels) < len(trace.tokens)


def test_merging_sums_keys_and_averages_queries(tiny_models: dict[str, LoadedModel]) -> None:
    trace = run(tiny_models["bert"], tokenize(tiny_models["bert"], TEXT[2]))
    shown = view(trace, by_word=True)
    for row, queries in enumerate(shown.token_indices):
        for column, keys in enumerate(shown.token_indices):
            by_hand = sum(float(trace.attention[1, 2, q, k]) for q in queries for k in keys) / len(queries)
            assert shown.weights[1, 2, row, column] == pytest.approx(by_hand, abs=1e-6)


def test_hiding_renormalises_and_says_how_much_was_hidden(tiny_models: dict[str, LoadedModel]) -> None:
    trace = run(tiny_models["bert"], tokenize(tiny_models["bert"], TEXT[0]))
    shown = view(trace, hide_special=True)
    inner = trace.attention[:, :, 1:-1, 1:-1]
    np.testing.assert_allclose(shown.weights, inner / inner.sum(-1, keepdims=True), atol=1e-6)
    assert shown.hidden_share == pytest.approx(1 - inner.sum(-1).mean(), abs=1e-5)


def test_only_special_tokens(tiny_models: dict[str, LoadedModel]) -> None:
    trace = run(tiny_models["bert"], tokenize(tiny_models["bert"], "[CLS] [SEP]"))
    assert len(view(trace).labels) == 4
    with pytest.raises(ExplainError) as caught:
        view(trace, hide_special=True)
    assert caught.value.code == "only_special"


def test_average_of_heads(tiny_models: dict[str, LoadedModel]) -> None:
    trace = run(tiny_models["bert"], tokenize(tiny_models["bert"], TEXT[0]))
    mean = average_heads(trace.attention, [(0, 1), (2, 3)])
    np.testing.assert_allclose(mean, (trace.attention[0, 1] + trace.attention[2, 3]) / 2, atol=1e-7)


def test_thumbnails_keep_the_strongest_of_each_block() -> None:
    weights = np.zeros((1, 1, 100, 100), dtype=np.float32)
    weights[0, 0, 57, 3] = 0.25
    pictures = thumbnails(weights, 32)
    assert pictures.shape == (1, 1, 32, 32)
    assert pictures.max() == round(0.5 * 255)
    assert (pictures > 0).sum() == 1
    small = thumbnails(weights[:, :, :10, :10], 32)
    assert small.shape == (1, 1, 10, 10)
