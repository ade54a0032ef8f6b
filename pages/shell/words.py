"""Texts in the visitor's language."""

import re
from typing import Any

import streamlit as st

from explain.content import LANGUAGES, decimal, say

__all__ = ["language", "markdown_safe", "md", "num", "settle_language", "switch_language", "t"]

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&^=\"'@/])")


def settle_language() -> None:
    """Decide the language of this run: the address, else what was chosen before, else the browser's."""
    state = st.session_state
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        state["_language"] = asked
    elif "_language" not in state:
        wanted = (st.context.locale or "en").split("-")[0].lower()
        state["_language"] = wanted if wanted in LANGUAGES else "en"


def switch_language() -> None:
    """The language switch."""

    def choose() -> None:
        if st.session_state["language_switch"] in LANGUAGES:
            st.session_state["_language"] = st.session_state["language_switch"]
            st.query_params["lang"] = st.session_state["_language"]

    st.session_state["language_switch"] = language()
    st.segmented_control(
        "Language · Dil",
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="language_switch",
        on_change=choose,
        required=True,
    )


def language() -> str:
    """en or tr."""
    return str(st.session_state.get("_language", "en"))


def t(key: str, /, **values: Any) -> str:
    """A text as it is, for figures and for widgets that take no Markdown."""
    return say(language(), key, **values)


def markdown_safe(value: Any) -> str:
    """A value that Markdown, its directives and HTML leave alone."""
    return _MARKUP.sub(r"\\\1", str(value)).replace("\n", " ")


def md(key: str, /, **values: Any) -> str:
    """A text for places that read Markdown: what is filled in can never become markup."""
    return say(language(), key, **{name: markdown_safe(value) for name, value in values.items()})


def num(value: float, digits: int = 2) -> str:
    """A number as the language writes it."""
    return decimal(language(), value, digits)
