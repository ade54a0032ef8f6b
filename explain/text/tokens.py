"""From text to tokens: what the model is given instead of words.

Glossary: T tokens of the whole input, special ones counted; a span is (start, end) in characters of its own sentence.
"""

import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from transformers import PreTrainedTokenizerFast

from explain.errors import ExplainError
from explain.text.segmentation import Word, bare, graphemes, is_blank, seen, words
from explain.text.vocabulary import Vocabulary

__all__ = ["LONGEST_TEXT", "Reader", "Token", "Tokens", "tokenize"]

_MASK = "[MASK]"
LONGEST_TEXT = 20_000
"""Characters above which a text is turned away before any work is done for it."""


class Reader(Protocol):
    """What reads text: a loaded model, or anything else with a tokenizer."""

    @property
    def name(self) -> str:
        """Its name, for messages."""
        ...

    @property
    def tokenizer(self) -> PreTrainedTokenizerFast:
        """What cuts the text."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """The entries that text is cut into."""
        ...

    @property
    def abilities(self) -> frozenset[str]:
        """ "segments" where sentence A and B are marked, "masked" where there are blanks to fill in."""
        ...

    @property
    def limit(self) -> int:
        """The most tokens of one text."""
        ...


@dataclass(frozen=True)
class Token:
    """One token.

    id: its row in the vocabulary; piece: as the vocabulary spells it ("##ing", "▁the", "Ġthe").
    readable: as a person would write it. Where a character is cut into bytes, the character and which part this is.
    sentence: 0 or 1, None for a token the tokenizer put in ([CLS], [SEP] …).
    span: what it covers in that sentence; (0, 0) for a token put in.
    word: index into `Tokens.words`, None for special tokens.
    special: whether it is one of the vocabulary's special tokens, typed or put in.
    segment: 0 for sentence A, 1 for B, as the model is told (always 0 for models without segments).
    lost: what normalisation did to the letters: "" nothing, "case", "accents", "both", "other", "unknown" for [UNK].
    """

    id: int
    piece: str
    readable: str
    sentence: int | None
    span: tuple[int, int]
    word: int | None
    special: bool
    segment: int
    lost: str


@dataclass(frozen=True)
class Tokens:
    """A text, or a pair, as one model reads it.

    sentences: one or two texts, just as typed.
    tokens: all T tokens in the order the model reads them.
    words: all words of both sentences, with `word_sentence` saying whose.
    seconds: what the tokenizer took.
    """

    sentences: tuple[str, ...]
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    word_sentence: tuple[int, ...]
    seconds: float = field(default=0.0, compare=False)

    @cached_property
    def _hash(self) -> int:
        return hash((self.sentences, self.ids.tobytes(), self.segments.tobytes()))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[Any, ...]:
        # Without what was worked out: the hash of a text is another one in another process.
        return Tokens, (self.sentences, self.tokens, self.words, self.word_sentence, self.seconds)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """(T,) what goes into the embedding table."""
        return np.array([token.id for token in self.tokens], dtype=np.int64)

    @cached_property
    def segments(self) -> NDArray[np.int64]:
        """(T,) sentence A is 0, B is 1."""
        return np.array([token.segment for token in self.tokens], dtype=np.int64)

    @cached_property
    def special(self) -> NDArray[np.bool_]:
        """(T,) True for [CLS], [SEP] and their like."""
        return np.array([token.special for token in self.tokens], dtype=bool)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """(T,) readable forms; a piece that continues a word has a hyphen before it: play, -ing."""
        inside = {index for unit in self.units for index in unit[1:]}
        return tuple(
            f"-{token.readable}" if index in inside else token.readable for index, token in enumerate(self.tokens)
        )

    def covered(self, index: int) -> str:
        """The stretch of text that a token stands for; "" for tokens put in."""
        token = self.tokens[index]
        return "" if token.sentence is None else self.sentences[token.sentence][slice(*token.span)]

    @cached_property
    def _words_of(self) -> tuple[tuple[int, ...], ...]:
        """(T,) the words that each token has a part of; none for special tokens."""
        found = []
        for token in self.tokens:
            own = [] if token.word is None else [token.word]
            if token.word is not None:
                for index in range(token.word + 1, len(self.words)):
                    if self.word_sentence[index] != token.sentence or self.words[index].start >= token.span[1]:
                        break
                    own.append(index)
            found.append(tuple(own))
        return tuple(found)

    @cached_property
    def _pieces(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.words]
        for index, own in enumerate(self._words_of):
            for word in own:
                found[word].append(index)
        return tuple(map(tuple, found))

    def pieces_of(self, word: int) -> tuple[int, ...]:
        """Indices of the tokens that have a part of a word; a token over several words, such as "?!", is in all of them."""
        return self._pieces[word]

    def words_of(self, index: int) -> tuple[int, ...]:
        """The words that a token has a part of, in order; none for a special token."""
        return self._words_of[index]

    @cached_property
    def units(self) -> tuple[tuple[int, ...], ...]:
        """Indices of tokens that belong together, in reading order: the pieces of a word, special tokens each alone.

        Where a token goes over several words, they are one unit.
        """
        groups: list[list[int]] = []
        last: tuple[int, ...] = ()
        for index, own in enumerate(self._words_of):
            if set(own) & set(last):
                groups[-1].append(index)
            else:
                groups.append([index])
            last = own
        return tuple(map(tuple, groups))

    def unit_form(self, unit: Sequence[int]) -> str:
        """What stands at one of `units`: its word as typed, all its words where it has several, or a special token."""
        first, last = self.words_of(unit[0]), self.words_of(unit[-1])
        if not first:
            return self.labels[unit[0]]
        sentence = self.sentences[self.word_sentence[first[0]]]
        return sentence[self.words[first[0]].start : self.words[last[-1]].end]

    @property
    def characters(self) -> int:
        """Characters as a reader counts them, spaces too."""
        return sum(len(graphemes(sentence)) for sentence in self.sentences)


def _strip_marks(text: str) -> str:
    kept = (sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFC", "".join(kept))


def _what_was_lost(written: str, readable: str, *, unknown: bool) -> str:
    """Compare what was typed with what the vocabulary entry says."""
    if unknown:
        return "unknown"
    typed, read = unicodedata.normalize("NFC", bare(written)), unicodedata.normalize("NFC", bare(readable))
    if typed == read:
        return ""
    folded_typed, folded_read = (unicodedata.normalize("NFC", text.lower()) for text in (typed, read))
    if folded_typed == folded_read:
        return "case"
    if _strip_marks(typed) == _strip_marks(read):
        return "accents"
    if _strip_marks(typed).lower() == _strip_marks(read).lower():
        return "both"
    return "other"


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span without the spaces at its ends: some tokenizers count the space before a word to it."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _parts(spans: list[tuple[int | None, tuple[int, int]]], index: int) -> tuple[int, int]:
    """Which part of how many this token is of one character cut into bytes: neighbours share its span."""
    first = last = index
    while first > 0 and spans[first - 1] == spans[index]:
        first -= 1
    while last + 1 < len(spans) and spans[last + 1] == spans[index]:
        last += 1
    return index - first + 1, last - first + 1


def _readable(vocabulary: Vocabulary, token_id: int, written: str, part: tuple[int, int]) -> str:
    raw = vocabulary.raw_bytes(token_id)
    if raw is not None and part[1] > 1 and written:
        return f"{seen(written)} {part[0]}/{part[1]}"
    return vocabulary.readable(token_id)


@dataclass(frozen=True)
class _Encodable:
    """A sentence as the tokenizer can take it. places: where each of its len(text) + 1 borders was before."""

    text: str
    places: Sequence[int]

    def before(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span in the sentence as it was typed."""
        return self.places[span[0]], self.places[span[1]]


def _encodable(sentence: str, mask_token: str | None) -> _Encodable:
    """A sentence as the tokenizer can take it, and where everything stood.

    A lone surrogate cannot be encoded; nobody types one on purpose. [MASK] is what everybody writes for a blank, also
    where the vocabulary has another name for it: <mask>, or one of another length.
    """
    sound = sentence.encode("utf-8", "replace").decode("utf-8")
    if not mask_token or mask_token == _MASK or _MASK not in sound:
        return _Encodable(sound, range(len(sound) + 1))
    parts = sound.split(_MASK)
    places: list[int] = []
    at = 0
    for part in parts:
        places += range(at, at + len(part))
        at += len(part)
        if at < len(sound):
            # What is inside of the name was inside of [MASK].
            places += [at] * len(mask_token)
            at += len(_MASK)
    return _Encodable(mask_token.join(parts), [*places, len(sound)])


def tokenize(reader: Reader, text: str, pair: str | None = None) -> Tokens:
    """Cut a text, or a pair of texts, into the tokens of a model. A blank second text counts as none.

    [MASK] may be written for a blank whatever the model calls it.

    Raises ExplainError: empty_text (nothing can be seen), long_text (over `LONGEST_TEXT` characters), many_tokens (over
    the model's limit).
    """
    if is_blank(text):
        raise ExplainError("empty_text")
    sentences = (text, pair) if pair is not None and not is_blank(pair) else (text,)
    if (length := sum(map(len, sentences))) > LONGEST_TEXT:
        raise ExplainError("long_text", length=length, limit=LONGEST_TEXT)
    given = [_encodable(sentence, reader.tokenizer.mask_token) for sentence in sentences]
    start = time.perf_counter()
    encoding = reader.tokenizer(
        *(one.text for one in given),
        return_offsets_mapping=True,
        return_token_type_ids=True,
        verbose=False,
    )
    seconds = time.perf_counter() - start
    if len(encoding["input_ids"]) > reader.limit:
        raise ExplainError("many_tokens", tokens=len(encoding["input_ids"]), limit=reader.limit)
    vocabulary = reader.vocabulary
    placed = [
        (sentence, _trimmed(sentences[sentence], given[sentence].before(span)) if sentence is not None else (0, 0))
        for sentence, span in zip(encoding.sequence_ids(0), encoding["offset_mapping"], strict=True)
    ]
    marks = vocabulary.special_ids - {reader.tokenizer.unk_token_id}
    typed = [place for place, token_id in zip(placed, encoding["input_ids"], strict=True) if token_id in marks]
    all_words, owner = [], []
    for number, sentence in enumerate(sentences):
        # A typed [MASK] is one special token, not the word MASK between two brackets.
        taken = [span for at, span in typed if at == number]
        found = [w for w in words(sentence) if not any(w.start < end and w.end > start for start, end in taken)]
        all_words += found
        owner += [number] * len(found)
    has_segments = "segments" in reader.abilities
    tokens = []
    for index, token_id in enumerate(encoding["input_ids"]):
        sentence, span = placed[index]
        special = token_id in marks
        written = "" if sentence is None else sentences[sentence][slice(*span)]
        part = _parts(placed, index) if sentence is not None else (1, 1)
        readable = _readable(vocabulary, token_id, written, part)
        unknown = token_id == reader.tokenizer.unk_token_id and not special
        whole = part[1] == 1 and written and not special
        tokens.append(
            Token(
                id=token_id,
                piece=vocabulary.pieces[token_id],
                readable=readable,
                sentence=sentence,
                span=span,
                word=None if sentence is None or special else _word_at(all_words, owner, sentence, span),
                special=special,
                segment=int(encoding["token_type_ids"][index]) if has_segments else 0,
                lost=_what_was_lost(written, readable, unknown=unknown) if whole or unknown else "",
            )
        )
    return Tokens(sentences, tuple(tokens), tuple(all_words), tuple(owner), seconds)


def _word_at(all_words: list[Word], owner: list[int], sentence: int, span: tuple[int, int]) -> int | None:
    """The word that a span begins in, or the next one for a token that covers only a space."""
    for index, (word, number) in enumerate(zip(all_words, owner, strict=True)):
        if number == sentence and word.end > span[0]:
            return index
    return None
