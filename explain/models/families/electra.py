"""ELECTRA (Clark et al. 2020): BERT's layers with narrower tables; the generator of the pair predicts words."""

from dataclasses import replace
from typing import Any

import torch

from explain.models.families.base import EmbeddingLayer
from explain.models.families.bert import Bert

__all__ = ["FAMILY"]


class _Electra(Bert):
    name = "electra"

    def head(self, model: Any, hidden: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = model.generator_lm_head(model.generator_predictions(hidden))
        return scores

    def embedding_layer(self, model: Any) -> EmbeddingLayer:
        # Only a model whose tables are narrower than its layers has this matrix.
        wider = getattr(self.body(model), "embeddings_project", None)
        return replace(super().embedding_layer(model), wider=wider)


FAMILY = _Electra()
