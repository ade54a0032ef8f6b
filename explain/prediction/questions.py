"""What is to be explained: one number that a model gives, as a function of the words it reads.

Glossary: T tokens of everything that is read, U units in reading order (words, special tokens and blanks), n of them
words that may be taken away (players).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray

from explain.engine.results import result
from explain.engine.trace import forward_inputs, head_scores, hidden_states
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
    "label_probabilities",
    "label_probability",
    "label_question",
    "label_scales",
    "label_scores",
    "labels_of",
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
    scale: "probability", or "logit", the score that it is made of. A "rather" is always a difference of logits, which is
        the log-odds of the two words; a similarity is always a cosine. How a label's probability is made, and whether
        it has one, `label_probability` says.
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


def labels_of(loaded: LoadedModel) -> tuple[str, ...]:
    """(C,) what a classifier calls its labels, in the order of its scores. Raises ExplainError("no_labels")."""
    if "labels" not in loaded.abilities:
        raise ExplainError("no_labels", model=loaded.card.name)
    config = loaded.model.config
    names = {int(at): str(name).strip() for at, name in config.id2label.items()}
    return tuple(names.get(at) or f"LABEL_{at}" for at in range(config.num_labels))


def label_probability(loaded: LoadedModel) -> Literal["softmax", "sigmoid", ""]:
    """How the scores of a classifier become probabilities, as it was trained (`problem_type` in its config).

    "softmax": one label holds, and all share 1. "sigmoid": several may hold at once, and each has a probability of its
    own. "": scores are all there is, as for a grade; of one label alone the softmax would be 1 for every text.
    """
    config = loaded.model.config
    if config.problem_type == "multi_label_classification":
        return "sigmoid"
    return "" if config.num_labels == 1 or config.problem_type == "regression" else "softmax"


def label_scales(loaded: LoadedModel) -> tuple[str, ...]:
    """Those of `SCALES` that a classifier has."""
    return SCALES if label_probability(loaded) else ("logit",)


def label_question(loaded: LoadedModel, tokens: Tokens, label: int, *, scale: str = "probability") -> Question:
    """Why does a classifier give this label? Of one without probabilities, the score is asked for, whatever the scale.

    Raises ExplainError: no_labels (it is no classifier), no_players.
    """
    if "labels" not in loaded.abilities:
        raise ExplainError("no_labels", model=loaded.card.name)
    return _question(Output("label", scale if scale in label_scales(loaded) else "logit", target=label), (tokens,))


@result
def label_scores(loaded: LoadedModel, tokens: Tokens) -> NDArray[np.float32]:
    """(C,) the scores that a classifier gives a text or a pair. Raises ExplainError("no_labels")."""
    if "labels" not in loaded.abilities:
        raise ExplainError("no_labels", model=loaded.card.name)
    inputs = forward_inputs(loaded, tokens.ids[None], tokens.segments)
    with loaded.lock, torch.inference_mode():
        scores: NDArray[np.float32] = loaded.family.classify(loaded.model, inputs)[0].to("cpu", torch.float32).numpy()
    scores.flags.writeable = False
    return scores


def label_probabilities(loaded: LoadedModel, scores: NDArray[np.floating]) -> NDArray[np.float64] | None:
    """(C,) the probabilities that scores (C,) stand for, None where there are none; see `label_probability`."""
    exact = torch.from_numpy(np.array(scores, dtype=np.float64))
    how = label_probability(loaded)
    found = {"softmax": exact.softmax(-1), "sigmoid": exact.sigmoid()}.get(how)
    return None if found is None else found.numpy()


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
