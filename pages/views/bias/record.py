"""What the probes share: the language of their sentences, and a record of what was shown, for the report."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from explain.bias.languages import MANY_PIECES, knows
from explain.content import LANGUAGES
from explain.figures import Section, report_html
from explain.models import LoadedModel
from pages.shell import address
from pages.shell.frame import figure, style
from pages.shell.texts import joined, language, md, num, pct, speaking, t

__all__ = [
    "PROBE_KEYS",
    "begin",
    "fact",
    "from_file",
    "legible",
    "note",
    "progress",
    "reads",
    "report",
    "report_figure",
    "spoken",
]

PROBE_KEYS = (
    "template",
    "job_templates",
    "occupations",
    "group_one",
    "group_two",
    "pair_list",
    "pair_at",
    "test_set",
    "x",
    "y",
    "a",
    "b",
    "test_templates",
    "swap_text",
    "swap_list",
    "swap_other",
)


def spoken(loaded: LoadedModel) -> str:
    """The language of the sentences. Choosing another one brings its own examples."""
    own = "tr" if loaded.card.languages == ("tr",) else "en"
    st.session_state["_bias_view"] = None

    def renew() -> None:
        address.drop(*PROBE_KEYS)

    chosen: str = address.setting("probe", own, address.one_of(list(LANGUAGES)))
    st.segmented_control(
        t("bias.spoken"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="probe",
        required=True,
        on_change=renew,
    )
    return chosen


def reads(loaded: LoadedModel, code: str) -> bool:
    """Whether the model's card says that it reads the language, or says nothing; else it says why nothing is shown."""
    stated = loaded.card.languages
    if not stated or code in stated or "multilingual" in stated:
        return True
    st.warning(
        md("bias.unknown_language", model=loaded.card.name, language=t(f"bias.language.{code}")),
        icon=":material/translate:",
    )
    return False


def legible(loaded: LoadedModel, code: str, text: str) -> bool:
    """Whether what was typed is made of words that this model knows. It says so where they fall to pieces.

    Where no card tells the model's languages either, nothing is shown until the visitor asks for it.
    """
    found = knows(loaded, code, text)
    if found.pieces <= MANY_PIECES and not found.unknown:
        return True
    if found.stated:
        st.warning(md("bias.shredded", pieces=num(found.pieces, 1)), icon=":material/translate:")
        return True
    shares = {"pieces": num(found.pieces, 1), "unknown": pct(found.unknown)}
    st.warning(md("bias.unreadable", model=loaded.card.name, **shares), icon=":material/translate:")
    anyway: bool = address.setting("anyway", False, address.flag)
    st.toggle(t("bias.anyway"), key="anyway")
    return anyway


def progress() -> Callable[[int, int], None]:
    """A bar with a count, gone at the end."""
    place = st.empty()

    def tell(done: int, everything: int) -> None:
        if done >= everything:
            place.empty()
        else:
            place.progress(done / everything, md("bias.progress", done=num(done, 0), all=num(everything, 0)))

    return tell


def begin(view: str) -> None:
    """Start the record of a view afresh."""
    st.session_state.setdefault("_bias", {}).pop(view, None)
    st.session_state["_bias"][view] = {"facts": [], "notes": [], "figures": [], "address": ""}
    st.session_state["_bias_view"] = view


def _record() -> dict:
    record: dict = st.session_state["_bias"][st.session_state["_bias_view"]]
    return record


def fact(name: str, value: str) -> None:
    """A text or a setting for the report; the page shows it already."""
    _record()["facts"].append((name, value))


def from_file() -> None:
    """What is shown came from a visitor's file, so no address brings it back."""
    _record()["file"] = True


def note(key: str, /, **values: object) -> None:
    """A caption on the page, and in the report as plain text."""
    st.caption(md(key, **values))
    _record()["notes"].append(t(key, **values).replace("**", ""))


def report_figure(
    key: str, make: Callable[[], go.Figure], alt: str, numbers: Callable[[], pd.DataFrame], name: str
) -> None:
    """A figure as on every page, kept for the report."""
    drawn = make()
    _record()["figures"].append((drawn, alt))
    figure(key, lambda: drawn, alt, numbers, name)


def report(loaded: LoadedModel) -> None:
    """The menu that saves everything shown in this session."""
    shown = {view: one for view, one in st.session_state.get("_bias", {}).items() if one["figures"]}
    view = st.session_state["_bias_view"]
    if view in shown:
        base = (st.context.url or "").split("?")[0]
        shown[view]["address"] = f"{base}?{urlencode(address.current(language()))}"
        shown[view]["model"] = f"{loaded.card.name} ({loaded.card.id})"
    if not shown:
        return
    names = {view: t(f"bias.view.{view}") for view in shown}
    look, said = style(), language()

    def packed() -> bytes:
        with speaking(said):
            sections = [
                Section(
                    names[view],
                    "" if one.get("file") else one["address"],
                    [(t("bias.report_model"), one.get("model", "")), *one["facts"]],
                    [*one["notes"], *([t("bias.report_file")] if one.get("file") else [])],
                    one["figures"],
                )
                for view, one in shown.items()
            ]
            facts = ", ".join(
                part for part in (loaded.card.family, loaded.card.licence, "/".join(loaded.card.languages)) if part
            )
            lead = [
                t("bias.report_made", date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
                f"{t('bias.report_model')}: {loaded.card.name} ({loaded.card.id}); {facts}; {loaded.device_name}",
                t("bias.report_caution"),
            ]
            return report_html(t("bias.report_title"), lead, sections, look, t("bias.report_address")).encode()

    def clear() -> None:
        st.session_state["_bias"] = {}

    with st.expander(t("bias.report"), icon=":material/summarize:"):
        st.markdown(md("bias.report_note", views=joined(names.values())))
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
