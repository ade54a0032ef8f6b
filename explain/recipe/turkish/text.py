"""The text of the Turkish model: Turkish sentence ends, near-duplicates, sources in given shares."""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerFast

from explain.recipe.text import read_lines
from explain.recipe.turkish.config import TurkishConfig

__all__ = ["Stream", "chunks_of", "drop_near_duplicates", "held_out_of", "is_held_out", "read_corpora", "sentences_of"]

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-ZÇĞİÖŞÜÂÎÛ0-9])")
_NOT_AN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Capt|Col|Rev|Hon|Jr|Sr|vs|etc|No|Fig|Doç|Yrd|Av|Sn|Bkz|bkz|vb|vd|vs|yy|Alb|Org|"
    r"Mad|md|s|Hz|Cad|Sok|Mah|Ltd|Şti|çev|örn|Örn|krş|[A-ZÇĞİÖŞÜ])|(?<!\d)\d{1,3})\.[”\"’')\]]*$"
)
_WORDS = re.compile(r"\w+")


def read_corpora(corpus: Path) -> dict[str, list[str]]:
    """Lines of every `tr/*.txt.xz` and `en/*.txt.xz` of a folder, named "tr/stem" and "en/stem"."""
    return {
        f"{language}/{stem}": lines
        for language in ("tr", "en")
        for stem, lines in read_lines(corpus / language).items()
    }


def sentences_of(paragraph: str) -> Iterator[str]:
    """Cut a paragraph at sentence ends, leaving titles, initials and ordinals ("19. yüzyıl", "Dr. Ay") whole."""
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        piece = paragraph[start : match.end()].strip()
        if _NOT_AN_END.search(piece):
            continue
        yield piece
        start = match.end()
    if tail := paragraph[start:].strip():
        yield tail


def is_held_out(line: str, config: TurkishConfig) -> bool:
    """Whether a line is kept for evaluation: decided by its own checksum, so that it never changes sides."""
    return zlib.crc32(line.encode()) % 100 < config.held_out_percent


def _shingles(sentence: str, size: int = 4) -> list[int]:
    """Checksums of all runs of `size` words, letters only: numbers and case do not make a sentence new."""
    # "I" is the capital of "ı" in one of the languages and of "i" in the other: all of them count as "i" here.
    plain = unicodedata.normalize("NFKC", sentence).replace("İ", "i").casefold().replace("ı", "i")
    words = ["0" if word.isdigit() else word for word in _WORDS.findall(plain)]
    if len(words) < size:
        return [hash(" ".join(words))]
    return [hash(" ".join(words[at : at + size])) for at in range(len(words) - size + 1)]


def drop_near_duplicates(
    paragraphs: Iterable[list[str]], seen: set[int], *, most_known: float = 0.5
) -> list[list[str]]:
    """Paragraphs (as sentences) without those sentences of which more than `most_known` of the runs are known.

    seen: the runs of four words known so far; what is kept is added. First come, first kept.
    """
    kept = []
    for sentences in paragraphs:
        fresh = []
        for sentence in sentences:
            runs = _shingles(sentence)
            if sum(run in seen for run in runs) <= most_known * len(runs):
                fresh.append(sentence)
                seen.update(runs)
        if fresh:
            kept.append(fresh)
    return kept


def held_out_of(lines: dict[str, list[str]], config: TurkishConfig) -> list[tuple[str, str]]:
    """(source, sentence) pairs for evaluation: as many from every file, of each language, as far as it has them."""
    picked: list[tuple[str, str]] = []
    for language, wanted in (("tr", config.evaluation_sentences), ("en", config.evaluation_sentences // 5)):
        sources = [source for source in lines if source.startswith(language)]
        for source in sources:
            candidates = [
                sentence
                for paragraph in lines[source]
                if is_held_out(paragraph, config)
                for sentence in sentences_of(paragraph)
                if config.shortest_sentence_words <= len(sentence.split()) <= config.longest_sentence_words
            ]
            candidates = [s for group in drop_near_duplicates([candidates], set()) for s in group]
            rng = np.random.default_rng((config.seed, zlib.crc32(source.encode())))
            order = rng.permutation(len(candidates))[: wanted // len(sources)]
            picked += [(source, candidates[index]) for index in order]
    return picked


def chunks_of(
    paragraphs: list[list[str]], tokenizer: PreTrainedTokenizerFast, config: TurkishConfig
) -> list[NDArray[np.int32]]:
    """Chunks of whole sentences between <s> and </s>, at most `chunk_tokens` long, in random order.

    `lone_share` of them are single sentences, as the model will mostly be asked about. The others run on within a
    paragraph, up to a length drawn for each.
    """
    if not paragraphs:
        return []
    rng = np.random.default_rng(config.seed)
    room = config.chunk_tokens - 2
    first, last = tokenizer.cls_token_id, tokenizer.sep_token_id
    made: list[NDArray[np.int32]] = []

    def goal() -> int:
        return 1 if rng.random() < config.lone_share else int(rng.integers(room // 3, room + 1))

    encoded = iter(tokenizer([s for sentences in paragraphs for s in sentences], add_special_tokens=False)["input_ids"])
    for sentences in paragraphs:
        held: list[int] = []
        wanted = goal()
        for _ in sentences:
            ids = next(encoded)[:room]
            if held and len(held) + len(ids) > wanted:
                made.append(np.array([first, *held, last], dtype=np.int32))
                held, wanted = [], goal()
            held = held + ids
        if held:
            made.append(np.array([first, *held[:room], last], dtype=np.int32))
    long_enough = [chunk for chunk in made if len(chunk) >= 6]
    return [long_enough[index] for index in rng.permutation(len(long_enough))]


class Stream:
    """Endless padded batches, sources in the given shares, each source shuffled anew every time it comes round.

    The state is one number, the window that comes next, so that a run can go on where it stopped.
    """

    def __init__(
        self, chunks: dict[str, list[NDArray[np.int32]]], shares: dict[str, float], config: TurkishConfig, pad_id: int
    ) -> None:
        """chunks: by source. shares: parts of the tokens by source. pad_id: what fills the shorter rows."""
        self.names = [name for name, made in chunks.items() if made and shares.get(name, 0) > 0]
        self.chunks = chunks
        self.config = config
        self.pad_id = pad_id
        total = sum(shares[name] for name in self.names)
        # Shares are of tokens; chunks of long sentences are drawn more rarely.
        mean = {name: float(np.mean([len(chunk) for chunk in chunks[name]])) for name in self.names}
        rate = np.array([shares[name] / total / mean[name] for name in self.names])
        self.rate = rate / rate.sum()
        self.sizes = [len(chunks[name]) for name in self.names]
        self.window_chunks = 2048

    def window(self, number: int) -> list[NDArray[np.int64]]:
        """The batches of one window, each (rows, length): about 2,048 chunks, like lengths together."""
        rng = np.random.default_rng((self.config.seed, 5, number))
        pool = []
        for at, name in enumerate(self.names):
            per = self.window_chunks * self.rate[at]
            begin, end = int(per * number), int(per * (number + 1))
            size = self.sizes[at]
            for place in range(begin, end):
                epoch, index = divmod(place, size)
                # A permutation of its own for every epoch, without holding one for each in memory.
                pool.append(self.chunks[name][self._shuffled(at, epoch)[index]])
        pool.sort(key=len)
        groups: list[list[NDArray[np.int32]]] = [[]]
        for chunk in pool:
            if groups[-1] and (len(groups[-1]) + 1) * len(chunk) > self.config.batch_tokens:
                groups.append([])
            groups[-1].append(chunk)
        batches = []
        for index in rng.permutation(len(groups)):
            rows = groups[index]
            padded = np.full((len(rows), max(map(len, rows))), self.pad_id, dtype=np.int64)
            for row, chunk in zip(padded, rows, strict=True):
                row[: len(chunk)] = chunk
            batches.append(padded)
        return batches

    def _shuffled(self, at: int, epoch: int) -> NDArray[np.int64]:
        cache: dict[int, tuple[int, NDArray[np.int64]]] = self.__dict__.setdefault("_orders", {})
        known = cache.get(at)
        if known is None or known[0] != epoch:
            order = np.random.default_rng((self.config.seed, 6, at, epoch)).permutation(self.sizes[at])
            cache[at] = known = (epoch, order)
        return known[1]
