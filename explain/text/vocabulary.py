"""A tokenizer's vocabulary as a person can read it: WordPiece, SentencePiece, byte-level BPE, </w> and whole words alike.

How entries are spelled is read from the tokenizer's own parts: its model, normalizer, pre-tokenizer and decoder. The
entries themselves do not tell: Ġ is a letter of Maltese, and "</w>" can be a word of a text about web pages.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import regex
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerFast

from explain.text.segmentation import is_word_like, seen

__all__ = ["Spelling", "Vocabulary", "spelling_of", "vocabulary_of"]


def _byte_alphabet() -> dict[str, int]:
    """GPT-2's printable stand-ins for the 256 bytes (Radford et al. 2019, `bytes_to_unicode`)."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + n): byte for n, byte in enumerate(others)}


_BYTES = _byte_alphabet()
_SIGNS = {byte: sign for sign, byte in _BYTES.items()}
_FALLBACK = re.compile("<0x([0-9A-F]{2})>")
_NUMBER = re.compile(r"#(\d{1,9})", re.ASCII)
# A letter or a digit that could go on a word; scripts without spaces begin a word with every sign.
_GOES_ON = regex.compile(r"(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])[\p{L}\p{M}\p{N}]")


@dataclass(frozen=True)
class Spelling:
    """The marks in a tokenizer's entries that nobody would write; "" for one that it does not use.

    space: what stands for the space before a word, "▁" or "Ġ". continues: what is put before an entry that continues a
    word, "##". ends: what is put after an entry that ends a word, "</w>".
    bytes: whether entries are written in GPT-2's alphabet of the 256 bytes. fallback: whether a character without an
    entry is spelled byte by byte, <0xF0><0x9F>…
    """

    space: str = ""
    continues: str = ""
    ends: str = ""
    bytes: bool = False
    fallback: bool = False

    @property
    def style(self) -> str:
        """What such a vocabulary is called: "bytes", "sentencepiece", "wordpiece", "ends" (</w>) or "words" (no marks)."""
        named = {
            "ends": self.ends,
            "bytes": self.bytes,
            "sentencepiece": self.space,
            "wordpiece": self.continues,
        }
        return next((name for name, has in named.items() if has), "words")


@dataclass(frozen=True)
class Vocabulary:
    """All V entries of a vocabulary by id.

    spelling: the marks in its entries.
    pieces: the entries as the tokenizer spells them; "" for an id without an entry, which reads as #id.
    special_ids: ids of [CLS], [MASK] and their like. added_ids: ids of entries that were added beside the ones that were
    learned, special or not; they carry no marks.
    """

    spelling: Spelling
    pieces: tuple[str, ...]
    special_ids: frozenset[int]
    added_ids: frozenset[int] = frozenset()

    @property
    def style(self) -> str:
        """What such a vocabulary is called; see `Spelling.style`."""
        return self.spelling.style

    def _plain(self, token_id: int) -> bool:
        """Whether an entry is spelled without marks."""
        return token_id in self.special_ids or token_id in self.added_ids

    def starts_word(self, token_id: int) -> bool:
        """Whether an entry can begin a word (or stand alone) rather than continue one.

        Where entries mark the end of a word (</w>), or nothing, all of them can.
        """
        piece, spelling = self.pieces[token_id], self.spelling
        if self._plain(token_id):
            return True
        if spelling.continues and piece.startswith(spelling.continues):
            return False
        return piece.startswith(spelling.space)

    def ends_word(self, token_id: int) -> bool:
        """Whether nothing says that a word goes on after an entry."""
        return self._plain(token_id) or self.pieces[token_id].endswith(self.spelling.ends)

    def continues_word(self, token_id: int) -> bool:
        """Whether an entry can only go on with a word: it says so, or begins with a letter where a space would be marked.

        A comma without a space continues nothing, and neither does a part of a character.
        """
        if self.starts_word(token_id) or not self.pieces[token_id]:
            return False
        said = bool(self.spelling.continues) and self.pieces[token_id].startswith(self.spelling.continues)
        return said or (self._decoded(token_id) is not None and _GOES_ON.match(self.readable(token_id)) is not None)

    def is_marked(self, token_id: int) -> bool:
        """Whether an entry carries a mark that nobody would write, or is a special one: [MASK], ##ing, Ġthe, the</w>."""
        if self._plain(token_id):
            return token_id in self.special_ids
        piece, marks = self.pieces[token_id], self.spelling
        before = any(mark and piece.startswith(mark) for mark in (marks.space, marks.continues))
        return before or bool(marks.ends and piece.endswith(marks.ends))

    def _bare(self, token_id: int) -> str:
        """An entry without the marks of words; the one for a space stays."""
        piece = self.pieces[token_id]
        if self._plain(token_id):
            return piece
        return piece.removeprefix(self.spelling.continues).removesuffix(self.spelling.ends) or piece

    def raw_bytes(self, token_id: int) -> bytes | None:
        """The bytes that an entry stands for: of byte-level style, or one that is fallen back on; None for all others."""
        if self._plain(token_id):
            return None
        if self.spelling.fallback and (fallback := _FALLBACK.fullmatch(self.pieces[token_id])):
            return bytes([int(fallback[1], 16)])
        piece = self._bare(token_id)
        if not self.spelling.bytes or any(sign not in _BYTES for sign in piece):
            return None
        return bytes(_BYTES[sign] for sign in piece)

    def spaced(self, token_id: int) -> str:
        """What an entry adds to a text, with the space that it may begin with; part of a character stays as hex."""
        piece = self.pieces[token_id]
        if self._plain(token_id) or not piece:
            return piece or f"#{token_id}"
        decoded = self._decoded(token_id)
        return "·".join(f"{byte:02X}" for byte in self.raw_bytes(token_id) or b"") if decoded is None else decoded

    def _decoded(self, token_id: int) -> str | None:
        """An ordinary entry as text; None for a part of a character."""
        raw, space = self.raw_bytes(token_id), self.spelling.space
        if raw is None:
            return self._bare(token_id).replace(space, " ") if space else self._bare(token_id)
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return None

    def readable(self, token_id: int) -> str:
        """An entry as a person would write it, without marks and spaces around; a blank one by its name (␣, ⏎, ZWJ)."""
        written = self.spaced(token_id)
        return seen(written.strip() or written)

    def label(self, token_id: int) -> str:
        """An entry as it stands in a list: readable, with a hyphen before it if it continues a word: -ing."""
        form = self.readable(token_id)
        return f"-{form}" if self.continues_word(token_id) else form

    def in_full(self, token_id: int) -> str:
        """An entry with what tells it from others of the same form: the space that it begins with (␣the), or a hyphen."""
        form = self.label(token_id)
        return f"␣{form}" if self.spaced(token_id)[:1] == " " and form[:1] != "␣" else form

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
        """(V,) True where an entry is a word by itself: it begins and ends one and is made of letters alone."""
        return np.array(
            [
                index not in self.special_ids
                and self.starts_word(index)
                and self.ends_word(index)
                and is_word_like(form)
                for index, form in enumerate(self.forms)
            ]
        )

    @cached_property
    def _by_piece(self) -> Mapping[str, int]:
        return {piece: index for index, piece in reversed(list(enumerate(self.pieces))) if piece}

    @cached_property
    def _by_form(self) -> Mapping[str, int]:
        """The first entry that reads so, or that lists write so (-ing); one that begins a word is preferred."""
        found: dict[str, int] = {}
        inside = []
        for index, form in enumerate(self.forms):
            if self.pieces[index] and self.starts_word(index):
                found.setdefault(form, index)
            elif self.pieces[index]:
                inside.append(index)
        for index in inside:
            found.setdefault(self.forms[index], index)
        for index in inside:
            found.setdefault(self.label(index), index)
        return found

    def spell(self, word: str) -> str:
        """A word after a space, as an entry of its own would be spelled; there need not be one."""
        body = "".join(_SIGNS[byte] for byte in word.encode("utf-8", "replace")) if self.spelling.bytes else word
        return f"{self.spelling.space}{body}{self.spelling.ends}"

    def find(self, typed: str) -> int | None:
        """The id that is meant by what a person typed, None where the vocabulary has no such entry.

        A word means the entry that begins a word, as it would within a sentence: `the` is Ġthe, ▁the or the</w>. What
        is spelled with marks is that entry (##ing, Ġthe, [MASK]), and #17 is the entry with the id 17.
        """
        wanted = typed.strip()
        if not wanted:
            return None
        exact = self._by_piece.get(wanted)
        if exact is not None and self.is_marked(exact):
            return exact
        if (number := _NUMBER.fullmatch(wanted)) and int(number[1]) < len(self.pieces) and self.pieces[int(number[1])]:
            return int(number[1])
        # A sign is meant as it is: a comma stands without a space.
        if exact is not None and not _GOES_ON.match(wanted):
            return exact
        for found in (self._by_piece.get(self.spell(wanted)), exact, self._by_form.get(wanted)):
            if found is not None and self.starts_word(found):
                return found
        return self._by_form.get(wanted, exact)

    def name(self, token_id: int) -> str:
        """What `find` takes for this entry: its spelling where that is clear, else #id."""
        piece = self.pieces[token_id]
        return piece if piece and self.find(piece) == token_id else f"#{token_id}"


def _steps(part: Any) -> Iterator[dict[str, Any]]:
    """The steps of a normalizer, pre-tokenizer or decoder, each as it is saved; a sequence may hold sequences."""

    def within(saved: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if saved["type"] != "Sequence":
            yield saved
            return
        for name in ("normalizers", "pretokenizers", "decoders"):
            for step in saved.get(name, ()):
                yield from within(step)

    if part is not None:
        yield from within(json.loads(part.__getstate__()))


def _space_of(steps: tuple[list[dict[str, Any]], ...]) -> str:
    """What the steps of a normalizer, a pre-tokenizer and a decoder put in place of a space; "" for nothing."""
    normalizer, pre_tokenizer, decoder = steps
    for step in (*pre_tokenizer, *decoder):
        if step["type"] == "Metaspace":
            return str(step["replacement"])
    for step in normalizer:
        if step["type"] == "Replace" and step["pattern"].get("String") == " " and step["content"]:
            return str(step["content"])
    for step in decoder:
        if step["type"] == "Replace" and step["content"] == " ":
            return str(step["pattern"].get("String", ""))
    return ""


def spelling_of(tokenizer: PreTrainedTokenizerFast) -> Spelling:
    """How a tokenizer spells its entries, read from its parts."""
    backend = tokenizer.backend_tokenizer
    model, kind = backend.model, type(backend.model).__name__
    steps = tuple(list(_steps(part)) for part in (backend.normalizer, backend.pre_tokenizer, backend.decoder))
    types = {step["type"] for part in steps for step in part}
    continues = getattr(model, "continuing_subword_prefix", None) or ""
    ends = getattr(model, "end_of_word_suffix", None) or ""
    fallback = "ByteFallback" in types or bool(getattr(model, "byte_fallback", False))
    if kind == "Unigram":
        # Its bindings do not show this one setting.
        fallback = fallback or bool(json.loads(model.__getstate__()).get("byte_fallback"))
    if "ByteLevel" in types:
        # CLIP's byte-level entries mark the end of a word, and no space is left in them.
        return Spelling("" if ends else _SIGNS[ord(" ")], continues, ends, bytes=True)
    space = _space_of(steps)
    if not space and not ends and (kind == "Unigram" or fallback):
        # Both come from SentencePiece, which always writes a space so.
        space = "▁"
    return Spelling(space, continues, ends, fallback=fallback)


def vocabulary_of(tokenizer: PreTrainedTokenizerFast, rows: int = 0) -> Vocabulary:
    """Read the vocabulary out of a tokenizer. rows: how many a model has, which may be more than there are entries."""
    entries = tokenizer.get_vocab()
    pieces = [""] * max(max(entries.values()) + 1, rows)
    for piece, index in entries.items():
        pieces[index] = piece
    added = frozenset(tokenizer.get_added_vocab().values())
    return Vocabulary(spelling_of(tokenizer), tuple(pieces), frozenset(tokenizer.all_special_ids), added)
