"""Heads switched off, held against weights set to zero and against one slow pass for each head."""

import copy
import threading
from dataclasses import replace

import numpy as np
import pytest
import torch

from explain.attention.ablation import ablate, change, effects, heads_off, run_without
from explain.engine.progress import reporting
from explain.engine.trace import head_scores, hidden_states, run
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.models.families import Block, affine
from explain.prediction.masked_words import log_softmax
from explain.text.tokens import tokenize
from tests.tiny import TEXT

ALL = [(layer, head) for layer in range(3) for head in range(4)]


def _forget_values(block: Block, heads: list[int]) -> None:
    """Zero where the value matrix makes the values of some heads; heads that share values must all be named."""
    # Which numbers become values, and whose, is found by splitting their own numbers.
    widths = [affine(module)[0].shape[1] for module in block.projections]
    offsets = np.cumsum([0, *widths])
    numbers = [
        np.arange(start, start + width, dtype=float)[None] for start, width in zip(offsets, widths, strict=False)
    ]
    _, _, value = block.split(numbers)
    module, start = block.projections[-1], offsets[len(widths) - 1]
    columns = (value[heads].ravel() - start).astype(int)
    matrix, bias = affine(module)
    matrix[:, columns] = 0
    if bias is not None:
        bias[columns] = 0


def _with_zeroed_values(loaded: LoadedModel, heads: list[int]) -> LoadedModel:
    """The same model, in the value matrices of all its layers the columns of some heads zero."""
    other = replace(loaded, model=copy.deepcopy(loaded.model))
    with torch.no_grad():
        for layer in range(3):
            _forget_values(other.family.block(other.model, layer), heads)
    return other


@pytest.mark.parametrize("heads", [[0, 1, 2, 3], [2]])
def test_heads_off_equal_a_forward_with_zeroed_values(tiny: LoadedModel, heads: list[int]) -> None:
    if len(heads) == 1 and tiny.family.block(tiny.model, 0).groups == 2:
        # Values are shared by two heads each: without them both go.
        heads = [2, 3]
    tokens = tokenize(tiny, TEXT[0], TEXT[2])
    off = run_without(tiny, tokens, [(layer, head) for layer in range(3) for head in heads])
    expected = run(_with_zeroed_values(tiny, heads), tokens)
    np.testing.assert_allclose(off.hidden, expected.hidden, atol=1e-5)
    np.testing.assert_allclose(off.attention, expected.attention, atol=1e-5)
    assert np.abs(off.hidden - run(tiny, tokens).hidden).max() > 0.01


def test_one_head_off_changes_nothing_below_it(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[0])
    moved = change(run(tiny, tokens), run_without(tiny, tokens, [(1, 2)]))
    np.testing.assert_allclose(moved.hidden[:2], 0, atol=1e-6)
    np.testing.assert_allclose(moved.attention[:2], 0, atol=1e-6)
    assert moved.hidden[2:].max() > 0.001
    assert moved.attention[2].max() > 1e-4


def test_each_head_in_turn_is_one_slow_pass_each(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[0])
    position, words = len(tokens) - 3, [5, 17]
    steps: list[tuple[int, int]] = []
    with reporting(lambda *done: steps.append(done)):
        found = effects(tiny, tokens, position, tuple(words))
    assert steps == [(4, 12), (8, 12), (12, 12)]

    def slow() -> np.ndarray:
        hidden = hidden_states(tiny, tokens.ids[None], tokens.segments)[0, [position]]
        return np.asarray(log_softmax(head_scores(tiny, hidden))[0], dtype=np.float64)

    whole = slow()
    np.testing.assert_allclose(found.whole, whole[words], atol=1e-4)
    assert found.guess == whole.argmax()
    guess = effects(tiny, tokens, position)
    assert guess.words.tolist() == [found.guess]
    np.testing.assert_allclose(guess.whole, whole.max(), atol=1e-4)
    for layer, head in ALL:
        with heads_off(tiny, [(layer, head)]):
            logs = slow()
        np.testing.assert_allclose(found.without[layer, head], logs[words], atol=1e-4)
        assert found.guesses[layer, head] == logs.argmax()
        assert found.divergence[layer, head] == pytest.approx((np.exp(whole) * (whole - logs)).sum(), abs=1e-4)


def test_heads_of_a_long_text_are_taken_some_at_a_time(
    tiny_models: dict[str, LoadedModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    from explain.attention import ablation

    loaded = tiny_models["modernbert"]
    tokens = tokenize(loaded, TEXT[1])
    at_once = effects(loaded, tokens, 3, (7,))
    monkeypatch.setattr(ablation, "rows_at_once", lambda device, tokens: 1)
    one_by_one = effects(loaded, tokens, 3, (7,))
    np.testing.assert_allclose(at_once.without, one_by_one.without, atol=1e-5)


def test_hooks_are_gone_even_after_a_failure(tiny: LoadedModel) -> None:
    before = [(len(m._forward_hooks), len(m._forward_pre_hooks)) for m in tiny.model.modules()]
    tokens = tokenize(tiny, TEXT[0])
    with pytest.raises(RuntimeError), heads_off(tiny, [(0, 0)]):
        raise RuntimeError
    with pytest.raises(IndexError):
        effects(tiny, tokens, 10_000, (5,))
    assert [(len(m._forward_hooks), len(m._forward_pre_hooks)) for m in tiny.model.modules()] == before


def test_another_visitor_gets_the_whole_model(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["bert"]
    tokens = tokenize(loaded, TEXT[0])
    expected = run(loaded, tokens).hidden
    seen: list[np.ndarray] = []
    thread = threading.Thread(target=lambda: seen.append(run(loaded, tokens).hidden))
    with heads_off(loaded, ALL):
        thread.start()
        thread.join(0.3)
        assert not seen
    thread.join(10)
    np.testing.assert_array_equal(seen[0], expected)


def test_the_lock_is_let_go_between_batches(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["gpt2"]
    tokens = tokenize(loaded, TEXT[0])
    ran: list[bool] = []

    def progress(done: int, everything: int) -> None:
        thread = threading.Thread(target=lambda: ran.append(bool(run(loaded, tokens))))
        thread.start()
        thread.join(10)

    with reporting(progress):
        effects(loaded, tokens, 3, (5,))
    assert ran == [True] * 3


def test_heads_that_are_not_there(tiny: LoadedModel) -> None:
    for pair in ((3, 0), (0, 4), (-1, 0)):
        with pytest.raises(ExplainError) as caught, heads_off(tiny, [pair]):
            pass
        assert caught.value.code == "no_such_head"


def test_some_heads_away_at_once(tiny: LoadedModel) -> None:
    tokens, heads = tokenize(tiny, TEXT[0]), ((0, 1), (2, 3))
    found = ablate(tiny, tokens, 3, heads)
    whole, off = run(tiny, tokens), run_without(tiny, tokens, heads)
    for logs, trace in ((found.whole, whole), (found.without, off)):
        np.testing.assert_allclose(logs, log_softmax(head_scores(tiny, trace.hidden[-1, [3]]))[0], atol=1e-5)
    np.testing.assert_array_equal(found.change.hidden, change(whole, off).hidden)


def test_stopped_between_batches_nobody_waits(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["bert"]
    tokens = tokenize(loaded, TEXT[0])

    def stop(done: int, everything: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError), reporting(stop):
        effects(loaded, tokens, 3, (5,))
    ran: list[bool] = []
    thread = threading.Thread(target=lambda: ran.append(bool(run(loaded, tokens))))
    thread.start()
    thread.join(10)
    assert ran == [True]
