"""BERT's training masks: which tokens are hidden, and how.

Devlin et al. 2019 (section 3.1) choose a share of the tokens, 15%, and ask the model to recover them. Of the chosen,
80% are replaced by [MASK], 10% by a random token and 10% stay as they are, so that the model cannot tell which of the
words it reads are to be trusted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["KEPT", "MASKED", "RANDOM", "UNCHOSEN", "TrainingMask", "draw_training_mask"]

UNCHOSEN, MASKED, RANDOM, KEPT = 0, 1, 2, 3


@dataclass(frozen=True)
class TrainingMask:
    """One draw of BERT's masking. All arrays have the shape of the ids that were given.

    input_ids: what the model reads.
    action: UNCHOSEN, MASKED, RANDOM or KEPT for each position; everything but UNCHOSEN counts in the loss.
    """

    input_ids: NDArray[np.int64]
    action: NDArray[np.int8]


def draw_training_mask(
    ids: NDArray[np.int64],
    maskable: NDArray[np.bool_],
    *,
    rate: float,
    mask_id: int,
    random_ids: NDArray[np.int64],
    rng: np.random.Generator,
    at_least_one: bool = False,
) -> TrainingMask:
    """Choose tokens with probability `rate` each and hide them in BERT's 80/10/10 proportions.

    ids: token ids, any shape.
    maskable: same shape; False for [CLS], [SEP], padding, which are never chosen.
    rate: chance of each token to be chosen, 0 to 1.
    mask_id: id of the [MASK] token.
    random_ids: the ids that a random replacement is drawn from.
    rng: the source of chance; the same generator state gives the same mask.
    at_least_one: choose one token if the draw chose none (a lone sentence would teach nothing otherwise).
    """
    chosen = (rng.random(ids.shape) < rate) & maskable
    if at_least_one and not chosen.any() and maskable.any():
        chosen.flat[rng.choice(np.flatnonzero(maskable))] = True
    kind = rng.random(ids.shape)
    action = np.where(chosen, np.where(kind < 0.8, MASKED, np.where(kind < 0.9, RANDOM, KEPT)), UNCHOSEN)
    replacements = rng.choice(random_ids, size=ids.shape)
    input_ids = np.where(action == MASKED, mask_id, np.where(action == RANDOM, replacements, ids))
    return TrainingMask(input_ids.astype(np.int64), action.astype(np.int8))
