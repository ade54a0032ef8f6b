"""What is to be explained: one number that a model gives, as a function of the words it reads.

Glossary: T tokens of everything that is read, U units in reading order (words, special tokens and blanks), n of them
words that may be taken away (players).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import result
from explain.engine.trace import head_scores, hidden_states
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.prediction.masked_words import log_softmax
from explain.text.blanks import hide_word
from explain.text.tokens import Tokens
from explain.text.vocabulary import Vocabulary

__all__ = [
    "KINDS",
    "SCALES",
    "Output",
    "Question",
    "find_entry",
    "guesses",
    "label_question",
    "similarity_question",
    "word_question",
]

KINDS = ("word", "rather", "similar", "label")
SCALES = ("probability", "logit")


@dataclass(frozen=True)
class Output:
    """One number that a model gives.

    kind: "word", why this word at a blank (or next, for a model that reads from left to right); "rather", why this word
        rather than that one; "similar", why the two sentences are alike; "label", why this label.
    scale: "probability", or "logit", the score before the softmax. A "rather" is always a difference of logits, which
        is the log-odds of the two words; a similarity is always a cosine.
    at: the token where the word is asked for; -1 where there is none. target, against: vocabulary ids, or the id of a
        label; -1 where there is none.
    """

    kind: str
    scale: str = "probability"
    at: int = -1
    target: int = -1
    against: int = -1


@dataclass(frozen=True)
class Question:
    """What made a number what it is? The number, with what the model reads for it.

    output: the asked number.
    readings: one text (or pair), or the two sentences of a similarity, each read by itself; blanks are [MASK] already.
    labels: (U,) readable units, each a word, a special token or a blank. groups: (U,) the tokens of each unit, counted
        through all readings. players: (n,) the units that are words and may be taken away: not the special tokens,
        and not the blanks.
    """

    output: Output
    readings: tuple[Tokens, ...]
    labels: tuple[str, ...]
    groups: tuple[tuple[int, ...], ...]
    players: tuple[int, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """(n,) the players as a person would write them."""
        return tuple(self.labels[unit] for unit in self.players)

    def __len__(self) -> int:
        return sum(map(len, self.readings))

    def by_unit(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """(..., U) sums over the tokens of each unit, of values (..., T)."""
        return np.stack([values[..., list(group)].sum(-1, dtype=np.float64) for group in self.groups], axis=-1)

    def by_player(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """(..., n) the same for the players alone."""
        return self.by_unit(values)[..., list(self.players)]


def _question(output: Output, readings: tuple[Tokens, ...]) -> Question:
    labels: list[str] = []
    groups: list[tuple[int, ...]] = []
    players: list[int] = []
    start = 0
    for reading in readings:
        for unit in reading.units:
            groups.append(tuple(start + index for index in unit))
            labels.append(reading.unit_form(unit))
            if not reading.special[unit[0]]:
                players.append(len(groups) - 1)
        start += len(reading)
    if not players:
        raise ExplainError("no_players")
    return Question(output, readings, tuple(labels), tuple(groups), tuple(players))


def word_question(
    loaded: LoadedModel,
    tokens: Tokens,
    at: int,
    target: int,
    *,
    against: int | None = None,
    scale: str = "probability",
) -> Question:
    """Why does the model put `target` at token `at`, or after the text where it reads from left to right?

    The token at `at` becomes [MASK], and so do the other pieces of its word: they would give it away. `against`: the
    word that it is compared with. A model that reads from left to right is asked what follows the last token.

    Raises ExplainError: no_head, no_players (nothing but special tokens is left), same_word (compared with itself).
    """
    if not loaded.abilities & {"masked", "causal"}:
        raise ExplainError("no_head", model=loaded.card.name)
    if against == target:
        raise ExplainError("same_word")
    if "masked" in loaded.abilities:
        read = hide_word(loaded, tokens, at)
    else:
        read, at = tokens, len(tokens) - 1
    output = Output("word", scale, at, target)
    if against is not None:
        output = Output("rather", "logit", at, target, against)
    return _question(output, (read,))


def similarity_question(first: Tokens, second: Tokens) -> Question:
    """Why are two sentences alike? The cosine of their mean last hidden states, special tokens left out of the mean.

    Each is read by itself, without the other in view. Raises ExplainError("no_players").
    """
    return _question(Output("similar", "cosine"), (first, second))


def label_question(loaded: LoadedModel, tokens: Tokens, label: int, *, scale: str = "probability") -> Question:
    """Why does a classifier give this label? Raises ExplainError: no_labels (it is no classifier), no_players."""
    if "labels" not in loaded.abilities:
        raise ExplainError("no_labels", model=loaded.card.name)
    return _question(Output("label", scale, target=label), (tokens,))


def find_entry(vocabulary: Vocabulary, written: str) -> int:
    """The vocabulary id of a word that a person typed, or of an entry as the vocabulary spells it.

    A word means the entry that begins a word, as within a sentence: see `Vocabulary.find`. Raises
    ExplainError("no_entry").
    """
    found = vocabulary.find(written)
    if found is None:
        raise ExplainError("no_entry", word=written.strip()[:40])
    return found


@result
def guesses(loaded: LoadedModel, tokens: Tokens, at: int) -> NDArray[np.float32]:
    """(V,) log-probabilities of every entry at token `at`, with its word hidden, or after the text; see `word_question`.

    Raises ExplainError("no_head").
    """
    if "masked" in loaded.abilities:
        tokens = hide_word(loaded, tokens, at)
    else:
        at = len(tokens) - 1
    states = hidden_states(loaded, tokens.ids[None], tokens.segments)[0, [at]]
    found: NDArray[np.float32] = log_softmax(head_scores(loaded, states))[0]
    return found
