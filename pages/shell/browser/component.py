"""A part of the page out of the files of its folder: NAME.js and what that imports, NAME.css."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from explain.figures import colours
from pages.shell.browser.bundle import bundle

__all__ = ["clicked", "component"]

_HERE = Path(__file__).parent
# Colours that style sheets share, beside those that Streamlit hands over (--st-…) from the theme.
_COLOURS = {"chosen": colours.CHOSEN, "neutral": colours.NEUTRAL, "light-ink": colours.LIGHT_INK}


def component(name: str) -> ComponentRenderer:
    """The part in the folder of that name, drawn into an element of the class of that name."""
    variables = "".join(f"--{colour}: {value}; " for colour, value in _COLOURS.items())
    return st.components.v2.component(
        f"saydam_{name}",
        html=f'<div class="{name}"></div>',
        css=f":host {{ {variables}}}\n" + (_HERE / name / f"{name}.css").read_text(encoding="utf-8"),
        js=bundle(_HERE / name / f"{name}.js", _HERE),
    )


def clicked(key: str, act: Callable[[int], None]) -> Callable[[], None]:
    """What to call when the part with that key says that one of its things was clicked: `act(which)`."""

    def told() -> None:
        at = getattr(st.session_state[key], "clicked", None)
        # What comes from a browser may be anything.
        if isinstance(at, (int, float)) and not isinstance(at, bool):
            act(int(at))

    return told
