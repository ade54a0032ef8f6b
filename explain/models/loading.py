"""Bringing a model into memory: the embedded one, one from the hub, or a folder on disk."""

import json
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
    PreTrainedConfig,
    PreTrainedTokenizerFast,
)

from explain.errors import ExplainError
from explain.models.cards import EMBEDDED_ID, ModelCard, find_card
from explain.models.checks import (
    check_config,
    check_folder,
    check_tokenizer,
    check_weights,
    predicts_words,
    try_out,
)
from explain.models.devices import choose_device
from explain.models.families import FAMILIES, Family
from explain.models.int8 import load_int8
from explain.models.settings import Settings
from explain.text.vocabulary import Vocabulary, vocabulary_of

__all__ = ["MOST_TOKENS", "WEIGHTS", "LoadedModel", "load"]

_log = logging.getLogger(__name__)

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


class _UnreadableError(Exception):
    """A file that the library turned away; what it said is the cause."""

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(file)


@contextmanager
def _reading(file: str) -> Iterator[None]:
    try:
        yield
    except Exception as problem:
        raise _UnreadableError(file) from problem


def _from_files(source: str, *, local: bool) -> tuple[Any, PreTrainedTokenizerFast, bool]:
    """A model by hub id or folder, and whether its file holds the head that was loaded."""
    options: dict[str, Any] = {"trust_remote_code": False, "local_files_only": local}
    with _reading("config.json"):
        kind = PreTrainedConfig.get_config_dict(source, local_files_only=local)[0].get("model_type")
    family = FAMILIES.get(str(kind))
    if family is None:
        if not kind:
            raise ExplainError("no_model_type", model=source)
        raise ExplainError("unknown_family", model=source, family=kind)
    with _reading("config.json"):
        config = AutoConfig.from_pretrained(source, **options)
    check_config(source, family, config)
    with _reading("tokenizer.json"):
        tokenizer = AutoTokenizer.from_pretrained(source, use_fast=True, **options)
    if _classifies(config):
        auto = AutoModelForSequenceClassification
    else:
        auto = AutoModelForCausalLM if "causal" in family.abilities else AutoModelForMaskedLM
    with _reading("model.safetensors"):
        model, report = auto.from_pretrained(
            source,
            config=config,
            attn_implementation="eager",
            use_safetensors=True,
            dtype=torch.float32,
            # Reported by `check_weights` instead, with names and sizes.
            ignore_mismatched_sizes=True,
            output_loading_info=True,
            **options,
        )
    check_weights(source, model, report)
    check_tokenizer(source, tokenizer, len(family.embedding_layer(model).word.weight))
    return model, tokenizer, predicts_words(report)


def load(model_id: str, settings: Settings | None = None) -> LoadedModel:
    """Load a model by id: the embedded one, a hub id, or a folder.

    Only safetensors files and no code of the model's authors; only the catalogue unless the owner allows more. Whatever
    comes from outside is checked here once (`explain.models.checks`), so that no page falls over it later.

    Raises ExplainError: unknown_model, hub_unreachable, unknown_family, unknown_device, what the checks raise, and
    broken_model for a file that the library behind turns away; its own words are in the log.
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
        except _UnreadableError as problem:
            _log.warning("%s: %s cannot be read", card.id, problem.file, exc_info=problem.__cause__)
            raise ExplainError("broken_model", model=card.id, file=problem.file) from problem
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
    if card.source != "embedded":
        try_out(card.id, family, model, tokenizer, abilities, limit)
    rows = len(family.embedding_layer(model).word.weight)
    return LoadedModel(card, family, model, tokenizer, device, abilities, limit, vocabulary_of(tokenizer, rows))


def _load_outside(card: ModelCard) -> tuple[Any, PreTrainedTokenizerFast, bool]:
    if card.source == "folder":
        folder = Path(card.id)
        try:
            check_folder(folder)
        except OSError as problem:
            # A folder that this server may not look into.
            raise _UnreadableError(folder.name) from problem
        return _from_files(card.id, local=True)
    try:
        return _from_files(card.id, local=True)
    except _UnreadableError as problem:
        if not isinstance(problem.__cause__, (OSError, ValueError)):
            raise
        # Not in the local cache, then: worth a try only if someone is there to answer.
        if not _hub_reachable():
            raise ExplainError("hub_unreachable", model=card.name) from None
    return _from_files(card.id, local=False)
