"""The address bar holds every state that matters, in words that no language changes.

Streamlit can bind a widget to the address by itself, but it writes the option's label there: a link made on the Turkish
page would break on the English one, and rewording a label would break every link ever shared. So the values are written
here, neutral, and what comes in is checked before a widget sees it.

A setting belongs to a page, unless it is one of `SHARED`: those go along from page to page. Within the session it is
called `<page>.<name>`; the address says the page already, so there it is called `<name>`.

The controls of `pages.shell.controls` use `setting`; pages use `put`, `drop` and `forget`; app.py uses `arrive` and
`publish`.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from pages.shell.old_links import translate

__all__ = [
    "SHARED",
    "arrive",
    "current",
    "drop",
    "flag",
    "forget",
    "get",
    "index",
    "indices",
    "key_of",
    "name_of",
    "one_of",
    "publish",
    "put",
    "real",
    "setting",
    "some_of",
    "text",
    "whole",
]

SHARED = frozenset({"text", "pair", "model", "layer", "head", "lesson"})
"""Settings that mean the same on every page."""

_LONGEST = 8_000
"""Encoded length up to which servers and chat programs pass an address on unharmed."""

_SHORT = 120
"""Characters up to which a value still goes into the address where all of them together would be too long."""

T = TypeVar("T")
Check = Callable[[Any], T | None]
"""Takes a string out of the address, or the value of the widget; returns a valid value, or None."""


def text(value: Any) -> str | None:
    """Any text."""
    return value if isinstance(value, str) else None


def flag(value: Any) -> bool | None:
    """On or off; "1" in the address."""
    return value if isinstance(value, bool) else {"1": True, "0": False}.get(str(value))


def one_of(options: Sequence[T]) -> Check[T]:
    """One of the given values, told by how they are written."""
    written = {_write(option): option for option in options}
    return lambda value: written.get(_write(value))


def index(count: int, first: int = 0) -> Check[int]:
    """A whole number from `first`, `count` of them."""
    return one_of(range(first, first + count))


def whole(low: int, high: int) -> Check[int]:
    """A whole number between two others, both counted; without a list of all of them."""

    def check(value: Any) -> int | None:
        try:
            found = int(str(value))
        except ValueError:
            return None
        return found if low <= found <= high else None

    return check


def real(low: float, high: float) -> Check[float]:
    """A number between two others, both counted."""

    def check(value: Any) -> float | None:
        try:
            found = float(value)
        except (TypeError, ValueError):
            return None
        return found if low <= found <= high else None

    return check


def some_of(options: Sequence[T]) -> Check[list[T]]:
    """A list of some of the given values; joined by commas in the address. Unknown ones are dropped."""
    written = {str(option): option for option in options}

    def check(value: Any) -> list[T] | None:
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, (list, tuple)):
            return None
        return [written[str(part)] for part in dict.fromkeys(parts) if str(part) in written]

    return check


def indices(count: int) -> Check[list[int]]:
    """A list of whole numbers from 0, each below `count`."""
    return some_of(range(count))


def _write(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def name_of(name: str, page: str | None = None) -> str:
    """What the session calls a setting of a page; of the page that is running where none is given."""
    return name if name in SHARED else f"{st.session_state['_page'] if page is None else page}.{name}"


def key_of(name: str, labels: Hashable = None) -> str:
    """The key of a setting's widget; another one for every `labels`, since a widget keeps the label that it last sent."""
    full = name_of(name)
    return full if labels is None else f"{full}@{hash(labels) & 0xFFFFFFFF:08x}"


def arrive(page: str, language: str) -> None:
    """Call at the start of a run: take over what the address says if it changed under us.

    That is so on the first run and when the visitor goes back or forward. A click on another page empties the address
    without meaning anything by it; what was set stays. The browser keeps that empty address in its history, too: going
    back over an address that this session never wrote changes nothing and writes nothing, or nobody would get past it.
    """
    state = st.session_state
    query = translate(page, st.query_params.to_dict())
    moved = state.get("_page") != page
    first = "_page" not in state
    # In another language widgets have other labels, and to Streamlit they are other widgets.
    state["_renewed"] = moved or state.get("_spoken") != language
    state["_page"], state["_spoken"] = page, language
    written = state.setdefault("_written", set())
    changed = query != state.get("_published") and not (moved and not query)
    state["_silent"] = changed and not first and (page, frozenset(query.items())) not in written
    for name in ("_values", "_widgets", "_about"):
        state.setdefault(name, {})
    if moved:
        # Only what was chosen goes along; what a page shows by default is its own affair.
        for key in state["_widgets"].values():
            state.pop(key, None)
        state["_widgets"] = {}
    state["_settings"] = {}
    # What this run does not ask for waits for the one that does.
    state.setdefault("_incoming", {})
    if first or (changed and not state["_silent"]):
        state["_incoming"] = {name_of(name): value for name, value in query.items()}
        for name in state.get("_published", {}):
            if name not in query:
                drop(name)


def get(name: str, default: Any = None) -> Any:
    """What a setting is now, not checked: for callbacks, which run before the page does."""
    full = name_of(name)
    state = st.session_state
    if full in state["_incoming"]:
        return state["_incoming"][full]
    return state.get(state["_widgets"].get(full, full), state["_values"].get(full, default))


def put(name: str, value: Any) -> None:
    """Set a setting from a callback, as if the visitor had used its widget."""
    full = name_of(name)
    state = st.session_state
    state["_incoming"].pop(full, None)
    state["_values"][full] = value
    if full in state["_widgets"]:
        state[state["_widgets"][full]] = value


def drop(*names: str) -> None:
    """Let settings go, so that they start from their defaults again."""
    state = st.session_state
    for full in map(name_of, names):
        state["_values"].pop(full, None)
        state.pop(state["_widgets"].pop(full, full), None)


def forget(what: Hashable, *names: str) -> None:
    """Let settings go that were made about something else, such as places in the sentence before.

    What the address has just brought stays: it was made about what the address says.
    """
    state = st.session_state
    full = tuple(map(name_of, names))
    if state["_about"].get(full, what) != what:
        drop(*(name for name, one in zip(names, full, strict=True) if one not in state["_incoming"]))
    state["_about"][full] = what


def setting(name: str, default: T, check: Check[T], *, widget: str) -> T:
    """Give the widget of a setting a valid value before it is made, and return that value. widget: its key.

    In order: what the address newly says, what the widget holds, what was set before, the default.
    """
    state = st.session_state
    full, key = name_of(name), widget
    candidates: list[Any] = []
    if full in state["_incoming"]:
        candidates = [state["_incoming"].pop(full)]
    elif key in state:
        candidates = [state[key]]
    elif full in state["_values"]:
        # Where its labels changed, the widget before this one may have been used a moment ago.
        before = state["_widgets"].get(full, full)
        candidates = [*([state[before]] if before in state else []), state["_values"][full]]
    value = next((valid for candidate in candidates if (valid := check(candidate)) is not None), default)
    # Written only on a change: a write makes Streamlit send the value back to a widget that already shows it. On a new
    # page the widget is another one, though its key is the same, and knows nothing yet.
    if state["_renewed"] or key not in state or state[key] != value or type(state[key]) is not type(value):
        state[key] = value
    state["_values"][full], state["_widgets"][full] = value, key
    state["_settings"][full] = default
    return value


def current(language: str) -> dict[str, str]:
    """What brings this state back: every setting of the page that differs from its default, as an address holds it."""
    state = st.session_state
    settings = ((full, default, state["_values"].get(full, default)) for full, default in state["_settings"].items())
    return {"lang": language} | {
        full.rpartition(".")[2]: _write(value) for full, default, value in settings if value != default
    }


def publish(language: str) -> bool:
    """Call at the end of a run: write what differs from the defaults. False when it is too long for an address."""
    state = st.session_state
    query = current(language)
    for full, default in state["_settings"].items():
        if state["_values"].get(full, default) == default:
            # A default is not a choice: the next page may have another one.
            state["_values"].pop(full, None)
    fits = len(urlencode(query)) <= _LONGEST
    if not fits:
        query = {name: value for name, value in query.items() if len(value) <= _SHORT}
    if state["_silent"]:
        state["_published"] = st.query_params.to_dict()
        return fits
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
    state["_published"] = query
    state["_written"].add((state["_page"], frozenset(query.items())))
    return fits
