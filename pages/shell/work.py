"""Long work with a count, that the visitor can stop: the only way in which a page waits for more than a moment."""

import time
from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

from explain.engine.progress import reporting
from explain.errors import ExplainError
from pages.shell.frame import say_problem
from pages.shell.texts import md, num, t

__all__ = ["work"]

R = TypeVar("R")
_PATIENCE = 0.4
"""Seconds before a count appears: quick work shows none."""


def work(name: str, label: str, about: Hashable, do: Callable[[], R]) -> R | None:
    """What `do` returns, with a count and a button to stop it; None, with a word on why, where it was stopped or fails.

    name: tells this piece of work from others on the page. label: what the count says is being done. about: all that
    the work depends on: once one of it changes, what was stopped is asked anew.

    Stopping runs the page again, and Streamlit ends the old run at its next word to the browser: where the work reports,
    and no lock is held. What was asked of the model by then is kept, so that going on does not start over.
    """
    state = st.session_state
    key = (name, about)
    if state.get("_stopped") == key:

        def go_on() -> None:
            state["_stopped"] = None

        st.info(md("shell.stopped", what=label), icon=":material/pause_circle:")
        st.button(t("shell.go_on"), key=f"go_on_{name}", on_click=go_on, icon=":material/play_arrow:")
        return None

    def stop() -> None:
        state["_stopped"] = key

    place = st.empty()
    started = time.monotonic()
    bar: list[st.delta_generator.DeltaGenerator] = []

    def tell(done: int, everything: int, /) -> None:
        if time.monotonic() - started < _PATIENCE:
            return
        said = md("shell.progress", what=label, done=num(done, 0), all=num(everything, 0))
        if not bar:
            with place.container(horizontal=True, vertical_alignment="center"):
                bar.append(st.progress(0.0, said))
                # The same work may be counted twice on one page, the second time only if the first was not kept.
                state["_counted"] = state.get("_counted", 0) + 1
                st.button(
                    t("shell.stop"), key=f"stop_{name}_{state['_counted']}", on_click=stop, icon=":material/stop:"
                )
        bar[0].progress(min(1.0, done / max(1, everything)), said)

    try:
        with reporting(tell):
            return do()
    except ExplainError as problem:
        say_problem(problem)
        return None
    finally:
        place.empty()
