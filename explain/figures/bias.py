"""Figures of the Bias lab: every template of every occupation, pairs of sentences, association tests."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.style import Style, base_layout, built, numbered, safe, short, titled

__all__ = ["headed", "job_dots", "null_histogram", "pair_words", "signed_bars"]


def headed(style: Style, title: str, height: int) -> dict[str, Any]:
    """The layout that these figures start from, with room for a title of several lines."""
    layout = base_layout(style, height=height)
    layout["title"] |= {"text": titled(title), "xref": "container", "x": 0.01}
    layout["margin"]["t"] = 50 + 24 * titled(title).count("<br>")
    return layout


def job_dots(
    scores: NDArray[np.floating],
    jobs: Sequence[str],
    templates: Sequence[str],
    style: Style,
    title: str,
    *,
    across: str,
    mean: str,
) -> go.Figure:
    """Every template (a dot) of every occupation (a row), and their mean (a bar); scores (T, J), highest on top."""
    order = np.argsort(scores.mean(axis=0))[::-1]
    rows = [f"{safe(short(jobs[at], 24))}" for at in order]
    places = np.arange(len(order))
    dots: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "x": scores[:, order].T.ravel(),
        "y": np.repeat(places, len(templates)),
        "marker": {"size": 7, "color": style.category(0), "opacity": 0.65},
        "hovertext": [safe(short(template, 60)) for _ in order for template in templates],
        "xhoverformat": ".3f",
        "hovertemplate": "%{hovertext}<br>%{x}<extra></extra>",
        "showlegend": False,
    }
    means: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "x": scores.mean(axis=0)[order],
        "y": places,
        "name": mean,
        "marker": {"symbol": "line-ns-open", "size": 15, "color": style.category(1), "line": {"width": 3}},
        "xhoverformat": ".3f",
        "hovertemplate": f"{mean} %{{x}}<extra></extra>",
    }
    layout = headed(style, title, 22 * len(order) + 160)
    layout["showlegend"] = True
    layout["margin"]["b"] = 70
    layout["xaxis"] = {"title": {"text": safe(across)}, "zeroline": True, "zerolinecolor": style.ink}
    layout["yaxis"] = {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": rows,
        "range": [len(order) - 0.4, -0.6],
        "tickfont": {"size": 13},
    }
    return built([dots, means], layout)


def signed_bars(
    values: NDArray[np.floating],
    labels: Sequence[str],
    style: Style,
    title: str,
    *,
    across: str,
    spread: tuple[NDArray[np.floating], NDArray[np.floating]] | None = None,
) -> go.Figure:
    """Values above 0 (orange) and below (blue), a row each, in the order given, with their signs.

    spread: low and high end of an interval of each, drawn as a line.
    """
    names = numbered([short(label, 44) for label in labels])
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": names,
        "marker": {"color": [style.sign(value) for value in values]},
        "xhoverformat": ".4f",
        "hovertemplate": "%{y}<br>%{x}<extra></extra>",
    }
    written = [style.number(value, 2 if abs(value) >= 0.1 else 3, signed=True) for value in values]
    traces: list[dict[str, Any]] = [trace]
    if spread is None:
        trace |= {"text": written, "textposition": "outside", "cliponaxis": False}
    else:
        # A number beside the bar would lie on the line, so it stands at the end of it.
        ends = np.where(values > 0, spread[1], spread[0])
        written = [f"\u2002{text}\u2002" for text in written]
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": spread[1] - values,
            "arrayminus": values - spread[0],
            "thickness": 1.5,
            "width": 4,
            "color": style.ink,
        }
        traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "x": ends,
                "y": names,
                "text": written,
                "cliponaxis": False,
                "textposition": ["middle right" if value > 0 else "middle left" for value in values],
                "textfont": {"size": 13, "color": style.ink},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    reached = values if spread is None else np.concatenate([values, *spread])
    high, low = max(float(reached.max(initial=0)), 0.0), min(float(reached.min(initial=0)), 0.0)
    room = 0.3 * max(high - low, 1e-6)
    layout = headed(style, title, 26 * len(labels) + 130)
    layout["xaxis"] = {
        "title": {"text": safe(across)},
        "range": [low - room if low < 0 else 0, high + room if high > 0 else 0],
        "zeroline": True,
        "zerolinecolor": style.ink,
        "nticks": 5,
    }
    layout["yaxis"] = {
        "autorange": "reversed",
        "tickmode": "array",
        "tickvals": names,
        "ticktext": [safe(short(label, 24)) for label in labels],
        "tickfont": {"size": 13},
    }
    return built(traces, layout)


def pair_words(
    logs: NDArray[np.floating], labels: Sequence[str], names: tuple[str, str], style: Style, title: str, *, up: str
) -> go.Figure:
    """Log-probability (2, n) of each shared token in both sentences, side by side."""
    places = numbered(labels)
    traces = [
        {
            "type": "bar",
            "x": places,
            "y": logs[at],
            "name": safe(short(names[at], 40)),
            "marker": {"color": style.category(at)},
            "yhoverformat": ".4f",
            "hovertemplate": f"%{{x}}<br>{safe(short(names[at], 40))}: %{{y}}<extra></extra>",
        }
        for at in range(2)
    ]
    layout = headed(style, title, 420)
    layout |= {"showlegend": True, "barmode": "group", "bargap": 0.25}
    layout["margin"]["b"] = 70
    layout["xaxis"] = {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [safe(short(label, 12)) for label in labels],
        "side": "top",
        "tickangle": -40,
    }
    layout["margin"]["t"] += 50
    layout["yaxis"] = {"title": {"text": safe(up)}}
    return built(traces, layout)


def null_histogram(
    null: NDArray[np.floating], found: float, style: Style, title: str, *, across: str, up: str, name: str
) -> go.Figure:
    """What chance gives, counted in 40 bins here and not in the browser, and where the value found lies."""
    counts, edges = np.histogram(null, bins=40)
    trace = {
        "type": "bar",
        "x": (edges[:-1] + edges[1:]) / 2,
        "y": counts,
        "width": np.diff(edges),
        "marker": {"color": style.category(4)},
        "xhoverformat": ".3f",
        "hovertemplate": "%{x}: %{y}<extra></extra>",
    }
    layout = headed(style, title, 420)
    layout["xaxis"] = {"title": {"text": safe(across)}}
    layout["yaxis"] = {"title": {"text": safe(up)}}
    layout["bargap"] = 0
    layout["margin"]["t"] += 20
    layout["shapes"] = [
        {
            "type": "line",
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "x0": found,
            "x1": found,
            "line": {"color": style.category(5), "width": 3},
        }
    ]
    layout["annotations"] = [
        {
            "x": found,
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "text": safe(name),
            "showarrow": False,
            "font": {"size": 14},
        }
    ]
    return built([trace], layout)
