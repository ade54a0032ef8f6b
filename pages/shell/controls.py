"""Controls: a setting, its check and its widget in one call.

Every control takes the name of its setting (see `pages.shell.address`: it belongs to the page unless it is shared) and
the texts that the visitor reads, and returns a valid value of the type that it was given. A widget goes where its
control is called: `with column:`.

labels: whatever the labels of the options depend on, such as the tokens of the text. A widget keeps the label that it
    last sent, so it must be another widget where labels change; what was chosen stays as far as it is still on offer.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Literal, TypeVar

import streamlit as st

from pages.shell import address

__all__ = ["choice", "entry", "example", "number", "several", "switch", "text"]

T = TypeVar("T", bound=Hashable)
N = TypeVar("N", int, float)
Names = Callable[[T], str] | Mapping[T, str]
Width = int | Literal["stretch"]


def _written(options: Sequence[T], names: Names[T] | None) -> Callable[[T], str]:
    """How options are called. Looked up now: Streamlit asks later, and sometimes outside of the session."""
    if names is None:
        return str
    known = {option: names[option] if isinstance(names, Mapping) else names(option) for option in options}
    return lambda option: known.get(option, str(option))


def choice(
    name: str,
    label: str,
    options: Sequence[T],
    default: T | None = None,
    *,
    names: Names[T] | None = None,
    kind: Literal["list", "row", "slide"] = "list",
    labels: Hashable = None,
    help: str | None = None,
    width: Width = "stretch",
    title: bool = True,
    on_change: Callable[[], None] | None = None,
) -> T:
    """One of some options; the first one where no default is given.

    kind: "list" opens a list, "row" shows all of them side by side, "slide" puts them on a line.
    title: whether the label is seen; it is read out anyway.
    """
    first = options[0] if default is None else default
    key, written = address.key_of(name, labels), _written(options, names)
    chosen: T = address.setting(name, first, address.one_of(options), widget=key)
    seen: Literal["visible", "collapsed"] = "visible" if title else "collapsed"
    changed: Callable[[], None] | Literal["rerun"] = on_change or "rerun"
    if kind == "row":
        st.segmented_control(
            label,
            options,
            format_func=written,
            key=key,
            required=True,
            help=help,
            label_visibility=seen,
            on_change=changed,
            width="content" if width == "stretch" else width,
        )
    elif kind == "slide":
        st.select_slider(
            label,
            options,
            format_func=written,
            key=key,
            help=help,
            label_visibility=seen,
            on_change=changed,
            width=width,
        )
    else:
        st.selectbox(
            label,
            options,
            format_func=written,
            key=key,
            help=help,
            label_visibility=seen,
            on_change=changed,
            width=width,
        )
    return chosen


def entry(
    name: str,
    label: str,
    options: Sequence[str],
    default: str = "",
    *,
    names: Names[str] | None = None,
    labels: Hashable = None,
    typed: bool = True,
    help: str | None = None,
    width: Width = "stretch",
) -> str:
    """One of the options, or whatever else was typed or stands in the address. typed: whether typing is allowed."""
    key = address.key_of(name, labels)
    chosen = address.setting(name, default, address.text, widget=key)
    offered = [*options, *([] if chosen in options else [chosen])]
    st.selectbox(
        label,
        offered,
        format_func=_written(options, names),
        key=key,
        accept_new_options=typed,
        help=help,
        width=width,
    )
    return chosen


def several(
    name: str,
    label: str,
    options: Sequence[T],
    default: Sequence[T] = (),
    *,
    names: Names[T] | None = None,
    labels: Hashable = None,
    help: str | None = None,
    most: int | None = None,
    placeholder: str | None = None,
    width: Width = "stretch",
) -> list[T]:
    """Some of the options, in the order in which they were chosen."""
    check, key = address.some_of(options), address.key_of(name, labels)

    def some(value: object) -> list[T] | None:
        found = check(value)
        return found if found is None else found[:most]

    chosen: list[T] = address.setting(name, list(default), some, widget=key)
    st.multiselect(
        label,
        options,
        format_func=_written(options, names),
        key=key,
        help=help,
        max_selections=most,
        placeholder=placeholder,
        width=width,
    )
    return chosen


def number(
    name: str,
    label: str,
    low: N,
    high: N,
    default: N,
    *,
    step: N | None = None,
    kind: Literal["slide", "box"] = "slide",
    help: str | None = None,
    width: Width = "stretch",
    format: str | None = None,
) -> N:
    """A number from `low` to `high`: whole if they are."""
    check = address.whole(int(low), int(high)) if isinstance(low, int) else address.real(low, high)
    key = address.key_of(name)
    chosen: N = address.setting(name, default, check, widget=key)
    widget = st.slider if kind == "slide" else st.number_input
    widget(label, low, high, step=step, key=key, help=help, width=width, format=format)
    return chosen


def text(
    name: str,
    label: str,
    default: str = "",
    *,
    height: int | None = None,
    most: int | None = None,
    help: str | None = None,
    placeholder: str | None = None,
    width: Width = "stretch",
) -> str:
    """What was typed: one line, or several where a height is given. most: characters that fit in."""
    key = address.key_of(name)
    typed: str = address.setting(name, default, address.text, widget=key)
    if height is None:
        st.text_input(label, key=key, max_chars=most, help=help, placeholder=placeholder, width=width)
    else:
        st.text_area(label, key=key, max_chars=most, help=help, placeholder=placeholder, height=height, width=width)
    return typed


def switch(name: str, label: str, default: bool = False, *, help: str | None = None) -> bool:
    """On or off."""
    key = address.key_of(name)
    on: bool = address.setting(name, default, address.flag, widget=key)
    st.toggle(label, key=key, help=help)
    return on


def example(
    name: str,
    label: str,
    options: Mapping[str, str],
    take: Callable[[str], None],
    *,
    placeholder: str | None = None,
    width: Width = "stretch",
) -> None:
    """A list of examples, id → as shown. Picking one calls `take` with its id; the list then shows none again.

    No setting: what counts is what `take` puts into others.
    """
    key = address.key_of(name)

    def picked() -> None:
        chosen = st.session_state[key]
        st.session_state[key] = None
        # What comes from a browser may be anything.
        if chosen in options:
            take(chosen)

    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda one: options.get(one, one),
        key=key,
        placeholder=placeholder,
        on_change=picked,
        width=width,
    )
