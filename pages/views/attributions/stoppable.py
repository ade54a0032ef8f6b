"""Long work with a count, that the visitor can stop."""

import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from explain.attribution import Progress
from explain.errors import ExplainError
from pages.shell.frame import say_problem
from pages.shell.texts import md, t
from pages.views.attributions.question import Asking

__all__ = ["work"]

Result = TypeVar("Result")
_PATIENCE = 0.4
"""Seconds before a count appears: quick work shows none."""


def work(asking: Asking, name: str, do: Callable[[Progress], Result], part: str = "") -> Result | None:
    """What `do` returns, with a count and a button to stop it; None, with a word on why, where it was stopped or fails.

    Stopping runs the page again, and Streamlit ends the old run at its next word to the browser: within `progress`,
    where no lock is held. What was asked of the model by then is remembered, so that going on does not start over.
    part: what tells this piece of work from others of the same name on the page.
    """
    state = st.session_state
    key = (name, part, asking.loaded.card.id, asking.asked.key, asking.game.baseline, asking.effort)
    label = t(f"attributions.work.{name}")
    if state.get("_why_stopped") == key:

        def go_on() -> None:
            state["_why_stopped"] = None

        st.info(md("attributions.stopped", what=label), icon=":material/pause_circle:")
        st.button(t("attributions.go_on"), key=f"go_on_{name}{part}", on_click=go_on, icon=":material/play_arrow:")
        return None

    def stop() -> None:
        state["_why_stopped"] = key

    place = st.empty()
    started = time.monotonic()
    bar: list = []

    def progress(done: int, everything: int) -> None:
        if time.monotonic() - started < _PATIENCE:
            return
        said = md("attributions.progress", what=label, done=done, all=everything)
        if not bar:
            with place.container(horizontal=True, vertical_alignment="center"):
                bar.append(st.progress(0.0, said))
                # The same work may be counted twice on one page, the second time only if the first was not kept.
                state["_why_counted"] = state.get("_why_counted", 0) + 1
                number = state["_why_counted"]
                st.button(
                    t("attributions.stop"), key=f"stop_{name}{part}_{number}", on_click=stop, icon=":material/stop:"
                )
        bar[0].progress(min(1.0, done / max(1, everything)), said)

    try:
        return do(progress)
    except ExplainError as problem:
        say_problem(problem)
        return None
    finally:
        place.empty()
