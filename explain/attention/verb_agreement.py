"""Near and far: does a verb find its subject past a noun that stands nearer, and is the right verb expected there?

After Linzen et al. 2016, "Assessing the Ability of LSTMs to Learn Syntax-Sensitive Dependencies": the margin is
log P(right) - log P(wrong) at the place of the verb.

Glossary: L layers, H heads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.attention.ablation import Head, heads_off
from explain.engine.trace import Trace, head_scores, hidden_states
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.prediction.masked_words import log_softmax
from explain.text.tokens import Tokens, tokenize

__all__ = ["MOST_BETWEEN", "Blank", "Margins", "Reach", "blank", "margins", "one_piece", "reach"]

MOST_BETWEEN = 12
"""Phrases that may be put between."""


@dataclass(frozen=True)
class Reach:
    """(L, H) each: mean attention of the verb's pieces to all pieces of the subject, and of the distractor."""

    subject: NDArray[np.float64]
    distractor: NDArray[np.float64]

    @property
    def lead(self) -> NDArray[np.float64]:
        """(L, H) how much more the subject gets than the distractor."""
        return self.subject - self.distractor


@dataclass(frozen=True)
class Blank:
    """A sentence with its verb taken out. position: the token that is asked, the blank or the last one before it."""

    tokens: Tokens
    position: int


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


def reach(trace: Trace, verb: Sequence[int], subject: Sequence[int], distractor: Sequence[int]) -> Reach:
    """Attention between three words, given as token indices: mean over the verb's pieces, sum over the others'."""

    def given(keys: Sequence[int]) -> NDArray[np.float64]:
        cells = trace.attention[:, :, list(verb)][..., list(keys)].astype(np.float64)
        return np.asarray(cells.sum(-1).mean(-1))

    return Reach(given(subject), given(distractor))


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


def blank(loaded: LoadedModel, sentence: str, start: int, end: int) -> Blank:
    """Take characters start to end out of a sentence.

    A model that fills in blanks gets one; a model that only reads from the left gets what stands before it. Raises
    ExplainError: no_head (neither), blank_first (nothing before the verb for a model that needs it).
    """
    if "masked" in loaded.abilities:
        tokens = tokenize(loaded, f"{sentence[:start]}[MASK]{sentence[end:]}")
        mask = loaded.tokenizer.mask_token_id
        places = [at for at, token in enumerate(tokens) if token.id == mask and token.span[0] >= start]
        return Blank(tokens, places[0])
    if "causal" not in loaded.abilities:
        raise ExplainError("no_head", model=loaded.card.name)
    if not sentence[:start].strip():
        raise ExplainError("blank_first")
    tokens = tokenize(loaded, sentence[:start].rstrip())
    return Blank(tokens, len(tokens) - 1)


def _spoken(loaded: LoadedModel, asked: Blank, heads: Sequence[Head]) -> NDArray[np.float32]:
    """Log-probabilities (V,) at the place of the verb, with some heads off."""
    with heads_off(loaded, heads):
        hidden = hidden_states(loaded, asked.tokens.ids[None], asked.tokens.segments)[0, [asked.position]]
    scores: NDArray[np.float32] = log_softmax(head_scores(loaded, hidden))[0]
    return scores


def margins(
    loaded: LoadedModel,
    sentence: str,
    verb: tuple[int, int],
    between: Sequence[str],
    right: int,
    wrong: int,
    *,
    after: int,
    without: Sequence[Head] = (),
) -> Margins:
    """Put one phrase after another before the verb and ask for it each time.

    verb: start and end in the sentence. between: phrases, put in one more at a time. right, wrong: ids of two verbs.
    after: end of the subject, from where words between are counted. without: heads that are off.
    Raises ExplainError: many_phrases (above `MOST_BETWEEN`), and what `blank` and `tokenize` raise.
    """
    if len(between) > MOST_BETWEEN:
        raise ExplainError("many_phrases", count=len(between), limit=MOST_BETWEEN)
    start, end = verb
    words, rights, wrongs, guesses, sentences = [], [], [], [], []
    for count in range(len(between) + 1):
        added = "".join(f"{phrase} " for phrase in between[:count])
        longer = sentence[:start] + added + sentence[start:]
        logs = _spoken(loaded, blank(loaded, longer, start + len(added), end + len(added)), without)
        words.append(len(longer[after : start + len(added)].split()))
        rights.append(float(logs[right]))
        wrongs.append(float(logs[wrong]))
        guesses.append(int(logs.argmax()))
        sentences.append(longer)
    return Margins(
        np.array(words), np.array(rights), np.array(wrongs), np.array(guesses, dtype=np.int64), tuple(sentences)
    )
