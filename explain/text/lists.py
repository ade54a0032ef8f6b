"""Lists of words that a person types."""

from explain.errors import ExplainError

__all__ = ["LONGEST_WORD", "split_words"]

LONGEST_WORD = 60
"""Characters above which what was typed is not taken for one word."""


def split_words(typed: str, most: int) -> tuple[str, ...]:
    """Words out of a line where they stand apart by commas, semicolons or line breaks; each once, in order.

    Raises ExplainError: no_words, many_words (over `most`), long_word (over `LONGEST_WORD` characters).
    """
    parts = [part.strip() for part in typed.replace(";", ",").replace("\n", ",").split(",")]
    found = tuple(dict.fromkeys(part for part in parts if part))
    if not found:
        raise ExplainError("no_words")
    if len(found) > most:
        raise ExplainError("many_words", count=len(found), limit=most)
    for word in found:
        if len(word) > LONGEST_WORD:
            raise ExplainError("long_word", length=len(word), limit=LONGEST_WORD)
    return found
