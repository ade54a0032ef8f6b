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
    return [at for at, token in enumerate(tokens) if token.word in touched]


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
    # One pass takes texts of one length whose sentences begin and end at the same places.
    alike: dict[bytes, list[list[int]]] = {}
    for (_, segments, _), numbers in asked.items():
        alike.setdefault(segments, []).append(numbers)
    found: NDArray[np.float32] | None = None
    done = 0
    for members in alike.values():
        first = texts[members[0][0]]
        rows = rows_at_once(loaded.device, len(first), scores=len(loaded.vocabulary.pieces))
        for some in batches(len(members), rows, done=done, everything=len(asked)):
            part = members[some]
            ids = np.stack([texts[numbers[0]].ids for numbers in part])
            states = hidden_states(loaded, ids, first.segments)
            logs = log_softmax(
                head_scores(loaded, states[np.arange(len(part)), [positions[numbers[0]] for numbers in part]])
            )
            if found is None:
                found = np.empty((len(texts), logs.shape[1] if entries is None else entries.shape[1]), np.float32)
            for row, numbers in zip(logs, part, strict=True):
                found[numbers] = row if entries is None else row[entries[numbers]]
        done += len(members)
    return np.empty((0, 0), dtype=np.float32) if found is None else found
