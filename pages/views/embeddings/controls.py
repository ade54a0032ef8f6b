"""The controls that several views of the Embeddings page share."""

import streamlit as st

from explain.content.examples.samples import SENTENCE_SETS
from explain.models import LoadedModel
from explain.space.contexts import MOST_LINES, Contexts, split_lines
from explain.vectors import METRICS
from pages.shell import address
from pages.shell.frame import busy, chosen_model, ran
from pages.shell.texts import num, t
from pages.views.embeddings import results

__all__ = ["layer", "measure", "ran_pass", "ran_table", "sentences", "spread"]


def measure(default: str = "cosine") -> str:
    """How two vectors are compared."""
    chosen: str = address.setting("measure", default, address.one_of(METRICS))
    st.segmented_control(
        t("embeddings.measure"),
        METRICS,
        format_func=lambda name: t(f"embeddings.measure.{name}"),
        key="measure",
        required=True,
    )
    return chosen


def sentences() -> tuple[LoadedModel, tuple[str, ...], Contexts]:
    """The box with a sentence a line, its examples, and what the model makes of it."""
    first = SENTENCE_SETS["bank"]
    address.setting("lines", first.text, address.text)
    address.setting("sense", first.word, address.text)
    address.setting("suffixes", first.suffixes, address.flag)

    def fill() -> None:
        picked = SENTENCE_SETS.get(st.session_state["sample"])
        if picked is not None:
            state = st.session_state
            state["lines"], state["sense"], state["suffixes"] = picked.text, picked.word, picked.suffixes
            state["sample"] = None
            address.drop("near_token", "follow")

    left, right = st.columns([7, 3], gap="medium")
    typed = left.text_area(
        t("embeddings.lines"), key="lines", height=130, help=t("embeddings.lines_help", most=MOST_LINES)
    )
    names = {name: t(f"embeddings.set.{name}") for name in SENTENCE_SETS}
    right.selectbox(
        t("embeddings.example"),
        list(SENTENCE_SETS),
        index=None,
        key="sample",
        on_change=fill,
        format_func=names.__getitem__,
        placeholder=t("embeddings.example_placeholder"),
    )
    loaded = chosen_model()
    lines = split_lines(typed or "")
    with busy("shell.running"):
        return loaded, lines, results.contexts(loaded, lines)


def layer(found: Contexts) -> int:
    """Which layer to look at; the last one at first."""
    deepest = len(found.states) - 1
    chosen: int = address.setting("depth", deepest, address.index(deepest + 1))
    st.slider(t("embeddings.depth"), 0, deepest, key="depth", width=320, help=t("embeddings.depth_help"))
    return chosen


def spread(found: Contexts) -> list[str]:
    """A name for each token that tells the sentence and the place too."""
    return [
        f"{line + 1}.{place} {label}"
        for line, place, label in zip(found.line.tolist(), found.place.tolist(), found.labels, strict=True)
    ]


def ran_table(loaded: LoadedModel, rows: int, width: int) -> None:
    """What the view looked into: no pass was needed."""
    ran("embeddings.ran", loaded, rows=num(rows, 0), width=num(width, 0), megabytes=num(rows * width * 4 / 1e6, 1))


def ran_pass(loaded: LoadedModel, found: Contexts) -> None:
    """What ran for the sentences."""
    ran(
        "embeddings.ran_pass",
        loaded,
        tokens=len(found.labels),
        sentences=len(found.traces),
        milliseconds=num(1000 * sum(trace.seconds for trace in found.traces), 1),
    )
