"""What every page starts with and ends with: sentence box, lesson, figure with its exports, what ran where."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from explain.content import PRESETS
from explain.errors import ExplainError
from explain.figures import Style, standalone_html
from explain.models import EMBEDDED_ID, LoadedModel, catalogue, find_card
from explain.tokens import Tokens, tokenize
from pages.shell import address, store
from pages.shell.browser import picture_buttons
from pages.shell.words import language, md, num, speaking, t

__all__ = [
    "busy", "choose_view", "chosen_model", "figure", "lesson", "pick_model", "ran", "read_text", "say_problem",
    "sentence_boxes", "style", "table", "title",
]  # fmt: skip


# Its bar of buttons would lie on the titles; a double click takes a zoom back.
_CHART = {"displaylogo": False, "responsive": True, "displayModeBar": False}


def say_problem(problem: ExplainError) -> None:
    """The one message that an error has."""
    st.error(md(f"error.{problem.code}", **problem.values), icon=":material/error:")


def style() -> Style:
    """Language and theme for the figures."""
    return Style(language(), dark=st.context.theme.type == "dark", say=t)


@contextmanager
def busy(key: str, /, **values: object) -> Iterator[None]:
    """A spinner. Streamlit's own count of the seconds beside it would be in English on every page."""
    with st.spinner(md(key, **values)):
        yield


def pick_model() -> None:
    """The model picker. Whatever goes wrong with a model, the embedded one takes its place."""
    known = {card.id: card for card in catalogue(store.settings())}
    options = list(known)
    asked = address.setting("model", EMBEDDED_ID, address.text)
    if asked not in known:
        try:
            find_card(asked, store.settings())
            options.append(asked)
        except ExplainError as problem:
            say_problem(problem)
            st.session_state["model"] = EMBEDDED_ID
    chosen = st.selectbox(
        t("shell.model"),
        options,
        format_func=lambda model_id: known[model_id].name if model_id in known else model_id,
        key="model",
        help=t("shell.model_help"),
        accept_new_options=store.settings().any_model,
    )
    card = known.get(chosen)
    if card is not None and card.source != "folder":
        spoken = ", ".join(t(f"shell.language_name.{code}") for code in card.languages)
        can = ", ".join(t(f"shell.ability.{name}") for name in ("masked", "causal") if name in card.abilities)
        size = num(card.parameters, 0)
        st.caption(md("shell.model_facts", languages=spoken, abilities=can, parameters=size, licence=card.licence))
    elif card is not None:
        st.caption(md("shell.model_folder", folder=card.id))
    try:
        st.session_state["_loaded"] = _load(chosen)
    except ExplainError as problem:
        if problem.code == "unknown_device":
            raise
        st.warning(md(f"error.{problem.code}", **problem.values), icon=":material/cloud_off:")
        st.session_state["_loaded"] = _load(EMBEDDED_ID)


def _load(model_id: str) -> LoadedModel:
    with busy("shell.loading", model=find_card(model_id, store.settings()).name):
        return store.model(model_id)


def title(page: str) -> None:
    """Title and one line."""
    st.title(t(f"{page}.title"))
    st.markdown(t(f"{page}.lead"))


def choose_view(label: str, key: str, names: Mapping[str, str]) -> str:
    """The row of views of a page; the first one at first. key: what the address calls the choice. names: as shown."""
    chosen: str = address.setting(key, next(iter(names)), address.one_of(list(names)))
    st.segmented_control(
        label, list(names), format_func=names.__getitem__, key=key, required=True, label_visibility="collapsed"
    )
    return chosen


def lesson(page: str) -> None:
    """What there is to see and to try; a lecturer closes it once, and it stays closed from page to page."""
    address.setting("lesson", True, address.flag)
    with st.expander(t("shell.lesson"), icon=":material/school:", key="lesson", on_change="rerun"):
        look, attempt = st.columns(2, gap="medium")
        look.markdown(t(f"{page}.look"))
        attempt.markdown(t(f"{page}.try"))


def chosen_model() -> LoadedModel:
    """The model that was picked at the side."""
    loaded: LoadedModel = st.session_state["_loaded"]
    return loaded


def read_text(page: str, default: str) -> tuple[LoadedModel, Tokens]:
    """The lesson, the sentence boxes and the examples; what was typed, tokenized. See `sentence_boxes`."""
    lesson(page)
    return sentence_boxes(page, default)


def sentence_boxes(page: str, default: str) -> tuple[LoadedModel, Tokens]:
    """The sentence boxes and the examples; what was typed, tokenized.

    default: id of the preset that is there when nothing was typed. Raises ExplainError where the text will not do:
    app.py shows its message below the boxes, and what was typed stays in them.
    """
    preset = next(p for p in PRESETS if p.id == default)
    offered = {p.id: p for p in PRESETS if page in p.pages}
    address.setting("text", preset.text, address.text)
    address.setting("pair", preset.pair, address.text)

    def fill() -> None:
        picked = offered.get(st.session_state["example"])
        if picked is not None:
            st.session_state["text"], st.session_state["pair"] = picked.text, picked.pair
            st.session_state["example"] = None
            address.drop("hidden", "token", "part")

    left, middle, right = st.columns([4, 3, 3], gap="medium")
    text = left.text_area(t("shell.text"), key="text", height=82, help=t("shell.text_help"))
    pair = middle.text_area(t("shell.pair"), key="pair", height=82)
    right.selectbox(
        t("shell.example"),
        list(offered),
        index=None,
        format_func=lambda key: f"{offered[key].text} — {t(f'preset.{key}')}",
        placeholder=t("shell.example_placeholder"),
        key="example",
        on_change=fill,
    )
    loaded = chosen_model()
    return loaded, tokenize(loaded, text or "", pair)


def figure(key: str, make: Callable[[], go.Figure], alt: str, numbers: Callable[[], pd.DataFrame], name: str) -> None:
    """A figure with its alternative text and a menu to save it: PNG, SVG, CSV, a page that opens offline.

    numbers: makes the table behind the figure; called only when somebody saves it.
    """
    drawn, look = make(), style()
    with st.container(key=key):
        st.plotly_chart(drawn, width="stretch", theme=None, key=f"{key}_chart", alt=alt, config=_CHART)
    with st.popover(t("shell.export"), icon=":material/download:", key=f"{key}_save"):
        picture_buttons(f"{key}_picture", key, look)
        _csv(key, numbers)
        st.download_button(
            t("shell.export_html"),
            data=lambda: standalone_html(drawn, look, name),
            file_name=f"saydam-{key}.html",
            mime="text/html",
            key=f"{key}_html",
            on_click="ignore",
            width="stretch",
        )


def _csv(key: str, numbers: Callable[[], pd.DataFrame], width: Literal["stretch", "content"] = "stretch") -> None:
    spoken = language()

    def packed() -> bytes:
        with speaking(spoken):
            # With a byte order mark, since Excel would read Turkish letters wrongly without one.
            return numbers().to_csv(index=False).encode("utf-8-sig")

    st.download_button(
        t("shell.export_csv"),
        data=packed,
        file_name=f"saydam-{key}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        width=width,
    )


def table(key: str, shown: pd.DataFrame, **options: Any) -> None:
    """A table with a button to save it as CSV."""
    # Commas in Turkish; sorting still goes by the numbers.
    written = shown.style.format(precision=4, decimal=",", thousands=".") if language() == "tr" else shown
    st.dataframe(written, hide_index=True, width="stretch", key=f"{key}_table", placeholder="–", **options)
    _csv(key, lambda: shown, "content")


def ran(key: str, loaded: LoadedModel, **values: object) -> None:
    """What ran where and how long it took."""
    st.caption(md(key, model=loaded.card.name, device=loaded.device_name, **values))
