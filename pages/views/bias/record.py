"""The record of what the probes showed in this session, and the report that is made of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from explain.figures import Section, report_html
from explain.models import LoadedModel
from pages.shell import address
from pages.shell.frame import figure, style
from pages.shell.texts import joined, language, md, speaking, t

__all__ = ["fact", "from_file", "note", "recording", "report", "report_figure"]


@dataclass
class Shown:
    """What one view showed, in the order of the page.

    facts: (name, value) of what was typed and set. figures: each with its alternative text. address: what brings it
    back, unless it came `from_file`. model: its name and id.
    """

    model: str
    address: str = ""
    from_file: bool = False
    facts: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: list[tuple[go.Figure, str]] = field(default_factory=list)


_current: ContextVar[Shown] = ContextVar("shown")


def _views() -> dict[str, Shown]:
    """What is recorded of every view, in the order in which they were last looked at."""
    found: dict[str, Shown] = st.session_state.setdefault("_bias_report", {})
    return found


@contextmanager
def recording(view: str, loaded: LoadedModel) -> Iterator[None]:
    """What a view shows meanwhile is recorded, in place of what it showed before."""
    views = _views()
    views.pop(view, None)
    views[view] = shown = Shown(f"{loaded.card.name} ({loaded.card.id})")
    token = _current.set(shown)
    try:
        yield
    finally:
        _current.reset(token)
        base = (st.context.url or "").split("?")[0]
        shown.address = f"{base}?{urlencode(address.current(language()))}"


def fact(name: str, value: str) -> None:
    """A text or a setting for the report; the page shows it already."""
    _current.get().facts.append((name, value))


def from_file() -> None:
    """What is shown came from a visitor's file, so no address brings it back."""
    _current.get().from_file = True


def note(key: str, /, **values: object) -> None:
    """A caption on the page, and in the report as plain text."""
    st.caption(md(key, **values))
    _current.get().notes.append(t(key, **values).replace("**", ""))


def report_figure(
    key: str, make: Callable[[], go.Figure], alt: str, numbers: Callable[[], pd.DataFrame], name: str
) -> None:
    """A figure as on every page, kept for the report."""
    drawn = make()
    _current.get().figures.append((drawn, alt))
    figure(key, lambda: drawn, alt, numbers, name)


def _section(view: str, shown: Shown) -> Section:
    return Section(
        t(f"bias.view.{view}"),
        "" if shown.from_file else shown.address,
        [(t("bias.report_model"), shown.model), *shown.facts],
        [*shown.notes, *([t("bias.report_file")] if shown.from_file else [])],
        shown.figures,
    )


def report(loaded: LoadedModel) -> None:
    """The menu that saves everything shown in this session."""
    views = {view: shown for view, shown in _views().items() if shown.figures}
    if not views:
        return
    look, spoken = style(), language()

    def packed() -> bytes:
        with speaking(spoken):
            card = loaded.card
            facts = ", ".join(part for part in (card.family, card.licence, "/".join(card.languages)) if part)
            lead = [
                t("bias.report_made", date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
                f"{t('bias.report_model')}: {card.name} ({card.id}); {facts}; {loaded.device_name}",
                t("bias.report_caution"),
            ]
            sections = [_section(view, shown) for view, shown in views.items()]
            return report_html(t("bias.report_title"), lead, sections, look, t("bias.report_address")).encode()

    def clear() -> None:
        _views().clear()

    with st.expander(t("bias.report"), icon=":material/summarize:"):
        st.markdown(md("bias.report_note", views=joined(t(f"bias.view.{view}") for view in views)))
        with st.container(horizontal=True):
            st.download_button(
                t("bias.report_save"),
                data=packed,
                file_name="saydam-bias.html",
                mime="text/html",
                key="bias_report",
                on_click="ignore",
            )
            st.button(t("bias.report_clear"), key="bias_clear", on_click=clear)
