"""What the model would put into a blank, and how sure it is.

Glossary: P asked positions, V vocabulary, K predictions kept. Probabilities are softmaxes over the whole vocabulary;
log-probabilities are natural logarithms.
"""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.batches import batches, rows_at_once
from explain.engine.results import result
from explain.engine.trace import head_scores, hidden_states
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.prediction.training_mask import UNCHOSEN, TrainingMask, draw_training_mask
from explain.text.blanks import mask_id_of
from explain.text.tokens import Tokens

__all__ = [
    "Candidates",
    "Prediction",
    "TrainingExample",
    "log_softmax",
    "predict",
    "predict_every_position",
    "pseudo_perplexity",
    "top",
    "training_example",
]


@dataclass(frozen=True)
class Prediction:
    """Log-probabilities of the whole vocabulary at P positions.

    positions: (P,) token indices. original: (P,) the id that stood there; -1 where [MASK] itself was typed.
    log_probabilities: (P, V) float32. seconds: what the pass and the head took.
    """

    positions: NDArray[np.int64]
    original: NDArray[np.int64]
    log_probabilities: NDArray[np.float32]
    seconds: float


@dataclass(frozen=True)
class Candidates:
    """The best K of a prediction, and how the original fared.

    ids, log_probabilities: (P, K), best first, among the entries the filter let through.
    rank: (P,) of the original among the whole vocabulary, 1 is best; 0 where there is no original.
    original_log_probability: (P,) nan where there is no original. seconds: what the passes took.
    """

    positions: NDArray[np.int64]
    original: NDArray[np.int64]
    ids: NDArray[np.int64]
    log_probabilities: NDArray[np.float32]
    rank: NDArray[np.int64]
    original_log_probability: NDArray[np.float64]
    seconds: float


@dataclass(frozen=True)
class TrainingExample:
    """One draw of BERT's masking on a text, and the loss it gives.

    mask: what was chosen and how it was hidden (one row, T positions).
    losses: (T,) cross-entropy in nats at chosen positions, nan elsewhere. loss: their mean, nan when none was chosen.
    guesses: (T,) the model's first choice at chosen positions, -1 elsewhere. seconds: what it took.
    """

    mask: TrainingMask
    losses: NDArray[np.float64]
    guesses: NDArray[np.int64]
    loss: float
    seconds: float


def log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logits (..., V) to log-probabilities, computed in double precision."""
    wide = scores.astype(np.float64)
    wide -= wide.max(axis=-1, keepdims=True)
    wide -= np.log(np.exp(wide).sum(axis=-1, keepdims=True))
    return wide.astype(np.float32)


@result
def predict(loaded: LoadedModel, tokens: Tokens, positions: tuple[int, ...]) -> Prediction:
    """Hide the tokens at `positions` all at once, behind [MASK], and ask the model for them in one pass.

    Raises ExplainError: no_masks (a model that cannot), no_positions (nothing to ask).
    """
    mask_id = mask_id_of(loaded)
    asked = np.array(sorted(set(positions)), dtype=np.int64)
    if asked.size == 0:
        raise ExplainError("no_positions")
    ids = tokens.ids.copy()
    original = np.where(ids[asked] == mask_id, -1, ids[asked])
    ids[asked] = mask_id
    start = time.perf_counter()
    hidden = hidden_states(loaded, ids[None], tokens.segments)[0, asked]
    logs = log_softmax(head_scores(loaded, hidden))
    return Prediction(asked, original, logs, time.perf_counter() - start)


@result
def predict_every_position(
    loaded: LoadedModel, tokens: Tokens, positions: tuple[int, ...], *, keep: int = 50
) -> Candidates:
    """Hide each position in turn, the rest of the text in view, and keep the best `keep` of each.

    One pass per position. The sum of `original_log_probability` is the pseudo-log-likelihood of Salazar et al. 2020.
    """
    mask_id = mask_id_of(loaded)
    asked = np.array(sorted(set(positions)), dtype=np.int64)
    if asked.size == 0:
        raise ExplainError("no_positions")
    found: list[Candidates] = []
    for some in batches(len(asked), rows_at_once(loaded.device, len(tokens))):
        part = asked[some]
        ids = np.repeat(tokens.ids[None], len(part), axis=0)
        original = np.where(tokens.ids[part] == mask_id, -1, tokens.ids[part])
        ids[np.arange(len(part)), part] = mask_id
        began = time.perf_counter()
        scores = head_scores(loaded, hidden_states(loaded, ids, tokens.segments)[np.arange(len(part)), part])
        found.append(top(Prediction(part, original, log_softmax(scores), time.perf_counter() - began), keep))
    return Candidates(
        positions=np.concatenate([one.positions for one in found]),
        original=np.concatenate([one.original for one in found]),
        ids=np.concatenate([one.ids for one in found]),
        log_probabilities=np.concatenate([one.log_probabilities for one in found]),
        rank=np.concatenate([one.rank for one in found]),
        original_log_probability=np.concatenate([one.original_log_probability for one in found]),
        seconds=sum(one.seconds for one in found),
    )


def pseudo_perplexity(found: Candidates) -> float:
    """exp(-mean log-probability) of the originals, each hidden in turn (Salazar et al. 2020, equation 4)."""
    return float(np.exp(-np.nanmean(found.original_log_probability)))


def top(prediction: Prediction, count: int, allowed: NDArray[np.bool_] | None = None) -> Candidates:
    """The best `count` entries at each position.

    allowed: (V,) entries to choose from, such as `Vocabulary.whole_words`. It only filters: probabilities and the rank
    of the original still refer to the whole vocabulary.
    """
    logs = prediction.log_probabilities
    # A vocabulary may have fewer entries than the model has rows (padding of the matrix), or more.
    pool = np.arange(logs.shape[1]) if allowed is None else np.flatnonzero(allowed[: logs.shape[1]])
    count = min(count, pool.size)
    seen = logs[:, pool]
    best = (
        np.argpartition(-seen, min(count, pool.size - 1), axis=1)[:, :count] if count else np.zeros((len(logs), 0), int)
    )
    order = np.argsort(-np.take_along_axis(seen, best, axis=1), axis=1, kind="stable")
    ids = pool[np.take_along_axis(best, order, axis=1)]
    known = prediction.original >= 0
    rows = np.arange(len(logs))
    own = logs[rows, np.maximum(prediction.original, 0)].astype(np.float64)
    rank = np.where(known, (logs > own[:, None]).sum(axis=1) + 1, 0)
    return Candidates(
        prediction.positions,
        prediction.original,
        ids.astype(np.int64),
        np.take_along_axis(logs, ids, axis=1),
        rank.astype(np.int64),
        np.where(known, own, np.nan),
        prediction.seconds,
    )


@result
def training_example(loaded: LoadedModel, tokens: Tokens, *, rate: float, seed: int) -> TrainingExample:
    """Hide a share of the tokens as BERT's training does and compute the loss, mean cross-entropy in nats."""
    mask_id = mask_id_of(loaded)
    mask = draw_training_mask(
        tokens.ids,
        ~tokens.special,
        rate=rate,
        mask_id=mask_id,
        random_ids=loaded.vocabulary.ordinary_ids,
        rng=np.random.default_rng(seed),
    )
    losses = np.full(len(tokens), np.nan)
    guesses = np.full(len(tokens), -1, dtype=np.int64)
    chosen = np.flatnonzero(mask.action != UNCHOSEN)
    start = time.perf_counter()
    if chosen.size:
        hidden = hidden_states(loaded, mask.input_ids[None], tokens.segments)[0, chosen]
        logs = log_softmax(head_scores(loaded, hidden))
        losses[chosen] = -logs[np.arange(len(chosen)), tokens.ids[chosen]]
        guesses[chosen] = logs.argmax(axis=1)
    loss = float(losses[chosen].mean()) if chosen.size else float("nan")
    return TrainingExample(mask, losses, guesses, loss, time.perf_counter() - start)
