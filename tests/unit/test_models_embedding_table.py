"""The embedding table, and the vectors of words out of it, checked against the model's own layer."""

import numpy as np
import pytest
import torch

from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.models.embedding_table import EmbeddingTable, one_hot_product, table_of, word_vector


@pytest.fixture(scope="module")
def table(embedded: LoadedModel) -> EmbeddingTable:
    return table_of(embedded)


def test_the_table_is_what_the_model_looks_up(tiny: LoadedModel) -> None:
    table = table_of(tiny)
    ids = [3, 7, 9]
    looked_up = tiny.model.get_input_embeddings()(torch.tensor(ids, device=tiny.device)).detach().cpu().numpy()
    np.testing.assert_array_equal(table.rows[ids], looked_up)
    np.testing.assert_allclose(table.lengths[ids], np.linalg.norm(looked_up, axis=1), rtol=1e-6)
    assert table.width == 32
    assert table.rows.shape[1] == (16 if tiny.family.embedding_layer(tiny.model).wider else 32)
    assert table.parameters == sum({p.data_ptr(): p.numel() for p in tiny.model.parameters()}.values())
    assert not set(table.usable) & tiny.vocabulary.special_ids


def test_real_sizes_and_no_copy(embedded: LoadedModel, table: EmbeddingTable) -> None:
    assert table.rows.shape == (28_996, 768)
    assert table.tied
    assert not table.rows.flags.writeable
    if embedded.device.type == "cpu":
        weight = embedded.model.get_input_embeddings().weight
        assert np.shares_memory(table.rows, weight.detach().numpy())
        assert table.nbytes < 1_000_000


def test_a_one_hot_vector_picks_a_row(table: EmbeddingTable) -> None:
    np.testing.assert_array_equal(one_hot_product(table, [0, 1103, 28_995]), table.rows[[0, 1103, 28_995]])


def test_words_of_one_and_of_several_pieces(embedded: LoadedModel, table: EmbeddingTable) -> None:
    one = word_vector(embedded, table, "king")
    assert one.pieces == ("king",)
    np.testing.assert_array_equal(one.vector, table.rows[one.ids[0]])
    several = word_vector(embedded, table, "unbelievable")
    assert several.pieces == ("un", "##believable")
    np.testing.assert_allclose(several.vector, table.rows[list(several.ids)].mean(axis=0, dtype=np.float64))
    assert word_vector(embedded, table, "##ing").pieces == ("##ing",)
    assert word_vector(embedded, table, "[MASK]").ids == (embedded.tokenizer.mask_token_id,)
    assert word_vector(embedded, table, "#1103").ids == (1103,)
    assert word_vector(embedded, table, "👍🏽").unknown
    assert not word_vector(embedded, table, "[UNK]").unknown


def test_words_are_read_as_in_running_text(tiny: LoadedModel) -> None:
    table = table_of(tiny)
    ids = word_vector(tiny, table, "dog").ids
    running = tiny.tokenizer("the dog", add_special_tokens=False)["input_ids"]
    alone = tiny.tokenizer("the", add_special_tokens=False)["input_ids"]
    assert list(ids) == running[len(alone) :]
    assert not word_vector(tiny, table, "dog").unknown


def test_rows_that_are_not_there(embedded: LoadedModel, table: EmbeddingTable) -> None:
    cases = (
        ("#28996", "unknown_row"),
        ("#99999999999999999999", "unknown_row"),
        ("\u200d", "unreadable_word"),
    )
    for typed, code in cases:
        with pytest.raises(ExplainError) as caught:
            word_vector(embedded, table, typed)
        assert caught.value.code == code, typed


def test_strange_words_have_a_vector(tiny: LoadedModel) -> None:
    table = table_of(tiny)
    for typed in ("\ud800", "İIıi", "</b>", "New York", "#x", "##", "Ġ"):
        vector = word_vector(tiny, table, typed).vector
        assert vector.shape == (table.rows.shape[1],)
        assert np.isfinite(vector).all()
