"""Models: what there is (cards), how they differ (families), how they come into memory (loading)."""

from explain.models.cards import EMBEDDED_ID, ModelCard, catalogue, find_card
from explain.models.devices import choose_device
from explain.models.families import FAMILIES, Family
from explain.models.loading import LoadedModel, load
from explain.models.settings import Settings

__all__ = [
    "EMBEDDED_ID",
    "FAMILIES",
    "Family",
    "LoadedModel",
    "ModelCard",
    "Settings",
    "catalogue",
    "choose_device",
    "find_card",
    "load",
]
