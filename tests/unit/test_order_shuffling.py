"""Without positions a model that looks both ways cannot tell the order of words; with them it can."""

import numpy as np
import pytest
import torch

from explain.engine.trace import run
from explain.models import LoadedModel
from explain.order.shuffling import run_order, shuffle, shuffled_order
from explain.prediction.masked_words import predict
from explain.text.tokens import tokenize
from tests.tiny import TEXT

TABLES = ("position_embeddings.weight", "wpe.weight", "relative_attention_bias.weight")
SENTENCE = "The man who ate the pepper sneezed at the bank."


def test_with_positions_it_is_the_ordinary_pass(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[0], TEXT[2])
    found = run_order(tiny, tokens.ids, tokens.segments, positions=True)
    np.testing.assert_allclose(found, run(tiny, tokens).hidden, atol=1e-5)


def test_taking_positions_out_equals_a_table_of_zeros(tiny: LoadedModel) -> None:
    """Against the library's own pass with every position row set to 0, in place of the trick that we use."""
    tokens = tokenize(tiny, TEXT[0], TEXT[1])
    body = tiny.family.body(tiny.model)
    tables = [name for name, _ in body.named_parameters() if name.endswith(TABLES)]
    if "positions:learned" not in tiny.abilities:
        # Nothing is added there: the test of moved words below is all there is.
        assert not tables
        return
    ids = torch.from_numpy(tokens.ids)[None].to(tiny.device)
    inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
    if "segments" in tiny.abilities:
        inputs["token_type_ids"] = torch.from_numpy(tokens.segments)[None].to(tiny.device)
    parameters = dict(body.named_parameters())
    with torch.no_grad():
        zeros = {name: torch.zeros_like(parameters[name]) for name in tables}
        expected = torch.func.functional_call(body, zeros, (), inputs).last_hidden_state[0].cpu().numpy()
    found = run_order(tiny, tokens.ids, tokens.segments, positions=False)
    np.testing.assert_allclose(found[-1], expected, atol=2e-5)
    assert all(parameters[name].abs().sum() > 0 for name in tables)


def test_without_positions_outputs_move_with_their_words(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[1])
    order = np.random.default_rng(1).permutation(len(tokens))
    plain = run_order(tiny, tokens.ids, tokens.segments, positions=False)
    moved = run_order(tiny, tokens.ids[order], tokens.segments[order], positions=False)
    same = np.allclose(moved, plain[:, order], atol=1e-5)
    # Decoders look back only, the small ModernBERT through a window of 9: their masks know the order.
    knows = "causal" in tiny.abilities or tiny.family.name == "modernbert"
    assert same != knows
    assert shuffle(tiny, tokens, 0).masks_know_order == knows


def test_a_rotary_model_within_its_window(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["modernbert"]
    tokens = tokenize(loaded, "The")
    assert 3 <= len(tokens) <= loaded.model.config.sliding_window + 1
    order = np.arange(len(tokens))[::-1]
    plain = run_order(loaded, tokens.ids, tokens.segments, positions=False)
    moved = run_order(loaded, tokens.ids[order], tokens.segments, positions=False)
    np.testing.assert_allclose(moved, plain[:, order], atol=1e-5)
    kept = run_order(loaded, tokens.ids[order], tokens.segments, positions=True)
    assert not np.allclose(kept, run(loaded, tokens).hidden[:, order], atol=1e-3)


def test_the_embedded_model_on_the_screen(embedded: LoadedModel) -> None:
    tokens = tokenize(embedded, "The dog bit the man, so the man [MASK] the dog.")
    found = shuffle(embedded, tokens, 1)
    assert sorted(found.order.tolist()) == list(range(len(tokens)))
    assert found.order[0] == 0
    assert found.order[-1] == len(tokens) - 1
    assert found.without_positions.max() < 1e-6
    assert found.with_positions[-1, found.moved].min() > 0.01
    assert found.guesses is not None
    before, after, without, without_after = found.guesses
    np.testing.assert_allclose(without, without_after, atol=1e-4)
    assert np.abs(before - after).max() > 1
    expected = predict(embedded, tokens, tuple(found.blanks.tolist())).log_probabilities
    np.testing.assert_allclose(before, expected, atol=1e-4)
    # Cosine by hand, for one token.
    place = found.order.tolist().index(3)
    one, other = (
        run_order(embedded, tokens.ids[way], tokens.segments, positions=True)[-1].astype(float)
        for way in (np.arange(len(tokens)), found.order)
    )
    cosine = one[3] @ other[place] / np.linalg.norm(one[3]) / np.linalg.norm(other[place])
    assert found.with_positions[-1, 3] == pytest.approx(1 - cosine, abs=1e-6)


def test_order_keeps_words_whole_and_sentences_apart(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["bert"]
    tokens = tokenize(loaded, SENTENCE, "İstanbul IŞIK [MASK] Iğdır.")
    for seed in range(5):
        order = shuffled_order(tokens, seed)
        assert sorted(order.tolist()) == list(range(len(tokens)))
        for place, old in enumerate(order):
            assert tokens.tokens[old].sentence == tokens.tokens[place].sentence
            following = old + 1
            same_word = (
                following < len(tokens)
                and tokens.tokens[old].word is not None
                and tokens.tokens[following].word == tokens.tokens[old].word
            )
            if same_word:
                assert order[place + 1] == following
    assert shuffled_order(tokens, 3).tolist() == shuffled_order(tokens, 3).tolist()
    assert shuffled_order(tokens, 3).tolist() != shuffled_order(tokens, 4).tolist()


def test_nothing_to_shuffle(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, "a")
    found = shuffle(tiny, tokens, 1)
    assert not found.moved.any()
    assert found.with_positions.max() < 1e-6
    assert found.guesses is None
