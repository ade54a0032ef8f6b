"""The training text: which lines are held out, how paragraphs become sentences and sentences become chunks."""

import lzma
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm
from transformers import PreTrainedTokenizerFast

from explain.recipe.config import RecipeConfig

__all__ = ["held_out_sentences", "is_held_out", "read_lines", "sentences_of", "training_chunks"]

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])")
_NOT_AN_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Capt|Col|Rev|Hon|Jr|Sr|vs|etc|No|Fig|[A-Z])\.[”\"’')\]]*$")


def read_lines(corpus: Path) -> dict[str, list[str]]:
    """Every `*.txt.xz` of a folder: file stem to its lines (a paragraph or a sentence each)."""
    files = sorted(corpus.glob("*.txt.xz"))
    if not files:
        raise SystemExit(f"No *.txt.xz files in {corpus}: give --corpus a folder that holds the training text.")
    return {
        file.name.removesuffix(".txt.xz"): lzma.open(file, "rt", encoding="utf-8").read().splitlines() for file in files
    }


def is_held_out(line: str, config: RecipeConfig) -> bool:
    """Whether a line is kept for evaluation: decided by its own checksum, so that it never changes sides."""
    return zlib.crc32(line.encode()) % 100 < config.held_out_percent


def sentences_of(paragraph: str) -> Iterator[str]:
    """Cut a paragraph at sentence ends, leaving titles and initials ("Mr. Badger", "J. Doe") whole."""
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        piece = paragraph[start : match.end()].strip()
        if _NOT_AN_END.search(piece):
            continue
        yield piece
        start = match.end()
    if tail := paragraph[start:].strip():
        yield tail


def held_out_sentences(lines: dict[str, list[str]], config: RecipeConfig) -> list[tuple[str, str]]:
    """(source, sentence) pairs for evaluation: the same number from every file as far as it has them."""
    rng = np.random.default_rng(config.seed)
    picked: list[tuple[str, str]] = []
    for source, paragraphs in lines.items():
        candidates = [
            sentence
            for paragraph in paragraphs
            if is_held_out(paragraph, config)
            for sentence in sentences_of(paragraph)
            if config.shortest_sentence_words <= len(sentence.split()) <= config.longest_sentence_words
        ]
        wanted = min(len(candidates), config.evaluation_sentences // len(lines))
        order = rng.permutation(len(candidates))[:wanted]
        picked += [(source, candidates[index]) for index in order]
    return picked


def training_chunks(
    lines: dict[str, list[str]], tokenizer: PreTrainedTokenizerFast, config: RecipeConfig
) -> list[NDArray[np.int32]]:
    """Chunks of whole sentences with [CLS] and [SEP], at most `chunk_tokens` long, in random order.

    Half of the chunks are single sentences, as the model will mostly be asked about, and half are as many sentences of
    one paragraph as fit.
    """
    rng = np.random.default_rng(config.seed)
    room = config.chunk_tokens - 2
    cls, sep = tokenizer.cls_token_id, tokenizer.sep_token_id
    chunks: list[NDArray[np.int32]] = []

    def close(held: list[int]) -> None:
        if len(held) >= 6:
            chunks.append(np.array([cls, *held, sep], dtype=np.int32))

    for source, paragraphs in lines.items():
        kept = [p for p in paragraphs if not is_held_out(p, config)]
        for start in tqdm(range(0, len(kept), 1000), desc=f"tokenizing {source}", unit="k lines"):
            cut = [list(sentences_of(p)) for p in kept[start : start + 1000]]
            flat = [sentence for sentences in cut for sentence in sentences]
            encoded = iter(tokenizer(flat, add_special_tokens=False)["input_ids"])
            for sentences in cut:
                held: list[int] = []
                goal = room
                for _ in sentences:
                    ids = next(encoded)[:room]
                    if held and len(held) + len(ids) > goal:
                        close(held)
                        held = []
                    if not held:
                        goal = room if rng.random() < 0.5 else 1
                    held = held + ids
                close(held)
    return [chunks[index] for index in rng.permutation(len(chunks))]
