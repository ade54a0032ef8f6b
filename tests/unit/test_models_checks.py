"""Folders that people really bring: whatever is the matter with one is said once, on loading, and what to do."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import (
    AutoConfig,
    AutoModelForQuestionAnswering,
    AutoModelForTokenClassification,
    AutoTokenizer,
    BertConfig,
    BertLMHeadModel,
    PreTrainedTokenizerFast,
)

from explain.content import say
from explain.engine.trace import run
from explain.errors import ExplainError
from explain.models import FAMILIES, LoadedModel, Settings, load
from explain.text.tokens import tokenize
from tests.tiny import FAMILY_NAMES, save_classifier, save_tiny

PAIR = ("The cat who bit the dog barked.", "The man sneezed.")
TABLES = "encoder.layer.{}.attention.self.distance_embedding.weight"


def _load(folder: Path) -> LoadedModel:
    return load(str(folder), Settings(device="cpu", folders=(folder,)))


def _problem(folder: Path) -> ExplainError:
    with pytest.raises(ExplainError) as caught:
        _load(folder)
    return caught.value


def _edit(folder: Path, file: str = "config.json", **changes: object) -> None:
    path = folder / file
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def _reweigh(folder: Path, change: Callable[[dict[str, torch.Tensor]], None]) -> None:
    state = load_file(folder / "model.safetensors")
    change(state)
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})


@pytest.fixture
def bert(tiny_folders: dict[str, Path], tmp_path: Path) -> Path:
    """A folder of its own, all in order."""
    return Path(shutil.copytree(tiny_folders["bert"], tmp_path / "bert"))


# What is in the folder


def _shards(folder: Path) -> None:
    """The same weights in two files, and the second one lost."""
    state = load_file(folder / "model.safetensors")
    half, names = len(state) // 2, sorted(state)
    where = {name: f"model-{1 + (at >= half):05}-of-00002.safetensors" for at, name in enumerate(names)}
    first = {name: state[name] for name in names[:half]}
    save_file(first, folder / "model-00001-of-00002.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": where}))
    (folder / "model.safetensors").unlink()


def _only(folder: Path, file: str) -> None:
    """Weights in another format alone; what is in there is not looked at."""
    (folder / "model.safetensors").unlink()
    (folder / file).write_bytes(b"not opened")


def _into(folder: Path, *inner: str) -> None:
    """The whole model in one or several folders inside."""
    files = list(folder.iterdir())
    for name in inner:
        shutil.copytree(folder, folder.with_name("copy"))
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        folder.with_name("copy").rename(folder / name)
        for other in inner:
            shutil.rmtree(folder / name / other.split("/")[0], ignore_errors=True)
    for file in files:
        file.unlink()


def _sentence_folder(folder: Path, inner: str, root: dict[str, str] | None) -> None:
    _into(folder, inner)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text("{}")
    kind = "sentence_transformers.models.Transformer"
    (folder / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "path": inner, "type": kind}]))
    if root is not None:
        (folder / "config.json").write_text(json.dumps(root))


def _no_tokenizer(folder: Path, *instead: str) -> None:
    (folder / "tokenizer.json").unlink()
    for file in instead:
        (folder / file).write_bytes(b"\x0a\x05<unk>")


def _pointer(folder: Path, file: str) -> None:
    (folder / file).write_text("version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 440449768\n")


def _cut(folder: Path, file: str, keep: int) -> None:
    (folder / file).write_bytes((folder / file).read_bytes()[:keep])


def _emptied(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _instead(folder: Path, file: str, text: str) -> None:
    """That file alone."""
    _emptied(folder)
    (folder / file).write_text(text)


# What is done to a good folder, the message, and what it must name.
FOLDERS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "gone": (shutil.rmtree, "no_folder", "bert"),
    "empty": (_emptied, "empty_folder", "config.json"),
    "of something else": (lambda f: _instead(f, "notes.md", "x"), "empty_folder", "bert"),
    "no config": (lambda f: (f / "config.json").unlink(), "no_config", "model.safetensors"),
    "only a gguf": (lambda f: _instead(f, "m.Q4.gguf", "GGUF"), "no_config", "m.Q4.gguf"),
    "damaged config": (lambda f: (f / "config.json").write_text("{"), "bad_json", "config.json"),
    "a list for a config": (lambda f: (f / "config.json").write_text("[1]"), "bad_json", "config.json"),
    "config in another code": (lambda f: (f / "config.json").write_bytes(b"\xff\xfe{\x00}"), "bad_json", "config.json"),
    "damaged tokenizer": (lambda f: _cut(f, "tokenizer.json", 200), "bad_json", "tokenizer.json"),
    "no model_type": (lambda f: (f / "config.json").write_text('{"hidden_size": 32}'), "no_model_type", "model_type"),
    "another family": (lambda f: _edit(f, model_type="bloom"), "unknown_family", "bloom"),
    "a family of nobody": (lambda f: _edit(f, model_type="evil"), "unknown_family", "evil"),
    "pointer to weights": (lambda f: _pointer(f, "model.safetensors"), "git_pointer", "model.safetensors"),
    "pointer to the tokenizer": (lambda f: _pointer(f, "tokenizer.json"), "git_pointer", "git lfs pull"),
    "adapter": (
        lambda f: _instead(f, "adapter_config.json", '{"base_model_name_or_path": "some/base"}'),
        "adapter_folder",
        "some/base",
    ),
    "adapter beside a model": (
        lambda f: (f / "adapter_config.json").write_text('{"peft_type": "LORA"}'),
        "adapter_folder",
        "merge_and_unload",
    ),
    "parent of checkpoints": (
        lambda f: _into(f, "checkpoint-1000", "checkpoint-500"),
        "parent_folder",
        "checkpoint-1000, checkpoint-500",
    ),
    "parent of one": (lambda f: _into(f, "final"), "parent_folder", "final"),
    "the hub's cache": (lambda f: _into(f, "snapshots/0123abcd"), "parent_folder", "snapshots/0123abcd"),
    "old sentence-transformers": (
        lambda f: _sentence_folder(f, "0_Transformer", {"__version__": "1.0.0"}),
        "sentence_folder",
        "bert/0_Transformer",
    ),
    "older sentence-transformers": (lambda f: _sentence_folder(f, "0_BERT", None), "sentence_folder", "bert/0_BERT"),
    "pickled weights": (lambda f: _only(f, "pytorch_model.bin"), "other_weights", "pytorch_model.bin"),
    "pickled shards": (
        lambda f: _only(f, "pytorch_model.bin.index.json"),
        "other_weights",
        "pytorch_model.bin.index.json",
    ),
    "TensorFlow": (lambda f: _only(f, "tf_model.h5"), "other_weights", "tf_model.h5"),
    "Flax": (lambda f: _only(f, "flax_model.msgpack"), "other_weights", "flax_model.msgpack"),
    "a checkpoint by hand": (lambda f: _only(f, "best.pt"), "other_weights", "save_pretrained"),
    "no weights": (lambda f: (f / "model.safetensors").unlink(), "no_weights", "config.json"),
    "only what a trainer leaves": (lambda f: _only(f, "training_args.bin"), "no_weights", "model.safetensors"),
    "weights under another name": (
        lambda f: (f / "model.safetensors").rename(f / "model.fp16.safetensors"),
        "no_weights",
        "model.fp16.safetensors",
    ),
    "a lost shard": (_shards, "missing_shards", "model-00002-of-00002.safetensors"),
    "weights cut off": (lambda f: _cut(f, "model.safetensors", 9_000), "cut_weights", "model.safetensors"),
    "empty weights": (lambda f: _cut(f, "model.safetensors", 0), "cut_weights", "model.safetensors"),
    "weights of a web page": (
        lambda f: (f / "model.safetensors").write_text("<!doctype html>" + "x" * 500),
        "cut_weights",
        "model.safetensors",
    ),
    "only spiece.model": (lambda f: _no_tokenizer(f, "spiece.model"), "slow_tokenizer", "spiece.model"),
    "only sentencepiece.bpe.model": (
        lambda f: _no_tokenizer(f, "sentencepiece.bpe.model"),
        "slow_tokenizer",
        "sentencepiece.bpe.model",
    ),
    "no tokenizer": (_no_tokenizer, "no_tokenizer", "tokenizer.json"),
    "merges without a vocabulary": (lambda f: _no_tokenizer(f, "merges.txt"), "no_tokenizer", "tokenizer.json"),
}


@pytest.mark.parametrize(("spoil", "code", "named"), FOLDERS.values(), ids=FOLDERS)
def test_folders_that_are_no_model(spoil: Callable[[Path], object], code: str, named: str, bert: Path) -> None:
    assert _load(bert)
    spoil(bert)
    problem = _problem(bert)
    assert problem.code == code
    for language in ("en", "tr"):
        said = say(language, f"error.{code}", **problem.values)
        assert named in said, (language, said)
        assert str(bert) in said, (language, said)


def test_a_file_is_no_folder(bert: Path) -> None:
    problem = _problem(bert / "model.safetensors")
    assert problem.code == "not_a_folder"
    assert problem.values["folder"] == str(bert)


def test_messages_name_no_file_that_is_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / "salaries.xlsx").write_text("x")
    (tmp_path / "a.json").write_text("{}")
    problem = _problem(tmp_path)
    assert problem.code == "no_config"
    assert problem.values["found"] == "a.json"


def test_weights_in_several_files_are_fine(bert: Path) -> None:
    state = load_file(bert / "model.safetensors")
    _shards(bert)
    index = json.loads((bert / "model.safetensors.index.json").read_text())["weight_map"]
    second = {name: state[name] for name, file in index.items() if file.startswith("model-00002")}
    save_file(second, bert / "model-00002-of-00002.safetensors", metadata={"format": "pt"})
    assert "masked" in _load(bert).abilities


def test_a_vocabulary_as_a_list_of_lines_is_fine(bert: Path) -> None:
    entries = AutoTokenizer.from_pretrained(bert).get_vocab()
    (bert / "tokenizer.json").unlink()
    (bert / "vocab.txt").write_text("\n".join(sorted(entries, key=entries.__getitem__)))
    (bert / "tokenizer_config.json").write_text('{"tokenizer_class": "BertTokenizer", "do_lower_case": false}')
    loaded = _load(bert)
    assert len(loaded.vocabulary.pieces) == len(entries)
    assert loaded.tokenizer.get_vocab() == entries


def test_what_the_library_says_is_in_the_log_and_not_the_message(bert: Path, caplog: pytest.LogCaptureFixture) -> None:
    _edit(bert, hidden_size="wide")
    problem = _problem(bert)
    assert problem.code == "broken_model"
    assert problem.values == {"model": str(bert), "file": "config.json"}
    assert "hidden_size" in caplog.text


# What config.json says

SETTINGS: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "relative_key": ("bert", {"position_embedding_type": "relative_key"}, "unshown_setting", "relative_key"),
    "relative_key_query": (
        "electra",
        {"position_embedding_type": "relative_key_query"},
        "unshown_setting",
        "key_query",
    ),
    "relative_key of RoBERTa": (
        "roberta",
        {"position_embedding_type": "relative_key"},
        "unshown_setting",
        "relative_key",
    ),
    "decoder": ("bert", {"is_decoder": True}, "unshown_setting", "is_decoder"),
    "decoder of RoBERTa": ("roberta", {"is_decoder": True}, "unshown_setting", "is_decoder"),
    "decoder of ELECTRA": ("electra", {"is_decoder": True}, "unshown_setting", "is_decoder"),
    "two texts": ("bert", {"is_decoder": True, "add_cross_attention": True}, "unshown_setting", "add_cross_attention"),
    "two texts of GPT-2": ("gpt2", {"add_cross_attention": True}, "unshown_setting", "add_cross_attention"),
    "inner_group_num": ("albert", {"inner_group_num": 2}, "unshown_setting", "inner_group_num: 2"),
    "8 bits": ("bert", {"quantization_config": {"quant_method": "bitsandbytes"}}, "quantized", "bitsandbytes"),
    "4 bits": ("llama", {"quantization_config": {"quant_method": "gptq", "bits": 4}}, "quantized", "gptq"),
    "no layer": ("bert", {"num_hidden_layers": 0}, "impossible_setting", "num_hidden_layers: 0"),
    "no layer of GPT-2": ("gpt2", {"n_layer": 0}, "impossible_setting", "num_hidden_layers: 0"),
    "5 heads for 32": ("bert", {"num_attention_heads": 5}, "impossible_setting", "num_attention_heads: 5"),
    "no padding": ("roberta", {"pad_token_id": None}, "padding_id", "null"),
    "no padding, XLM": ("xlm-roberta", {"pad_token_id": None}, "padding_id", "null"),
    "padding outside": ("bert", {"pad_token_id": 9_999}, "padding_id", "9999"),
    "padding beyond the places": ("roberta", {"pad_token_id": 98}, "padding_id", "98"),
    "other size": ("bert", {"vocab_size": 12}, "other_sizes", "12 × 32"),
    "other width": ("gpt2", {"n_embd": 64}, "other_sizes", "192"),
    "more layers than weights": ("bert", {"num_hidden_layers": 4}, "missing_weights", "encoder.layer.3"),
    "fewer layers than weights": ("bert", {"num_hidden_layers": 2}, "unused_weights", "encoder.layer.2"),
    "fewer layers of GPT-2": ("gpt2", {"n_layer": 2}, "unused_weights", "h.2."),
    "fewer layers of Llama": ("llama", {"num_hidden_layers": 1}, "unused_weights", "layers.1."),
    "fewer layers of ModernBERT": (
        "modernbert",
        {"num_hidden_layers": 2, "layer_types": None},
        "unused_weights",
        "layers.2.",
    ),
}


@pytest.mark.parametrize(("family", "changes", "code", "named"), SETTINGS.values(), ids=SETTINGS)
def test_configs_that_would_describe_another_model(
    family: str, changes: dict[str, Any], code: str, named: str, tiny_folders: dict[str, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_folders[family], tmp_path / "m"))
    _edit(folder, **changes)
    problem = _problem(folder)
    assert problem.code == code
    for language in ("en", "tr"):
        assert named in say(language, f"error.{code}", **problem.values)


@pytest.mark.parametrize("family", FAMILY_NAMES)
def test_no_padding_id_is_no_matter_where_nothing_is_counted_from_it(
    family: str, tiny_folders: dict[str, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_folders[family], tmp_path / "m"))
    _edit(folder, pad_token_id=None)
    if FAMILIES[family].counts_from_padding:
        assert _problem(folder).code == "padding_id"
    else:
        loaded = _load(folder)
        assert np.isfinite(run(loaded, tokenize(loaded, *PAIR)).hidden).all()


@pytest.mark.parametrize("family", ["albert", "bert", "electra", "deberta-v2"])
def test_one_segment_and_a_pair(family: str, tmp_path: Path) -> None:
    """The tokenizer says 1 for sentence B, and there is no such row."""
    loaded = _load(save_tiny(family, tmp_path, type_vocab_size=1))
    tokens = tokenize(loaded, *PAIR)
    assert "segments" not in loaded.abilities
    assert set(tokens.segments.tolist()) == {0}
    assert np.isfinite(run(loaded, tokens).hidden).all()


# Weights


@pytest.mark.parametrize("prefix", ["bert.", ""])
def test_tables_of_distances_that_config_does_not_mention(prefix: str, bert: Path) -> None:
    """Saved with the head or without it. The library of today would leave them out and warn."""

    def add(state: dict[str, torch.Tensor]) -> None:
        if not prefix:
            for key in list(state):
                weights = state.pop(key)
                if key.startswith("bert."):
                    state[key.removeprefix("bert.")] = weights
        for layer in range(3):
            state[prefix + TABLES.format(layer)] = torch.ones(191, 8)

    _reweigh(bert, add)
    problem = _problem(bert)
    assert problem.code == "unused_weights"
    assert "distance_embedding" in str(problem.values["found"])
    assert problem.values["family"] == "bert"


def test_other_weights_of_a_body_that_nothing_uses(tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    for family, key in (
        ("gpt2", "transformer.h.0.attn.c_attn.lora_A.weight"),
        ("roberta", "roberta.encoder.layer.1.crossattention.self.query.weight"),
        ("llama", "model.layers.0.self_attn.q_norm.weight"),
        ("distilbert", "distilbert.transformer.layer.0.adapter.down.weight"),
    ):
        folder = Path(shutil.copytree(tiny_folders[family], tmp_path / family))
        _reweigh(folder, lambda state, key=key: state.update({key: torch.ones(8, 8)}))  # type: ignore[misc]
        assert _problem(folder).code == "unused_weights", family
        assert key in str(_problem(folder).values["found"]), family


def test_heads_poolers_and_constants_may_be_there(tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    for family, extra in (
        ("bert", {"bert.pooler.dense.weight": (32, 32), "cls.seq_relationship.weight": (2, 32)}),
        ("bert", {"bert.embeddings.position_ids": (1, 96)}),
        ("gpt2", {"transformer.h.0.attn.bias": (1, 1, 96, 96), "transformer.h.0.attn.masked_bias": (1,)}),
        ("llama", {"model.layers.0.self_attn.rotary_emb.inv_freq": (4,)}),
        ("gpt_neox", {"gpt_neox.layers.0.attention.bias": (1, 1, 96, 96)}),
    ):
        folder = Path(shutil.copytree(tiny_folders[family], tmp_path / str(len(list(tmp_path.iterdir())))))
        more = {key: torch.ones(shape) for key, shape in extra.items()}
        _reweigh(folder, lambda state, more=more: state.update(more))  # type: ignore[misc]
        assert _load(folder).abilities & {"masked", "causal"}, extra


def test_weights_that_are_missing_or_no_numbers(bert: Path) -> None:
    key = "bert.encoder.layer.1.attention.self.query.weight"
    good = load_file(bert / "model.safetensors")
    for value in (float("nan"), float("inf"), float("-inf")):
        spoiled = {name: weights.clone() for name, weights in good.items()}
        spoiled[key][3, 4] = value
        save_file(spoiled, bert / "model.safetensors", metadata={"format": "pt"})
        problem = _problem(bert)
        assert (problem.code, problem.values["found"]) == ("not_finite", key), value
    save_file(
        {name: w for name, w in good.items() if name != key}, bert / "model.safetensors", metadata={"format": "pt"}
    )
    problem = _problem(bert)
    assert (problem.code, problem.values["found"]) == ("missing_weights", key)


def test_numbers_that_overflow_are_found_by_trying(bert: Path) -> None:
    def enlarge(state: dict[str, torch.Tensor]) -> None:
        state["bert.encoder.layer.0.intermediate.dense.weight"].fill_(3e38)

    _reweigh(bert, enlarge)
    assert _problem(bert).code == "does_not_run"


def test_an_architecture_that_the_family_file_does_not_know(bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library does differently, attention computed from the parts must be the model's own."""
    monkeypatch.setattr(type(FAMILIES["bert"]), "check", lambda *_: None)
    _edit(bert, is_decoder=True)
    problem = _problem(bert)
    assert (problem.code, problem.values["layer"]) == ("other_attention", 1)


# Tokenizers


def test_a_tokenizer_larger_than_the_table(tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    for family in ("bert", "roberta", "gpt2", "xlm-roberta"):
        folder = Path(shutil.copytree(tiny_folders[family], tmp_path / family))
        rows = len(load_file(folder / "model.safetensors")[_table(folder)])
        tokenizer = AutoTokenizer.from_pretrained(folder)
        tokenizer.add_tokens(["kitten", "puppy"])
        tokenizer.save_pretrained(folder)
        problem = _problem(folder)
        assert problem.code == "large_tokenizer", family
        assert (problem.values["entries"], problem.values["rows"]) == (rows + 2, rows), family


def test_a_padding_token_without_a_row(tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    """As many add one to GPT-2, and forget the table."""
    folder = Path(shutil.copytree(tiny_folders["gpt2"], tmp_path / "m"))
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_special_tokens({"pad_token": "[PAD]"})
    tokenizer.save_pretrained(folder)
    assert _problem(folder).code == "large_tokenizer"


def _table(folder: Path) -> str:
    names = ("word_embeddings.weight", "wte.weight")
    return str(next(key for key in load_file(folder / "model.safetensors") if key.endswith(names)))


def test_a_tokenizer_smaller_than_the_table(tmp_path: Path) -> None:
    entries = len(AutoTokenizer.from_pretrained(save_tiny("bert", tmp_path / "whole")))
    problem = _problem(save_tiny("bert", tmp_path / "other", vocab_size=entries + 129))
    assert problem.code == "small_tokenizer"
    assert (problem.values["entries"], problem.values["rows"]) == (entries, entries + 129)
    # Tables are rounded up by as much: the rows are there, and are called by their numbers.
    loaded = _load(save_tiny("bert", tmp_path / "rounded", vocab_size=entries + 128))
    assert loaded.vocabulary.readable(entries + 127) == f"#{entries + 127}"
    assert np.isfinite(run(loaded, tokenize(loaded, *PAIR)).hidden).all()


def test_a_tokenizer_that_fails_at_a_sentence(bert: Path) -> None:
    entries = {"[CLS]": 0, "[SEP]": 1} | {f"a{at}": at for at in range(2, 150)}
    read = Tokenizer(models.WordPiece(entries, unk_token="[UNK]"))
    read.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=read, cls_token="[CLS]", sep_token="[SEP]").save_pretrained(bert)
    assert _problem(bert).code == "broken_tokenizer"


def test_a_tokenizer_of_another_script_is_fine(bert: Path) -> None:
    """It drops every letter of English, where there is no entry for the unknown."""
    signs = {chr(ord("А") + at): at for at in range(64)}
    read = Tokenizer(models.BPE(vocab=signs, merges=[]))
    PreTrainedTokenizerFast(tokenizer_object=read).save_pretrained(bert)
    loaded = _load(bert)
    assert not len(loaded.tokenizer("The cat.")["input_ids"])
    assert len(tokenize(loaded, "кошка")) == 5


def test_a_tokenizer_of_special_tokens_alone(bert: Path) -> None:
    """What the library makes up where there are no files for the class that tokenizer_config.json names."""
    (bert / "tokenizer.json").unlink()
    (bert / "vocab.json").write_text("{}")
    (bert / "merges.txt").write_text("#version: 0.2\n")
    (bert / "tokenizer_config.json").write_text('{"tokenizer_class": "BertTokenizer"}')
    assert _problem(bert).code == "no_tokenizer"


def test_too_few_places_for_a_word(tmp_path: Path) -> None:
    problem = _problem(save_tiny("bert", tmp_path / "two", max_position_embeddings=2))
    assert (problem.code, problem.values["limit"]) == ("few_places", 2)
    assert _load(save_tiny("bert", tmp_path / "three", max_position_embeddings=3)).limit == 3


# Heads


@pytest.mark.parametrize("family", ["bert", "roberta", "gpt2", "distilbert"])
def test_heads_for_other_tasks_predict_no_words(family: str, tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    """GPT-2 would otherwise multiply with its embedding table once more, which nobody trained it to do."""
    for number, auto in enumerate((AutoModelForTokenClassification, AutoModelForQuestionAnswering)):
        folder = Path(shutil.copytree(tiny_folders[family], tmp_path / str(number)))
        auto.from_config(AutoConfig.from_pretrained(folder)).save_pretrained(folder)
        assert not _load(folder).abilities & {"masked", "causal", "labels"}, auto


@pytest.mark.parametrize("family", FAMILY_NAMES)
def test_classifiers_of_every_family(family: str, tmp_path: Path) -> None:
    loaded = _load(save_classifier(family, tmp_path / "whole", num_labels=2))
    assert "labels" in loaded.abilities
    assert not loaded.abilities & {"masked", "causal"}
    # Without the name of its class it could be anything, but no model that predicts words.
    _edit(tmp_path / "whole", architectures=None)
    assert not _load(tmp_path / "whole").abilities & {"masked", "causal", "labels"}


def test_a_bert_that_was_saved_as_a_decoder(bert: Path) -> None:
    config = BertConfig.from_pretrained(bert, is_decoder=True)
    BertLMHeadModel(config).save_pretrained(bert)
    assert _problem(bert).code == "unshown_setting"


# Messages

_SENTENCES = re.compile(r"\b(You|Please|Error|Unrecognized|Couldn't|no file named)\b")


def test_every_message_says_what_stands_in_until_then(bert: Path) -> None:
    """And says it in the visitor's language: no sentence of the library is filled in."""
    for spoil, code, _ in FOLDERS.values():
        if bert.exists():
            shutil.rmtree(bert)
        save_tiny("bert", bert)
        spoil(bert)
        values = _problem(bert).values
        assert "embedded model is used" in say("en", f"error.{code}", **values), code
        assert "uygulamayla gelen model (embedded)" in say("tr", f"error.{code}", **values), code
        assert not any(_SENTENCES.search(str(value)) for value in values.values()), (code, values)
