"""The controls that several views of the Embeddings page share."""

import streamlit as st

from explain.content.examples.samples import SENTENCE_SETS
from explain.models import LoadedModel
from explain.space.sentences import SentenceStates, sentence_states
from explain.text.lists import MOST_LINES, split_lines
from explain.vectors import METRICS
from pages.shell import address, store
from pages.shell.controls import choice, example, number, text
from pages.shell.frame import busy, chosen_model, ran
from pages.shell.texts import num, t

__all__ = ["FIRST", "choose_depth", "choose_metric", "ran_sentences", "read_sentences", "token_names"]

FIRST = SENTENCE_SETS["bank"]
"""The sentences that are there at first, and their word."""


def choose_metric(default: str = "cosine") -> str:
    """How two vectors are compared."""
    return choice(
        "measure",
        t("embeddings.measure"),
        METRICS,
        default,
        names=lambda name: t(f"embeddings.measure.{name}"),
        kind="row",
    )


def read_sentences() -> tuple[LoadedModel, tuple[str, ...], SentenceStates]:
    """The box with a sentence a line, its examples, and what the model makes of it."""
    # One view has the widgets of these two; the address of every other view keeps them, or a link would lose the word
    # that its sentences are about.
    address.setting("sense", FIRST.word, address.text, widget=address.key_of("sense"))
    address.setting("suffixes", FIRST.suffixes, address.flag, widget=address.key_of("suffixes"))

    def fill(picked: str) -> None:
        chosen = SENTENCE_SETS[picked]
        address.put("lines", chosen.text)
        address.put("sense", chosen.word)
        address.put("suffixes", chosen.suffixes)
        address.drop("near_token", "follow")

    left, right = st.columns([7, 3], gap="medium")
    with left:
        typed = text(
            "lines", t("embeddings.lines"), FIRST.text, height=130, help=t("embeddings.lines_help", most=MOST_LINES)
        )
    with right:
        example(
            "sample",
            t("embeddings.example"),
            {name: t(f"embeddings.set.{name}") for name in SENTENCE_SETS},
            fill,
            placeholder=t("embeddings.example_placeholder"),
        )
    loaded = chosen_model()
    lines = split_lines(typed)
    with busy("shell.running"):
        return loaded, lines, store.ask(sentence_states, loaded, lines)


def choose_depth(read: SentenceStates) -> int:
    """After how many layers to look; all of them at first."""
    deepest = len(read.states) - 1
    return number("depth", t("embeddings.depth"), 0, deepest, deepest, width=320, help=t("embeddings.depth_help"))


def token_names(read: SentenceStates) -> tuple[str, ...]:
    """A name for each token that tells the sentence and the place too."""
    return tuple(
        f"{line + 1}.{place} {label}"
        for line, place, label in zip(read.line.tolist(), read.place.tolist(), read.labels, strict=True)
    )


def ran_sentences(loaded: LoadedModel, read: SentenceStates) -> None:
    """What ran for the sentences."""
    ran(
        "embeddings.ran_pass",
        loaded,
        tokens=len(read.labels),
        sentences=len(read.sentences),
        milliseconds=num(1000 * read.seconds, 1),
    )
