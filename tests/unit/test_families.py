"""Every family gives the same guarantees. The same tests run over all of them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from explain.attention.steps import entrance, step_by_step
from explain.engine.trace import Trace, head_scores, run
from explain.errors import ExplainError
from explain.models import FAMILIES, LoadedModel, Settings, families, load
from explain.order.learned_positions import RotaryFacts, embedding_sum, rotary_facts, rotary_of
from explain.order.position_codes import rotary
from explain.text.tokens import Tokens, tokenize
from tests.tiny import CONFIGS, TEXT, TOKENIZERS, save_tiny

HERE = Path(families.__file__).parent
PAIR = ("The cat who bit the dog barked.", "Yüz kişi yüz maskesi ile.")


def _plain_forward(loaded: LoadedModel, tokens: Tokens) -> torch.Tensor:
    encoded = loaded.tokenizer(*tokens.sentences, return_tensors="pt").to(loaded.device)
    accepted = {"input_ids", "attention_mask"} | ({"token_type_ids"} if "segments" in loaded.abilities else set())
    with torch.no_grad():
        logits: torch.Tensor = loaded.model(**{k: v for k, v in encoded.items() if k in accepted}).logits[0].cpu()
    return logits


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
    for layer in range(3):
        np.testing.assert_allclose(trace.attention[layer], _recomputed(tiny, trace, layer), atol=1e-5)


def _recomputed(loaded: LoadedModel, trace: Trace, layer: int) -> NDArray[np.float32]:
    """(H, T, T) softmax of what a family says of a layer."""
    family, model = loaded.family, loaded.model
    with torch.no_grad():
        entering = torch.from_numpy(trace.hidden[layer].copy()).to(loaded.device)
        query, key, _ = family.query_key_value(model, layer, entering)
        scores = query @ key.transpose(1, 2) * family.block(model, layer).scaling
        for term in family.score_terms(model, layer, query, key).values():
            scores = scores + term
    scores = scores.cpu().masked_fill(~family.reach(model, layer, len(trace.tokens)), float("-inf"))
    return scores.softmax(-1).numpy()


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


# One file a family


def test_every_file_is_a_family_of_that_name() -> None:
    files = {path.stem for path in HERE.glob("*.py")} - {"__init__", "base"}
    assert {name.replace("-", "_") for name in FAMILIES} == files


def test_every_family_has_a_small_model_for_these_tests() -> None:
    for name in FAMILIES:
        assert name in CONFIGS, f"tests/tiny.py: CONFIGS says nothing of {name}"
        assert name in TOKENIZERS, f"tests/tiny.py: TOKENIZERS says nothing of {name}"


def test_positions_are_as_the_abilities_say(tiny: LoadedModel) -> None:
    family, model = tiny.family, tiny.model
    assert (family.embedding_layer(model).position is not None) == ("positions:learned" in tiny.abilities)
    assert (family.rotary(model, 0, 4) is not None) == ("positions:rotary" in tiny.abilities)
    query = torch.ones(4, 3, 8)
    terms = family.score_terms(model, 0, query, query)
    assert bool(terms) == ("positions:relative" in tiny.abilities)
    assert all(term.shape == (4, 3, 3) for term in terms.values())
    assert any(name.startswith("positions:") for name in tiny.abilities)


def test_a_decoder_reads_from_left_to_right(tiny: LoadedModel) -> None:
    reach = tiny.family.reach(tiny.model, 1, 5)
    assert (not bool(reach.triu(1).any())) == ("causal" in tiny.abilities)


# What a config can change within a family. The usual kind runs in all tests above.

VARIANTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("deberta-v2", {"position_biased_input": True, "type_vocab_size": 2, "norm_rel_ebd": "none"}),
    ("deberta-v2", {"share_att_key": False, "pos_att_type": ["c2p"], "position_buckets": -1, "legacy": False}),
    ("deberta-v2", {"share_att_key": False, "pos_att_type": ["p2c"], "max_relative_positions": 12}),
    ("deberta-v2", {"relative_attention": False, "pos_att_type": None, "position_biased_input": True}),
    ("gpt_neox", {"use_parallel_residual": False, "attention_bias": False, "rotary_pct": 1.0}),
    ("llama", {"num_key_value_heads": 1, "attention_bias": True, "mlp_bias": True, "tie_word_embeddings": True}),
    ("llama", {"num_key_value_heads": 4, "head_dim": 16}),
    (
        "llama",
        {
            "rope_parameters": {
                "rope_type": "llama3",
                "rope_theta": 500.0,
                "factor": 4.0,
                "low_freq_factor": 1.0,
                "high_freq_factor": 4.0,
                "original_max_position_embeddings": 32,
            }
        },
    ),
    ("llama", {"rope_parameters": {"rope_type": "yarn", "rope_theta": 500.0, "factor": 4.0}}),
    ("gpt2", {"scale_attn_by_inverse_layer_idx": True, "activation_function": "relu"}),
    ("bert", {"hidden_act": "silu", "type_vocab_size": 1}),
    ("albert", {"num_hidden_groups": 3}),
    ("electra", {"embedding_size": 32}),
    ("mpnet", {"hidden_act": "relu"}),
    ("modernbert", {"norm_bias": True, "attention_bias": True, "mlp_bias": True}),
)


@pytest.mark.parametrize(("name", "changes"), VARIANTS, ids=lambda part: part if isinstance(part, str) else "")
def test_variants_of_a_family(name: str, changes: dict[str, Any], tmp_path: Path) -> None:
    save_tiny(name, tmp_path, **changes)
    loaded = load(str(tmp_path), Settings(device="cpu", folders=(tmp_path,)))
    trace = run(loaded, tokenize(loaded, *PAIR))
    expected = _plain_forward(loaded, trace.tokens).numpy()
    np.testing.assert_allclose(head_scores(loaded, trace.hidden[-1]), expected, atol=1e-5)
    for layer in range(3):
        np.testing.assert_allclose(trace.attention[layer], _recomputed(loaded, trace, layer), atol=1e-5)
        assert step_by_step(loaded, trace.tokens, layer, 3, 4).worst < 1e-5
    assert entrance(loaded, trace.tokens, 2).difference < 1e-5


def test_abilities_that_a_config_decides(tmp_path: Path) -> None:
    def abilities(name: str, **changes: Any) -> frozenset[str]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        save_tiny(name, folder, **changes)
        return load(str(folder), Settings(device="cpu", folders=(folder,))).abilities

    both = abilities("deberta-v2", position_biased_input=True, type_vocab_size=2)
    assert both == {"masked", "segments", "positions:learned", "positions:relative"}
    table = abilities("deberta-v2", position_biased_input=True, relative_attention=False)
    assert table == {"masked", "positions:learned"}
    assert "segments" not in abilities("bert", type_vocab_size=1)


@pytest.mark.parametrize("changes", [{"conv_kernel_size": 3}, {"embedding_size": 16}])
def test_what_cannot_be_shown_is_said(changes: dict[str, Any], tmp_path: Path) -> None:
    save_tiny("deberta-v2", tmp_path, **changes)
    with pytest.raises(ExplainError) as caught:
        load(str(tmp_path), Settings(device="cpu", folders=(tmp_path,)))
    assert caught.value.code == "unshown_setting"
    assert caught.value.values["setting"] == "{}: {}".format(*next(iter(changes.items())))


def test_stretched_angles_are_named(tiny_models: dict[str, LoadedModel], tmp_path: Path) -> None:
    assert tiny_models["llama"].family.rotary_scaling(tiny_models["llama"].model, 0) is None
    save_tiny("llama", tmp_path, rope_parameters={"rope_type": "linear", "rope_theta": 500.0, "factor": 2.0})
    loaded = load(str(tmp_path), Settings(device="cpu", folders=(tmp_path,)))
    assert loaded.family.rotary_scaling(loaded.model, 0) == "linear"


@pytest.mark.parametrize(("name", "turned"), [("llama", 8), ("gpt_neox", 4)])
def test_rotary_angles_are_those_of_the_paper(tiny_models: dict[str, LoadedModel], name: str, turned: int) -> None:
    loaded = tiny_models[name]
    base = loaded.model.config.rope_parameters["rope_theta"]
    for layer in range(3):
        for found, expected in zip(rotary_of(loaded, layer, 30), rotary(30, turned, base), strict=True):
            np.testing.assert_allclose(found, expected, atol=1e-5)
        assert rotary_facts(loaded, layer) == RotaryFacts(turned, 8, None)


@pytest.mark.parametrize("name", ["roberta", "xlm-roberta", "mpnet"])
def test_typed_padding_gets_the_place_that_the_family_gives_it(tiny_models: dict[str, LoadedModel], name: str) -> None:
    loaded = tiny_models[name]
    tokens = tokenize(loaded, "The man <pad> ate.")
    assert loaded.tokenizer.pad_token_id in tokens.ids
    assert entrance(loaded, tokens, len(tokens) - 1).difference < 1e-5
    assert embedding_sum(loaded, tokens).rows.min() == -1


def test_heads_that_share_keys(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["llama"]
    entering = torch.from_numpy(run(loaded, tokenize(loaded, TEXT[0])).hidden[1].copy()).to(loaded.device)
    query, key, value = loaded.family.query_key_value(loaded.model, 1, entering)
    for shared in (key, value):
        assert torch.equal(shared[0], shared[1])
        assert torch.equal(shared[2], shared[3])
        assert not torch.allclose(shared[1], shared[2])
    assert not torch.allclose(query[0], query[1])
