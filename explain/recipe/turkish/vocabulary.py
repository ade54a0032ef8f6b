"""A vocabulary of its own for Turkish and English, and how its pieces get embeddings before any training.

The pieces of multilingual-e5-small were learned on a hundred languages and cut common Turkish words up ("kr", "al"
for *kral*, king). The Unigram model here (Kudo 2018, "Subword Regularization") is learned on the training text, in
the shares in which it is trained on, and on lists of words by frequency (wordfreq 3.1.1, Robyn Speer; data CC BY-SA
4.0), for the text is too small to know how common a word like *kedi* is.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import BertModel, PreTrainedTokenizerFast

from explain.recipe.turkish.config import TurkishConfig
from explain.recipe.turkish.start import SPECIAL, make_tokenizer

__all__ = ["meanings", "old_pieces", "plain_form", "static_embeddings", "train_pieces", "training_lines"]


def _word_list(language: str, words: int) -> Iterator[str]:
    """Words of a language, each in proportion to how common it is, `words` in all; a fifth of them with a capital."""
    from wordfreq import get_frequency_dict

    held: list[str] = []
    for word, frequency in get_frequency_dict(language, wordlist="small").items():
        times = round(frequency * words)
        if not word.isalpha() or times < 1:
            continue
        capital = ("İ" if language == "tr" and word[0] == "i" else word[0].upper()) + word[1:]
        held += [word] * times + [capital] * (times // 4)
        if len(held) > 500:
            yield " ".join(held)
            held = []
    yield " ".join(held)


def training_lines(paragraphs: dict[str, list[list[str]]], config: TurkishConfig) -> Iterator[str]:
    """What the pieces are learned on: text by the shares, and lists of words."""
    rng = np.random.default_rng((config.seed, 8))
    total = sum(config.shares.get(name, 0.5) for name in paragraphs)
    for name, mine in paragraphs.items():
        flat = [sentence for sentences in mine for sentence in sentences]
        size = sum(map(len, flat))
        if not size:
            continue
        times = config.vocabulary_characters * config.shares.get(name, 0.5) / total / size
        order = rng.permutation(len(flat))
        # No source comes more than three times: its rare words would look common.
        for _ in range(min(3, max(1, round(times)))):
            yield from (flat[index] for index in order[: int(min(1.0, times) * len(flat))])
    if config.listed_words:
        yield from _word_list("tr", config.listed_words)
        yield from _word_list("en", config.listed_words // 5)


def train_pieces(lines: Iterator[str], size: int, *, rounds: int = 4) -> tuple[list[str], NDArray[np.float32]]:
    """Unigram pieces and their log-probabilities, `SPECIAL` not among them.

    Byte-pair merges (Sennrich et al. 2016) propose a quarter more pieces than wanted; the Unigram model over them cuts
    every word in its likeliest way, the pieces are counted anew, and in the last rounds the rarest are left out, single
    characters excepted. (The library's own trainer for Unigram models left out pieces as common as "▁a".)
    """
    core = make_tokenizer(["a"], np.zeros(1, dtype=np.float32)).backend_tokenizer
    words: Counter[str] = Counter()
    for line in lines:
        normal = core.normalizer.normalize_str(line)
        words.update(word for word, _ in core.pre_tokenizer.pre_tokenize_str(normal))
    proposed = Tokenizer(models.BPE())
    trainer = trainers.BpeTrainer(
        vocab_size=size + size // 4, max_token_length=14, show_progress=False, limit_alphabet=400, min_frequency=8
    )
    # A word that comes n times is given in proportion; the merges only need the order of things.
    common = [(word, count) for word, count in words.items() if count > 2]
    proposed.pre_tokenizer = pre_tokenizers.Split("\n", "removed")
    proposed.train_from_iterator(("\n".join([word] * (count // 3)) for word, count in common), trainer)
    pieces = list(proposed.get_vocab())
    scores = dict.fromkeys(pieces, -8.0)
    for turn in range(rounds):
        model = models.Unigram([("<unk>", 0.0), *scores.items()], unk_id=0, byte_fallback=False)
        counts: Counter[str] = Counter()
        for word, count in common:
            for token in model.tokenize(word):
                counts[token.value] += count
        wanted = size - len(SPECIAL)
        kept = [piece for piece in scores if len(piece) == 1 or counts[piece] > 0]
        if turn >= rounds - 2:
            single = [piece for piece in kept if len(piece) == 1]
            longer = sorted((p for p in kept if len(p) > 1), key=lambda p: -counts[p])
            between = wanted if turn == rounds - 1 else (len(kept) + wanted) // 2
            kept = single + longer[: max(0, between - len(single))]
        total = sum(counts[piece] + 1 for piece in kept)
        scores = {piece: float(np.log((counts[piece] + 1) / total)) for piece in kept}
    order = sorted(scores, key=lambda piece: -scores[piece])
    return order, np.array([scores[piece] for piece in order], dtype=np.float32)


def plain_form(piece: str) -> str:
    """A piece as a reader would write it: "▁evde" is "evde", an inner piece stands as it is."""
    return piece.removeprefix("▁") or " "


def old_pieces(pieces: list[str], old: PreTrainedTokenizerFast) -> list[list[int]]:
    """The ids of another tokenizer that spell each piece, without the "▁" that begins a text where there is none."""
    lone = old.convert_tokens_to_ids("▁")
    spelled = []
    for piece, ids in zip(
        pieces, old([plain_form(p) for p in pieces], add_special_tokens=False)["input_ids"], strict=True
    ):
        if not piece.startswith("▁"):
            bare = old.convert_tokens_to_ids(piece)
            if bare != old.unk_token_id:
                spelled.append([bare])
                continue
        spelled.append(ids[1:] if len(ids) > 1 and ids[0] == lone else ids or [old.unk_token_id])
    return spelled


def static_embeddings(
    pieces: list[str], old: PreTrainedTokenizerFast, table: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(N, width) the word embeddings of the pieces that are one piece of another tokenizer, zeros for the others.

    table: (V, width) by that tokenizer's ids.
    """
    found = np.zeros((len(pieces), table.shape[1]), dtype=np.float32)
    for at, ids in enumerate(old_pieces(pieces, old)):
        if len(ids) == 1 and ids[0] != old.unk_token_id:
            found[at] = table[ids[0]]
    return found


def meanings(texts: list[str], body: BertModel, tokenizer: PreTrainedTokenizerFast) -> NDArray[np.float32]:
    """(N, width) what a text means to the sentence encoder, in any of its languages: the mean of its last layer.

    Asked with "query: " before it, as the encoder was tuned to be asked; unit length.
    """
    body.eval()
    encoded = [tokenizer("query: " + text, truncation=True, max_length=64)["input_ids"] for text in texts]
    order = np.argsort([len(ids) for ids in encoded])
    found = np.empty((len(texts), body.config.hidden_size), dtype=np.float32)
    for start in range(0, len(order), 256):
        rows = order[start : start + 256]
        width = max(len(encoded[row]) for row in rows)
        ids = torch.full((len(rows), width), tokenizer.pad_token_id)
        for at, row in enumerate(rows):
            ids[at, : len(encoded[row])] = torch.tensor(encoded[row])
        real = (ids != tokenizer.pad_token_id).long()
        with torch.inference_mode():
            hidden = body(input_ids=ids, attention_mask=real).last_hidden_state
        mean = (hidden * real[:, :, None]).sum(1) / real.sum(1, keepdim=True)
        found[rows] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return found
