"""XLM-RoBERTa (Conneau et al. 2020): RoBERTa on a hundred languages, with a vocabulary of SentencePiece."""

from explain.models.families.roberta import Roberta

__all__ = ["FAMILY"]


class _XlmRoberta(Roberta):
    name = "xlm-roberta"


FAMILY = _XlmRoberta()
