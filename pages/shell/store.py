"""The caches of the app, all of them: models, and results that visitors share. Nothing in them is ever changed."""

import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from explain.attention.heads import Reading, read
from explain.engine.shelf import Shelf
from explain.engine.trace import Trace, run
from explain.errors import ExplainError
from explain.models import LoadedModel, Settings, load
from explain.models.embedding_table import EmbeddingTable, table_of
from explain.order.gru import LoadedGru, load_gru
from explain.order.influence import Influence, gru_influence, model_influence
from explain.order.learned_positions import EmbeddingSum, embedding_sum
from explain.order.shuffling import Shuffled, shuffle
from explain.prediction.masked_words import Candidates, Prediction, predict, predict_every_position
from explain.space.neighbours import Lexicon, lexicon_of
from explain.text.tokens import Tokens

__all__ = [
    "blanks",
    "embedding_parts",
    "every_position",
    "gru",
    "influence",
    "influence_of_gru",
    "kept",
    "lexicon",
    "model",
    "reading",
    "settings",
    "shuffled",
    "table",
    "trace",
]

_MEMORY = 600 * 2**20
_FORGIVE_AFTER = 60.0


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """What the owner of the app decided, read once."""
    return Settings.from_environment()


@st.cache_resource(show_spinner=False, max_entries=3)
def _model(model_id: str) -> LoadedModel:
    return load(model_id, settings())


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    return Shelf(_MEMORY)


@dataclass(frozen=True)
class _Weighed:
    value: Any
    nbytes: int


def kept(key: tuple[Hashable, ...], make: Callable[[], Any], weigh: Callable[[Any], int] | None = None) -> Any:
    """The result kept under a key of strings and numbers, or else what `make` returns; see `Shelf`.

    weigh: tells the bytes of a result that does not tell them itself.
    """
    if weigh is None:
        return _shelf().get(key, make)

    def made() -> _Weighed:
        value = make()
        return _Weighed(value, weigh(value))

    return _shelf().get(key, made).value


def model(model_id: str) -> LoadedModel:
    """A loaded model. One that failed is not tried again for a minute: asking a dead network is slow."""
    failed = st.session_state.setdefault("_failed_models", {})
    if model_id in failed and time.monotonic() - failed[model_id][0] < _FORGIVE_AFTER:
        raise failed[model_id][1]
    try:
        return _model(model_id)
    except ExplainError as problem:
        failed[model_id] = (time.monotonic(), problem)
        raise


@st.cache_resource(show_spinner=False, max_entries=3)
def _table(model_id: str, _loaded: LoadedModel) -> EmbeddingTable:
    # Not on the shelf: the rows are the model's own memory, and would keep a model that has made room for another.
    return table_of(_loaded)


@st.cache_resource(show_spinner=False, max_entries=3)
def _lexicon(model_id: str, _loaded: LoadedModel) -> Lexicon:
    return lexicon_of(_loaded.vocabulary)


def table(loaded: LoadedModel) -> EmbeddingTable:
    """The embedding table of a model."""
    found: EmbeddingTable = _table(loaded.card.id, loaded)
    return found


def lexicon(loaded: LoadedModel) -> Lexicon:
    """What filters ask of the vocabulary of a model."""
    found: Lexicon = _lexicon(loaded.card.id, loaded)
    return found


def trace(loaded: LoadedModel, tokens: Tokens) -> Trace:
    """The forward pass of a text, run once for everybody."""
    result: Trace = _shelf().get(("trace", loaded.card.id, tokens.sentences), lambda: run(loaded, tokens))
    return result


def reading(loaded: LoadedModel, tokens: Tokens, *, by_word: bool, hide_special: bool) -> Reading:
    """The attention of a text in one view."""
    key = ("reading", loaded.card.id, tokens.sentences, by_word, hide_special)
    result: Reading = _shelf().get(key, lambda: read(trace(loaded, tokens), by_word=by_word, hide_special=hide_special))
    return result


def blanks(loaded: LoadedModel, tokens: Tokens, positions: Sequence[int]) -> Prediction:
    """Predictions at hidden positions."""
    key = ("blanks", loaded.card.id, tokens.sentences, tuple(sorted(positions)))
    result: Prediction = _shelf().get(key, lambda: predict(loaded, tokens, positions))
    return result


def every_position(
    loaded: LoadedModel, tokens: Tokens, positions: tuple[int, ...], progress: Callable[[int, int], None]
) -> Candidates:
    """Predictions with each position hidden in turn."""
    key = ("every", loaded.card.id, tokens.sentences, positions)
    result: Candidates = _shelf().get(key, lambda: predict_every_position(loaded, tokens, positions, progress=progress))
    return result


def embedding_parts(loaded: LoadedModel, tokens: Tokens) -> EmbeddingSum:
    """What is added up before the first layer."""
    key = ("parts", loaded.card.id, tokens.sentences)
    result: EmbeddingSum = _shelf().get(key, lambda: embedding_sum(loaded, tokens))
    return result


def shuffled(loaded: LoadedModel, tokens: Tokens, seed: int) -> Shuffled:
    """A text in two orders, with positions and without."""
    key = ("shuffled", loaded.card.id, tokens.sentences, seed)
    result: Shuffled = _shelf().get(key, lambda: shuffle(loaded, tokens, seed))
    return result


@st.cache_resource(show_spinner=False)
def gru() -> LoadedGru:
    """The small recurrent network."""
    return load_gru()


def influence(loaded: LoadedModel, tokens: Tokens) -> Influence:
    """How each token acts on the others in a Transformer."""
    key = ("influence", loaded.card.id, tokens.sentences)
    result: Influence = _shelf().get(key, lambda: model_influence(loaded, tokens))
    return result


def influence_of_gru(sentences: tuple[str, ...]) -> Influence:
    """How each token acts on later ones in the GRU."""
    result: Influence = _shelf().get(("influence of gru", sentences), lambda: gru_influence(gru(), sentences))
    return result
