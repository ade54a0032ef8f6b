"""Many blanks at once: the one place where the bias probes run the model.

Glossary: N questions, each a text and a place in it; V vocabulary, W entries asked for at each place.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explain.engine.batches import batches, rows_at_once
from explain.engine.trace import head_scores, hidden_states
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.prediction.masked_words import log_softmax
from explain.text.blanks import blanks_in, mask_id_of
from explain.text.tokens import Tokens, tokenize

__all__ = ["one_blank", "pieces_within", "predict_many"]


def one_blank(loaded: LoadedModel, text: str) -> tuple[Tokens, int]:
    """A text cut into tokens, and the place of its one [MASK].

    Raises ExplainError: no_masks, template_no_mask, template_many_masks, and those of `tokenize`.
    """
    mask_id_of(loaded)
    tokens = tokenize(loaded, text)
    places = blanks_in(loaded, tokens)
    if not places:
        raise ExplainError("template_no_mask", text=text)
    if len(places) > 1:
        raise ExplainError("template_many_masks", text=text, count=len(places))
    return tokens, places[0]


def pieces_within(tokens: Tokens, span: tuple[int, int]) -> list[int]:
    """Places of the tokens of every word that a stretch of the first sentence touches, whole words at a time."""
    touched = {
        number
        for number, word in enumerate(tokens.words)
        if tokens.word_sentence[number] == 0 and word.start < span[1] and word.end > span[0]
    }
    return [at for at in range(len(tokens)) if touched.intersection(tokens.words_of(at))]


def predict_many(
    loaded: LoadedModel,
    texts: Sequence[Tokens],
    positions: Sequence[int],
    entries: NDArray[np.int64] | None = None,
) -> NDArray[np.float32]:
    """Log-probabilities, natural logarithms of a softmax over the whole vocabulary, at one position of each text.

    texts, positions: N of each; what is asked for is hidden already. entries: (N, W) those asked of each; None for all.
    Returns (N, W) or (N, V). Texts of equal length share a pass, so that nothing is padded; what the model reads twice
    with the same question, it is asked once.
    """
    asked: dict[tuple[bytes, bytes, int], list[int]] = {}
    for number, (tokens, at) in enumerate(zip(texts, positions, strict=True)):
        asked.setdefault((tokens.ids.tobytes(), tokens.segments.tobytes(), at), []).append(number)
    questions = list(asked.values())
    # One pass takes texts of one length whose sentences begin and end at the same places.
    alike: dict[bytes, list[int]] = {}
    for question, (_, segments, _) in enumerate(asked):
        alike.setdefault(segments, []).append(question)
    states = np.empty((len(questions), loaded.width), dtype=np.float32)
    done = 0
    for members in alike.values():
        first = texts[questions[members[0]][0]]
        rows = rows_at_once(loaded.device, len(first))
        for some in batches(len(members), rows, done=done, everything=len(questions)):
            numbers = [questions[question][0] for question in members[some]]
            hidden = hidden_states(loaded, np.stack([texts[number].ids for number in numbers]), first.segments)
            states[members[some]] = hidden[np.arange(len(numbers)), [positions[number] for number in numbers]]
        done += len(members)
    # The head by itself: it reads its whole matrix however few the states are, and gives a score for every entry.
    found: NDArray[np.float32] | None = None
    rows = rows_at_once(loaded.device, 1, scores=len(loaded.vocabulary.pieces))
    for start in range(0, len(questions), rows):
        logs = log_softmax(head_scores(loaded, states[start : start + rows]))
        if found is None:
            found = np.empty((len(texts), logs.shape[1] if entries is None else entries.shape[1]), dtype=np.float32)
        for row, numbers in zip(logs, questions[start : start + rows], strict=True):
            found[numbers] = row if entries is None else row[entries[numbers]]
    return np.empty((0, 0), dtype=np.float32) if found is None else found
