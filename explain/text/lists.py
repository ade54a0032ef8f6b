"""Lists of words and of sentences that a person types."""

from explain.errors import ExplainError
from explain.text.segmentation import is_blank

__all__ = ["LONGEST_WORD", "MOST_LINES", "split_lines", "split_words"]

LONGEST_WORD = 60
"""Characters above which what was typed is not taken for one word."""

MOST_LINES = 16
"""Sentences that are read side by side at most."""


def split_lines(typed: str) -> tuple[str, ...]:
    """Sentences, one per line, blank lines dropped. Raises ExplainError: empty_text, many_lines (over `MOST_LINES`)."""
    found = tuple(line.strip() for line in typed.splitlines() if not is_blank(line))
    if not found:
        raise ExplainError("empty_text")
    if len(found) > MOST_LINES:
        raise ExplainError("many_lines", count=len(found), limit=MOST_LINES)
    return found


def split_words(typed: str, most: int) -> tuple[str, ...]:
    """Words out of a line where they stand apart by commas, semicolons or line breaks; each once, in order.

    Raises ExplainError: no_words, many_words (over `most`), long_word (over `LONGEST_WORD` characters).
    """
    parts = [part.strip() for part in typed.replace(";", ",").replace("\n", ",").split(",")]
    found = tuple(dict.fromkeys(part for part in parts if not is_blank(part)))
    if not found:
        raise ExplainError("no_words")
    if len(found) > most:
        raise ExplainError("many_words", count=len(found), limit=most)
    for word in found:
        if len(word) > LONGEST_WORD:
            raise ExplainError("long_word", length=len(word), limit=LONGEST_WORD)
    return found
