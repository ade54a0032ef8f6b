"""What a model would put into a text, as it would stand there."""

import regex

from explain.text.tokens import Tokens
from explain.text.vocabulary import Vocabulary

__all__ = ["guess_label"]

_WORD_END = regex.compile(r"[\p{L}\p{M}\p{N}]$")


def guess_label(vocabulary: Vocabulary, tokens: Tokens, at: int, token_id: int) -> str:
    """An entry guessed at token `at` (or after the text, at = T), with a hyphen before it if it goes on with a word.

    `##ing` always does. Where entries mark the space before a word (Ġthe), one without the mark goes on with what stands
    before: not at the beginning of a text, not after a quotation mark or a space that is a token of its own.
    """
    form = vocabulary.readable(token_id)
    if not vocabulary.continues_word(token_id):
        return form
    if vocabulary.style != "bytes":
        return f"-{form}"
    before = tokens.tokens[at - 1] if at else None
    if before is None or before.sentence is None:
        # Byte-level vocabularies do not mark the first word of a text.
        return form
    if before.special:
        return f"-{form}"
    if not vocabulary.spaced(before.id).strip():
        return form
    stop = tokens.tokens[at].span[0] if at < len(tokens) else None
    sentence = tokens.sentences[before.sentence]
    between = sentence[before.span[1] : stop]
    # A mask token may take in the space before it: then even a sign before it does not make room for a word.
    room = not between and _WORD_END.search(tokens.covered(at - 1)) is None
    return form if room else f"-{form}"
