"""Putting a trained model into the form that ships: int8 weights in files under 50 MB, configuration, tokenizer.

`python -m explain.recipe.turkish.ship --checkpoint FILE --prepared FOLDER --out FOLDER`
"""

import argparse
import json
from pathlib import Path

import torch
from transformers import BertConfig, BertForMaskedLM, DistilBertConfig, DistilBertForMaskedLM, PreTrainedTokenizerFast

from explain.models.int8 import load_int8, save_int8
from explain.recipe.turkish.train import Masked, read_checkpoint

__all__ = ["EMBEDDINGS", "REST", "load_shipped", "ship", "trained"]

EMBEDDINGS, REST = "embeddings.int8.safetensors", "model.int8.safetensors"
"""The word embeddings lie apart, for the two together are larger than a file in the repository may be."""

_DISTILBERT_KEYS = (
    "vocab_size", "dim", "n_layers", "n_heads", "hidden_dim", "max_position_embeddings", "activation", "dropout",
    "attention_dropout", "initializer_range", "pad_token_id", "tie_word_embeddings", "sinusoidal_pos_embds",
)  # fmt: skip
_BERT_KEYS = (
    "vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "hidden_act",
    "hidden_dropout_prob", "attention_probs_dropout_prob", "max_position_embeddings", "type_vocab_size",
    "initializer_range", "layer_norm_eps", "pad_token_id", "tie_word_embeddings",
)  # fmt: skip


def _word_embeddings(model: Masked) -> str:
    return f"{model.base_model_prefix}.embeddings.word_embeddings.weight"


def _tied(model: Masked) -> tuple[str, ...]:
    """Names in the state dict that stand for a tensor that is there already."""
    if isinstance(model, DistilBertForMaskedLM):
        return ("vocab_projector.weight",)
    return ("cls.predictions.decoder.weight", "cls.predictions.decoder.bias")


def _from_config(config: dict[str, object]) -> Masked:
    keys = {key: value for key, value in config.items() if key not in ("model_type", "architectures")}
    if config["model_type"] == "distilbert":
        return DistilBertForMaskedLM(DistilBertConfig(**keys))
    return BertForMaskedLM(BertConfig(**keys))


def load_shipped(folder: Path) -> Masked:
    """The model in a folder that `ship` wrote, as float32."""
    model = _from_config(json.loads((folder / "config.json").read_text(encoding="utf-8")))
    state = load_int8(folder / EMBEDDINGS) | load_int8(folder / REST)
    whole = model.state_dict()
    for name in _tied(model):
        state[name] = state["cls.predictions.bias" if name.endswith("bias") else _word_embeddings(model)]
    model.load_state_dict({name: tensor for name, tensor in state.items() if name in whole}, strict=True)
    model.tie_weights()
    return model.eval()


def ship(model: Masked, tokenizer: PreTrainedTokenizerFast, folder: Path) -> Masked:
    """Write a model's files to a folder and return the model read back from them."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: tensor for name, tensor in model.state_dict().items() if name not in _tied(model)}
    name = _word_embeddings(model)
    save_int8({name: state.pop(name)}, folder / EMBEDDINGS)
    save_int8(state, folder / REST)
    distil = isinstance(model, DistilBertForMaskedLM)
    whole = model.config.to_dict()
    config: dict[str, object] = {
        "model_type": "distilbert" if distil else "bert", "architectures": [type(model).__name__]
    }  # fmt: skip
    config |= {key: whole[key] for key in (_DISTILBERT_KEYS if distil else _BERT_KEYS) if key in whole}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    tokenizer.save_pretrained(folder)
    for file in folder.iterdir():
        file.chmod(0o644)
    return load_shipped(folder)


def trained(model: Masked, checkpoint: Path, *, averaged: bool) -> Masked:
    """A model of the right shape, filled from a checkpoint: its last weights, or the average of them."""
    saved = read_checkpoint(checkpoint)
    model.load_state_dict(saved["model"])
    if averaged:
        if not saved["average"]:
            raise ValueError(f"{checkpoint} holds no average")
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                parameter.copy_(saved["average"][name])
    return model.eval()


def main() -> None:
    """Ship a checkpoint."""
    from explain.recipe.turkish.__main__ import begin
    from explain.recipe.turkish.config import TurkishConfig
    from explain.recipe.turkish.prepare import prepare

    parser = argparse.ArgumentParser(prog="python -m explain.recipe.turkish.ship", description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--body", choices=("e5", "english"), default=TurkishConfig().body)
    parser.add_argument("--layers", default=TurkishConfig().layers)
    parser.add_argument("--averaged", action="store_true", help="the average of the weights, not the last ones")
    arguments = parser.parse_args()
    config = TurkishConfig(body=arguments.body, layers=arguments.layers)
    prepared = prepare([], arguments.prepared, config)
    model = trained(begin(prepared, config, arguments.prepared), arguments.checkpoint, averaged=arguments.averaged)
    ship(model, prepared.tokenizer, arguments.out)


if __name__ == "__main__":
    main()
