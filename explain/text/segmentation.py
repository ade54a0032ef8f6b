"""Characters and words as a person sees them, whatever a tokenizer does with them later."""

import unicodedata
from dataclasses import dataclass

import regex

__all__ = ["Word", "folded", "graphemes", "is_word_like", "words"]

# Han, kana and Thai are written without spaces: one sign at a time is closer to a word than the whole sentence.
_WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]\p{M}*"
    r"|[\p{L}\p{M}\p{N}_]+(?:['’ʼ\-][\p{L}\p{M}\p{N}_]+)*"
    r"|(?=\S)\X"
)
_LETTERS = regex.compile(r"[\p{L}\p{M}]+(?:['’ʼ\-][\p{L}\p{M}]+)*")


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
    """Cut a text into words, numbers and single signs; spaces belong to none. Spans map back to the text exactly."""
    return [Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def is_word_like(form: str) -> bool:
    """Whether a form is made of letters alone (marks, inner apostrophes and hyphens allowed)."""
    return _LETTERS.fullmatch(form) is not None


def folded(form: str) -> frozenset[str]:
    """A form without capitals, as English has it and as Turkish has it: IŞIK is işik there and ışık here."""
    turkish = form.replace("I", "ı").replace("İ", "i").lower()
    return frozenset(unicodedata.normalize("NFC", one) for one in (form.replace("İ", "i").lower(), turkish))
