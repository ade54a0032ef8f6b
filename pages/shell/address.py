"""The address bar holds every state that matters, in words that no language changes.

Streamlit can bind a widget to the address by itself, but it writes the option's label there: a link made on the Turkish
page would break on the English one, and rewording a label would break every link ever shared. So the values are written
here, neutral, and what comes in is checked before a widget sees it.

`setting` before a widget gives its key a valid value; `publish` after the page writes the address.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

__all__ = [
    "about",
    "arrive",
    "current",
    "drop",
    "flag",
    "index",
    "indices",
    "one_of",
    "publish",
    "setting",
    "some_of",
    "text",
]

_LONGEST = 8_000
"""Encoded length up to which servers and chat programs pass an address on unharmed."""

_SHORT = 120
"""Characters up to which a value still goes into the address where all of them together would be too long."""

Check = Callable[[Any], Any]
"""Takes a string out of the address, or the value of the widget; returns a valid value, or None."""


def text(value: Any) -> str | None:
    """Any text."""
    return value if isinstance(value, str) else None


def flag(value: Any) -> bool | None:
    """On or off; "1" in the address."""
    return value if isinstance(value, bool) else {"1": True, "0": False}.get(str(value))


def one_of(options: Sequence[Any]) -> Check:
    """One of the given values, told by how they are written."""
    written = {str(option): option for option in options}
    return lambda value: written.get(str(value))


def index(count: int, first: int = 0) -> Check:
    """A whole number from `first`, `count` of them."""
    return one_of(range(first, first + count))


def some_of(options: Sequence[Any]) -> Check:
    """A list of some of the given values; joined by commas in the address. Unknown ones are dropped."""
    written = {str(option): option for option in options}

    def check(value: Any) -> list[Any] | None:
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, (list, tuple)):
            return None
        return [written[str(part)] for part in dict.fromkeys(parts) if str(part) in written]

    return check


def indices(count: int) -> Check:
    """A list of whole numbers from 0, each below `count`."""
    return some_of(range(count))


def _write(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def arrive(page: str, language: str) -> None:
    """Call at the start of a run: take over what the address says if it changed under us.

    That is so on the first run and when the visitor goes back or forward. A click on another page empties the address
    without meaning anything by it; what was set stays. The browser keeps that empty address in its history, too: going
    back over an address that this session never wrote changes nothing and writes nothing, or nobody would get past it.
    """
    state = st.session_state
    query = st.query_params.to_dict()
    moved = state.get("_page") != page
    first = "_page" not in state
    # In another language widgets have other labels, and to Streamlit they are other widgets.
    state["_renewed"] = moved or state.get("_spoken") != language
    state["_page"], state["_spoken"] = page, language
    written = state.setdefault("_written", set())
    changed = query != state.get("_published") and not (moved and not query)
    state["_silent"] = changed and not first and (page, frozenset(query.items())) not in written
    state.setdefault("_kept", {})
    state["_settings"] = {}
    # What a page does not ask for waits for the page that does.
    state.setdefault("_incoming", {})
    if first or (changed and not state["_silent"]):
        state["_incoming"] = dict(query)
        for name in state.get("_published", {}):
            if name not in query:
                drop(name)


def drop(*names: str) -> None:
    """Let settings go, so that they start from their defaults again."""
    for name in names:
        st.session_state.pop(name, None)
        st.session_state["_kept"].pop(name, None)


def about(what: Hashable, *names: str) -> None:
    """Let settings go that were made about something else, such as places in the sentence before.

    What the address has just brought stays: it was made about what the address says.
    """
    state = st.session_state
    told = state.setdefault("_about", {})
    if told.get(names, what) != what:
        drop(*(name for name in names if name not in state["_incoming"]))
    told[names] = what


def setting(name: str, default: Any, check: Check) -> Any:
    """Give the widget key `name` a valid value before its widget is made, and return it.

    In order: what the address newly says, what the widget holds, what was set on an earlier page, the default.
    """
    state = st.session_state
    candidates = []
    if name in state["_incoming"]:
        candidates = [state["_incoming"].pop(name)]
    elif name in state:
        candidates = [state[name]]
    elif name in state["_kept"]:
        candidates = [state["_kept"][name]]
    value = next((valid for candidate in candidates if (valid := check(candidate)) is not None), default)
    # Written only on a change: a write makes Streamlit send the value back to a widget that already shows it. On a new
    # page the widget is another one, though its key is the same, and knows nothing yet.
    if state["_renewed"] or name not in state or state[name] != value or type(state[name]) is not type(value):
        state[name] = value
    state["_settings"][name] = default
    return value


def current(language: str) -> dict[str, str]:
    """What brings this state back: every setting of the page that differs from its default, as an address holds it."""
    state = st.session_state
    settings = ((name, default, state.get(name, default)) for name, default in state["_settings"].items())
    return {"lang": language} | {name: _write(value) for name, default, value in settings if value != default}


def publish(language: str) -> bool:
    """Call at the end of a run: write what differs from the defaults. False when it is too long for an address."""
    state = st.session_state
    query = current(language)
    for name, default in state["_settings"].items():
        if name in query:
            state["_kept"][name] = state.get(name, default)
        else:
            state["_kept"].pop(name, None)
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
