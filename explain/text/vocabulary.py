"""A tokenizer's vocabulary as a person can read it: WordPiece, SentencePiece and byte-level BPE alike."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerFast

from explain.text.segmentation import is_word_like

__all__ = ["Vocabulary", "vocabulary_of"]


def _byte_alphabet() -> dict[str, int]:
    """GPT-2's printable stand-ins for the 256 bytes (Radford et al. 2019, `bytes_to_unicode`)."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + n): byte for n, byte in enumerate(others)}


_BYTES = _byte_alphabet()
_FALLBACK = re.compile("<0x([0-9A-F]{2})>")


@dataclass(frozen=True)
class Vocabulary:
    """All V entries of a vocabulary by id.

    style: "wordpiece" ("##ing"), "sentencepiece" ("▁the") or "bytes" ("Ġthe").
    pieces: the entries as the tokenizer spells them; "" for an id without an entry, which reads as #id.
    special_ids: ids of [CLS], [MASK] and their like.
    """

    style: str
    pieces: tuple[str, ...]
    special_ids: frozenset[int]

    def starts_word(self, token_id: int) -> bool:
        """Whether an entry begins a word (or stands alone) rather than continuing one."""
        piece = self.pieces[token_id]
        if self.style == "wordpiece":
            return not piece.startswith("##")
        return piece.startswith("▁" if self.style == "sentencepiece" else "Ġ")

    def raw_bytes(self, token_id: int) -> bytes | None:
        """The bytes that an entry stands for: of byte-level style, or one that SentencePiece falls back on; else None."""
        piece = self.pieces[token_id]
        if self.style == "sentencepiece" and (fallback := _FALLBACK.fullmatch(piece)):
            return bytes([int(fallback[1], 16)])
        if self.style != "bytes" or token_id in self.special_ids or any(sign not in _BYTES for sign in piece):
            return None
        return bytes(_BYTES[sign] for sign in piece)

    def readable(self, token_id: int) -> str:
        """An entry as a person would write it, without the marks of its style; part of a character stays as hex."""
        piece = self.pieces[token_id]
        if token_id in self.special_ids or not piece:
            return piece or f"#{token_id}"
        if self.style == "wordpiece":
            return piece.removeprefix("##")
        raw = self.raw_bytes(token_id)
        if raw is None and self.style == "sentencepiece":
            return piece.replace("▁", " ").strip() or piece
        if raw is None:
            # Added by hand, such as the runs of spaces in GPT-NeoX.
            raw = piece.encode("utf-8")
        try:
            written = raw.decode("utf-8")
        except UnicodeDecodeError:
            return "·".join(f"{byte:02X}" for byte in raw)
        return written.strip() or written.replace(" ", "␣").replace("\n", "⏎").replace("\t", "⇥")

    def neighbours(self, token_id: int, reach: int = 3) -> tuple[int, ...]:
        """Ids around one, itself included, as far as the vocabulary goes."""
        return tuple(range(max(0, token_id - reach), min(len(self.pieces), token_id + reach + 1)))

    @cached_property
    def ordinary_ids(self) -> NDArray[np.int64]:
        """Ids of all entries but the special ones; what a random replacement is drawn from."""
        return np.array([i for i, piece in enumerate(self.pieces) if piece and i not in self.special_ids])

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """(V,) every entry as `readable` writes it."""
        return tuple(self.readable(index) for index in range(len(self.pieces)))

    @cached_property
    def whole_words(self) -> NDArray[np.bool_]:
        """(V,) True where an entry is a word by itself: it begins a word and is made of letters alone."""
        return np.array(
            [
                index not in self.special_ids and self.starts_word(index) and is_word_like(form)
                for index, form in enumerate(self.forms)
            ]
        )


def vocabulary_of(tokenizer: PreTrainedTokenizerFast, rows: int = 0) -> Vocabulary:
    """Read the vocabulary out of a tokenizer. rows: how many a model has, which may be more than there are entries."""
    entries = tokenizer.get_vocab()
    pieces = [""] * max(max(entries.values()) + 1, rows)
    for piece, index in entries.items():
        pieces[index] = piece
    kind = type(tokenizer.backend_tokenizer.model).__name__
    if kind == "WordPiece":
        style = "wordpiece"
    else:
        style = "bytes" if any(piece.startswith("Ġ") for piece in pieces) else "sentencepiece"
    return Vocabulary(style, tuple(pieces), frozenset(tokenizer.all_special_ids))
