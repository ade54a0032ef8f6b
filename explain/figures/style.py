"""What all figures share: sizes for the back row, colours for light and dark, labels that cannot become markup."""

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import plotly.io

from explain.figures.colours import BRIGHT_CATEGORIES, CATEGORIES, DARK_INK, LIGHT_INK, theme
from explain.numbers import number, separators

__all__ = [
    "Style",
    "base_layout",
    "built",
    "isolated",
    "numbered",
    "safe",
    "short",
    "standalone_html",
    "thinned_ticks",
    "titled",
]

_FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', sans-serif"


@dataclass(frozen=True)
class Style:
    """language: how numbers are written. dark: for a dark page."""

    language: str
    dark: bool

    @property
    def template(self) -> str:
        """Name of the registered Plotly template that every figure starts from."""
        return "saydam_dark" if self.dark else "saydam_light"

    def number(self, value: float, digits: int, *, signed: bool = False) -> str:
        """A number written into a figure, with so many digits after the point."""
        return number(self.language, value, digits, signed=signed)

    @property
    def scale(self) -> list[list[object]]:
        """From weight 0, the colour of the page, to weight 1."""
        return [list(stop) for stop in theme(self.dark).scale]

    @property
    def diverging(self) -> list[list[object]]:
        """From the lowest value over 0, the colour of the page, to the highest."""
        return [list(stop) for stop in theme(self.dark).diverging]

    @property
    def strength(self) -> list[list[object]]:
        """From 0, the colour of the page, to the most of something that has no sign."""
        return [list(stop) for stop in theme(self.dark).strength]

    def sign(self, value: float) -> str:
        """Colour of a number with a sign: orange above 0, or for; blue below, or against."""
        scale = theme(self.dark).diverging
        return scale[3][1] if value > 0 else scale[1][1]

    @property
    def ink(self) -> str:
        """Colour of text."""
        return theme(self.dark).ink

    @property
    def paper(self) -> str:
        """Colour of the page behind a figure that stands alone."""
        return theme(self.dark).paper

    def on_category(self, index: int) -> str:
        """Colour of text that stands on that category's colour."""
        return DARK_INK if self.category(index) in BRIGHT_CATEGORIES else LIGHT_INK

    def category(self, index: int) -> str:
        """One of eight colours, over and over."""
        return CATEGORIES[index % len(CATEGORIES)]


def titled(text: str, most: int = 38) -> str:
    """A title in lines short enough for a phone, safe as a label is."""
    return "<br>".join(safe(line) for line in textwrap.wrap(text, most) or [""])


def isolated(text: str) -> str:
    """A token within other text: blanks alone can be seen, and isolate marks keep a right-to-left one from turning it."""
    visible = text.replace("\n", "⏎").replace("\t", "⇥").replace(" ", "␣") if not text.strip() else text
    return f"\u2068{visible}\u2069"


def safe(text: str) -> str:
    """A token as Plotly must be given it: Plotly reads a little HTML in every label, and a token can be `<b>`."""
    return html.escape(isolated(text), quote=False)


def short(text: str, most: int = 14) -> str:
    """A label cut to a length that fits an axis."""
    return text if len(text) <= most else text[: most - 1] + "…"


def numbered(labels: Sequence[str]) -> list[str]:
    """Labels made different from each other by their place, for axes where the same token may stand twice."""
    return [f"{place}·{safe(label)}" for place, label in enumerate(labels, start=1)]


def thinned_ticks(labels: Sequence[str], most: int) -> tuple[list[int], list[str]]:
    """Places (from 0) and texts of at most `most` ticks, evenly spread."""
    step = max(1, -(-len(labels) // most))
    places = list(range(0, len(labels), step))
    return places, [safe(short(labels[place])) for place in places]


def _template(style: Style) -> go.layout.Template:
    """What all figures share. It travels with every figure, so it holds only what differs from Plotly's own."""
    grid = theme(style.dark).grid
    axis = {
        "automargin": True,
        "tickfont": {"size": 14},
        "title": {"font": {"size": 15}, "standoff": 12},
        "gridcolor": grid,
        "zeroline": False,
        "linecolor": grid,
    }
    return go.layout.Template(
        layout={
            "margin": {"l": 10, "r": 10, "t": 46, "b": 10, "autoexpand": True},
            "font": {"size": 15, "color": style.ink, "family": _FONT},
            "title": {"x": 0, "xref": "paper", "xanchor": "left", "font": {"size": 19}},
            # Below everything, where a title of two lines cannot meet it.
            "legend": {
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "yref": "container",
                "y": 0.01,
                "yanchor": "bottom",
                "font": {"size": 15},
            },
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(CATEGORIES),
            "xaxis": axis,
            "yaxis": axis,
            "annotationdefaults": {"font": {"size": 16}},
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": style.ink, "activecolor": style.ink},
            "hoverlabel": {"font": {"size": 15}},
            "showlegend": False,
            # Dragging over a figure must scroll the page of a phone.
            "dragmode": False,
        }
    )


_PLAIN: dict[str, dict[str, Any]] = {}
"""The templates as dictionaries: given by name, Plotly would copy them twice for every figure."""
for _look in (Style("en", dark=False), Style("en", dark=True)):
    plotly.io.templates[_look.template] = _template(_look)
    _PLAIN[_look.template] = plotly.io.templates[_look.template].to_plotly_json()


def built(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """A figure out of plain dictionaries, checked by Plotly once.

    Building it up call by call checks everything at every call: three times as slow, on every click of every visitor.
    """
    return go.Figure({"data": traces, "layout": layout})


def base_layout(style: Style, height: int) -> dict[str, Any]:
    """Layout that every figure starts from: the template, and what a figure lays over it."""
    return {
        "height": height,
        "template": _PLAIN[style.template],
        "separators": separators(style.language),
        "title": {},
        "margin": {},
        "legend": {},
    }


def standalone_html(figure: go.Figure, style: Style, title: str) -> str:
    """A page with the figure and Plotly's script in it: it opens with the network off."""
    alone = go.Figure(figure)
    alone.update_layout(paper_bgcolor=style.paper, plot_bgcolor=style.paper)
    body = alone.to_html(include_plotlyjs=True, full_html=False, config={"displaylogo": False})
    return (
        f'<!doctype html><html lang="{style.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title></head>'
        f'<body style="margin:1rem;background:{style.paper};color:{style.ink};font-family:sans-serif">'
        f"<h1>{html.escape(title)}</h1>{body}</body></html>"
    )
