"""Every family gives the same guarantees. The same tests run over all of them."""

import numpy as np
import pytest
import torch

from explain import tokens as tokens_module
from explain.engine.trace import head_scores, run
from explain.models import LoadedModel
from explain.text.tokens import tokenize
from tests.tiny import TEXT

PAIR = ("The cat who bit the dog barked.", "Yüz kişi yüz maskesi ile.")


def _plain_forward(loaded: LoadedModel, tokens: tokens_module.Tokens) -> torch.Tensor:
    encoded = loaded.tokenizer(*tokens.sentences, return_tensors="pt").to(loaded.device)
    accepted = {"input_ids", "attention_mask"} | ({"token_type_ids"} if "segments" in loaded.abilities else set())
    with torch.no_grad():
        return loaded.model(**{k: v for k, v in encoded.items() if k in accepted}).logits[0].cpu()


@pytest.mark.parametrize("text", [(TEXT[0],), (TEXT[2],), PAIR])
def test_logits_equal_the_plain_forward(tiny: LoadedModel, text: tuple[str, ...]) -> None:
    trace = run(tiny, tokenize(tiny, *text))
    expected = _plain_forward(tiny, trace.tokens).numpy()
    np.testing.assert_allclose(head_scores(tiny, trace.hidden[-1]), expected, atol=1e-5)


def test_attention_rows_sum_to_one(tiny: LoadedModel) -> None:
    trace = run(tiny, tokenize(tiny, *PAIR))
    layers, heads, rows, columns = trace.attention.shape
    assert (layers, heads) == (3, 4)
    assert rows == columns == len(trace.tokens)
    np.testing.assert_allclose(trace.attention.sum(-1), 1, atol=1e-5)


def test_attention_is_softmax_of_the_layers_own_query_and_key(tiny: LoadedModel) -> None:
    trace = run(tiny, tokenize(tiny, TEXT[2]))
    length = len(trace.tokens)
    for layer in range(3):
        with torch.no_grad():
            entering = torch.from_numpy(trace.hidden[layer].copy()).to(tiny.device)
            query, key = tiny.family.query_key(tiny.model, layer, entering)
        scores = (query @ key.transpose(1, 2) / query.shape[-1] ** 0.5).cpu()
        scores = scores.masked_fill(~tiny.family.reach(tiny.model, layer, length), float("-inf"))
        np.testing.assert_allclose(trace.attention[layer], scores.softmax(-1).numpy(), atol=1e-5)


def test_attention_is_not_flat(tiny: LoadedModel) -> None:
    """The tests above would also hold for a model that looks at all tokens alike."""
    trace = run(tiny, tokenize(tiny, TEXT[0]))
    assert trace.attention.max() > 3 / len(trace.tokens)


def test_trace_is_read_only(tiny: LoadedModel) -> None:
    trace = run(tiny, tokenize(tiny, TEXT[0]))
    with pytest.raises(ValueError, match="read-only"):
        trace.attention[0, 0, 0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        trace.hidden[0, 0, 0] = 1


def test_model_is_frozen_eager_and_in_evaluation_mode(tiny: LoadedModel) -> None:
    assert not tiny.model.training
    assert not any(parameter.requires_grad for parameter in tiny.model.parameters())
    assert tiny.model.config._attn_implementation == "eager"


def test_segments_reach_the_model(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, *PAIR)
    if "segments" in tiny.abilities:
        assert set(tokens.segments.tolist()) == {0, 1}
    else:
        assert set(tokens.segments.tolist()) == {0}
    assert {token.sentence for token in tokens} >= {0, 1}
