"""Texts in the visitor's language."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from operator import index
from typing import Any, SupportsIndex

import streamlit as st
from babel import negotiate_locale

from explain import numbers
from explain.content import LANGUAGES, say
from explain.figures.style import isolated

__all__ = [
    "joined",
    "language",
    "listed",
    "markdown_safe",
    "md",
    "num",
    "pct",
    "settle_language",
    "sig",
    "speaking",
    "switch_language",
    "t",
    "tex",
]

_spoken: ContextVar[str] = ContextVar("spoken", default="")
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&^=\"'@/])")


def settle_language() -> None:
    """Decide the language of this run: the address, else what was chosen before, else the browser's."""
    state = st.session_state
    query = st.query_params.to_dict()
    asked = query.get("lang")
    # An address that this session wrote itself says nothing new, and the switch may just have been used.
    if asked in LANGUAGES and query != state.get("_published"):
        state["_language"] = asked
    elif "_language" not in state:
        wanted = negotiate_locale([(st.context.locale or "en").replace("-", "_")], list(LANGUAGES))
        state["_language"] = wanted if wanted in LANGUAGES else "en"


def switch_language() -> None:
    """The language switch."""

    def choose() -> None:
        if st.session_state["language_switch"] in LANGUAGES:
            st.session_state["_language"] = st.session_state["language_switch"]

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
    """Code of the visitor's language, one of `LANGUAGES`."""
    return _spoken.get() or str(st.session_state.get("_language", "en"))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Texts in one language, for work done later and outside the session: a download is made when it is clicked."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def t(key: str, /, **values: Any) -> str:
    """A text as it is, for figures and for widgets that take no Markdown."""
    return say(language(), key, **values)


def markdown_safe(value: Any) -> str:
    """A value that Markdown, its directives and HTML leave alone."""
    return _MARKUP.sub(r"\\\1", str(value)).replace("\n", " ")


def _filled(value: Any) -> Any:
    """Whole numbers stay numbers, by which a text that counts chooses its plural."""
    return value if isinstance(value, SupportsIndex) and index(value) >= 0 else markdown_safe(value)


def md(key: str, /, **values: Any) -> str:
    """A text for places that read Markdown: what is filled in can never become markup."""
    return say(language(), key, **{name: _filled(value) for name, value in values.items()})


def num(value: float, digits: int = 2) -> str:
    """A number as the language writes it, with so many digits after the point."""
    return numbers.number(language(), value, digits)


def sig(value: float, digits: int = 3) -> str:
    """A number as the language writes it, with so many digits that count."""
    return numbers.significant(language(), value, digits)


def pct(share: float, digits: int = 0) -> str:
    """A share of 1 as a percentage, its sign where the language puts it."""
    return numbers.percent(language(), share, digits)


def tex(value: float, digits: int = 3) -> str:
    """A number inside a formula, where a bare comma would be set as a list and a hyphen is a minus."""
    return num(value, digits).replace(",", "{,}").replace("−", "-")


def joined(items: Iterable[str]) -> str:
    """A list in a sentence, with the language's “and” before the last."""
    return numbers.join(language(), items)


def listed(form: str) -> str:
    """A guess among others in one line: a sign in quotation marks, so that a comma is not taken for the line's own.

    A right-to-left word is isolated: a number after it would turn with it, its sign at the wrong end.
    """
    shown = form if any(sign.isalnum() for sign in form) else f"“{form}”"
    return isolated(shown) if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in form) else shown
