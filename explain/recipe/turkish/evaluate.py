"""How well a model fills in blanks: one held-out sentence at a time, per token and per whole word."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm
from transformers import PreTrainedTokenizerFast

from explain.recipe.turkish.config import TurkishConfig
from explain.recipe.turkish.start import SPECIAL
from explain.recipe.turkish.train import Masked, masked_logits

__all__ = ["HELD_OUT", "Predict", "Score", "by_frequency", "by_model", "evaluate", "read_sentences", "word_starts"]

HELD_OUT = Path(__file__).with_name("held_out.tsv")
"""The sentences that the figures of the model card stand on, drawn once by `held_out_of`."""


class Predict(Protocol):
    """Anything that guesses the chosen tokens."""

    def __call__(self, ids: torch.Tensor, attention_mask: torch.Tensor, where: torch.Tensor, /) -> torch.Tensor:
        """Ids, what is no padding, and what is chosen, each (rows, length), to logits (chosen, vocabulary)."""


@dataclass(frozen=True)
class Score:
    """Sums over the blanks of one source; loss is nats over all blank tokens, top5 of whole words is not counted."""

    source: str
    blanks: int
    top1: int
    top5: int
    loss: float
    tokens: int


def by_model(model: Masked) -> Predict:
    """What a model expects at the chosen places."""
    model.eval()

    def predict(ids: torch.Tensor, attention_mask: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        return masked_logits(model, ids, attention_mask, where).float()

    return predict


def by_frequency(counts: NDArray[np.int64]) -> Predict:
    """The same guess everywhere: p(token) = (count + 1) / (all + V), counts (V,) of the training text."""
    log_p = torch.from_numpy(np.log((counts + 1) / (counts + 1).sum())).float()

    def predict(_ids: torch.Tensor, _attention_mask: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        return log_p.to(where.device).expand(int(where.sum()), -1)

    return predict


def read_sentences(path: Path = HELD_OUT) -> list[tuple[str, str]]:
    """(source, sentence) pairs of a file with one pair a line, parted by a tab."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(source, sentence) for source, sentence in rows]


def word_starts(tokens: list[str]) -> list[int]:
    """(length,) the number of the word that each token belongs to, -1 for special tokens; punctuation stands alone."""
    words, word, joined = [], -1, False
    for token in tokens:
        if token in SPECIAL:
            words.append(-1)
            joined = False
            continue
        bare = token.removeprefix("▁")
        letters = bool(bare) and all(character.isalnum() for character in bare)
        if token.startswith("▁") or not letters or not joined:
            word += 1
        words.append(word)
        # A lone "▁" stands before the word whose first letters are a piece of their own.
        joined = letters or token == "▁"
    return words


def _blanks(ids: list[int], words: list[int] | None, rate: float, rng: np.random.Generator) -> NDArray[np.bool_]:
    """(length,) which tokens to hide: `rate` of the tokens, or of the words whole; at least one."""
    chosen = np.zeros(len(ids), dtype=bool)
    inner = len(ids) - 2
    if words is None:
        chosen[1:-1] = rng.random(inner) < rate
        if not chosen.any():
            chosen[1 + rng.integers(inner)] = True
        return chosen
    number = np.array(words)
    hidden = np.flatnonzero(rng.random(number.max() + 1) < rate)
    if not len(hidden):
        hidden = np.array([rng.integers(number.max() + 1)])
    return np.isin(number, hidden)


def evaluate(
    predict: Predict,
    tokenizer: PreTrainedTokenizerFast,
    sentences: list[tuple[str, str]],
    config: TurkishConfig,
    *,
    device: str,
    label: str | None = None,
    whole_words: bool = False,
) -> list[Score]:
    """Accuracy at hidden tokens by source, every one of them replaced by <mask>, at least one in a sentence.

    A token's rank is one more than the number of tokens with a larger logit; the loss is its cross-entropy in nats.
    With `whole_words` words are hidden whole, and one counts as right where each of its tokens is the first guess, and
    among the first five where each of its tokens is.
    """
    sums: dict[str, list[float]] = {}
    encoded = [tokenizer(text, truncation=True, max_length=512)["input_ids"] for _, text in sentences]
    order = np.argsort([len(ids) for ids in encoded])
    pad_id, mask_id = SPECIAL.index("<pad>"), SPECIAL.index("<mask>")
    # Padding is masked out of the attention, so sentences of one length share a pass and still stand alone.
    for start in tqdm(range(0, len(order), 32), desc=f"evaluating {label}", unit="batch", disable=label is None):
        rows = order[start : start + 32]
        ids = np.full((len(rows), max(len(encoded[row]) for row in rows)), pad_id, dtype=np.int64)
        chosen = np.zeros(ids.shape, dtype=bool)
        number = np.full(ids.shape, -1)
        for at, row in enumerate(rows):
            mine = encoded[row]
            ids[at, : len(mine)] = mine
            words = word_starts(tokenizer.convert_ids_to_tokens(mine))
            number[at, : len(mine)] = words
            # By the sentence itself, so that it has the same blanks in any company.
            rng = np.random.default_rng((config.seed, 2, zlib.crc32(sentences[row][1].encode())))
            hidden = _blanks(mine, words if whole_words else None, config.evaluation_mask_rate, rng)
            chosen[at, : len(mine)] = hidden
        where = torch.from_numpy(chosen).to(device)
        target = torch.from_numpy(ids).to(device)[where]
        read = torch.from_numpy(np.where(chosen, mask_id, ids)).to(device)
        with torch.inference_mode():
            logits = predict(read, torch.from_numpy((ids != pad_id).astype(np.int64)).to(device), where)
            rank = (logits > logits.gather(1, target[:, None])).sum(1).tolist()
            loss = torch.nn.functional.cross_entropy(logits, target, reduction="none").tolist()
        groups: dict[tuple[int, int], list[int]] = {}
        for position, (row_at, column) in enumerate(np.argwhere(chosen)):
            key = (int(row_at), int(number[row_at, column]) if whole_words else int(column))
            groups.setdefault(key, []).append(position)
        for (row_at, _), positions in groups.items():
            entry = sums.setdefault(sentences[rows[row_at]][0], [0, 0, 0, 0.0, 0])
            entry[0] += 1
            entry[1] += all(rank[position] < 1 for position in positions)
            entry[2] += all(rank[position] < 5 for position in positions)
            entry[3] += sum(loss[position] for position in positions)
            entry[4] += len(positions)
    return [Score(source, int(n), int(a), int(b), loss, int(t)) for source, (n, a, b, loss, t) in sorted(sums.items())]
