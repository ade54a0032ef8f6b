"""Characters and words as a person sees them, whatever a tokenizer does with them later."""

import unicodedata
from dataclasses import dataclass

import regex

__all__ = ["Word", "bare", "folded", "graphemes", "is_blank", "is_word_like", "seen", "words"]

# Nothing of these can be seen: Unicode's default ignorable code points, control characters, the marks of interlinear
# annotation, and a Braille cell without dots.
_UNSEEN = r"\p{DI}\p{Cc}\uFFF9-\uFFFB\u2800"
_INK = regex.compile(rf"[^\s{_UNSEEN}]")
# What stands inside a word without ending it: ' and -, format characters such as the soft hyphen and the joiners of
# Persian (UAX 29, rule WB4), and the space that cannot break between the thousands of a number. The zero width space
# is there to end words.
_LETTER = r"[\p{L}\p{M}\p{N}_]"
_FORMAT = r"(?:(?!\u200B)\p{Cf})"
_INSIDE = rf"(?:{_FORMAT}*+['’ʼ\-]?{_FORMAT}*+|(?<=\p{{N}})[\u00A0\u202F](?=\p{{N}}{{3}}(?!\p{{N}})))"
# Han, kana and Thai are written without spaces: one sign at a time is closer to a word than the whole sentence.
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]\p{M}*"
    rf"|(?![{_UNSEEN}]){_LETTER}++(?:{_INSIDE}{_LETTER}++)*+"
    rf"|(?=[^\s{_UNSEEN}])\X"
)
_LETTERS = regex.compile(rf"[\p{{L}}\p{{M}}]++(?:{_FORMAT}*+['’ʼ\-]?{_FORMAT}*+[\p{{L}}\p{{M}}]++)*+")
# The joiners of Arabic and Indic scripts and of emoji change what is seen, though they cannot be seen themselves.
_WITHOUT_EFFECT = regex.compile(rf"(?![\u200C\u200D\uFE0E\uFE0F\n\r\t])[{_UNSEEN}]")

_NAMES = {
    " ": "␣",
    "\t": "⇥",
    "\n": "⏎",
    "\r": "⏎",
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202f": "NNBSP",
    "\u2060": "WJ",
    "\ufe0f": "VS16",
    "\ufeff": "BOM",
}
"""What blank characters are called in Unicode's charts; all others by their number."""


@dataclass(frozen=True)
class Word:
    """A word, a number, or a single sign; `text[start:end]` is `form`."""

    form: str
    start: int
    end: int


def graphemes(text: str) -> list[str]:
    """The characters of a text as a reader counts them: "İ" written as I + dot is one, a family emoji is one."""
    found: list[str] = regex.findall(r"\X", text)
    return found


def words(text: str) -> list[Word]:
    """Cut a text into words, numbers and single signs; spaces belong to none. Spans map back to the text exactly.

    Format characters such as a soft hyphen or a zero width joiner end no word, and where nothing can be seen is no word.
    """
    return [Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: it is empty, or all spaces, control and format characters."""
    return _INK.search(text) is None


def seen(text: str) -> str:
    """A text as it can be seen: as it is, or, where it is blank, its characters by their names (␣ ⏎ NBSP U+115F)."""
    if not is_blank(text):
        return text
    names = [_NAMES.get(sign, f"U+{ord(sign):04X}") for sign in text.replace("\r\n", "\n")]
    return (" " if any(len(name) > 1 for name in names) else "").join(names)


def bare(text: str) -> str:
    """A text without the characters that neither show nor change what others show, such as soft hyphens."""
    return _WITHOUT_EFFECT.sub("", text)


def is_word_like(form: str) -> bool:
    """Whether a form is made of letters alone (marks, inner apostrophes, hyphens and format characters allowed)."""
    return _LETTERS.fullmatch(form) is not None


def folded(form: str) -> frozenset[str]:
    """A form without capitals, as English has it and as Turkish has it: IŞIK is işik there and ışık here."""
    form = bare(form)
    turkish = form.replace("I", "ı").replace("İ", "i").lower()
    return frozenset(unicodedata.normalize("NFC", one) for one in (form.replace("İ", "i").lower(), turkish))
