"""Influence is the norm of a Jacobian: against the whole Jacobian, written out, on models small enough for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from explain.engine.trace import run
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.order.gru import GRU_FILE, GruModel, LoadedGru, embedded_gru, load_gru, save_gru
from explain.order.influence import (
    PROBES,
    SEED,
    Influence,
    by_gap,
    gru_influence,
    gru_jacobian_norms,
    model_influence,
    probed_squares,
)
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


def _model_states(loaded: LoadedModel, text: str) -> tuple[Callable[[torch.Tensor], torch.Tensor], torch.Tensor]:
    """What makes states (T, S) of embeddings (T, E), and the embeddings of a text."""
    ids = torch.from_numpy(tokenize(loaded, text).ids)[None].to(loaded.device)
    inputs = {"attention_mask": torch.ones_like(ids)}
    body, word = loaded.family.body(loaded.model), loaded.family.embedding_layer(loaded.model).word

    def states(embedded: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = body(inputs_embeds=embedded[None], **inputs).last_hidden_state[0]
        return found

    return states, word(ids)[0].detach()


def _whole(states: Callable[[torch.Tensor], torch.Tensor], start: torch.Tensor) -> np.ndarray:
    """(T, T) norms of the whole Jacobian, written out."""
    found: np.ndarray = torch.func.jacrev(states)(start).double().square().sum((1, 3)).sqrt().cpu().numpy()
    return found


def test_norms_against_the_whole_jacobian(tiny: LoadedModel) -> None:
    states, start = _model_states(tiny, "The man ate.")
    whole = _whole(states, start)
    embedded = start.clone().requires_grad_()
    many = np.sqrt(probed_squares(states(embedded), embedded, list(range(len(start))), probes=160).mean(1))
    np.testing.assert_allclose(many, whole, rtol=0.25, atol=1e-6 * whole.max())
    assert np.abs(many / np.maximum(whole, 1e-9) - 1)[whole > 1e-6].mean() < 0.07
    measured = model_influence(tiny, tokenize(tiny, "The man ate."))
    again = probed_squares(states(embedded), embedded, measured.targets.tolist(), probes=PROBES, seed=SEED)
    np.testing.assert_allclose(measured.norms, np.sqrt(again.mean(1)), rtol=1e-3, atol=1e-6 * whole.max())
    assert not measured.exact


def test_standard_errors_are_as_large_as_the_errors(tiny_models: dict[str, LoadedModel]) -> None:
    """Drawn again and again, an estimate is off from the truth by about what its standard error says."""
    for family in ("bert", "gpt2"):
        loaded = tiny_models[family]
        text = "The cat who bit the dog barked at the man."
        states, start = _model_states(loaded, text)
        truth = _whole(states, start)
        embedded = start.clone().requires_grad_()
        output = states(embedded)
        tokens = tokenize(loaded, text)
        targets = np.flatnonzero(~tokens.special)
        exact = by_gap(Influence(tokens.labels, tokens.special, targets, truth[targets][:, None] ** 2, 0.0))
        single, curve = [], []
        for seed in range(60):
            squares = probed_squares(output, embedded, targets.tolist(), probes=8, seed=seed)
            one = Influence(tokens.labels, tokens.special, targets, squares, 0.0)
            seen = truth[targets] > 1e-6
            single.append(((one.norms - truth[targets]) / np.maximum(one.errors, 1e-12))[seen])
            averaged = by_gap(one)
            drawn = (averaged.pairs >= 3) & (np.arange(len(tokens)) > 0)
            curve.append((averaged.relative - exact.relative)[drawn] / averaged.relative_error[drawn])
        # Measured in standard errors, eight probes scatter a little wider than a normal distribution does.
        assert 0.8 < np.median(np.abs(np.concatenate(single))) / 0.674 < 1.35, family
        assert 0.8 < np.median(np.abs(np.concatenate(curve))) / 0.674 < 1.35, family


def test_the_gru_is_exact(gru: LoadedGru) -> None:
    for text in ("The man ate.", "Dogs and cats, who slept, saw a bird near the old river."):
        ids = np.array(gru.tokenizer(text)["input_ids"])
        start = gru.model.embedding(torch.from_numpy(gru.rows(ids))).detach()
        whole = np.zeros((len(ids), len(ids)))
        embedded = start.clone().requires_grad_()
        states = gru.model.states(embedded[None])[0]
        # Every row of the Jacobian by the library's own gradient, one state and one of its numbers after the other.
        for target in range(len(ids)):
            rows = [torch.autograd.grad(states[target, at], embedded, retain_graph=True)[0] for at in range(256)]
            whole[target] = torch.stack(rows).double().square().sum((0, 2)).sqrt().numpy()
        np.testing.assert_allclose(
            gru_jacobian_norms(gru.model, start, list(range(len(ids)))), whole, rtol=1e-4, atol=1e-5
        )
        measured = gru_influence((text,))
        np.testing.assert_allclose(measured.norms, whole[measured.targets], rtol=1e-4, atol=1e-5)
        assert measured.exact
        assert not measured.errors.any()
        assert not np.nan_to_num(by_gap(measured).relative_error).any()


def test_a_small_gru_by_hand() -> None:
    """Of any weights, and asked for targets in any order."""
    torch.manual_seed(5)
    model = GruModel(7).requires_grad_(False)
    start = torch.randn(6, 64)
    whole = torch.func.jacrev(lambda read: model.states(read[None])[0])(start).square().sum((1, 3)).sqrt()
    for targets in ([5, 0, 3], [2], list(range(6))):
        np.testing.assert_allclose(gru_jacobian_norms(model, start, targets), whole[targets], rtol=1e-4, atol=1e-6)


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
    measured = Influence(("c", "a", "b", "d", "s"), special, np.array([1, 3]), norms[:, None] ** 2, 0.0)
    found = by_gap(measured)
    np.testing.assert_allclose(found.mean, [4.5, 2.0, 1.0, np.nan, np.nan])
    np.testing.assert_allclose(found.relative, found.mean / 4.5)
    assert found.pairs.tolist() == [2, 1, 1, 0, 0]
    np.testing.assert_array_equal(found.error, [0, 0, 0, np.nan, np.nan])
    found = by_gap(measured, ahead=True)
    np.testing.assert_allclose(found.mean, [4.5, 1.0, 7.0, np.nan, np.nan])


def test_errors_by_hand() -> None:
    # Two probes say 9 and 16 of one pair: the mean square is 12.5, its standard error 3.5.
    special = np.array([False, False])
    squares = np.array([[[9.0, 1.0], [16.0, 1.0]], [[4.0, 25.0], [4.0, 25.0]]])
    measured = Influence(("a", "b"), special, np.array([0, 1]), squares, 0.0)
    np.testing.assert_allclose(measured.norms, [[12.5**0.5, 1], [2, 5]])
    np.testing.assert_allclose(measured.errors, [[3.5 / (2 * 12.5**0.5), 0], [0, 0]])
    found = by_gap(measured)
    np.testing.assert_allclose(found.error, [3.5 / (2 * 12.5**0.5) / 2, 0])
    np.testing.assert_allclose(found.relative_error, [0, found.relative[1] / found.mean[0] * found.error[0]])
    assert not measured.exact


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
