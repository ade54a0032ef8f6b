"""The catalogue: which models the app knows, before any of them is loaded."""

import json
from dataclasses import dataclass
from pathlib import Path

from explain.errors import ExplainError
from explain.models.families import FAMILIES
from explain.models.settings import Settings

__all__ = ["EMBEDDED_ID", "ModelCard", "catalogue", "find_card"]

EMBEDDED_ID = "saydam-distilbert"


@dataclass(frozen=True)
class ModelCard:
    """What is known of a model before it is loaded.

    id: the embedded id, a hub id, or a folder.
    family: a key of `FAMILIES`, or "" where only loading will tell.
    languages: ISO 639-1 codes, or ("multilingual",).
    licence: SPDX id, "" where unknown.
    parameters: millions of weights; 0 where unknown.
    source: "embedded", "hub" or "folder".
    """

    id: str
    name: str
    family: str
    languages: tuple[str, ...]
    licence: str
    parameters: float
    source: str

    @property
    def abilities(self) -> frozenset[str]:
        """What the pages may ask for: masked, causal, segments, and the kind of positions."""
        return FAMILIES[self.family].abilities if self.family in FAMILIES else frozenset()


_LISTED = (
    ModelCard(EMBEDDED_ID, "Saydam DistilBERT (embedded)", "distilbert", ("en",), "Apache-2.0", 65.8, "embedded"),
    ModelCard("bert-base-uncased", "BERT base uncased", "bert", ("en",), "Apache-2.0", 110.1, "hub"),
    ModelCard("bert-base-cased", "BERT base cased", "bert", ("en",), "Apache-2.0", 108.3, "hub"),
    ModelCard(
        "bert-base-multilingual-cased", "BERT multilingual", "bert", ("multilingual",), "Apache-2.0", 177.9, "hub"
    ),
    ModelCard("distilbert-base-cased", "DistilBERT base cased", "distilbert", ("en",), "Apache-2.0", 65.8, "hub"),
    ModelCard("roberta-base", "RoBERTa base", "roberta", ("en",), "MIT", 124.7, "hub"),
    ModelCard("xlm-roberta-base", "XLM-RoBERTa base", "xlm-roberta", ("multilingual",), "MIT", 278.3, "hub"),
    ModelCard("albert-base-v2", "ALBERT base v2", "albert", ("en",), "Apache-2.0", 11.8, "hub"),
    ModelCard(
        "google/electra-small-generator", "ELECTRA small (generator)", "electra", ("en",), "Apache-2.0", 13.8, "hub"
    ),
    ModelCard("answerdotai/ModernBERT-base", "ModernBERT base", "modernbert", ("en",), "Apache-2.0", 149.7, "hub"),
    ModelCard("dbmdz/bert-base-turkish-cased", "BERTurk cased", "bert", ("tr",), "MIT", 110.6, "hub"),
    ModelCard("gpt2", "GPT-2", "gpt2", ("en",), "MIT", 124.4, "hub"),
    ModelCard("EleutherAI/pythia-70m", "Pythia 70M", "gpt_neox", ("en",), "Apache-2.0", 70.4, "hub"),
    ModelCard("HuggingFaceTB/SmolLM2-135M", "SmolLM2 135M", "llama", ("en",), "Apache-2.0", 134.5, "hub"),
)


def _folder_card(folder: Path) -> ModelCard:
    """A card for a folder. A folder that is broken still gets one: loading it says what is wrong."""
    try:
        model_type = str(json.loads((folder / "config.json").read_text(encoding="utf-8")).get("model_type", ""))
    except (OSError, ValueError, AttributeError):
        model_type = ""
    return ModelCard(str(folder), folder.name, model_type if model_type in FAMILIES else "", (), "", 0.0, "folder")


def catalogue(settings: Settings | None = None) -> tuple[ModelCard, ...]:
    """Every model on offer: the embedded one first, then the hub's, then the owner's folders."""
    settings = settings or Settings()
    return _LISTED + tuple(_folder_card(folder) for folder in settings.folders)


def find_card(model_id: str, settings: Settings | None = None) -> ModelCard:
    """The card of a model id. An id outside the catalogue passes only where the owner allows any model.

    Raises ExplainError("unknown_model").
    """
    settings = settings or Settings()
    for card in catalogue(settings):
        if card.id == model_id:
            return card
    if not settings.any_model or not model_id.strip():
        raise ExplainError("unknown_model", model=model_id)
    try:
        folder = Path(model_id).expanduser()
        there = folder.exists()
    except (OSError, RuntimeError):
        # A name longer than a file system takes, or ~ of nobody.
        folder, there = Path(model_id), False
    if there or model_id.startswith(("/", "~", ".")):
        # What no hub id can be is meant as a path, also where nothing is there.
        return _folder_card(folder)
    return ModelCard(model_id, model_id, "", (), "", 0.0, "hub")
