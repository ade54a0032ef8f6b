"""Figures of attributions."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.positions import curves
from explain.figures.style import Style, base_layout, built, numbered, safe, short, titled
from explain.numbers import significant

__all__ = ["contribution_bars", "order_curves", "paired_bars"]


def _words(words: Sequence[str], names: Sequence[str], most: int = 18) -> dict[str, Any]:
    """An axis of words from top to bottom."""
    return {
        "autorange": "reversed",
        "tickmode": "array",
        "tickvals": list(names),
        "ticktext": [safe(short(word, most)) for word in words],
    }


def contribution_bars(
    words: Sequence[str], values: NDArray[np.float64], style: Style, title: str, *, across: str, signed: bool = True
) -> go.Figure:
    """One bar a word, in reading order: orange to the right for, blue to the left against.

    signed: False where values are strengths, which all get one neutral colour.
    """
    names = numbered(words)
    ends = (style.diverging[1][1], style.diverging[3][1])
    colours = [style.category(2) if not signed else ends[int(value > 0)] for value in values]
    trace = {
        "type": "bar",
        "x": values,
        "y": names,
        "orientation": "h",
        "marker": {"color": colours, "line": {"color": style.ink, "width": 0.5}},
        "text": [significant(style.language, value, 3, signed=True) for value in values] if len(words) <= 40 else None,
        "textposition": "outside",
        "cliponaxis": False,
        "xhoverformat": ".6g",
        "hovertemplate": f"%{{y}}<br>{safe(across)} %{{x}}<extra></extra>",
    }
    layout = base_layout(style, height=min(900, 27 * len(words) + 154))
    layout["title"]["text"] = titled(title)
    layout["title"] |= {"xref": "container", "x": 0.01}
    layout["margin"]["t"] = 70
    high, low = max(float(values.max(initial=0)), 0.0), min(float(values.min(initial=0)), 0.0)
    # Enough for the numbers beside the bars, on a phone too.
    room = max(high - low, 1e-12) * 0.24
    layout["xaxis"] = {
        "title": {"text": safe(across)},
        "range": [low - room if low < 0 else 0, high + room],
        "zeroline": True,
        "zerolinecolor": style.ink,
        "nticks": 6,
    }
    layout["yaxis"] = _words(words, names) if len(words) <= 40 else {"autorange": "reversed", "showticklabels": False}
    return built([trace], layout)


def paired_bars(
    words: Sequence[str], pairs: Sequence[tuple[str, NDArray[np.float64]]], style: Style, title: str, *, across: str
) -> go.Figure:
    """Two bars a word, side by side, each kind with its own colour: two ways to share out one whole."""
    names = numbered(words)
    traces = [
        {
            "type": "bar",
            "x": values,
            "y": names,
            "orientation": "h",
            "name": safe(name),
            "marker": {"color": style.category(at)},
            "xhoverformat": ".4f",
            "hovertemplate": f"%{{y}}<br>{safe(name)} %{{x}}<extra></extra>",
        }
        for at, (name, values) in enumerate(pairs)
    ]
    layout = base_layout(style, height=min(900, 38 * len(words) + 194))
    layout["title"]["text"] = titled(title)
    layout["title"] |= {"xref": "container", "x": 0.01}
    layout["margin"]["t"] = 70
    layout |= {"showlegend": True, "barmode": "group", "bargap": 0.25}
    layout["legend"]["traceorder"] = "normal"
    layout["xaxis"] = {"title": {"text": safe(across)}, "rangemode": "tozero", "nticks": 6}
    layout["yaxis"] = _words(words, names) if len(words) <= 40 else {"autorange": "reversed", "showticklabels": False}
    return built(traces, layout)


def order_curves(
    share: NDArray[np.float64],
    lines: Sequence[tuple[str, NDArray[np.float64]]],
    random: tuple[str, NDArray[np.float64], str, NDArray[np.float64]],
    style: Style,
    title: str,
    *,
    across: str,
    up: str,
) -> go.Figure:
    """A number while words go or come, one line a method, before what random orders do.

    random: name and values (K,) of their mean, name and size (K,) of their spread, which is a band behind all lines.
    """
    name, mean, spread_name, spread = random
    drawn = curves(
        100 * share,
        [*lines, (name, mean)],
        style,
        title,
        across=across,
        up=up,
        dots=True,
        band=(spread_name, mean - spread, mean + spread),
    )
    drawn.data[-1].update(line={"color": style.ink, "dash": "dot", "width": 2}, marker={"color": style.ink, "size": 4})
    # A filled band would turn the legend upside down.
    return drawn.update_layout(legend={"traceorder": "normal"})
