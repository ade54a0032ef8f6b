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

__all__ = [
    "held_out_sentences",
    "is_held_out",
    "mixed",
    "read_lines",
    "sentences_of",
    "token_counts",
    "training_chunks",
]

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])")
_NOT_AN_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Capt|Col|Rev|Hon|Jr|Sr|vs|etc|No|Fig|[A-Z])\.[”\"’')\]]*$")


def read_lines(corpus: Path) -> dict[str, list[str]]:
    """Every `*.txt.xz` of a folder: file stem to its lines (a paragraph or a sentence each)."""
    files = sorted(corpus.glob("*.txt.xz"))
    if not files:
        raise SystemExit(f"No *.txt.xz files in {corpus}: give --corpus a folder that holds the training text.")
    lines = {}
    for file in files:
        try:
            text = lzma.decompress(file.read_bytes()).decode()
        except (lzma.LZMAError, EOFError, UnicodeDecodeError) as problem:
            raise SystemExit(
                f"{file} is not a whole xz file of UTF-8 text: copy it again, or leave it out."
            ) from problem
        lines[file.name.removesuffix(".txt.xz")] = text.splitlines()
    return lines


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
) -> dict[str, list[NDArray[np.int32]]]:
    """Chunks of whole sentences with [CLS] and [SEP], at most `chunk_tokens` long, by source, in random order.

    Some are single sentences, as the model will mostly be asked about. The others run on, over paragraphs too where a
    line is a paragraph, up to a length drawn for each, so that every position is trained.
    """
    rng = np.random.default_rng(config.seed)
    room = config.chunk_tokens - 2
    cls, sep = tokenizer.cls_token_id, tokenizer.sep_token_id
    chunks: dict[str, list[NDArray[np.int32]]] = {}

    def goal() -> int:
        return 1 if rng.random() < config.lone_share else int(rng.integers(room // 4, room + 1))

    for source, paragraphs in lines.items():
        kept = [p for p in paragraphs if not is_held_out(p, config)]
        made: list[NDArray[np.int32]] = []
        held: list[int] = []
        wanted = goal()
        for start in tqdm(range(0, len(kept), 1000), desc=f"tokenizing {source}", unit="k lines"):
            cut = [list(sentences_of(p)) for p in kept[start : start + 1000]]
            flat = [sentence for sentences in cut for sentence in sentences]
            # Lines of about one sentence each have nothing to do with their neighbours.
            runs_on = len(flat) > 1.5 * len(cut)
            encoded = iter(tokenizer(flat, add_special_tokens=False)["input_ids"])
            for sentences in cut:
                for at in range(len(sentences)):
                    ids = next(encoded)[:room]
                    if held and (len(held) + len(ids) > wanted or (at == 0 and not runs_on)):
                        made.append(np.array([cls, *held, sep], dtype=np.int32))
                        held, wanted = [], goal()
                    held = held + ids
        if held:
            made.append(np.array([cls, *held, sep], dtype=np.int32))
        long_enough = [chunk for chunk in made if len(chunk) >= 8]
        chunks[source] = [long_enough[index] for index in rng.permutation(len(long_enough))]
    return chunks


def mixed(chunks: dict[str, list[NDArray[np.int32]]], config: RecipeConfig) -> list[NDArray[np.int32]]:
    """One list of chunks in which a source of n tokens has a share in proportion to n ** source_exponent.

    Small sources come round again until the largest has been seen once; what comes twice is not copied.
    """
    sizes = {source: sum(map(len, made)) for source, made in chunks.items() if made}
    weights = {source: size**config.source_exponent for source, size in sizes.items()}
    rounds = max(size / weights[source] for source, size in sizes.items())
    rng = np.random.default_rng((config.seed, 3))
    order: list[NDArray[np.int32]] = []
    for source, size in sizes.items():
        made = chunks[source]
        times = weights[source] * rounds / size
        order += made * int(times)
        order += [made[index] for index in rng.permutation(len(made))[: round((times % 1) * len(made))]]
    return [order[index] for index in rng.permutation(len(order))]


def token_counts(chunks: dict[str, list[NDArray[np.int32]]], tokenizer: PreTrainedTokenizerFast) -> NDArray[np.int64]:
    """(V,) how often each token occurs in the training text, special and unused ones left at 0."""
    counts = np.bincount(np.concatenate([c for made in chunks.values() for c in made]), minlength=len(tokenizer))
    # [PAD], [UNK], [CLS], [SEP], [MASK] and what lies between them come first; they are never asked for.
    counts[: tokenizer.mask_token_id + 1] = 0
    return counts.astype(np.int64)
