"""Figures of what heads do: their classes, and a number for each of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.colours import ROLES
from explain.figures.style import Style, base_layout, built, numbered, safe, short, titled

__all__ = ["class_map", "grouped_bars", "ranked_bars"]


def _places(count: int) -> dict[str, Any]:
    return {"tickmode": "array", "tickvals": list(range(count)), "ticktext": [str(at + 1) for at in range(count)]}


def class_map(
    kinds: NDArray[np.int64],
    names: Sequence[str],
    notes: NDArray[np.object_],
    style: Style,
    title: str,
    *,
    across: str,
    down: str,
) -> go.Figure:
    """The class of every head (L, H) as a colour; names by class, notes (L, H) for the hover.

    across, down: titles of the axes.
    """
    layers, heads = kinds.shape
    present = sorted(set(kinds.ravel().tolist()))
    stops = []
    for place, kind in enumerate(present):
        colour = ROLES[kind % len(ROLES)]
        stops += [[place / len(present), colour], [(place + 1) / len(present), colour]]
    ranks = np.searchsorted(present, kinds)
    grid: dict[str, Any] = {
        "type": "heatmap",
        "z": ranks.astype(np.int8),
        "zmin": -0.5,
        "zmax": len(present) - 0.5,
        "colorscale": stops,
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "customdata": [[safe(str(note)) for note in row] for row in notes],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    # A heat map has no legend of its own.
    keys = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": safe(names[kind]),
            "marker": {"size": 15, "symbol": "square", "color": ROLES[kind % len(ROLES)]},
        }
        for kind in present
    ]
    layout = base_layout(style, height=46 * layers + 250)
    layout["title"]["text"] = titled(title)
    layout["showlegend"] = True
    layout["xaxis"] = {"title": {"text": safe(across)}, "showgrid": False} | _places(heads)
    layout["yaxis"] = {"title": {"text": safe(down)}, "autorange": "reversed", "showgrid": False}
    layout["yaxis"] |= _places(layers)
    layout["margin"] |= {"t": 64, "b": 130}
    return built([grid, *keys], layout)


def grouped_bars(
    labels: Sequence[str], groups: Sequence[tuple[str, NDArray[np.floating]]], style: Style, title: str, up: str
) -> go.Figure:
    """Some numbers a token, side by side, in reading order."""
    names = numbered([short(label) for label in labels])
    traces = [
        {
            "type": "bar",
            "x": names,
            "y": values,
            "name": safe(name),
            "marker": {"color": style.category(at)},
            "yhoverformat": ".4f",
            "hovertemplate": f"%{{x}}<br>{safe(name)} %{{y}}<extra></extra>",
        }
        for at, (name, values) in enumerate(groups)
    ]
    layout = base_layout(style, height=430)
    layout["title"]["text"] = titled(title)
    layout["margin"]["t"] = 64
    layout |= {"showlegend": True, "barmode": "group", "bargap": 0.25}
    layout["xaxis"] = {"tickangle": -60}
    layout["yaxis"] = {"title": {"text": safe(up)}, "rangemode": "tozero"}
    return built(traces, layout)


def ranked_bars(
    names: Sequence[str], groups: Sequence[tuple[str, NDArray[np.floating]]], style: Style, title: str, across: str
) -> go.Figure:
    """Heads from top to bottom, one or two bars each."""
    axis = [safe(name) for name in names]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "y": axis,
            "x": values,
            "name": safe(label),
            "marker": {"color": style.category(at)},
            "xhoverformat": ".4f",
            "hovertemplate": f"%{{y}}<br>{safe(label)} %{{x}}<extra></extra>",
        }
        for at, (label, values) in enumerate(groups)
    ]
    layout = base_layout(style, height=max(320, (18 + 12 * len(groups)) * len(names) + 170))
    layout["title"]["text"] = titled(title)
    layout["margin"]["t"] = 64
    layout |= {"showlegend": len(groups) > 1, "barmode": "group", "bargap": 0.25}
    layout["xaxis"] = {"title": {"text": safe(across)}, "zeroline": True, "nticks": 6}
    layout["yaxis"] = {"autorange": "reversed", "type": "category"}
    return built(traces, layout)
