"""Near and far: does a verb find its subject past a noun that stands nearer, and is the right verb expected there?

After Linzen et al. 2016, "Assessing the Ability of LSTMs to Learn Syntax-Sensitive Dependencies": the margin is
log P(right) - log P(wrong) at the place of the verb.

Everything is asked of the first sentence of a text alone. The margin, and what a head does to it, belong to the text
whose verb is left out; the attention can be read there too, or where the verb can be seen.

Glossary: L layers, H heads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explain.attention.ablation import Head, heads_off
from explain.engine.progress import report
from explain.engine.results import ask, result
from explain.engine.trace import head_scores, hidden_states, run
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.prediction.masked_words import log_softmax
from explain.text.blanks import leave_out
from explain.text.tokens import Tokens, tokenize
from explain.text.word_kinds import kind_of_word

__all__ = ["MOST_BETWEEN", "Margins", "Reach", "Words", "margins", "one_piece", "reach", "without_verb"]

MOST_BETWEEN = 12
"""Phrases that may be put between."""


class Words(NamedTuple):
    """Three words of a text, by their indices in `Tokens.words`."""

    verb: int
    subject: int
    distractor: int


@dataclass(frozen=True)
class Reach:
    """subject, distractor: (L, H) mean attention of the verb's pieces, or of the place that is asked for the verb, to all
    pieces of the subject, and of the distractor.

    others: (n,) for every ordered pair of two other words of the sentence, the largest difference of any head between
    what the first gets and what the second gets: how far the best of all heads leads for no reason of grammar.
    """

    subject: NDArray[np.float64]
    distractor: NDArray[np.float64]
    others: NDArray[np.float64]

    @property
    def lead(self) -> NDArray[np.float64]:
        """(L, H) how much more the subject gets than the distractor."""
        return self.subject - self.distractor


@dataclass(frozen=True)
class Margins:
    """By how many phrases were put between; every array is (P + 1,), the first entry the sentence as it is.

    words: words between subject and verb. right, wrong: log-probabilities of the two verbs. guess: ids of the
    model's first choice. sentences: what was read.
    """

    words: NDArray[np.int64]
    right: NDArray[np.float64]
    wrong: NDArray[np.float64]
    guess: NDArray[np.int64]
    sentences: tuple[str, ...]

    @property
    def margin(self) -> NDArray[np.float64]:
        """log P(right) - log P(wrong), above 0 where the model is right."""
        return self.right - self.wrong


def _pieces(tokens: Tokens, word: int) -> list[int]:
    """Tokens of a word; where words are written without spaces, one may be no more than a part of a token."""
    found = tokens.pieces_of(word)
    if not found:
        raise ExplainError("no_own_token", word=tokens.words[word].form)
    return list(found)


@result
def reach(loaded: LoadedModel, tokens: Tokens, words: Words, *, verb_shown: bool = False) -> Reach:
    """Attention from the verb's place to the two others: mean over the verb's pieces, sum over the others'.

    verb_shown: read it where the verb can be seen, and not where the model is asked for it; see `without_verb`. A word
    that the model has not read by then gets 0.

    Raises ExplainError: no_own_token where one of them is only a part of a token, and what `without_verb` raises.
    """
    alone = tokenize(loaded, tokens.sentences[0])
    verb, *_ = (_pieces(alone, word) for word in words)
    read, looking = alone, verb
    if not verb_shown:
        read, position = leave_out(loaded, alone, verb)
        looking = [position]
    attention = ask(run, loaded, read).attention[:, :, looking]

    def given(word: int) -> NDArray[np.float64]:
        keys = looking if word == words.verb and "masked" in loaded.abilities else list(read.pieces_of(word))
        return np.asarray(attention[..., keys].sum(-1, dtype=np.float64).mean(-1))

    named = {words.verb, words.subject, words.distractor}
    rest = [
        given(word)
        for word, one in enumerate(alone.words)
        if word not in named and read.pieces_of(word) and kind_of_word(one.form) != "sign"
    ]
    others = np.empty(0)
    if len(rest) > 1:
        every = np.stack(rest).reshape(len(rest), -1)
        others = np.concatenate([(one - np.delete(every, at, axis=0)).max(axis=1) for at, one in enumerate(every)])
    return Reach(given(words.subject), given(words.distractor), others)


def one_piece(loaded: LoadedModel, word: str) -> int:
    """The id of a word that is one entry of the vocabulary, as it stands inside a sentence.

    Raises ExplainError("not_one_piece").
    """
    ids = loaded.tokenizer.encode(f" {word.strip()}"[:64], add_special_tokens=False, verbose=False)
    # Some vocabularies have an entry for the space alone.
    ids = [one for one in ids if loaded.vocabulary.readable(one).strip()]
    if len(ids) != 1 or ids[0] == loaded.tokenizer.unk_token_id or not word.strip():
        raise ExplainError("not_one_piece", word=word.strip()[:40])
    return int(ids[0])


def without_verb(loaded: LoadedModel, tokens: Tokens, verb: int) -> tuple[Tokens, int]:
    """The first sentence of a text without its verb, a word of it, and the position that is asked for the verb.

    Raises ExplainError: no_own_token, and what `leave_out` raises.
    """
    alone = tokenize(loaded, tokens.sentences[0])
    return leave_out(loaded, alone, _pieces(alone, verb))


def _log_probabilities(
    loaded: LoadedModel, tokens: Tokens, position: int, without: Sequence[Head]
) -> NDArray[np.float32]:
    """(V,) at one position, with some heads off."""
    with heads_off(loaded, without):
        hidden = hidden_states(loaded, tokens.ids[None], tokens.segments)[0, [position]]
    found: NDArray[np.float32] = log_softmax(head_scores(loaded, hidden))[0]
    return found


@result
def margins(
    loaded: LoadedModel,
    tokens: Tokens,
    words: Words,
    between: tuple[str, ...],
    verbs: tuple[int, int],
    *,
    without: tuple[Head, ...] = (),
) -> Margins:
    """Put one phrase after another before the verb of the first sentence, and ask for the verb each time.

    between: phrases, put in one more at a time. verbs: ids of the right one and the wrong one. without: heads that are
    off. Words between are counted from the end of the subject. Raises ExplainError: many_phrases (above `MOST_BETWEEN`),
    and what `without_verb` and `tokenize` raise.
    """
    if len(between) > MOST_BETWEEN:
        raise ExplainError("many_phrases", count=len(between), limit=MOST_BETWEEN)
    sentence, start, subject = tokens.sentences[0], tokens.words[words.verb].start, tokens.words[words.subject]
    counts, logs, sentences = [], [], []
    for count in range(len(between) + 1):
        added = "".join(f"{phrase} " for phrase in between[:count])
        longer = tokenize(loaded, sentence[:start] + added + sentence[start:])
        moved = start + len(added)
        verb = next(index for index, word in enumerate(longer.words) if word.end > moved)
        logs.append(_log_probabilities(loaded, *without_verb(loaded, longer, verb), without))
        counts.append(len(longer.sentences[0][subject.end : moved].split()))
        sentences.append(longer.sentences[0])
        report(count + 1, len(between) + 1)
    right, wrong = (np.array([float(one[verb]) for one in logs]) for verb in verbs)
    guess = np.array([one.argmax() for one in logs], dtype=np.int64)
    return Margins(np.array(counts), right, wrong, guess, tuple(sentences))
