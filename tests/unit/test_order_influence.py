"""Influence is the norm of a Jacobian: against the whole Jacobian, written out, on models small enough for it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from explain.engine.trace import run
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.order.gru import GRU_FILE, GruModel, LoadedGru, embedded_gru, load_gru, save_gru
from explain.order.influence import Influence, by_gap, gru_influence, jacobian_norms, model_influence
from explain.recipe.gru import encode, held_out_texts, perplexity, train_gru
from explain.text.tokens import tokenize


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Steps this small wait for each other longer than they compute."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def gru() -> LoadedGru:
    return embedded_gru()


def test_norms_against_the_whole_jacobian(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, "The man ate.")
    ids = torch.from_numpy(tokens.ids)[None].to(tiny.device)
    inputs = {"attention_mask": torch.ones_like(ids)}
    body, word = tiny.family.body(tiny.model), tiny.family.embedding_layer(tiny.model).word

    def states(embedded: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = body(inputs_embeds=embedded[None], **inputs).last_hidden_state[0]
        return found

    start = word(ids)[0].detach()
    whole = torch.func.jacrev(states)(start).double().square().sum((1, 3)).sqrt().cpu().numpy()
    embedded = start.clone().requires_grad_()
    estimated = jacobian_norms(states(embedded), embedded, list(range(len(tokens))), probes=160)
    np.testing.assert_allclose(estimated, whole, rtol=0.25, atol=1e-6 * whole.max())
    assert np.abs(estimated / np.maximum(whole, 1e-9) - 1)[whole > 1e-6].mean() < 0.07
    measured = model_influence(tiny, tokens)
    again = jacobian_norms(states(embedded), embedded, measured.targets.tolist())
    np.testing.assert_allclose(measured.norms, again, rtol=1e-3, atol=1e-6 * whole.max())


def test_measuring_leaves_the_model_as_it_was(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, "The man ate.")
    before = run(tiny, tokens).hidden
    model_influence(tiny, tokens)
    assert all(parameter.grad is None and not parameter.requires_grad for parameter in tiny.model.parameters())
    np.testing.assert_array_equal(run(tiny, tokens).hidden, before)


def test_who_looks_back_only_is_not_reached_from_ahead(tiny_models: dict[str, LoadedModel]) -> None:
    text = "The cat who bit the dog barked."
    for measured in (
        model_influence(tiny_models["gpt2"], tokenize(tiny_models["gpt2"], text)),
        gru_influence((text,)),
    ):
        ahead = np.arange(len(measured.labels)) > measured.targets[:, None]
        assert measured.norms[ahead].max() == 0
        assert measured.norms[~ahead].min() > 0
    both = model_influence(tiny_models["bert"], tokenize(tiny_models["bert"], text))
    assert both.norms.min() > 0


def test_average_by_gap() -> None:
    norms = np.array([[9.0, 4.0, 1.0, 7.0, 9.0], [9.0, 1.0, 2.0, 5.0, 9.0]])
    special = np.array([True, False, False, False, True])
    measured = Influence(("c", "a", "b", "d", "s"), special, np.array([1, 3]), norms, 0.0)
    mean, count = by_gap(measured)
    np.testing.assert_allclose(mean, [4.5, 2.0, 1.0, np.nan, np.nan])
    assert count.tolist() == [2, 1, 1, 0, 0]
    mean, count = by_gap(measured, ahead=True)
    np.testing.assert_allclose(mean, [4.5, 1.0, 7.0, np.nan, np.nan])


def test_long_texts_are_asked_at_some_places() -> None:
    measured = gru_influence(("word and other " * 100,))
    assert len(measured.targets) == 4
    assert measured.targets[[0, -1]].tolist() == [1, len(measured.labels) - 2]


def test_too_few_words(embedded: LoadedModel) -> None:
    for text in ("[CLS] [SEP]", "word"):
        with pytest.raises(ExplainError) as caught:
            model_influence(embedded, tokenize(embedded, text))
        assert caught.value.code == "few_words"
    with pytest.raises(ExplainError):
        gru_influence(("word",))


def test_the_gru_that_ships(gru: LoadedGru) -> None:
    assert GRU_FILE.stat().st_size < 2_000_000
    assert gru.model.embedding.weight.shape == (8001, 64)
    assert (np.diff(gru.kept) > 0).all()
    known = gru.kept[[0, 17, -1]]
    assert gru.rows(known).tolist() == [0, 17, 7999]
    missing = np.setdiff1d(np.arange(28_996), gru.kept)[[0, 5, -1]]
    assert gru.rows(missing).tolist() == [8000] * 3
    # What the page says of it: measured again, on a part of the held-out sentences.
    part = encode(gru, held_out_texts()[::12])
    assert perplexity(gru.model, part) == pytest.approx(gru.facts["perplexity"], rel=0.12)
    assert gru.facts["perplexity"] < 0.5 * gru.facts["unigram_perplexity"]


def test_the_recipe_of_the_gru_learns() -> None:
    torch.manual_seed(0)
    model = GruModel(12)
    sequences = [np.arange(start, start + 8) % 11 for start in range(11)] * 150
    before = perplexity(model, sequences)
    train_gru(model, sequences)
    assert before > 8
    assert perplexity(model, sequences) < 2


def test_a_gru_is_saved_whole_or_not_at_all(gru: LoadedGru, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gru.safetensors"
    save_gru(gru.model, gru.kept, {"tokens": 5.0}, path)
    back = load_gru(path)
    assert back.facts == {"tokens": 5.0}
    for name, tensor in gru.model.state_dict().items():
        torch.testing.assert_close(back.model.state_dict()[name], tensor, atol=1e-3, rtol=1e-3)
    before = path.read_bytes()

    def full(_stored: object, target: str, **_: object) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("explain.order.gru.save_file", full)
    with pytest.raises(OSError, match="No space"):
        save_gru(gru.model, gru.kept, {}, path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
