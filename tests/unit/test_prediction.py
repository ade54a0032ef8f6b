"""Predictions equal the model's own, and the training mask is BERT's."""

import numpy as np
import pytest
import torch

from explain.engine.progress import reporting
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.prediction.masked_words import predict, predict_every_position, pseudo_perplexity, top, training_example
from explain.prediction.training_mask import KEPT, MASKED, RANDOM, UNCHOSEN, draw_training_mask
from explain.text.tokens import tokenize
from tests.tiny import TEXT


def _by_hand(loaded: LoadedModel, ids: np.ndarray) -> torch.Tensor:
    """Log-probabilities (T, V) out of the plain Hugging Face model."""
    with torch.no_grad():
        logits = loaded.model(input_ids=torch.from_numpy(ids)[None].to(loaded.device)).logits[0]
    found: torch.Tensor = logits.double().log_softmax(-1).cpu()
    return found


def test_blanks_equal_the_plain_model(tiny_masked: LoadedModel) -> None:
    tokens = tokenize(tiny_masked, TEXT[0])
    found = predict(tiny_masked, tokens, (2, 4))
    ids = tokens.ids.copy()
    ids[[2, 4]] = tiny_masked.tokenizer.mask_token_id
    np.testing.assert_allclose(found.log_probabilities, _by_hand(tiny_masked, ids)[[2, 4]].numpy(), atol=1e-5)
    assert found.original.tolist() == tokens.ids[[2, 4]].tolist()
    np.testing.assert_allclose(np.exp(found.log_probabilities).sum(-1), 1, atol=1e-5)


def test_best_guesses_and_rank_by_hand(tiny_masked: LoadedModel) -> None:
    tokens = tokenize(tiny_masked, TEXT[0])
    found = predict(tiny_masked, tokens, (3,))
    best = top(found, 7)
    logs = found.log_probabilities[0]
    assert best.ids[0].tolist() == np.argsort(-logs, kind="stable")[:7].tolist()
    own = tokens.ids[3]
    assert best.rank[0] == 1 + sum(value > logs[own] for value in logs)
    assert best.original_log_probability[0] == pytest.approx(float(logs[own]))


def test_filter_keeps_probabilities_and_rank(tiny_masked: LoadedModel) -> None:
    tokens = tokenize(tiny_masked, TEXT[0])
    found = predict(tiny_masked, tokens, (3,))
    allowed = tiny_masked.vocabulary.whole_words
    best = top(found, 5, allowed)
    assert all(allowed[index] for index in best.ids[0])
    np.testing.assert_array_equal(best.log_probabilities[0], found.log_probabilities[0][best.ids[0]])
    assert best.rank[0] == top(found, 5).rank[0]


def test_asking_for_more_than_there_is(tiny_masked: LoadedModel) -> None:
    found = predict(tiny_masked, tokenize(tiny_masked, TEXT[0]), (3,))
    assert top(found, 10_000).ids.shape[1] == found.log_probabilities.shape[1]
    assert top(found, 5, np.zeros(len(tiny_masked.vocabulary.pieces), dtype=bool)).ids.shape == (1, 0)


def test_typed_mask_has_no_original(tiny_masked: LoadedModel) -> None:
    tokens = tokenize(tiny_masked, f"The {tiny_masked.tokenizer.mask_token} ate.")
    at = int(np.flatnonzero(tokens.ids == tiny_masked.tokenizer.mask_token_id)[0])
    best = top(predict(tiny_masked, tokens, (at,)), 3)
    assert best.original[0] == -1
    assert best.rank[0] == 0
    assert np.isnan(best.original_log_probability[0])


def test_every_position_equals_one_at_a_time(tiny_masked: LoadedModel) -> None:
    tokens = tokenize(tiny_masked, TEXT[2], TEXT[1])
    asked = [index for index in range(len(tokens)) if not tokens.special[index]]
    seen: list[tuple[int, int]] = []
    with reporting(lambda *at: seen.append(at)):
        every = predict_every_position(tiny_masked, tokens, tuple(asked), keep=4)
    assert seen[-1] == (len(asked), len(asked))
    for row, position in enumerate(asked):
        alone = top(predict(tiny_masked, tokens, (position,)), 4)
        np.testing.assert_allclose(every.log_probabilities[row], alone.log_probabilities[0], atol=1e-5)
        assert every.rank[row] == alone.rank[0]
    assert pseudo_perplexity(every) == pytest.approx(np.exp(-every.original_log_probability.mean()))


def test_models_without_masks_say_so(tiny_models: dict[str, LoadedModel]) -> None:
    tokens = tokenize(tiny_models["gpt2"], TEXT[0])
    for ask in (
        lambda: predict(tiny_models["gpt2"], tokens, (1,)),
        lambda: predict_every_position(tiny_models["gpt2"], tokens, (1,)),
        lambda: training_example(tiny_models["gpt2"], tokens, rate=0.5, seed=1),
    ):
        with pytest.raises(ExplainError) as caught:
            ask()
        assert caught.value.code == "no_masks"


def test_nothing_hidden_is_one_clear_error(tiny_masked: LoadedModel) -> None:
    tokens = tokenize(tiny_masked, TEXT[0])
    for ask in (predict, predict_every_position):
        with pytest.raises(ExplainError) as caught:
            ask(tiny_masked, tokens, ())
        assert caught.value.code == "no_positions"


def test_training_loss_equals_cross_entropy_by_hand(tiny_masked: LoadedModel) -> None:
    tokens = tokenize(tiny_masked, TEXT[2])
    example = training_example(tiny_masked, tokens, rate=0.5, seed=3)
    chosen = np.flatnonzero(example.mask.action != UNCHOSEN)
    assert chosen.size
    logs = _by_hand(tiny_masked, example.mask.input_ids)
    by_hand = [-float(logs[at, tokens.ids[at]]) for at in chosen]
    np.testing.assert_allclose(example.losses[chosen], by_hand, atol=1e-4)
    assert example.loss == pytest.approx(np.mean(by_hand), abs=1e-4)
    assert np.isnan(example.losses[example.mask.action == UNCHOSEN]).all()
    again = training_example(tiny_masked, tokens, rate=0.5, seed=3)
    np.testing.assert_array_equal(example.mask.action, again.mask.action)


def test_training_that_chooses_nothing(tiny_masked: LoadedModel) -> None:
    tokens = tokenize(tiny_masked, "a")
    example = training_example(tiny_masked, tokens, rate=0.0, seed=1)
    assert np.isnan(example.loss)


def test_masking_keeps_berts_proportions() -> None:
    rng = np.random.default_rng(0)
    ids = np.full((200, 200), 7)
    maskable = np.ones_like(ids, dtype=bool)
    maskable[:, 0] = False
    drawn = draw_training_mask(ids, maskable, rate=0.15, mask_id=1, random_ids=np.array([3, 4]), rng=rng)
    chosen = drawn.action != UNCHOSEN
    assert not chosen[:, 0].any()
    assert chosen[:, 1:].mean() == pytest.approx(0.15, abs=0.01)
    for action, share in ((MASKED, 0.8), (RANDOM, 0.1), (KEPT, 0.1)):
        assert (drawn.action[chosen] == action).mean() == pytest.approx(share, abs=0.02)
    assert set(drawn.input_ids[drawn.action == MASKED]) == {1}
    assert set(drawn.input_ids[drawn.action == RANDOM]) == {3, 4}
    assert set(drawn.input_ids[(drawn.action == KEPT) | ~chosen]) == {7}


def test_masking_can_insist_on_one() -> None:
    rng = np.random.default_rng(0)
    ids = np.array([[5, 6, 7]])
    maskable = np.array([[False, True, False]])
    drawn = draw_training_mask(ids, maskable, rate=0.0, mask_id=1, random_ids=np.array([3]), rng=rng, at_least_one=True)
    assert drawn.action[0].tolist()[0] == drawn.action[0].tolist()[2] == UNCHOSEN
    assert drawn.action[0, 1] != UNCHOSEN


def test_the_embedded_model_still_knows_what_its_card_says(embedded: LoadedModel) -> None:
    """A floor, not a benchmark: weights that were cut, mixed up or trained to pieces fail here."""
    for text, word in (
        ("She opened the [MASK] and went inside.", "door"),
        ("The president of the United [MASK] spoke to Congress.", "States"),
        ("He drank a cup of [MASK].", "tea"),
        ("The capital of France is [MASK].", "Paris"),
    ):
        tokens = tokenize(embedded, text)
        blank = int(np.flatnonzero(tokens.ids == embedded.tokenizer.mask_token_id)[0])
        best = top(predict(embedded, tokens, (blank,)), 3)
        assert word in [embedded.vocabulary.readable(index) for index in best.ids[0]], text
