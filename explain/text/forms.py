"""The four forms of one text, aligned: characters, words, sub-words, ids; and what a vocabulary does to the words."""

from dataclasses import dataclass

from explain.text.segmentation import graphemes, seen
from explain.text.tokens import Tokens

__all__ = ["SHREDDED", "Damage", "Form", "Forms", "damage_of", "forms_of"]

SHREDDED = 2.0
"""Sub-words per word from which a vocabulary counts as made for another language; English in its own: about 1.2."""

_TURKISH_ONLY = frozenset("ğĞşŞıİ")


@dataclass(frozen=True)
class Form:
    """One unit: how it is written, and the index of the word it belongs to (None: a space or a special token)."""

    written: str
    word: int | None


@dataclass(frozen=True)
class Forms:
    """The same text four times. `pieces` and `ids` have one entry per token."""

    characters: tuple[Form, ...]
    words: tuple[Form, ...]
    pieces: tuple[Form, ...]
    ids: tuple[Form, ...]


@dataclass(frozen=True)
class Damage:
    """What tokenization did to the words of a text.

    words: how many there are, punctuation and other lone signs not counted. pieces: sub-words they became.
    per_word: pieces / words, the fertility of the tokenizer (Rust et al. 2021); 0 without words.
    shredded: whether that is `SHREDDED` or more, over at least three words.
    spoiled: (written, as the model reads it) for words that lost letters, marks, or everything.
    """

    words: int
    pieces: int
    per_word: float
    shredded: bool
    spoiled: tuple[tuple[str, str], ...]


def _characters(tokens: Tokens) -> tuple[Form, ...]:
    units = []
    for number, sentence in enumerate(tokens.sentences):
        at = 0
        for sign in graphemes(sentence):
            owner = next(
                (
                    index
                    for index, word in enumerate(tokens.words)
                    if tokens.word_sentence[index] == number and word.start <= at < word.end
                ),
                None,
            )
            units.append(Form(seen(sign), owner))
            at += len(sign)
    return tuple(units)


def forms_of(tokens: Tokens) -> Forms:
    """Align the four forms of a tokenized text."""
    return Forms(
        _characters(tokens),
        tuple(Form(word.form, index) for index, word in enumerate(tokens.words)),
        tuple(Form(label, token.word) for label, token in zip(tokens.labels, tokens, strict=True)),
        tuple(Form(str(token.id), token.word) for token in tokens),
    )


def damage_of(tokens: Tokens) -> Damage:
    """Count pieces and find the words that a vocabulary spoils.

    Lost capitals alone spoil nothing, unless a Turkish text loses a dotless I: lower-cased, it is another letter.
    """
    turkish = any(sign in _TURKISH_ONLY for sentence in tokens.sentences for sign in sentence)
    spoiled = []
    counted = {index for index, word in enumerate(tokens.words) if any(sign.isalnum() for sign in word.form)}
    pieces = sum(token.word in counted for token in tokens)
    for index, word in enumerate(tokens.words):
        own = [tokens.tokens[at] for at in tokens.pieces_of(index)]
        losses = {token.lost for token in own}
        wrong_i = turkish and "case" in losses and "I" in word.form
        if losses & {"accents", "both", "other", "unknown"} or wrong_i:
            spoiled.append((word.form, " ".join(token.piece for token in own)))
    per_word = pieces / len(counted) if counted else 0.0
    return Damage(len(counted), pieces, per_word, len(counted) >= 3 and per_word >= SHREDDED, tuple(spoiled))
