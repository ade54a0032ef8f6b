"""What every page starts with and ends with: sentence box, lesson, figure with its exports, what ran where."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from pandas.api.types import is_float_dtype

from explain.content.examples.presets import PRESETS
from explain.errors import ExplainError
from explain.figures import Style, standalone_html
from explain.models import EMBEDDED_ID, LoadedModel, catalogue, find_card
from explain.numbers import number, separators, significant
from explain.text.tokens import Tokens, tokenize
from pages.shell import address, store
from pages.shell.browser import picture_buttons
from pages.shell.controls import choice, entry, example, text
from pages.shell.page import Page
from pages.shell.texts import joined, language, md, num, speaking, t

__all__ = [
    "busy",
    "choose_view",
    "chosen_model",
    "figure",
    "lesson",
    "pick_model",
    "ran",
    "ran_table",
    "read_text",
    "say_problem",
    "sentence_boxes",
    "style",
    "table",
    "title",
]


# Its bar of buttons would lie on the titles; a double click takes a zoom back.
_CHART = {"displaylogo": False, "responsive": True, "displayModeBar": False}


def say_problem(problem: ExplainError) -> None:
    """The one message that an error has."""
    st.error(md(f"error.{problem.code}", **problem.values), icon=":material/error:")


def style() -> Style:
    """Language and theme for the figures."""
    return Style(language(), dark=st.context.theme.type == "dark")


@contextmanager
def busy(key: str, /, **values: object) -> Iterator[None]:
    """A spinner. Streamlit's own count of the seconds beside it would be in English on every page."""
    with st.spinner(md(key, **values)):
        yield


def pick_model() -> None:
    """The model picker. Whatever goes wrong with a model, the embedded one takes its place."""
    known = {card.id: card for card in catalogue(store.settings())}
    asked = address.get("model", EMBEDDED_ID)
    if asked not in known:
        try:
            find_card(asked, store.settings())
        except ExplainError as problem:
            say_problem(problem)
            address.put("model", EMBEDDED_ID)
    chosen = entry(
        "model",
        t("shell.model"),
        list(known),
        EMBEDDED_ID,
        names={card.id: card.name for card in known.values()},
        typed=store.settings().any_model,
        help=t("shell.model_help"),
    )
    card = known.get(chosen)
    if card is not None and card.source != "folder":
        spoken = joined(t(f"shell.language_name.{code}") for code in card.languages)
        can = joined(t(f"shell.ability.{name}") for name in ("masked", "causal") if name in card.abilities)
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
    if spare := chosen_model().vocabulary.pieces.count(""):
        st.caption(md("shell.spare_rows", count=spare))


def _load(model_id: str) -> LoadedModel:
    with busy("shell.loading", model=find_card(model_id, store.settings()).name):
        return store.engine().model(model_id)


def title(page: Page) -> None:
    """Title and one line."""
    st.title(t(f"{page.name}.title"))
    st.markdown(t(f"{page.name}.lead"))


def choose_view(page: Page) -> ModuleType:
    """The row of views of a page, the first one at first; what was chosen, whose `show` draws it."""
    if len(page.views) == 1:
        return page.view(page.views[0])
    names = {name: t(f"{page.name}.view.{name}") for name in page.views}
    return page.view(choice("view", t(f"{page.name}.view"), page.views, names=names, kind="row", title=False))


def lesson(page: Page) -> None:
    """What there is to see and to try; a lecturer closes it once, and it stays closed from page to page."""
    address.setting("lesson", True, address.flag, widget=address.key_of("lesson"))
    with st.expander(t("shell.lesson"), icon=":material/school:", key=address.key_of("lesson"), on_change="rerun"):
        look, attempt = st.columns(2, gap="medium")
        look.markdown(t(f"{page.name}.look"))
        attempt.markdown(t(f"{page.name}.try"))


def chosen_model() -> LoadedModel:
    """The model that was picked at the side."""
    loaded: LoadedModel = st.session_state["_loaded"]
    return loaded


def read_text(page: Page, default: str = "") -> tuple[LoadedModel, Tokens]:
    """The lesson, the sentence boxes and the examples; what was typed, tokenized. See `sentence_boxes`."""
    lesson(page)
    return sentence_boxes(page, default)


def sentence_boxes(page: Page, default: str = "") -> tuple[LoadedModel, Tokens]:
    """The sentence boxes and the examples; what was typed, tokenized.

    default: id of the example that is there when nothing was typed, the page's first one where none is given. Raises
    ExplainError where the text will not do: app.py shows its message below the boxes, and what was typed stays in them.
    """
    known = {preset.id: preset for preset in PRESETS}
    first = known[default or page.examples[0]]

    def fill(picked: str) -> None:
        address.put("text", known[picked].text)
        address.put("pair", known[picked].pair)
        address.drop(*page.places)

    left, middle, right = st.columns([4, 3, 3], gap="medium")
    with left:
        typed = text("text", t("shell.text"), first.text, height=82, help=t("shell.text_help"))
    with middle:
        pair = text("pair", t("shell.pair"), first.pair, height=82)
    with right:
        example(
            "example",
            t("shell.example"),
            {one: f"{known[one].text} — {t(f'preset.{one}')}" for one in page.examples},
            fill,
            placeholder=t("shell.example_placeholder"),
        )
    loaded = chosen_model()
    return loaded, tokenize(loaded, typed, pair)


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


def _csv(
    key: str,
    numbers: Callable[[], pd.DataFrame],
    width: Literal["stretch", "content"] = "stretch",
    button: str | None = None,
) -> None:
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
        key=button or f"{key}_csv",
        on_click="ignore",
        width=width,
    )


_SMALLEST = 0.00005
"""Of a smaller number four places would show zeros."""


def _places(column: pd.Series) -> int:
    """To which place the numbers of a column are written: the last one that one of them needs, at most the fourth."""
    rounded = column.round(4)
    return next(digits for digits in range(5) if digits == 4 or (column.round(digits) - rounded).abs().max() < 1e-9)


def cells(column: pd.Series) -> Callable[[float], str]:
    """How the numbers of one column are written, each to the same place; very small ones by what counts in them."""
    places, spoken = _places(column), language()
    return lambda value: (
        number(spoken, value, places) if abs(value) >= _SMALLEST or not value else significant(spoken, value, 2)
    )


def _browser_writes(column: pd.Series) -> bool:
    """Whether the browser's own way to write a column is the language's: nothing to group, no sign, nothing small."""
    sizes = column.dropna()
    sizes = sizes[sizes != 0]
    return separators(language()) == ".," and bool(((sizes >= _SMALLEST) & (sizes < 1_000)).all())


def table(key: str, shown: pd.DataFrame, **options: Any) -> None:
    """A table with a button to save it as CSV.

    Numbers are written as the language does, each column to the same place, at most the fourth after the point; sorting
    still goes by the numbers, and the file has them as they are. Writing them here takes time and is sent besides them,
    so what the browser would write in the same way is left to it.
    """
    floats = {name: column for name, column in shown.items() if is_float_dtype(column)}
    left = {
        str(name): st.column_config.NumberColumn(format=f"%.{_places(column)}f")
        for name, column in floats.items()
        if _browser_writes(column)
    }
    written: dict[Any, Callable[[Any], str]] = {
        name: cells(column) for name, column in floats.items() if str(name) not in left
    }
    look = shown.style.format(dict(written), na_rep="–") if written else shown
    options.setdefault("column_config", left)
    st.dataframe(look, hide_index=True, width="stretch", key=f"{key}_table", placeholder="–", **options)
    _csv(key, lambda: shown, "content", button=f"{key}_table_csv")


def ran(key: str, loaded: LoadedModel, **values: object) -> None:
    """What ran where and how long it took."""
    st.caption(md(key, model=loaded.card.name, device=loaded.device_name, **values))


def ran_table(loaded: LoadedModel, rows: int, width: int) -> None:
    """What was looked into where no pass was needed: the embedding table."""
    ran("shell.ran_table", loaded, rows=num(rows, 0), width=num(width, 0), megabytes=num(rows * width * 4 / 1e6, 1))
