"""What the Attention studio computes, kept for everybody who asks the same."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explain.attention.ablation import Effects, change, effects, run_without
from explain.attention.flow import flow, rollout
from explain.attention.heads import HeadSummary, summarise, view
from explain.attention.norms import Carried, carried
from explain.attention.packing import Parcel, pack
from explain.attention.roles import Behaviour, measure
from explain.attention.steps import Entrance, Steps, step_by_step
from explain.attention.steps import entrance as entrance_of
from explain.attention.verb_agreement import Margins, Reach, blank, margins, one_piece, reach
from explain.engine.trace import head_scores, hidden_states, run
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.prediction.masked_words import log_softmax
from explain.text.tokens import Tokens, tokenize
from pages.shell import store

__all__ = [
    "Without",
    "Words",
    "behaviour",
    "carried_by",
    "entrance",
    "far",
    "flowed",
    "margin_effects",
    "parcel",
    "reached",
    "removal",
    "rolled",
    "steps",
    "summary",
    "verbs",
    "without",
]

MOST_TOGETHER = 1024
"""Tokens of all sentences whose attention is averaged."""


class Words(NamedTuple):
    """Indices of three words of a text."""

    verb: int
    subject: int
    distractor: int


@dataclass(frozen=True)
class Without:
    """Log-probabilities (V,) with all heads and with some off, and `explain.attention.ablation.Change` of the states."""

    whole: NDArray[np.float32]
    without: NDArray[np.float32]
    hidden: NDArray[np.float64]
    attention: NDArray[np.float64]

    @property
    def nbytes(self) -> int:
        """Memory taken by the arrays."""
        return self.whole.nbytes + self.without.nbytes + self.hidden.nbytes + self.attention.nbytes


def parcel(loaded: LoadedModel, tokens: Tokens) -> Parcel:
    """Attention of a text as it travels."""
    key = ("parcel", loaded.card.id, tokens.sentences)
    result: Parcel = store.kept(key, lambda: pack(store.trace(loaded, tokens)))
    return result


def summary(loaded: LoadedModel, tokens: Tokens) -> HeadSummary:
    """What each head does on average, by sub-words, special tokens counted."""
    key = ("summary", loaded.card.id, tokens.sentences)
    result: HeadSummary = store.kept(key, lambda: summarise(view(store.trace(loaded, tokens))))
    return result


def steps(loaded: LoadedModel, tokens: Tokens, layer: int, head: int, token: int) -> Steps:
    """One head and one token, rebuilt."""
    key = ("steps", loaded.card.id, tokens.sentences, layer, head, token)
    result: Steps = store.kept(key, lambda: step_by_step(loaded, store.trace(loaded, tokens), layer, head, token))
    return result


def entrance(loaded: LoadedModel, tokens: Tokens, token: int) -> Entrance:
    """What enters the first layer, rebuilt."""
    key = ("entrance", loaded.card.id, tokens.sentences, token)
    result: Entrance = store.kept(key, lambda: entrance_of(loaded, store.trace(loaded, tokens), token))
    return result


def behaviour(
    loaded: LoadedModel, tokens: Tokens, lines: tuple[str, ...], link: tuple[str, str], *, aside: bool
) -> Behaviour:
    """What heads do over the sentence and more of them."""

    def make() -> Behaviour:
        cut = [tokens, *(tokenize(loaded, line) for line in lines)]
        if (count := sum(map(len, cut))) > MOST_TOGETHER:
            raise ExplainError("many_together", count=count, limit=MOST_TOGETHER)
        return measure([store.trace(loaded, one) for one in cut], link, aside=aside)

    result: Behaviour = store.kept(("behaviour", loaded.card.id, tokens.sentences, lines, link, aside), make)
    return result


def rolled(loaded: LoadedModel, tokens: Tokens) -> NDArray[np.float64]:
    """Rollout after each layer."""
    key = ("rollout", loaded.card.id, tokens.sentences)
    result: NDArray[np.float64] = store.kept(key, lambda: rollout(store.trace(loaded, tokens).attention))
    return result


def flowed(loaded: LoadedModel, tokens: Tokens, token: int, depth: int) -> NDArray[np.float64]:
    """Flow up to one token."""
    key = ("flow", loaded.card.id, tokens.sentences, token, depth)
    result: NDArray[np.float64] = store.kept(key, lambda: flow(store.trace(loaded, tokens).attention, token, depth))
    return result


def carried_by(loaded: LoadedModel, tokens: Tokens) -> Carried:
    """How long the vectors are that attention weighs."""
    key = ("carried", loaded.card.id, tokens.sentences)
    result: Carried = store.kept(key, lambda: carried(loaded, store.trace(loaded, tokens)))
    return result


def _question(loaded: LoadedModel, tokens: Tokens, at: int) -> tuple[Tokens, int]:
    """The text with a blank at a token, and the position that answers: what stood before it for a causal model."""
    if "masked" in loaded.abilities:
        hidden = replace(tokens.tokens[at], id=int(loaded.tokenizer.mask_token_id))
        return replace(tokens, tokens=(*tokens.tokens[:at], hidden, *tokens.tokens[at + 1 :])), at
    if "causal" not in loaded.abilities:
        raise ExplainError("no_head", model=loaded.card.name)
    return replace(tokens, tokens=tokens.tokens[:at]), at - 1


def removal(loaded: LoadedModel, tokens: Tokens, at: int, progress: Callable[[int, int], None]) -> Effects:
    """Every head taken away in turn; the word asked for is what stood there, or the model's guess for a typed blank."""

    def make() -> Effects:
        asked, position = _question(loaded, tokens, at)
        word = int(tokens.ids[at])
        if word == loaded.tokenizer.mask_token_id:
            hidden = hidden_states(loaded, asked.ids[None], asked.segments)[0, [position]]
            word = int(head_scores(loaded, hidden)[0].argmax())
        return effects(loaded, asked.ids, asked.segments, position, [word], progress)

    result: Effects = store.kept(("removal", loaded.card.id, tokens.sentences, at), make)
    return result


def without(loaded: LoadedModel, tokens: Tokens, at: int, heads: tuple[tuple[int, int], ...]) -> Without:
    """The same question with some heads off."""

    def make() -> Without:
        asked, position = _question(loaded, tokens, at)
        whole, off = run(loaded, asked), run_without(loaded, asked, heads)
        logs = [log_softmax(head_scores(loaded, trace.hidden[-1, [position]]))[0] for trace in (whole, off)]
        moved = change(whole, off)
        return Without(logs[0], logs[1], moved.hidden, moved.attention)

    result: Without = store.kept(("without", loaded.card.id, tokens.sentences, at, heads), make)
    return result


def reached(loaded: LoadedModel, tokens: Tokens, words: Words) -> Reach:
    """Attention from the verb to the two others."""
    verb, subject, distractor = (tokens.pieces_of(at) for at in words)
    return reach(store.trace(loaded, tokens), verb, subject, distractor)


def verbs(loaded: LoadedModel, right: str, wrong: str) -> tuple[int, int]:
    """Ids of the two verbs."""
    return one_piece(loaded, right), one_piece(loaded, wrong)


def margin_effects(
    loaded: LoadedModel, tokens: Tokens, verb: int, asked: tuple[int, int], progress: Callable[[int, int], None]
) -> Effects:
    """Both verbs at the place of the verb, each head taken away in turn."""

    def make() -> Effects:
        word = tokens.words[verb]
        question = blank(loaded, tokens.sentences[0], word.start, word.end)
        return effects(loaded, question.tokens.ids, question.tokens.segments, question.position, asked, progress)

    result: Effects = store.kept(("margin effects", loaded.card.id, tokens.sentences, verb, asked), make)
    return result


def far(
    loaded: LoadedModel,
    tokens: Tokens,
    words: Words,
    between: tuple[str, ...],
    asked: tuple[int, int],
    off: tuple[int, int] | None,
) -> Margins:
    """The margin with more and more between, with all heads or without one."""

    def make() -> Margins:
        verb, subject = tokens.words[words.verb], tokens.words[words.subject]
        return margins(
            loaded,
            tokens.sentences[0],
            (verb.start, verb.end),
            between,
            *asked,
            after=subject.end,
            without=[off] if off else [],
        )

    result: Margins = store.kept(("far", loaded.card.id, tokens.sentences, words, between, asked, off), make)
    return result
