"""Behaviour of heads, rollout, flow and norms, by hand and on every family."""

import numpy as np
import pytest

from explain.attention.flow import MOST_FLOW, flow, flow_to, mixed, rollout, rollout_of
from explain.attention.heads import reach, reading
from explain.attention.norms import carried
from explain.attention.roles import (
    KINDS,
    MOST_TOKENS,
    Behaviour,
    behaviour,
    best_by_chance,
    classify,
    find_word,
    measure,
)
from explain.attention.steps import step_by_step
from explain.engine.trace import Trace, run
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.models.families import affine
from explain.text.tokens import tokenize
from tests.tiny import TEXT


def _with(trace: Trace, matrix: np.ndarray) -> Trace:
    """The same text with another attention in every head."""
    layers, heads = trace.attention.shape[:2]
    attention = np.broadcast_to(matrix.astype(np.float32), (layers, heads, *matrix.shape))
    return Trace(trace.tokens, attention, trace.hidden, "", 0.0)


@pytest.fixture
def trace(tiny_models: dict[str, LoadedModel]) -> Trace:
    loaded = tiny_models["bert"]
    return run(loaded, tokenize(loaded, "The man ate the man"))


@pytest.mark.parametrize(("kind", "offset"), [("previous", -1), ("following", 1), ("itself", 0)])
def test_a_head_that_does_one_thing_alone(trace: Trace, kind: str, offset: int) -> None:
    length = len(trace.tokens)
    found = measure([_with(trace, np.roll(np.eye(length), offset, axis=1))])
    np.testing.assert_allclose(found.shares[kind], 1)
    assert (classify(found, 0.5) == KINDS.index(kind)).all()
    np.testing.assert_allclose(found.evenness, 0, atol=1e-12)
    for other in {"previous", "following", "itself"} - {kind}:
        np.testing.assert_allclose(found.shares[other], 0)


def test_even_and_special_heads(trace: Trace) -> None:
    length = len(trace.tokens)
    even = measure([_with(trace, np.full((length, length), 1 / length))])
    np.testing.assert_allclose(even.evenness, 1, atol=1e-6)
    assert (classify(even, 0.5) == KINDS.index("broad")).all()
    last = np.zeros((length, length))
    last[:, -1] = 1
    found = measure([_with(trace, last)])
    assert (classify(found, 0.5) == KINDS.index("special")).all()
    assert found.queries == length - 2


def test_same_word_and_link_by_hand(trace: Trace) -> None:
    tokens = trace.tokens
    first, second = find_word(tokens, "MAN"), tokens.pieces_of(4)
    assert first == tokens.pieces_of(1)
    matrix = np.eye(len(tokens))
    for one, other in zip(first, second, strict=True):
        matrix[one], matrix[other] = np.eye(len(tokens))[other], np.eye(len(tokens))[one]
    found = measure([_with(trace, matrix)], ("ate", "man"))
    # Queries that have a twin: both men, and nothing else ("The" and "the" are two tokens).
    np.testing.assert_allclose(found.shares["same"], 1)
    assert found.pairs == 1
    np.testing.assert_allclose(found.shares["link"], 0)
    assert measure([trace], ("ate", "nobody")).pairs == 0
    assert np.isnan(measure([trace], ("ate", "nobody")).shares["link"]).all()


def test_link_is_the_mean_over_sentences(tiny: LoadedModel) -> None:
    traces = [run(tiny, tokenize(tiny, text)) for text in (TEXT[0], TEXT[0] + " the man")]
    found = measure(traces, ("sneezed", "man"))
    by_hand = []
    for one in traces:
        looks, looked = find_word(one.tokens, "sneezed"), find_word(one.tokens, "man")
        by_hand.append(sum(one.attention[1, 2, q, k] for q in looks for k in looked) / len(looks))
    assert found.pairs == 2
    assert found.shares["link"][1, 2] == pytest.approx(np.mean(by_hand), abs=1e-6)


def test_special_tokens_left_aside(tiny: LoadedModel) -> None:
    trace = run(tiny, tokenize(tiny, TEXT[0]))
    found = measure([trace], ("sneezed", "man"), aside=True)
    ordinary = np.flatnonzero(~trace.tokens.special)
    weights = trace.attention.astype(float) * ~trace.tokens.special
    weights /= weights.sum(-1, keepdims=True)
    by_hand = np.diagonal(weights[:, :, ordinary][..., ordinary], axis1=2, axis2=3).mean(-1)
    np.testing.assert_allclose(found.shares["itself"], by_hand, atol=1e-6)
    assert np.isnan(found.shares["special"]).all()
    assert (found.evenness <= 1 + 1e-9).all()


def _by_hand(trace: Trace, name: str, *, aside: bool, allowed: np.ndarray) -> list[list[float]]:
    """The shares of layer 2, head 3 of the queries that count, and those of a head that looks at all alike."""
    tokens, weights = trace.tokens, trace.attention[1, 2].astype(float)
    keys = [at for at in range(len(tokens)) if not (aside and tokens.special[at])]
    found: list[list[float]] = [[], []]
    for query in np.flatnonzero(~tokens.special).tolist():
        seen = [key for key in keys if allowed[1, query, key]]
        every: dict[str, list[int]] = {
            "previous": [query - 1],
            "following": [query + 1],
            "itself": [query],
            "special": np.flatnonzero(tokens.special).tolist(),
            "same": [key for key in seen if key != query and tokens.ids[key] == tokens.ids[query]],
        }
        wanted = [key for key in seen if key in every[name]]
        if wanted:
            found[0].append(weights[query, wanted].sum() / (weights[query, keys].sum() if aside else 1))
            found[1].append(len(wanted) / len(seen))
    return found


@pytest.mark.parametrize("aside", [False, True])
def test_a_share_is_of_those_that_may_look_there(tiny: LoadedModel, aside: bool) -> None:
    """First and last words have no neighbour on one side; what reads from left to right has none after it."""
    for text in ("The cat saw the cat and the dog saw the dog.", "The [MASK] saw the cat.", "cat"):
        tokens = tokenize(tiny, text)
        trace, allowed = run(tiny, tokens), reach(tiny, len(tokens))
        found = behaviour(tiny, tokens, (), ("", ""), aside=aside)
        for name in ("previous", "following", "itself", "special", "same"):
            own, alike = _by_hand(trace, name, aside=aside, allowed=allowed)
            for value, expected in ((found.shares[name][1, 2], own), (found.level[name][1, 0], alike)):
                assert value == pytest.approx(np.mean(expected) if expected else np.nan, abs=1e-6, nan_ok=True), name
            assert sum(cell[2] for cell in found.cells[name]) == pytest.approx(1.0 if found.cells[name] else 0.0)
    if "causal" in tiny.abilities:
        assert np.isnan(found.shares["following"]).all()


def test_what_the_attention_page_says_of_neighbours_is_said_here(tiny_models: dict[str, LoadedModel]) -> None:
    """With special tokens aside both views average over the same queries."""
    loaded = tiny_models["bert"]
    for text in ("The cat saw the dog.", "The cat [MASK] the dog.", "[MASK] cat", "A cat"):
        tokens = tokenize(loaded, text)
        roles = behaviour(loaded, tokens, (), ("", ""), aside=True)
        heads = reading(loaded, tokens, hide_special=True).summary
        for name in ("previous", "following", "itself"):
            np.testing.assert_allclose(np.nan_to_num(roles.shares[name]), getattr(heads, name), atol=1e-6, err_msg=text)


def test_the_first_token_of_a_decoder_has_no_choice(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["gpt2"]
    tokens = tokenize(loaded, "The cat saw the dog")
    length = len(tokens)
    even = np.tril(np.ones((length, length))) / np.arange(1, length + 1)[:, None]
    trace = _with(run(loaded, tokens), even)
    found = measure([trace], allowed=[reach(loaded, length)])
    np.testing.assert_allclose(found.evenness, 1, atol=1e-6)


def test_the_best_of_many_random_heads() -> None:
    # One row of nine, one key: P(all heads below x) = (1 - (1 - x)^8)^72, a half at the median.
    exact = 1 - (1 - 0.5 ** (1 / 72)) ** (1 / 8)
    assert best_by_chance(((1, 9, 1.0),), 72, 4000) == pytest.approx(exact, abs=0.01)
    assert best_by_chance(((1, 9, 1.0),), 1, 4000) == pytest.approx(1 - 0.5 ** (1 / 8), abs=0.01)
    # Over many rows a share comes near that of a head that looks at all alike; what cannot be seen is never seen.
    assert best_by_chance(((1, 9, 0.005),) * 200, 72) == pytest.approx(1 / 9, abs=0.03)
    assert best_by_chance(((0, 9, 0.5), (3, 3, 0.5)), 72) == 0.5
    assert best_by_chance(((2, 9, 1.0),), 12) == best_by_chance(((2, 9, 1.0),), 12)


def test_the_threshold_decides(trace: Trace) -> None:
    shape = (1, 1)
    shares = {name: np.full(shape, 0.1) for name in KINDS[:6]} | {"itself": np.full(shape, 0.45)}
    found = Behaviour(shares, np.full(shape, 0.5), 1, 0, {}, {})
    assert classify(found, 0.45)[0, 0] == KINDS.index("itself")
    assert classify(found, 0.46)[0, 0] == KINDS.index("mixed")


def test_nothing_but_special_tokens(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["bert"]
    with pytest.raises(ExplainError) as caught:
        measure([run(loaded, tokenize(loaded, "[SEP]"))])
    assert caught.value.code == "only_special"


def test_behaviour_over_a_text_and_more_sentences(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[0])
    found = behaviour(tiny, tokens, (TEXT[1],), ("sneezed", "man"), aside=True)
    texts = (tokens, tokenize(tiny, TEXT[1]))
    allowed = [reach(tiny, len(text)) for text in texts]
    expected = measure([run(tiny, text) for text in texts], ("sneezed", "man"), aside=True, allowed=allowed)
    np.testing.assert_array_equal(found.shares["same"], expected.shares["same"])
    assert (found.queries, found.pairs) == (expected.queries, expected.pairs)
    with pytest.raises(ExplainError) as caught:
        behaviour(tiny, tokens, (TEXT[0],) * (MOST_TOKENS // len(tokens)), ("", ""))
    assert caught.value.code == "many_together"


def test_rollout_by_hand() -> None:
    attention = np.array([[[[1.0, 0], [1, 0]]], [[[0, 1], [0, 1]]]], dtype=np.float32)
    steps = mixed(attention)
    np.testing.assert_allclose(steps[0], [[1.0, 0.0], [0.5, 0.5]])
    np.testing.assert_allclose(steps[1], [[0.5, 0.5], [0.0, 1.0]])
    np.testing.assert_allclose(rollout(attention)[1], [[0.75, 0.25], [0.5, 0.5]])


def test_rollout_rows_sum_to_one(tiny: LoadedModel) -> None:
    found = rollout_of(tiny, tokenize(tiny, TEXT[0]))
    np.testing.assert_allclose(found.sum(-1), 1, atol=1e-6)


def test_flow_by_hand() -> None:
    attention = np.array([[[[1.0, 0], [1, 0]]], [[[0, 1], [0, 1]]]], dtype=np.float32)
    # Up to token 0: by itself at most 0.5 at the top edge, plus 0.5 over token 1, which has 0.5 from input 0.
    np.testing.assert_allclose(flow(attention, 0), [1.0, 0.5])
    np.testing.assert_allclose(flow(attention, 0, depth=1), [1.0, 0.0])
    np.testing.assert_allclose(flow(attention, 1), [0.5, 0.5])


def test_flow_is_at_least_the_best_single_way_and_at_most_one(tiny: LoadedModel) -> None:
    trace = run(tiny, tokenize(tiny, "The man ate"))
    found = flow_to(tiny, trace.tokens, 2, len(trace.attention))
    steps = mixed(trace.attention)
    best = steps[0]
    for step in steps[1:]:
        best = np.maximum.reduce([np.minimum(step[:, [k]], best[[k]]) for k in range(len(best))])
    assert (found >= best[2] - 1e-5).all()
    assert (found <= 1 + 1e-5).all()


def test_flow_has_a_limit() -> None:
    with pytest.raises(ExplainError) as caught:
        flow(np.zeros((1, 1, MOST_FLOW + 1, MOST_FLOW + 1), dtype=np.float32), 0)
    assert caught.value.code == "flow_tokens"


def test_norms_are_of_the_vectors_that_are_added_up(tiny: LoadedModel) -> None:
    trace = run(tiny, tokenize(tiny, TEXT[0]))
    found = carried(tiny, trace.tokens)
    for layer, head, token in ((0, 1, 2), (2, 3, 4)):
        steps = step_by_step(tiny, trace.tokens, layer, head, token)
        matrix, _ = affine(tiny.family.block(tiny.model, layer).output)
        own = matrix.cpu().double().numpy()[head * 8 : head * 8 + 8]
        vectors = steps.stages["weights"][:, None] * (steps.stages["values"] @ own)
        np.testing.assert_allclose(
            found.norms(trace.attention, layer, head)[token], np.linalg.norm(vectors, axis=1), atol=1e-4
        )
    keys = trace.tokens.special
    share = found.share(trace.attention, keys)
    by_hand = [
        sum(found.norms(trace.attention, layer, head)[:, keys].sum() for head in range(4))
        / sum(found.norms(trace.attention, layer, head).sum() for head in range(4))
        for layer in range(3)
    ]
    np.testing.assert_allclose(share, by_hand, rtol=1e-5)


def test_norms_of_a_layer_whose_heads_are_summed_first(tiny: LoadedModel) -> None:
    for text in (TEXT[0], "The cat [MASK] the dog."):
        trace = run(tiny, tokenize(tiny, text))
        found, length = carried(tiny, trace.tokens), len(trace.tokens)
        for layer in (0, 2):
            matrix, _ = affine(tiny.family.block(tiny.model, layer).output)
            by_hand = np.zeros((length, length))
            for token in range(length):
                added = np.zeros((length, matrix.shape[1]))
                for head in range(4):
                    steps = step_by_step(tiny, trace.tokens, layer, head, token)
                    own = matrix.cpu().double().numpy()[head * 8 : head * 8 + 8]
                    added += steps.stages["weights"][:, None] * (steps.stages["values"] @ own)
                by_hand[token] = np.linalg.norm(added, axis=1)
            np.testing.assert_allclose(found.summed[layer], by_hand.sum(0), rtol=1e-4, atol=1e-4)
            for keys in (trace.tokens.special, np.arange(length) % 2 == 0):
                expected = by_hand[:, keys].sum() / by_hand.sum()
                assert found.share_summed(keys)[layer] == pytest.approx(expected, abs=1e-5)
        # Vectors that are added up may cancel, so the sum is never longer than what goes into it.
        apart = (trace.attention.sum(axis=2) * found.lengths).sum(axis=1)
        assert (found.summed <= apart + 1e-4).all()


def test_where_there_are_no_words_none_is_found(tiny_models: dict[str, LoadedModel]) -> None:
    tokens = tokenize(tiny_models["bert"], "[SEP]")
    assert tokens.words == ()
    assert find_word(tokens, "x") == ()
