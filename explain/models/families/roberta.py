"""RoBERTa (Liu et al. 2019): BERT's layers; places are counted from the row after that of the padding id."""

from typing import Any

import torch

from explain.models.families.base import counted_from
from explain.models.families.bert import Bert

__all__ = ["FAMILY", "Roberta"]


class Roberta(Bert):
    """Its table of segments has one row, which every token gets: it tells no sentence from the other."""

    name = "roberta"
    abilities = frozenset({"masked", "positions:learned"})
    counts_from_padding = True

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        """The transform with its norm, then the word embeddings once more."""
        scores: torch.Tensor = model.lm_head(hidden)
        return scores

    def first_position(self, model: Any) -> int:
        """The rows up to that of the padding id are never used."""
        return int(model.config.pad_token_id) + 1

    def position_ids(self, model: Any, ids: torch.Tensor) -> torch.Tensor:
        """Padding is not counted."""
        return counted_from(model.config.pad_token_id, ids)


FAMILY = Roberta()
