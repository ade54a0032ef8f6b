"""The English model as a start for Turkish: its body and head, with embeddings for new pieces by way of a third model.

Pieces that are words of the English model too keep its embedding. Every other piece, the Turkish ones above all, gets
a mean of the embeddings of the English words nearest to it in multilingual-e5-small (the idea of FOCUS: Dobler and de
Melo 2023, "FOCUS: Effective Embedding Initialization for Monolingual Specialization of Multilingual Models"). Near is
by its word embeddings where both words are one piece there, which puts *deniz* beside *sea* and *kadın* beside
*woman*, and by what the whole encoder makes of the bare word where they are not (*biliyorum* beside *know*). The
latter is the weaker: of words alone it tells much of the spelling, and *kral* comes out beside *Karl*.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import DistilBertConfig, DistilBertForMaskedLM

from explain.models import EMBEDDED_ID, Settings, load
from explain.recipe.turkish.start import SPECIAL

__all__ = ["as_piece", "carried_over", "english_shape", "english_start", "english_words", "nearest"]

_THEIRS = dict(zip(SPECIAL, ("[CLS]", "[PAD]", "[SEP]", "[UNK]", "[MASK]"), strict=True))


def english_words() -> list[str]:
    """The WordPieces of the English model in the order of their ids."""
    vocabulary = load(EMBEDDED_ID, Settings(device="cpu")).tokenizer.get_vocab()
    return sorted(vocabulary, key=lambda word: vocabulary[word])


def as_piece(word: str) -> str | None:
    """A WordPiece as a Unigram piece: "king" is "▁king", "##ing" is "ing"; None for what is neither."""
    if word.startswith("##"):
        return word[2:]
    if len(word) == 1 and not word.isalnum():
        return word
    return None if word.startswith("[") else f"▁{word}"


def nearest(
    near: NDArray[np.float32], anchors: NDArray[np.float32], *, most: int, heat: float
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """(N, most) the anchors most like each row, and their weights, in proportion to exp(cosine / heat).

    near: (N, d), anchors: (A, d), any length; both are centred each on its own mean first, for the mean of one language
    differs from that of another.
    """

    def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
        rows = rows - rows.mean(0)
        return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), dtype=np.float32)

    mine, theirs = unit(near), unit(anchors)
    found = np.empty((len(near), most), dtype=np.int64)
    weights = np.empty((len(near), most), dtype=np.float32)
    for start in range(0, len(near), 1024):
        likeness = mine[start : start + 1024] @ theirs.T
        best = np.argpartition(-likeness, most - 1, axis=1)[:, :most]
        cosines = np.take_along_axis(likeness, best, 1)
        share = np.exp((cosines - cosines.max(1, keepdims=True)) / heat)
        found[start : start + 1024] = best
        weights[start : start + 1024] = share / share.sum(1, keepdims=True)
    return found, weights


def carried_over(
    pieces: list[str],
    meanings: NDArray[np.float32],
    words: list[str],
    word_meanings: NDArray[np.float32],
    table: NDArray[np.float32],
    static: NDArray[np.float32],
    word_static: NDArray[np.float32],
    *,
    most: int = 6,
    heat: float = 0.05,
) -> NDArray[np.float32]:
    """(V, D) embeddings of pieces out of those of another vocabulary.

    pieces, meanings (V, d): the new vocabulary and what its pieces mean. words, word_meanings (W, d), table (W, D): the
    known one, what its words mean and their embeddings. static (V, d), word_static (W, d): word embeddings of those
    that are one piece of the multilingual model, zeros for the others. Beginnings of words are likened to beginnings
    of words, inner pieces to inner pieces; what is spelled alike is copied.
    """
    usual_mean = table.mean(0)
    made = np.tile(usual_mean, (len(pieces), 1)).astype(np.float32)
    beginnings = np.array([at for at, word in enumerate(words) if not word.startswith(("##", "[")) and word.isalpha()])
    inner = np.array([at for at, word in enumerate(words) if word.startswith("##") and word[2:].isalpha()])
    starts = np.array([piece.startswith("▁") for piece in pieces])
    one, word_one = np.any(static != 0, axis=1), np.any(word_static != 0, axis=1)
    for mask, anchors, near, far in (
        (starts & ~one, beginnings, meanings, word_meanings),
        (~starts & ~one, inner, meanings, word_meanings),
        (starts & one, beginnings[word_one[beginnings]], static, word_static),
        (~starts & one, inner[word_one[inner]], static, word_static),
    ):
        rows = np.flatnonzero(mask)
        if not len(rows) or not len(anchors):
            continue
        found, weights = nearest(near[rows], far[anchors], most=min(most, len(anchors)), heat=heat)
        around = table[anchors] - table[anchors].mean(0)
        mixed = np.einsum("rn,rnd->rd", weights, around[found])
        # A mean is shorter than what it is a mean of; a word should not be less of a word for it.
        mixed *= np.median(np.linalg.norm(around, axis=1)) / (np.linalg.norm(mixed, axis=1, keepdims=True) + 1e-9)
        made[rows] = table[anchors].mean(0) + mixed
    known = {piece: at for at, word in enumerate(words) if (piece := as_piece(word)) is not None}
    for at, piece in enumerate(pieces):
        if piece in known:
            made[at] = table[known[piece]]
    number = {word: at for at, word in enumerate(words)}
    for at, piece in enumerate(pieces):
        if piece in _THEIRS and _THEIRS[piece] in number:
            made[at] = table[number[_THEIRS[piece]]]
    return made


def english_shape(size: int) -> DistilBertForMaskedLM:
    """The English model's architecture with a vocabulary of another size, weights random."""
    whole = load(EMBEDDED_ID, Settings(device="cpu")).model.config.to_dict()
    return DistilBertForMaskedLM(
        DistilBertConfig(**(whole | {"vocab_size": size, "pad_token_id": SPECIAL.index("<pad>")}))
    )


def english_start(
    pieces: list[str],
    meanings: NDArray[np.float32],
    word_meanings: NDArray[np.float32],
    static: NDArray[np.float32],
    word_static: NDArray[np.float32],
    counts: NDArray[np.int64],
) -> DistilBertForMaskedLM:
    """The English model with another vocabulary.

    pieces, meanings (V, d): the vocabulary, special tokens included, and what each means. word_meanings (W, d): what
    each of `english_words` means. static, word_static: as for `carried_over`. counts: (V,) how often each piece occurs
    in the training text.
    """
    english = load(EMBEDDED_ID, Settings(device="cpu")).model
    words = english_words()
    known = english.distilbert.embeddings.word_embeddings.weight.detach().numpy()
    table = carried_over(pieces, meanings, words, word_meanings, known, static, word_static)
    model = english_shape(len(pieces))
    state = {name: tensor.detach().clone() for name, tensor in english.state_dict().items()}
    state["distilbert.embeddings.word_embeddings.weight"] = torch.from_numpy(table)
    state["vocab_projector.weight"] = state["distilbert.embeddings.word_embeddings.weight"]
    frequency = (counts + 1) / (counts + 1).sum()
    # The logits of known words are on a scale of their own already; a fraction of the log frequency helps the others.
    state["vocab_projector.bias"] = 0.3 * torch.from_numpy(np.log(frequency) - np.log(frequency).mean()).float()
    model.load_state_dict(state, strict=True)
    model.tie_weights()
    return model
