"""What a model can tell of word order: the same words shuffled, with positions and without.

Without positions a Transformer that looks both ways sees a set of tokens: shuffle them, and every output moves with its
token and is otherwise the same (Lee et al. 2019, "Set Transformer", property 1; Vaswani et al. 2017, section 3.5).

Glossary: T tokens, L layers, D width, V vocabulary, M blanks ([MASK]) in the text. Order: order[new place] = old place.
"""

import time
from contextlib import nullcontext
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from explain.engine.results import result
from explain.engine.trace import head_scores
from explain.models.loading import LoadedModel
from explain.prediction.masked_words import log_softmax
from explain.text.blanks import blanks_in
from explain.text.tokens import Tokens

__all__ = ["Shuffled", "run_order", "shuffle", "shuffled_order"]

_MOST_BLANKS = 8
"""The whole vocabulary is kept four times for each blank."""


@dataclass(frozen=True)
class Shuffled:
    """One text read in two orders, each with positions kept and with positions taken out.

    order: (T,) the shuffled order. moved: (T,) whether the token at each original place stands elsewhere now.
    with_positions, without_positions: (L + 1, T) 1 - cosine between a token's hidden states in the two orders, by
        original place; 0 unchanged.
    blanks: (M,) original places of the first [MASK]s. guesses: (4, M, V) log-probabilities there: with positions in the
        original order and shuffled, then without positions in both. None where the model predicts no blanks or there
        are none.
    masks_know_order: some layer lets a token look at a part of the text only, so order shows even without positions.
    seconds: what the four passes and the head took.
    """

    order: NDArray[np.int64]
    moved: NDArray[np.bool_]
    with_positions: NDArray[np.float64]
    without_positions: NDArray[np.float64]
    blanks: NDArray[np.int64]
    guesses: NDArray[np.float32] | None
    masks_know_order: bool
    seconds: float


def _units(tokens: Tokens) -> list[list[int]]:
    """What is moved as one: the pieces of a word; in two sentences, words stay in theirs. Added tokens stay."""
    return [list(unit) for unit in tokens.units if tokens.tokens[unit[0]].sentence is not None]


def shuffled_order(tokens: Tokens, seed: int) -> NDArray[np.int64]:
    """(T,) a random order of the words, the same for the same seed. What the tokenizer put in keeps its place."""
    rng = np.random.default_rng(seed)
    order: list[int] = []
    by_sentence = {
        sentence: [unit for unit in _units(tokens) if tokens.tokens[unit[0]].sentence == sentence]
        for sentence in range(len(tokens.sentences))
    }
    shuffled = {
        sentence: iter([index for at in rng.permutation(len(units)) for index in units[at]])
        for sentence, units in by_sentence.items()
    }
    for index, token in enumerate(tokens):
        order.append(index if token.sentence is None else next(shuffled[token.sentence]))
    return np.array(order, dtype=np.int64)


def run_order(
    loaded: LoadedModel, ids: NDArray[np.int64], segments: NDArray[np.int64], *, positions: bool
) -> NDArray[np.float32]:
    """Hidden states (L + 1, T, D) of ids (T,), with positions or with their contribution taken out.

    Taken out means: every token is said to stand at the same place (`Family.without_places`). A model that looks back
    only, or through a window, still knows something of the order: its masks are left as they are.
    """
    family, model = loaded.family, loaded.model
    read = torch.from_numpy(ids)[None].to(loaded.device)
    inputs: dict[str, torch.Tensor] = {"attention_mask": torch.ones_like(read)}
    if "segments" in loaded.abilities:
        inputs["token_type_ids"] = torch.from_numpy(segments)[None].to(loaded.device)
    with loaded.lock, torch.inference_mode():
        way = nullcontext({"input_ids": read}) if positions else family.without_places(model, read)
        with way as given:
            output = family.body(model)(**given, **inputs, output_hidden_states=True)
        hidden = torch.cat(output.hidden_states)
        hidden[-1] = output.last_hidden_state[0]
        states: NDArray[np.float32] = hidden.to("cpu", torch.float32).numpy()
    return states


def _change(
    original: NDArray[np.float32], shuffled: NDArray[np.float32], order: NDArray[np.int64]
) -> NDArray[np.float64]:
    """(L + 1, T) 1 - cosine of each token's state before and after, by original place."""
    place = np.argsort(order)
    one, other = original.astype(np.float64), shuffled[:, place].astype(np.float64)
    lengths = np.linalg.norm(one, axis=-1) * np.linalg.norm(other, axis=-1)
    return np.asarray(1 - (one * other).sum(axis=-1) / np.maximum(lengths, np.finfo(np.float64).tiny))


@result
def shuffle(loaded: LoadedModel, tokens: Tokens, seed: int) -> Shuffled:
    """Read a text in its own order and in a shuffled one, with positions and without: four passes."""
    order = shuffled_order(tokens, seed)
    start = time.perf_counter()
    states = [
        run_order(loaded, tokens.ids[way], tokens.segments[way], positions=positions)
        for positions in (True, False)
        for way in (np.arange(len(tokens)), order)
    ]
    blanks = np.array(blanks_in(loaded, tokens)[:_MOST_BLANKS], dtype=np.int64)
    guesses = None
    if blanks.size:
        place = np.argsort(order)[blanks]
        asked = np.stack([state[-1, place if way % 2 else blanks] for way, state in enumerate(states)])
        guesses = log_softmax(head_scores(loaded, asked))
    seconds = time.perf_counter() - start
    return Shuffled(
        order,
        np.argsort(order) != np.arange(len(tokens)),
        _change(states[0], states[1], order),
        _change(states[2], states[3], order),
        blanks,
        guesses,
        any(not bool(loaded.family.reach(loaded.model, layer, len(tokens)).all()) for layer in range(loaded.layers)),
        seconds,
    )
