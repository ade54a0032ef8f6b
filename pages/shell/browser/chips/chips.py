"""Rows of chips: a text as characters, words, sub-words or ids, some of them to be clicked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from explain.figures import colours
from pages.shell.browser.component import clicked, component
from pages.shell.texts import language

__all__ = ["GREY", "Lane", "chips"]

GREY = -1
"""Number of the colour of what belongs to no category."""
_CHIPS = component("chips")


@dataclass(frozen=True)
class Lane:
    """One row of chips. chips: (text, colour number or GREY, small note, dashed)."""

    title: str
    count: str
    chips: Sequence[tuple[str, int, str, bool]]
    clickable: bool = False


def chips(
    key: str,
    lanes: Sequence[Lane],
    *,
    label: str,
    pressed: Sequence[int] = (),
    legend: Sequence[tuple[int, str]] = (),
    on_click: Callable[[int], None] = lambda at: None,
) -> None:
    """Rows of chips; clicking chip `at` of a clickable row calls `on_click(at)` before the page is run again."""
    _CHIPS(
        key=key,
        data={
            "lang": language(),
            "label": label,
            "lanes": [
                {
                    "title": lane.title,
                    "count": lane.count,
                    "chips": [list(c) for c in lane.chips],
                    "clickable": lane.clickable,
                }
                for lane in lanes
            ],
            "pressed": list(pressed),
            "legend": [list(entry) for entry in legend],
            "colours": list(colours.CATEGORIES),
            "neutral": colours.NEUTRAL,
        },
        on_clicked_change=clicked(key, on_click),
    )
