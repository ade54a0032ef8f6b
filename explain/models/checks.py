"""What can be the matter with files of a model, each found out once, while it is loaded, and said by its own message.

The library behind (transformers) mends or skips much in silence: it fills missing weights with random numbers, passes
over weights that it has no use for, and makes up an empty tokenizer where there is none. Every figure would then be of
another model than the one in the files, so all of that ends here.

Every check raises ExplainError where something is the matter and says nothing otherwise. `name` is the model's id or
folder, for the message.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from transformers import PreTrainedTokenizerFast

from explain.errors import ExplainError
from explain.models.families import Family

__all__ = ["check_config", "check_folder", "check_tokenizer", "check_weights", "predicts_words", "try_out"]

_WEIGHTS, _INDEX = "model.safetensors", "model.safetensors.index.json"
_OTHER_WEIGHTS = ("*.bin", "*.bin.index.json", "*.h5", "*.msgpack", "*.ckpt*", "*.gguf", "*.onnx", "*.pt", "*.pth")
# Which files of a folder may be named in a message: what else is in there is nobody's business.
_OF_MODELS = frozenset(
    (".bin", ".ckpt", ".gguf", ".h5", ".json", ".model", ".msgpack", ".onnx", ".pt", ".pth", ".safetensors", ".txt")
)
_POINTER = b"version https://git-lfs"
_SPARE_ROWS = 128
"""Tables are often rounded up, to a multiple of 64 or 128, so that they are quicker to multiply with."""
_TRIAL = ("The cat sat on the mat.", "It slept.")
_FAR = 0.01

_CONSTANT = re.compile(
    # Numbers that follow from the config, which older versions of the library saved with the weights.
    r"(^|\.)(position_ids|token_type_ids|inv_freq|attn\.bias|attention\.bias|masked_bias)$"
)
_OTHER_HEAD = re.compile(r"(^|\.)(score|classifier|qa_outputs)\.")


def _listed(names: Iterable[object], most: int = 3) -> str:
    """The first few names, and a sign that there are more."""
    found = [str(name) for name in names]
    return ", ".join(found[:most]) + (", …" if len(found) > most else "")


def _object(name: str, file: Path) -> dict[str, Any]:
    """What a JSON file says. Raises ExplainError("bad_json")."""
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ExplainError("bad_json", model=name, file=file.name)
    return found


def check_folder(folder: Path) -> None:
    """Whether a folder holds what a model is made of: config.json, weights as safetensors, and a tokenizer.

    Nothing of it is loaded. Raises ExplainError: no_folder, not_a_folder, empty_folder, git_pointer, bad_json,
    adapter_folder, sentence_folder, parent_folder, no_config, no_model_type, other_weights, no_weights, missing_shards,
    cut_weights, slow_tokenizer, no_tokenizer.
    """
    name = str(folder)
    if folder.is_file():
        raise ExplainError("not_a_folder", model=name, folder=str(folder.parent))
    if not folder.is_dir():
        raise ExplainError("no_folder", model=name)
    files = sorted(path for path in folder.iterdir() if path.suffix in _OF_MODELS and path.is_file())
    for file in files:
        if _starts_with(file, _POINTER):
            raise ExplainError("git_pointer", model=name, file=file.name)
    _check_kind(name, folder, files)
    _check_weight_files(name, folder, files)
    if not (folder / "tokenizer.json").is_file():
        _check_other_tokenizer(name, files)
    for read in ("tokenizer.json", "tokenizer_config.json"):
        if (folder / read).is_file():
            _object(name, folder / read)


def _starts_with(file: Path, start: bytes) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(start)) == start


def _check_kind(name: str, folder: Path, files: Sequence[Path]) -> None:
    """Whether this is the folder of a model, and not one that only has to do with one."""
    adapter = folder / "adapter_config.json"
    if adapter.is_file():
        base = _object(name, adapter).get("base_model_name_or_path")
        raise ExplainError("adapter_folder", model=name, found=f"{adapter.name}: {base}" if base else adapter.name)
    config = folder / "config.json"
    if config.is_file() and _object(name, config).get("model_type"):
        return
    # The Transformer of a sentence-transformers model lay in a folder of its own until version 2.
    inner = [path.parent.relative_to(folder) for path in sorted(folder.glob("*/config.json"))]
    parts = [one for one in inner if re.match(r"\d+_", str(one))]
    if parts and ((folder / "modules.json").is_file() or len(parts) == len(inner)):
        raise ExplainError("sentence_folder", model=name, inner=str(folder / parts[0]))
    # A model of the hub's cache lies two folders further down.
    inner = inner or [path.parent.relative_to(folder) for path in sorted(folder.glob("*/*/config.json"))]
    if inner:
        raise ExplainError("parent_folder", model=name, found=_listed(inner), inner=str(folder / inner[-1]))
    if config.is_file():
        raise ExplainError("no_model_type", model=name)
    if not files:
        raise ExplainError("empty_folder", model=name)
    raise ExplainError("no_config", model=name, found=_listed(path.name for path in files))


def _check_weight_files(name: str, folder: Path, files: Sequence[Path]) -> None:
    needed = [folder / _WEIGHTS]
    if not needed[0].is_file():
        index = folder / _INDEX
        if not index.is_file():
            other = {path.name for pattern in _OTHER_WEIGHTS for path in folder.glob(pattern)} - {"training_args.bin"}
            kept = [file for file in sorted(other) if not re.match(r"(optimizer|scheduler|rng_state|scaler)", file)]
            if kept:
                raise ExplainError("other_weights", model=name, found=_listed(kept))
            raise ExplainError("no_weights", model=name, found=_listed(path.name for path in files))
        shards = _object(name, index).get("weight_map")
        if not isinstance(shards, dict):
            raise ExplainError("bad_json", model=name, file=_INDEX)
        needed = [folder / str(file) for file in sorted(set(shards.values()))]
        if missing := [path.name for path in needed if not path.is_file()]:
            raise ExplainError("missing_shards", model=name, file=_INDEX, found=_listed(missing))
    for path in needed:
        try:
            with safe_open(path, framework="pt") as opened:
                opened.keys()
        except SafetensorError:
            raise ExplainError("cut_weights", model=name, file=path.name) from None


def _check_other_tokenizer(name: str, files: Sequence[Path]) -> None:
    """What the library can build a fast tokenizer from, beside tokenizer.json: lists of WordPiece and of BPE."""
    there = {path.name for path in files}
    if "vocab.txt" in there or {"vocab.json", "merges.txt"} <= there:
        return
    if found := sorted(file for file in there if file.endswith(".model")):
        raise ExplainError("slow_tokenizer", model=name, found=_listed(found))
    raise ExplainError("no_tokenizer", model=name)


def check_config(name: str, family: Family, config: Any) -> None:
    """Whether a config describes a model that can be built, and shown as it is.

    Raises ExplainError: unshown_setting, quantized, impossible_setting, padding_id.
    """
    if setting := family.check(config):
        raise ExplainError("unshown_setting", model=name, setting=setting)
    if quantized := getattr(config, "quantization_config", None):
        kind = quantized.get("quant_method") if isinstance(quantized, Mapping) else type(quantized).__name__
        raise ExplainError("quantized", model=name, found=kind or "quantization_config")
    layers, heads, width = (getattr(config, key) for key in ("num_hidden_layers", "num_attention_heads", "hidden_size"))
    if layers < 1:
        raise ExplainError("impossible_setting", model=name, found=f"num_hidden_layers: {layers}")
    if heads < 1 or (width % heads and not getattr(config, "head_dim", None)):
        found = f"num_attention_heads: {heads}, hidden_size: {width}"
        raise ExplainError("impossible_setting", model=name, found=found)
    padding, rows = getattr(config, "pad_token_id", None), config.vocab_size
    if family.counts_from_padding:
        # That row of the table of places is kept free, too.
        rows = min(rows, config.max_position_embeddings)
    outside = padding is not None and not -rows <= padding < rows
    if outside or (padding is None and family.counts_from_padding):
        said = "null" if padding is None else str(padding)
        raise ExplainError("padding_id", model=name, found=said, last=rows - 1)


def check_tokenizer(name: str, tokenizer: Any, rows: int) -> None:
    """Whether a tokenizer is one that this app can read, and belongs to a model with so many rows in its table.

    Some spare rows are usual; an entry without a row would end every text that it is in.

    Raises ExplainError: slow_tokenizer, no_tokenizer, large_tokenizer, small_tokenizer.
    """
    if not tokenizer.is_fast:
        raise ExplainError("slow_tokenizer", model=name, found=type(tokenizer).__name__)
    entries = tokenizer.get_vocab()
    if len(entries) <= len(set(tokenizer.all_special_tokens)):
        # The library makes one up, with nothing in it but [CLS] and its like.
        raise ExplainError("no_tokenizer", model=name)
    if (last := max(entries.values())) >= rows:
        raise ExplainError("large_tokenizer", model=name, entries=last + 1, rows=rows)
    if rows - len(entries) > max(_SPARE_ROWS, rows // 10):
        raise ExplainError("small_tokenizer", model=name, entries=len(entries), rows=rows)


def predicts_words(report: Mapping[str, Any]) -> bool:
    """Whether the file holds the head that was loaded, given what the library reports of loading.

    Where that head only multiplies with the embedding table once more, nothing of it is ever missing: then the head of
    a classifier in the file says that this one was not trained.
    """
    missing = [key for key in report["missing_keys"] if not _CONSTANT.search(key)]
    return not missing and not any(_OTHER_HEAD.search(key) for key in report["unexpected_keys"])


def check_weights(name: str, model: Any, report: Mapping[str, Any]) -> None:
    """Whether config.json and the weights are of one model, given what the library reports of loading.

    Heads may be missing, or be there and not be used; a part of the body may not.

    Raises ExplainError: other_sizes, missing_weights, unused_weights, not_finite.
    """
    body, prefix = model.base_model, model.base_model_prefix + "."
    if wrong := sorted(report["mismatched_keys"], key=lambda one: str(one[0])):
        key, there, needed = wrong[0]
        raise ExplainError(
            "other_sizes",
            model=name,
            found=key,
            there=" × ".join(map(str, there)),
            needed=" × ".join(map(str, needed)),
        )
    # The library would fill these with random numbers and only warn: every figure would be invented.
    if lost := sorted(key for key in report["missing_keys"] if key.startswith(prefix) and not _CONSTANT.search(key)):
        raise ExplainError("missing_weights", model=name, found=_listed(lost))
    # What is made of the first token's state for a classifier is no part of what is shown.
    parts = {part for part, _ in body.named_children()} - {"pooler"}
    unused = sorted(
        key
        for key in report["unexpected_keys"]
        if key.removeprefix(prefix).split(".")[0] in parts and not _CONSTANT.search(key)
    )
    if unused:
        raise ExplainError("unused_weights", model=name, found=_listed(unused, 1), family=model.config.model_type)
    for key, weights in model.named_parameters():
        if not bool(torch.isfinite(weights).all()):
            raise ExplainError("not_finite", model=name, found=key)


def try_out(
    name: str,
    family: Family,
    model: Any,
    tokenizer: PreTrainedTokenizerFast,
    abilities: frozenset[str],
    limit: int,
) -> None:
    """Read one pair of sentences, so that no page is the first to do so, and look whether all is as the family says.

    The attention of every layer is computed a second time from the parts that the pages show; a setting of the
    architecture that this app knows nothing of would make the two differ.

    limit: the most tokens of one text. Raises ExplainError: few_places, broken_tokenizer, does_not_run, other_attention.
    """
    if limit <= tokenizer.num_special_tokens_to_add():
        raise ExplainError("few_places", model=name, limit=max(0, limit))
    try:
        read = tokenizer(*_TRIAL, return_token_type_ids=True, return_offsets_mapping=True)
    except Exception as problem:
        raise ExplainError("broken_tokenizer", model=name) from problem
    # A vocabulary of another script may leave nothing of English.
    length = len(read["input_ids"][:limit])
    ids = torch.tensor([read["input_ids"][:limit] or [max(tokenizer.get_vocab().values())]])
    inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
    if "segments" in abilities and length:
        inputs["token_type_ids"] = torch.tensor([read["token_type_ids"][:limit]])
    inputs = {key: value.to(model.device) for key, value in inputs.items()}
    try:
        with torch.inference_mode():
            output = family.body(model)(**inputs, output_attentions=True, output_hidden_states=True)
            sound = bool(torch.isfinite(output.last_hidden_state).all())
            layer = _first_other_layer(family, model, output) if sound else 0
    except Exception as problem:
        raise ExplainError("does_not_run", model=name) from problem
    if not sound:
        raise ExplainError("does_not_run", model=name)
    if layer:
        raise ExplainError("other_attention", model=name, layer=layer)


def _first_other_layer(family: Family, model: Any, output: Any) -> int:
    """The first layer, from 1, whose attention is not what its parts give; 0 where there is none."""
    layers = family.layers(model)
    if len(output.attentions) != layers:
        return min(len(output.attentions), layers) + 1
    for layer, attention in enumerate(output.attentions):
        states = output.hidden_states[layer][0]
        query, key, _ = family.query_key_value(model, layer, states)
        scores = query @ key.transpose(1, 2) * family.block(model, layer).scaling
        for term in family.score_terms(model, layer, query, key).values():
            scores = scores + term
        hidden = ~family.reach(model, layer, len(states)).to(scores.device)
        again = scores.masked_fill(hidden, float("-inf")).softmax(-1)
        if again.shape != attention[0].shape or float((again - attention[0]).abs().max()) > _FAR:
            return layer + 1
    return 0
