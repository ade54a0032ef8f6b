"""Putting a trained model into the form that ships: int8 weights, configuration, tokenizer."""

import json
from pathlib import Path

from transformers import DistilBertConfig, DistilBertForMaskedLM, PreTrainedTokenizerFast

from explain.models.int8 import load_int8, save_int8

__all__ = ["ship"]

_TIED = "vocab_projector.weight"
_CONFIG_KEYS = (
    "vocab_size",
    "dim",
    "n_layers",
    "n_heads",
    "hidden_dim",
    "max_position_embeddings",
    "activation",
    "dropout",
    "attention_dropout",
    "initializer_range",
    "pad_token_id",
    "tie_word_embeddings",
    "sinusoidal_pos_embds",
)


def ship(model: DistilBertForMaskedLM, tokenizer: PreTrainedTokenizerFast, folder: Path) -> DistilBertForMaskedLM:
    """Write the files of `explain/weights/` to a folder and return the model read back from them."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: tensor for name, tensor in model.state_dict().items() if name != _TIED}
    save_int8(state, folder / "model.int8.safetensors")
    whole = model.config.to_dict()
    config = {"model_type": "distilbert", "architectures": ["DistilBertForMaskedLM"]}
    config |= {key: whole[key] for key in _CONFIG_KEYS if key in whole}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    tokenizer.save_pretrained(folder)
    # The tokenizer file of the start was cut to 128 tokens; that state must not come along.
    settings = folder / "tokenizer_config.json"
    kept = json.loads(settings.read_text(encoding="utf-8"))
    for name in ("max_length", "stride", "truncation_side", "truncation_strategy"):
        kept.pop(name, None)
    settings.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    for file in folder.iterdir():
        file.chmod(0o644)
    back = load_int8(folder / "model.int8.safetensors")
    back[_TIED] = back["distilbert.embeddings.word_embeddings.weight"]
    read = DistilBertForMaskedLM(DistilBertConfig(**config))
    read.load_state_dict(back, strict=True)
    return read.eval()
