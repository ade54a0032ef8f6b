"""Many blanks at once: the one place where the bias probes run the model.

Glossary: N blanks, T tokens of a text, V vocabulary, W entries asked for each blank.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.trace import head_scores, hidden_states
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.prediction.masked_words import log_softmax
from explain.text.tokens import Tokens, tokenize

__all__ = ["Blank", "ask", "mask_id_of", "one_blank", "pieces_within"]

Progress = Callable[[int, int], None]
_TOKENS = 2048
_ROWS = 64
"""Blanks whose scores over the whole vocabulary are held at once."""


@dataclass(frozen=True)
class Blank:
    """ids: (T,) what is read, [MASK] in it. segments: (T,). position: where the answer is looked for."""

    ids: NDArray[np.int64]
    segments: NDArray[np.int64]
    position: int


def mask_id_of(loaded: LoadedModel) -> int:
    """The id of [MASK]. Raises ExplainError("no_masks") for a model that fills in no blanks."""
    if "masked" not in loaded.abilities:
        raise ExplainError("no_masks", model=loaded.card.name)
    return int(loaded.tokenizer.mask_token_id)


def one_blank(loaded: LoadedModel, text: str) -> tuple[Tokens, int]:
    """A text cut into tokens, and the place of its one [MASK].

    Raises ExplainError: no_masks, template_no_mask, template_many_masks, and those of `tokenize`.
    """
    mask_id = mask_id_of(loaded)
    tokens = tokenize(loaded, text)
    places = np.flatnonzero(tokens.ids == mask_id)
    if not places.size:
        raise ExplainError("template_no_mask", text=text)
    if places.size > 1:
        raise ExplainError("template_many_masks", text=text, count=places.size)
    return tokens, int(places[0])


def pieces_within(tokens: Tokens, span: tuple[int, int]) -> list[int]:
    """Places of the tokens of every word that a stretch of the first sentence touches, whole words at a time."""
    touched = {
        number
        for number, word in enumerate(tokens.words)
        if tokens.word_sentence[number] == 0 and word.start < span[1] and word.end > span[0]
    }
    return [at for at, token in enumerate(tokens) if token.word in touched]


def ask(
    loaded: LoadedModel,
    blanks: Sequence[Blank],
    wanted: NDArray[np.int64] | None = None,
    progress: Progress | None = None,
) -> NDArray[np.float32]:
    """Log-probabilities, natural logarithms of a softmax over the whole vocabulary, at N blanks.

    wanted: (N, W) entries asked of each; None for all. Returns (N, W) or (N, V). Texts of equal length share a pass, so
    that nothing is padded; equal questions are put once. `progress(done, all)` is called after each pass.
    """
    known: dict[tuple[bytes, int], int] = {}
    first: list[int] = []
    same = np.empty(len(blanks), dtype=np.int64)
    for at, blank in enumerate(blanks):
        number = known.setdefault((blank.ids.tobytes(), blank.position), len(first))
        if number == len(first):
            first.append(at)
        same[at] = number
    members: dict[int, list[int]] = {}
    for number, at in enumerate(first):
        members.setdefault(len(blanks[at].ids), []).append(number)
    asked_by: list[list[int]] = [[] for _ in first]
    for at, number in enumerate(same.tolist()):
        asked_by[number].append(at)
    found: NDArray[np.float32] | None = None
    done = 0
    for length, numbers in members.items():
        size = max(1, min(_ROWS, _TOKENS // length))
        for start in range(0, len(numbers), size):
            part = [blanks[first[number]] for number in numbers[start : start + size]]
            states = hidden_states(loaded, np.stack([blank.ids for blank in part]), part[0].segments)
            at_blank = states[np.arange(len(part)), [blank.position for blank in part]]
            logs = log_softmax(head_scores(loaded, at_blank))
            if found is None:
                found = np.empty((len(blanks), logs.shape[1] if wanted is None else wanted.shape[1]), np.float32)
            for row, number in zip(logs, numbers[start : start + size], strict=True):
                for at in asked_by[number]:
                    found[at] = row if wanted is None else row[wanted[at]]
            done += len(part)
            if progress is not None:
                progress(done, len(first))
    return np.empty((0, 0), dtype=np.float32) if found is None else found
