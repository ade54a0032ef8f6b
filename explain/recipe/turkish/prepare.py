"""Text to chunks of tokens, once for all runs: near-duplicates, held-out sentences, vocabulary, tokens."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerFast

from explain.recipe.turkish.config import TurkishConfig
from explain.recipe.turkish.evaluate import read_sentences
from explain.recipe.turkish.start import SPECIAL, Source, keep_pieces, make_tokenizer, read_source, whole_tokenizer
from explain.recipe.turkish.text import (
    chunks_of,
    drop_near_duplicates,
    is_held_out,
    read_corpora,
    sentences_of,
)  # fmt: skip
from explain.recipe.turkish.vocabulary import train_pieces, training_lines

__all__ = ["Prepared", "prepare", "training_paragraphs"]


@dataclass(frozen=True)
class Prepared:
    """What a run needs of the text.

    tokenizer, pieces (V,), scores (V - 5,): the vocabulary.
    counts: (V,) how often each token is drawn in ten million tokens of training text, special ones left at 0.
    chunks: by source, as `chunks_of` makes them.
    """

    tokenizer: PreTrainedTokenizerFast
    pieces: list[str]
    counts: NDArray[np.int64]
    chunks: dict[str, list[NDArray[np.int32]]]

    def unnamed(self, config: TurkishConfig) -> dict[str, float]:
        """Shares of the sources that the settings do not name."""
        return {name: 0.5 for name in self.chunks if name not in config.shares}


def training_paragraphs(
    corpora: Iterable[Path], config: TurkishConfig, held_out: list[tuple[str, str]]
) -> dict[str, list[list[str]]]:
    """Training sentences by paragraph and source, without what is held out and what is known already."""
    lines: dict[str, list[str]] = {}
    for corpus in corpora:
        for name, more in read_corpora(corpus).items():
            lines.setdefault(name, []).extend(more)
    # What nearly is a held-out sentence must not be trained on, so these are the first that are known.
    seen: set[int] = set()
    drop_near_duplicates([[sentence] for _, sentence in held_out], seen)
    out = {}
    for name, mine in lines.items():
        cut = [list(sentences_of(line)) for line in mine if not is_held_out(line, config)]
        out[name] = drop_near_duplicates(cut, seen)
    return out


def _piece_counts(paragraphs: dict[str, list[list[str]]], source: Source, config: TurkishConfig) -> NDArray[np.float64]:
    """(P,) how often each piece of the source's whole vocabulary is drawn per million tokens, by the shares."""
    whole = whole_tokenizer(source)
    counts = np.zeros(len(source.pieces))
    for name, mine in paragraphs.items():
        # A tenth of the large English files is enough to know what is common.
        step = 5 if name.startswith("en/") else 1
        flat = [sentence for sentences in mine[::step] for sentence in sentences]
        if not flat:
            continue
        encoded = whole(flat, add_special_tokens=False)["input_ids"]
        found = np.bincount(np.concatenate([np.array(ids, dtype=np.int64) for ids in encoded]), minlength=len(whole))
        # Our ids are the source's, but for <mask>, which stands between <unk> and the pieces.
        mine_counts = np.zeros(len(source.pieces))
        mine_counts[:4], mine_counts[4:-1] = found[:4], found[5:]
        # The root lets rare pieces of small sources live beside those of large ones.
        share = config.shares.get(name, 0.5)
        counts += mine_counts / mine_counts.sum() * share
    return counts


def _pieces(paragraphs: dict[str, list[list[str]]], config: TurkishConfig) -> tuple[list[str], NDArray[np.float32]]:
    """The vocabulary of the settings: learned anew, or the commonest pieces of the source."""
    if config.pieces == "fresh":
        return train_pieces(training_lines(paragraphs, config), config.vocabulary)
    source = read_source()
    kept = keep_pieces(source, _piece_counts(paragraphs, source, config), config.vocabulary)[len(SPECIAL) :]
    return [source.pieces[at] for at in kept], source.scores[kept]


def prepare(
    corpora: list[Path], folder: Path, config: TurkishConfig, held_out: list[tuple[str, str]] | None = None
) -> Prepared:
    """Make all of it, or read it back from a folder where it was made before.

    held_out: (source, sentence) pairs that must not be trained on, nor what nearly is one of them; those of
    `held_out.tsv` by default.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stored = folder / "prepared.npz"
    if not stored.exists():
        paragraphs = training_paragraphs(corpora, config, read_sentences() if held_out is None else held_out)
        pieces, scores = _pieces(paragraphs, config)
        tokenizer = make_tokenizer(pieces, scores)
        size = len(tokenizer)
        arrays: dict[str, Any] = {"pieces": np.array(pieces), "scores": scores}
        token_counts = np.zeros(size)
        sizes = {}
        for name, mine in paragraphs.items():
            chunks = chunks_of(mine, tokenizer, config)
            if not chunks:
                continue
            arrays[f"{name}|flat"] = np.concatenate(chunks)
            arrays[f"{name}|length"] = np.array([len(chunk) for chunk in chunks])
            sizes[name] = len(arrays[f"{name}|flat"])
            found = np.bincount(arrays[f"{name}|flat"], minlength=size).astype(float)
            found[: len(SPECIAL)] = 0
            token_counts += found / found.sum() * config.shares.get(name, 0.5)
        arrays["counts"] = np.round(token_counts / token_counts.sum() * 1e7).astype(np.int64)
        tokenizer.save_pretrained(folder / "tokenizer")
        np.savez(stored, **arrays)
        (folder / "tokens.json").write_text(json.dumps(sizes, indent=1) + "\n", encoding="utf-8")
    with np.load(stored) as file:
        pieces, scores, counts = file["pieces"].tolist(), file["scores"], file["counts"]
        chunks_by = {}
        for key in file.files:
            if key.endswith("|length"):
                name = key.removesuffix("|length")
                chunks_by[name] = np.split(file[f"{name}|flat"], np.cumsum(file[key])[:-1])
    return Prepared(make_tokenizer(pieces, scores), [*SPECIAL, *pieces], counts, chunks_by)
