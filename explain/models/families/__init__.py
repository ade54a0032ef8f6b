"""How the model families differ."""

from explain.models.families.base import FAMILIES, EmbeddingLayer, Family

__all__ = ["FAMILIES", "EmbeddingLayer", "Family"]
