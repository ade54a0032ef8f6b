"""Bringing a model into memory: the embedded one, one from the hub, or a folder on disk."""

import json
import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import torch
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    AutoModelForMaskedLM,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DistilBertConfig,
    DistilBertForMaskedLM,
    PreTrainedTokenizerFast,
)

from explain.errors import ExplainError
from explain.models.cards import EMBEDDED_ID, ModelCard, find_card
from explain.models.devices import choose_device
from explain.models.families import FAMILIES, Family
from explain.models.int8 import load_int8
from explain.models.settings import Settings
from explain.text.vocabulary import Vocabulary, vocabulary_of

__all__ = ["MOST_TOKENS", "WEIGHTS", "LoadedModel", "load"]

WEIGHTS = Path(__file__).parents[1] / "weights" / EMBEDDED_ID
MOST_TOKENS = 512
"""No text may be longer, whatever the model could read: attention grows with the square of it."""


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A model ready to be looked into: evaluation mode, frozen float32 weights, attention computed in the open.

    abilities: the family's, less what this file of weights lacks (a body without a head predicts nothing).
    limit: the most tokens of one text, special ones counted.
    lock: held around every pass, since many visitors share one model.
    """

    card: ModelCard
    family: Family
    model: Any
    tokenizer: PreTrainedTokenizerFast
    device: torch.device
    abilities: frozenset[str]
    limit: int
    vocabulary: Vocabulary
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def name(self) -> str:
        """The model's name, as its card has it."""
        return self.card.name

    @property
    def layers(self) -> int:
        """L, how many layers the model has."""
        return self.family.layers(self.model)

    @property
    def heads(self) -> int:
        """H, how many heads a layer has."""
        return self.family.block(self.model, 0).heads

    @property
    def width(self) -> int:
        """D, the width of a hidden state."""
        return self.family.width(self.model)

    @property
    def device_name(self) -> str:
        """The device as a person would name it."""
        if self.device.type == "cuda":
            return torch.cuda.get_device_name(self.device)
        return self.device.type.upper()


def _hub_reachable(seconds: float = 3.0) -> bool:
    """Whether the hub answers at all; its client would retry for minutes in a lecture hall with no network."""
    from huggingface_hub import constants

    host = urlsplit(constants.ENDPOINT)
    try:
        with socket.create_connection((host.hostname or "", host.port or 443), timeout=seconds):
            return not constants.HF_HUB_OFFLINE
    except OSError:
        return False


def _embedded() -> tuple[Any, PreTrainedTokenizerFast]:
    config = DistilBertConfig(**json.loads((WEIGHTS / "config.json").read_text(encoding="utf-8")))
    config._attn_implementation = "eager"
    # On the meta device nothing is drawn at random, only to be overwritten.
    with torch.device("meta"):
        model = DistilBertForMaskedLM(config)
    model.to_empty(device="cpu")
    state = load_int8(WEIGHTS / "model.int8.safetensors")
    state["vocab_projector.weight"] = state["distilbert.embeddings.word_embeddings.weight"]
    model.load_state_dict(state, strict=True, assign=True)
    model.distilbert.embeddings.position_ids = torch.arange(config.max_position_embeddings)[None]
    model.tie_weights()
    return model, PreTrainedTokenizerFast.from_pretrained(WEIGHTS)


def _classifies(config: Any) -> bool:
    """Whether files say that they hold a classifier of whole texts."""
    return any(str(name).endswith("ForSequenceClassification") for name in config.architectures or ())


def _from_files(source: str, *, local: bool) -> tuple[Any, PreTrainedTokenizerFast, bool]:
    """A model by hub id or folder, and whether its file holds the vocabulary head."""
    options: dict[str, Any] = {"trust_remote_code": False, "local_files_only": local}
    config = AutoConfig.from_pretrained(source, **options)
    family = FAMILIES.get(config.model_type)
    if family is None:
        raise ExplainError("unknown_family", model=source, family=config.model_type)
    if setting := family.check(config):
        raise ExplainError("unshown_setting", model=source, setting=setting)
    tokenizer = AutoTokenizer.from_pretrained(source, use_fast=True, **options)
    if not tokenizer.is_fast:
        raise ExplainError("broken_model", model=source, reason="tokenizer.json")
    if _classifies(config):
        auto = AutoModelForSequenceClassification
    else:
        auto = AutoModelForCausalLM if "causal" in family.abilities else AutoModelForMaskedLM
    model, report = auto.from_pretrained(
        source,
        config=config,
        attn_implementation="eager",
        use_safetensors=True,
        dtype=torch.float32,
        output_loading_info=True,
        **options,
    )
    missing = [key for key in report["missing_keys"] if not key.endswith("position_ids")]
    prefix = model.base_model_prefix + "."
    if lost := [key for key in missing if key.startswith(prefix)]:
        # The library would fill these with random numbers and only warn: every figure would be invented.
        raise ExplainError("broken_model", model=source, reason=", ".join(lost[:3]))
    return model, tokenizer, not missing


def load(model_id: str, settings: Settings | None = None) -> LoadedModel:
    """Load a model by id: the embedded one, a hub id, or a folder.

    Only safetensors files and no code of the model's authors; only the catalogue unless the owner allows more.

    Raises ExplainError: unknown_model, hub_unreachable, broken_model, unknown_family, unshown_setting, unknown_device.
    """
    settings = settings or Settings()
    card = find_card(model_id, settings)
    device = choose_device(settings.device)
    with_head = True
    if card.source == "embedded":
        model, tokenizer = _embedded()
    else:
        try:
            model, tokenizer, with_head = _load_outside(card)
        except ExplainError:
            raise
        except Exception as problem:  # Whatever the files hold, the visitor gets one message.
            reason = str(problem).strip().splitlines()
            raise ExplainError(
                "broken_model", model=card.id, reason=reason[0][:200] if reason else type(problem).__name__
            ) from problem
    model.eval().requires_grad_(False).to(device)
    family = FAMILIES[model.config.model_type]
    abilities = family.abilities_of(model.config)
    classifier = type(model).__name__.endswith("ForSequenceClassification")
    if not with_head or classifier:
        abilities -= {"masked", "causal"}
    if with_head and classifier:
        abilities |= {"labels"}
    if tokenizer.mask_token_id is None:
        abilities -= {"masked"}
    limit = min(MOST_TOKENS, family.usable_positions(model), int(tokenizer.model_max_length))
    rows = len(family.embedding_layer(model).word.weight)
    return LoadedModel(card, family, model, tokenizer, device, abilities, limit, vocabulary_of(tokenizer, rows))


def _load_outside(card: ModelCard) -> tuple[Any, PreTrainedTokenizerFast, bool]:
    if card.source == "folder":
        if not Path(card.id).is_dir():
            raise ExplainError("broken_model", model=card.id, reason="not a folder")
        return _from_files(card.id, local=True)
    try:
        return _from_files(card.id, local=True)
    except (OSError, ValueError):
        # Not in the local cache, then: worth a try only if someone is there to answer.
        if not _hub_reachable():
            raise ExplainError("hub_unreachable", model=card.name) from None
    return _from_files(card.id, local=False)
