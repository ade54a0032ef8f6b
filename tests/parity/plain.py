"""The numbers of the pages a second time, from plain transformers, NumPy and SciPy.

Nothing of `explain` or `pages` is imported here; `test_parity.py` checks that.
"""

from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from transformers import DistilBertConfig, DistilBertForMaskedLM, PreTrainedTokenizerFast

FOLDER = Path(__file__).parents[2] / "explain/weights/saydam-distilbert"
Floats = NDArray[np.float64]


@cache
def tokenizer() -> Any:
    return PreTrainedTokenizerFast.from_pretrained(FOLDER)


@cache
def model() -> Any:
    """The embedded model: a row of int8 times its scale is the row of float32."""
    stored = load_file(FOLDER / "model.int8.safetensors")
    state = {}
    for name, tensor in stored.items():
        if name.endswith(".scale"):
            continue
        scaled = tensor.dtype == torch.int8
        state[name] = tensor.float() * stored[name + ".scale"].unsqueeze(1) if scaled else tensor
    state["vocab_projector.weight"] = state["distilbert.embeddings.word_embeddings.weight"]
    config = DistilBertConfig.from_pretrained(FOLDER, attn_implementation="eager")
    made = DistilBertForMaskedLM(config)
    made.load_state_dict(state, strict=True)
    return made.eval()


def ids_of(text: str) -> list[int]:
    return list(tokenizer()(text)["input_ids"])


def log_probabilities(ids: list[int]) -> Floats:
    """(T, V) of one text."""
    with torch.no_grad():
        logits = model()(torch.tensor([ids])).logits[0]
    return np.asarray(torch.log_softmax(logits.double(), dim=-1))


def without(ids: list[int], place: int) -> list[int]:
    """One token hidden."""
    return [*ids[:place], tokenizer().mask_token_id, *ids[place + 1 :]]


def hidden_in_turn(ids: list[int]) -> Floats:
    """(T - 2, V) log-probabilities at each ordinary place while it is hidden."""
    return np.stack([log_probabilities(without(ids, place))[place] for place in range(1, len(ids) - 1)])


def attention(ids: list[int]) -> Floats:
    """(L, H, T, T)."""
    with torch.no_grad():
        found = model()(torch.tensor([ids]), output_attentions=True).attentions
    return np.stack([layer[0].double().numpy() for layer in found])


def states(ids: list[int]) -> Floats:
    """(L + 1, T, D)."""
    with torch.no_grad():
        found = model()(torch.tensor([ids]), output_hidden_states=True).hidden_states
    return np.stack([layer[0].double().numpy() for layer in found])


def table() -> Floats:
    """(V, D) the embedding table."""
    return np.asarray(model().distilbert.embeddings.word_embeddings.weight.detach().double())


def position_table() -> Floats:
    return np.asarray(model().distilbert.embeddings.position_embeddings.weight.detach().double())


def cosines(one: Floats, other: Floats) -> Floats:
    """(n, m)."""
    lengths = np.linalg.norm(one, axis=1)[:, None] * np.linalg.norm(other, axis=1)[None]
    return np.asarray((one @ other.T) / lengths)


def word_vector(word: str) -> Floats:
    """Mean of the rows of the pieces of a word."""
    pieces = tokenizer()(word, add_special_tokens=False)["input_ids"]
    return np.asarray(table()[pieces].mean(axis=0))


def weat(x: list[str], y: list[str], a: list[str], b: list[str]) -> tuple[Floats, float, float]:
    """Scores of X and Y, d, and the one-sided exact p of Caliskan et al. 2017."""
    one, other = (np.stack([word_vector(word) for word in words]) for words in (a, b))
    targets = np.stack([word_vector(word) for word in [*x, *y]])
    scores = cosines(targets, one).mean(axis=1) - cosines(targets, other).mean(axis=1)
    first, second = scores[: len(x)], scores[len(x) :]
    effect = (first.mean() - second.mean()) / scores.std(ddof=1)
    found = first.sum() - second.sum()
    every = [2 * scores[list(chosen)].sum() - scores.sum() for chosen in combinations(range(len(scores)), len(x))]
    return scores, float(effect), float(np.mean(np.array(every) >= found - 1e-9))
