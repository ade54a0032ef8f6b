"""The one way to hide a word: [MASK] in its place, and everything else as it was.

Masked words, attributions, the studio, agreement and bias all hide words; they all come here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from explain.errors import ExplainError
from explain.text.tokens import Reader, Token, Tokens

__all__ = ["blanks_in", "hide", "hide_word", "leave_out", "mask_id_of"]


def mask_id_of(reader: Reader) -> int:
    """The id of [MASK]. Raises ExplainError("no_masks") for a model that fills in no blanks."""
    if "masked" not in reader.abilities:
        raise ExplainError("no_masks", model=reader.name)
    return int(reader.tokenizer.mask_token_id)


def blanks_in(reader: Reader, tokens: Tokens) -> tuple[int, ...]:
    """Places that hold a [MASK], typed or hidden; none for a model without."""
    mask = reader.tokenizer.mask_token_id if "masked" in reader.abilities else None
    return tuple(at for at, token in enumerate(tokens) if token.id == mask)


def hide(reader: Reader, tokens: Tokens, positions: Iterable[int]) -> Tokens:
    """The same text with [MASK] at some places. The spans stay: what was there can still be read in `sentences`.

    Raises ExplainError("no_masks").
    """
    mask = mask_id_of(reader)
    hidden = set(positions)
    piece = reader.vocabulary.pieces[mask]

    def read(index: int, token: Token) -> Token:
        if index not in hidden:
            return token
        return replace(token, id=mask, piece=piece, readable=piece, word=None, special=True, lost="")

    return replace(tokens, tokens=tuple(read(index, token) for index, token in enumerate(tokens)))


def hide_word(reader: Reader, tokens: Tokens, at: int) -> Tokens:
    """The same text with the token at `at` hidden, and the other pieces of its word or words: they would give it away."""
    return hide(reader, tokens, [at, *(piece for word in tokens.words_of(at) for piece in tokens.pieces_of(word))])


def leave_out(reader: Reader, tokens: Tokens, positions: Sequence[int]) -> tuple[Tokens, int]:
    """The text without some neighbouring tokens, and the position where a model says what it expects in their place.

    A model that fills in blanks reads one [MASK], however many tokens there were. A model that reads from left to right
    reads what stands before them, and answers at the last token of that.

    Raises ExplainError: no_head (a model that does neither), blank_first (nothing stands before them, for a model that
    needs it).
    """
    first = min(positions)
    if "masked" in reader.abilities:
        hidden = hide(reader, tokens, positions).tokens
        rest = {*positions} - {first}
        return replace(tokens, tokens=tuple(token for at, token in enumerate(hidden) if at not in rest)), first
    if "causal" not in reader.abilities:
        raise ExplainError("no_head", model=reader.name)
    if first == 0:
        raise ExplainError("blank_first")
    return replace(tokens, tokens=tokens.tokens[:first]), first - 1
