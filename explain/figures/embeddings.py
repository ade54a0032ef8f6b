"""Figures of embeddings: rows of the table, every pair of vectors, nearest ones."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.style import Style, base_layout, built, numbered, safe, short, thinned_ticks, titled

__all__ = ["pair_map", "rows_map", "score_bars"]

_WRITTEN = 12
"""Most rows of a map whose cells have their numbers written in."""


def _bar(title: str, low: float, high: float, middle: float) -> dict[str, Any]:
    """A colour scale above the map, where it takes no width from it on a phone."""
    return {
        "title": {"text": title, "side": "right"},
        "orientation": "h",
        "thickness": 12,
        "len": 0.8,
        "x": 0,
        "xanchor": "left",
        "y": 1.01,
        "yanchor": "bottom",
        "tickvals": [low, middle, high],
        "tickformat": ".2f",
    }


def rows_map(
    values: NDArray[np.float32], labels: Sequence[str], style: Style, title: str, *, across: str, value: str
) -> go.Figure:
    """Rows of the embedding table (n, E) as stripes: blue below 0, orange above, full colour at the 99.5th percentile.

    One wild number would otherwise leave everything else pale; hover tells every number as it is.
    across, value: titles of the axis and of the colours.
    """
    names = numbered(labels)
    most = max(float(np.quantile(np.abs(values), 0.995)), 1e-6)
    trace = {
        "type": "heatmap",
        "z": values,
        "y": names,
        "x": np.arange(1, values.shape[1] + 1, dtype=np.int32),
        "colorscale": style.diverging,
        "zmin": -most,
        "zmax": most,
        "ygap": 2,
        "zhoverformat": ".4f",
        "hovertemplate": f"%{{y}}<br>{safe(across)} %{{x}}<br>{safe(value)} %{{z}}<extra></extra>",
        "colorbar": _bar(safe(value), -most, most, 0.0),
    }
    layout = base_layout(style, height=min(760, 24 * len(labels) + 210))
    layout["margin"]["t"] = 110
    layout["title"]["text"] = titled(title)
    layout["xaxis"] = {"title": {"text": safe(across)}, "showgrid": False}
    layout["yaxis"] = {
        "autorange": "reversed",
        "tickmode": "array",
        "tickvals": names,
        "showgrid": False,
        "ticktext": [safe(short(label, 12)) for label in labels],
    }
    return built([trace], layout)


def pair_map(
    values: NDArray[np.float64],
    labels: Sequence[str],
    style: Style,
    title: str,
    measure: str,
    *,
    ends: tuple[float, float],
    near_is_small: bool = False,
) -> go.Figure:
    """Every pair of n things (n, n); what is nearer stands out more from the page.

    measure: what the numbers are. ends: values at the two ends of the colours. near_is_small: true of distances.
    """
    n = len(labels)
    names = numbered(labels)
    low, high = ends[0], max(ends[1], ends[0] + 1e-6)
    trace: dict[str, Any] = {
        "type": "heatmap",
        # The cells need no more digits, and half the bytes travel.
        "z": values.astype(np.float32),
        "x": names,
        "y": names,
        "colorscale": style.scale,
        "reversescale": near_is_small,
        "zmin": low,
        "zmax": high,
        "xgap": 1 if n <= 40 else 0,
        "ygap": 1 if n <= 40 else 0,
        "zhoverformat": ".4f",
        "hovertemplate": f"%{{y}} · %{{x}}<br>{measure} %{{z}}<extra></extra>",
        "colorbar": _bar(measure, low, high, (low + high) / 2),
    }
    if n <= _WRITTEN:
        trace["text"] = [[style.number(value, 2) for value in row] for row in values]
        trace["texttemplate"] = "%{text}"
        trace["textfont"] = {"size": 13}
    places, texts = thinned_ticks(labels, 40)
    ticks = {
        "tickmode": "array",
        "tickvals": [names[place] for place in places],
        "ticktext": texts,
        "showgrid": False,
        "tickfont": {"size": 14 if n <= 30 else 11},
    }
    layout = base_layout(style, height=min(820, max(420, 26 * n + 230)))
    layout["margin"]["t"] = 130
    layout["title"]["text"] = titled(title)
    layout["xaxis"] = {"tickangle": -60} | ticks
    layout["yaxis"] = {"autorange": "reversed"} | ticks
    return built([trace], layout)


def score_bars(
    labels: Sequence[str],
    scores: NDArray[np.float64],
    style: Style,
    title: str,
    measure: str,
    *,
    marked: Sequence[int] = (),
    line: tuple[float, str] | None = None,
    wrap: int = 38,
) -> go.Figure:
    """Neighbours with their scores, nearest on top; `marked` ones in another colour.

    line: a value to compare with, and what it is. wrap: characters of the title that find room in a line.
    """
    names = numbered(labels)
    digits = 3 if not len(scores) or float(np.abs(scores).max()) < 100 else 1
    trace = {
        "type": "bar",
        "x": scores,
        "y": names,
        "orientation": "h",
        "marker": {"color": [style.category(1 if index in marked else 0) for index in range(len(labels))]},
        "text": [style.number(score, digits) for score in scores],
        # Beside the bars, numbers would run into the line.
        "textposition": "outside" if line is None else "inside",
        "insidetextanchor": "end",
        "cliponaxis": False,
        "xhoverformat": ".5f",
        "hovertemplate": f"%{{y}}<br>{measure} %{{x}}<extra></extra>",
    }
    high, low = float(scores.max(initial=0)), float(scores.min(initial=0))
    room = 0.25 * max(high - low, 1e-6)
    heading = titled(title, wrap)
    above = (70 if line else 50) + 24 * heading.count("<br>")
    layout = base_layout(style, height=28 * len(labels) + 84 + above)
    layout["margin"]["t"] = above
    # At the edge of the figure, not of its bars: beside each other three of these leave a title little room.
    layout["title"] |= {
        "text": heading,
        "xref": "container",
        "x": 0.01,
        "yref": "container",
        "y": 0.98,
        "yanchor": "top",
    }
    layout["xaxis"] = {
        "title": {"text": measure},
        "nticks": 5,
        "showgrid": False,
        "range": [low - room if low < 0 else 0, high + room],
    }
    layout["yaxis"] = {
        "autorange": "reversed",
        "tickmode": "array",
        "tickvals": names,
        "ticktext": [safe(short(label, 18)) for label in labels],
    }
    if line is not None:
        layout["shapes"] = [
            {
                "type": "line",
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "x0": line[0],
                "x1": line[0],
                "line": {"dash": "dash", "color": style.ink},
            }
        ]
        layout["annotations"] = [
            {
                "text": line[1],
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "x": line[0],
                "xanchor": "right" if line[0] > high / 2 else "left",
                "showarrow": False,
                "font": {"size": 13},
            }
        ]
    return built([trace], layout)
