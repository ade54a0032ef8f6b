"""Figures of places: maps, curves, and the turning of one pair."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.colours import translucent
from explain.figures.style import Style, base_layout, built, safe, short, titled

__all__ = ["curves", "place_map", "turning"]

_DASHES = ("solid", "dash", "dot", "dashdot")


def _ticks(labels: Sequence[str], most: int, width: int) -> dict[str, object]:
    """A numeric axis 0, 1, 2 … that shows at most `most` labels."""
    step = max(1, -(-len(labels) // most))
    places = list(range(0, len(labels), step))
    return {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [safe(short(labels[place], width)) for place in places],
        "showgrid": False,
    }


def place_map(
    values: NDArray[np.floating],
    rows: Sequence[str],
    columns: Sequence[str],
    style: Style,
    title: str,
    *,
    across: str,
    down: str,
    value: str,
    most: float | None = None,
    signed: bool = True,
    falls: bool = False,
    height: int | None = None,
) -> go.Figure:
    """A matrix as a heat map. signed: colours run from -most to most, otherwise from 0 to most; most: else the largest.

    Above 0 is orange, below is blue. falls: the other way round, where a fall is what speaks for the answer.
    across, down, value: titles of the axes and of the colours. Small maps have their numbers written into the cells.
    """
    finite = np.abs(values[np.isfinite(values)])
    top = float(finite.max(initial=0)) if most is None else most
    top = max(top, 1e-12)
    trace: dict[str, Any] = {
        "type": "heatmap",
        "z": values.astype(np.float32),
        "colorscale": style.diverging if signed else style.scale,
        "reversescale": signed and falls,
        "zmin": -top if signed else 0,
        "zmax": top,
        "hoverongaps": False,
        "zhoverformat": ".6g",
        "hovertemplate": f"{safe(down)}: %{{y}}<br>{safe(across)}: %{{x}}<br>{safe(value)} %{{z}}<extra></extra>",
        "colorbar": {
            "title": {"text": safe(value), "side": "right"},
            "orientation": "h",
            "thickness": 12,
            "len": 0.8,
            "tickvals": [-top, 0, top] if signed else [0, top / 2, top],
            "x": 0,
            "xanchor": "left",
            "y": 1.01,
            "yanchor": "bottom",
            "tickformat": ".3~g" if top >= 0.001 else ".1e",
        },
    }
    if values.size <= 80 and values.shape[1] <= 8:
        written = [[style.number(value, 2) if np.isfinite(value) else "" for value in row] for row in values]
        trace |= {"text": written, "texttemplate": "%{text}", "textfont": {"size": 17}, "xgap": 2, "ygap": 2}
    layout = base_layout(style, height=height or min(760, max(360, 17 * len(rows) + 190)))
    layout["margin"]["t"] = 112
    layout["title"]["text"] = titled(title)
    layout["dragmode"] = "zoom" if values.size > 4_000 else False
    # Long row names would push a title that starts at the map off a phone.
    layout["title"] |= {"xref": "container", "x": 0.01}
    tilted = {"tickangle": -60} if len(columns) > 4 and max(map(len, columns)) > 3 else {}
    layout["xaxis"] = {"title": {"text": safe(across)}} | tilted | _ticks(columns, 24 if len(columns) <= 32 else 12, 10)
    layout["yaxis"] = {"title": {"text": safe(down)}, "autorange": "reversed"} | _ticks(rows, 32, 24)
    return built([trace], layout)


def curves(
    x: NDArray[np.floating] | NDArray[np.integer] | Sequence[str],
    lines: Sequence[tuple[str, NDArray[np.floating]]],
    style: Style,
    title: str,
    *,
    across: str,
    up: str,
    band: tuple[str, NDArray[np.floating], NDArray[np.floating]] | None = None,
    dots: bool = False,
    logarithmic: bool = False,
    hover: Sequence[NDArray[np.integer]] | None = None,
    errors: Sequence[NDArray[np.floating]] | None = None,
) -> go.Figure:
    """Lines over a common axis, told apart by colour and by dashes. band: name, lower and upper edge, drawn behind.

    hover: for each line a whole number a point, told after the value. errors: for each line how far up and down a bar
    goes from each point; a line whose errors are all 0 has none.
    """
    traces: list[dict[str, Any]] = []
    place = np.asarray(x) if not isinstance(x, (list, tuple)) else [safe(one) for one in x]
    if band is not None:
        name, low, high = band
        edge: dict[str, Any] = {
            "type": "scatter",
            "mode": "lines",
            "x": place,
            "line": {"width": 0},
            "hoverinfo": "skip",
        }
        traces.append(edge | {"y": low, "showlegend": False})
        traces.append(
            edge | {"y": high, "fill": "tonexty", "fillcolor": translucent(style.category(4), 0.3), "name": safe(name)}
        )
    for at, (name, values) in enumerate(lines):
        trace: dict[str, Any] = {
            "type": "scatter",
            "mode": "lines+markers" if dots else "lines",
            "x": place,
            "y": values,
            "name": safe(name),
            "line": {"color": style.category(at), "width": 2.5, "dash": _DASHES[at // 8 % 4 if not dots else at % 4]},
            "marker": {"size": 7},
            "yhoverformat": ".6g" if hover is None else ".4g",
            "hovertemplate": f"{safe(name)}<br>%{{x}}: %{{y}}<extra></extra>",
        }
        if hover is not None:
            trace["customdata"] = hover[at]
            trace["hovertemplate"] = f"{safe(name)}<br>%{{x}}: %{{y}} (n = %{{customdata}})<extra></extra>"
        if errors is not None and np.nanmax(errors[at], initial=0) > 0:
            trace["error_y"] = {"type": "data", "array": errors[at], "thickness": 1.5, "width": 4}
        traces.append(trace)
    layout = base_layout(style, height=430 + 24 * (len(lines) // 4))
    layout["title"]["text"] = titled(title)
    layout["margin"]["t"] = 64
    layout["showlegend"] = len(lines) > 1 or band is not None
    layout["xaxis"] = {"title": {"text": safe(across)}}
    layout["title"] |= {"xref": "container", "x": 0.01}
    if isinstance(place, list):
        layout["xaxis"]["tickangle"] = -60
    layout["yaxis"] = {"title": {"text": safe(up)}}
    if logarithmic:
        layout["yaxis"] |= {"type": "log", "dtick": 1, "exponentformat": "power"}
    return built(traces, layout)


def turning(
    points: NDArray[np.floating], names: tuple[str, str], style: Style, title: str, *, across: str, up: str
) -> go.Figure:
    """Two points (2, 2) of the unit circle, each with an arrow from the centre: where a pair is, and where it goes."""
    around = np.linspace(0, 2 * np.pi, 97)
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": np.cos(around),
            "y": np.sin(around),
            "hoverinfo": "skip",
            "showlegend": False,
            "line": {"color": style.ink, "width": 1, "dash": "dot"},
        }
    ]
    for at, name in enumerate(names):
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [0, points[at, 0]],
                "y": [0, points[at, 1]],
                "name": safe(name),
                "line": {"color": style.category(at), "width": 4 - at, "dash": _DASHES[at]},
                "marker": {"size": [0, 13], "symbol": ["circle", "circle" if at == 0 else "diamond"]},
                "xhoverformat": ".4f",
                "yhoverformat": ".4f",
                "hovertemplate": f"{safe(name)}<br>%{{x}}, %{{y}}<extra></extra>",
            }
        )
    layout = base_layout(style, height=470)
    layout["title"]["text"] = titled(title)
    layout["margin"]["t"] = 64
    layout["showlegend"] = True
    layout["xaxis"] = {"title": {"text": safe(across)}, "range": [-1.15, 1.15], "dtick": 0.5}
    layout["yaxis"] = {
        "title": {"text": safe(up)},
        "range": [-1.15, 1.15],
        "dtick": 0.5,
        "scaleanchor": "x",
        "constrain": "domain",
    }
    return built(traces, layout)
