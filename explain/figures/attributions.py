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
    words: Sequence[str],
    values: NDArray[np.float64],
    style: Style,
    title: str,
    *,
    across: str,
    signed: bool = True,
    error: NDArray[np.float64] | None = None,
) -> go.Figure:
    """One bar a word, in reading order: orange to the right for, blue to the left against.

    signed: False where values are strengths, which all get one neutral colour. error: (n,) of each value, drawn as a line
    of one to either side; nan where it is not known.
    """
    names = numbered(words)
    colours = [style.sign(value) if signed else style.category(2) for value in values]
    written = [significant(style.language, value, 3, signed=True) for value in values] if len(words) <= 40 else None
    trace: dict[str, Any] = {
        "type": "bar",
        "x": values,
        "y": names,
        "orientation": "h",
        "marker": {"color": colours, "line": {"color": style.ink, "width": 0.5}},
        "xhoverformat": ".6g",
        "hovertemplate": f"%{{y}}<br>{safe(across)} %{{x}}<extra></extra>",
    }
    traces, ends = [trace], values
    if error is not None and np.isfinite(error).all():
        trace["error_x"] = {"type": "data", "array": error, "thickness": 1.5, "width": 4, "color": style.ink}
        # Beside the bar a number would lie on the line.
        ends = values + np.where(values > 0, error, -error)
        if written is not None:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "text",
                    "x": ends,
                    "y": names,
                    "text": [f"\u2002{text}\u2002" for text in written],
                    "textposition": ["middle right" if value > 0 else "middle left" for value in values],
                    "textfont": {"size": 13, "color": style.ink},
                    "cliponaxis": False,
                    "hoverinfo": "skip",
                }
            )
    else:
        trace |= {"text": written, "textposition": "outside", "cliponaxis": False}
    layout = base_layout(style, height=min(900, 27 * len(words) + 154))
    layout["title"]["text"] = titled(title)
    layout["title"] |= {"xref": "container", "x": 0.01}
    layout["margin"]["t"] = 70
    high, low = max(float(ends.max(initial=0)), 0.0), min(float(ends.min(initial=0)), 0.0)
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
    return built(traces, layout)


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
            # Neither is for or against.
            "marker": {"color": style.category(2 + at)},
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
