"""Figures of the Bias lab: whole vocabularies, occupations, pairs of sentences, association tests."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.labels import label_sides
from explain.figures.style import Style, base_layout, built, numbered, safe, short, titled

__all__ = ["job_dots", "null_histogram", "pair_words", "share_map", "signed_bars", "vocabulary_map"]


def _headed(style: Style, title: str, height: int) -> dict[str, Any]:
    layout = base_layout(style, height=height)
    layout["title"] |= {"text": titled(title), "xref": "container", "x": 0.01}
    layout["margin"]["t"] = 50 + 24 * titled(title).count("<br>")
    return layout


def _comma(texts: list[str], style: Style) -> list[str]:
    return texts if style.language == "en" else [text.replace(".", ",") for text in texts]


def vocabulary_map(
    x: NDArray[np.floating],
    y: NDArray[np.floating],
    names: Sequence[str],
    style: Style,
    title: str,
    *,
    axes: tuple[str, str],
    line: str,
    layers: Sequence[tuple[str, Sequence[int], bool]],
) -> go.Figure:
    """Vocabulary entries by their log10 probability in two texts; what lies off the diagonal is one-sided.

    layers: name, indices, and whether the words are written beside the points; the first layer is drawn grey below.
    """
    traces: list[dict[str, Any]] = []
    everything = np.unique(np.concatenate([np.asarray(indices, dtype=np.int64) for _, indices, _ in layers]))
    low = float(min(x[everything].min(), y[everything].min()))
    named = list(dict.fromkeys(int(one) for _, indices, written in layers if written for one in indices))
    points = np.stack([x[named], y[named]], axis=1).astype(float)
    sides = dict(
        zip(
            named,
            label_sides(points, [short(names[one], 20) for one in named], np.array([[low, 0.0]] * 2)),
            strict=True,
        )
    )
    for number, (name, indices, written) in enumerate(layers):
        at = np.asarray(indices, dtype=np.int64)
        if not at.size:
            continue
        shown = [safe(short(names[one], 20)) for one in at]
        trace: dict[str, Any] = {
            # Tens of thousands of points: drawn by the graphics card.
            "type": "scattergl" if not written else "scatter",
            "mode": "markers+text" if written else "markers",
            "x": x[at].astype(np.float32),
            "y": y[at].astype(np.float32),
            "name": safe(short(name, 40)),
            "hovertext": shown,
            "hovertemplate": (
                f"%{{hovertext}}<br>{safe(axes[0])}: %{{x:.2f}}<br>{safe(axes[1])}: %{{y:.2f}}<extra></extra>"
            ),
            "marker": {
                "size": 4 if number == 0 else 9,
                "color": "#8894a6" if number == 0 else style.category(number - 1),
                "opacity": 0.45 if number == 0 else 1,
                "symbol": ("circle", "circle", "diamond", "star")[number % 4],
            },
        }
        if written:
            trace |= {
                "text": [name if sides[one] else "" for name, one in zip(shown, at.tolist(), strict=True)],
                "textposition": [sides[one] or "top center" for one in at.tolist()], "cliponaxis": False,
                "textfont": {"size": 13, "color": style.ink},
            }  # fmt: skip
        traces.append(trace)
    traces.append(
        {
            "type": "scatter", "mode": "lines", "x": [low, 0], "y": [low, 0], "name": line, "hoverinfo": "skip",
            "line": {"color": style.ink, "dash": "dash", "width": 1},
        }
    )  # fmt: skip
    layout = _headed(style, title, 620)
    layout["showlegend"] = True
    layout["margin"]["b"] = 110
    # A wide view of tens of thousands of points is there to be looked into.
    layout["dragmode"] = "zoom"
    layout["xaxis"] = {"title": {"text": safe(axes[0])}}
    layout["yaxis"] = {"title": {"text": safe(axes[1])}}
    return built(traces, layout)


def share_map(
    shares: NDArray[np.floating],
    means: NDArray[np.floating],
    low: NDArray[np.floating],
    high: NDArray[np.floating],
    names: Sequence[str],
    style: Style,
    title: str,
    *,
    across: str,
    up: str,
) -> go.Figure:
    """Occupations: published share against the model's mean log ratio, with the interval of the mean."""
    # Of many, the outermost are named: those are what a class asks about.
    order = np.argsort(means)
    named = set(range(len(names)) if len(names) <= 25 else [*order[:6].tolist(), *order[-6:].tolist()])
    sides = label_sides(
        np.stack([shares, means], axis=1).astype(float),
        [short(name, 18) if at in named else "" for at, name in enumerate(names)],
        np.array([[-4.0, 104.0], [float(means.min()), float(means.max())]]),
    )
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers+text",
        "x": shares,
        "y": means,
        "text": [safe(short(name, 18)) if at in named and sides[at] else "" for at, name in enumerate(names)],
        "textposition": [side or "top center" for side in sides],
        "textfont": {"size": 14},
        "hovertext": [safe(short(name, 30)) for name in names],
        "cliponaxis": False,
        "marker": {"size": 10, "color": style.category(0)},
        "hovertemplate": f"%{{hovertext}}<br>{safe(across)}: %{{x:.1f}}<br>{safe(up)}: %{{y:.3f}}<extra></extra>",
    }
    if np.isfinite(high).all():
        trace["error_y"] = {
            "type": "data", "symmetric": False, "array": high - means, "arrayminus": means - low, "thickness": 1,
            "width": 0, "color": "#8894a6",
        }  # fmt: skip
    layout = _headed(style, title, 520)
    layout["xaxis"] = {"title": {"text": safe(across)}, "range": [-4, 104]}
    layout["yaxis"] = {"title": {"text": safe(up)}}
    layout["shapes"] = [
        {
            "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0,
            "line": {"dash": "dash", "color": style.ink, "width": 1},
        }
    ]  # fmt: skip
    return built([trace], layout)


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
        "hovertemplate": "%{hovertext}<br>%{x:.3f}<extra></extra>",
        "showlegend": False,
    }
    means: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "x": scores.mean(axis=0)[order],
        "y": places,
        "name": mean,
        "marker": {"symbol": "line-ns-open", "size": 15, "color": style.category(1), "line": {"width": 3}},
        "hovertemplate": f"{mean} %{{x:.3f}}<extra></extra>",
    }
    layout = _headed(style, title, 22 * len(order) + 160)
    layout["showlegend"] = True
    layout["margin"]["b"] = 70
    layout["xaxis"] = {"title": {"text": safe(across)}, "zeroline": True, "zerolinecolor": style.ink}
    layout["yaxis"] = {
        "tickmode": "array", "tickvals": places, "ticktext": rows, "range": [len(order) - 0.4, -0.6],
        "tickfont": {"size": 13},
    }  # fmt: skip
    return built([dots, means], layout)


def signed_bars(
    values: NDArray[np.floating], labels: Sequence[str], style: Style, title: str, *, across: str
) -> go.Figure:
    """Values above and below 0, a row each, in the order given; two colours that the colour-blind tell apart."""
    names = numbered([short(label, 44) for label in labels])
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": names,
        "marker": {"color": [style.category(0 if value > 0 else 1) for value in values]},
        "text": _comma([f"{value:+.2f}" if abs(value) >= 0.1 else f"{value:+.3f}" for value in values], style),
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}<br>%{x:.4f}<extra></extra>",
    }
    high, low = max(float(values.max(initial=0)), 0.0), min(float(values.min(initial=0)), 0.0)
    room = 0.2 * max(high - low, 1e-6)
    layout = _headed(style, title, 26 * len(labels) + 130)
    layout["xaxis"] = {
        "title": {"text": safe(across)}, "range": [low - room if low < 0 else 0, high + room if high > 0 else 0],
        "zeroline": True, "zerolinecolor": style.ink, "nticks": 5,
    }  # fmt: skip
    layout["yaxis"] = {
        "autorange": "reversed", "tickmode": "array", "tickvals": names,
        "ticktext": [safe(short(label, 32)) for label in labels], "tickfont": {"size": 13},
    }  # fmt: skip
    return built([trace], layout)


def pair_words(
    logs: NDArray[np.floating], labels: Sequence[str], names: tuple[str, str], style: Style, title: str, *, up: str
) -> go.Figure:
    """Log-probability (2, n) of each shared token in both sentences, side by side."""
    places = numbered(labels)
    traces = [
        {
            "type": "bar", "x": places, "y": logs[at], "name": safe(short(names[at], 40)),
            "marker": {"color": style.category(at)},
            "hovertemplate": f"%{{x}}<br>{safe(short(names[at], 40))}: %{{y:.4f}}<extra></extra>",
        }
        for at in range(2)
    ]  # fmt: skip
    layout = _headed(style, title, 420)
    layout |= {"showlegend": True, "barmode": "group", "bargap": 0.25}
    layout["margin"]["b"] = 70
    layout["xaxis"] = {
        "tickmode": "array", "tickvals": places, "ticktext": [safe(short(label, 12)) for label in labels],
        "side": "top", "tickangle": -40,
    }  # fmt: skip
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
        "hovertemplate": "%{x:.3f}: %{y}<extra></extra>",
    }
    layout = _headed(style, title, 420)
    layout["xaxis"] = {"title": {"text": safe(across)}}
    layout["yaxis"] = {"title": {"text": safe(up)}}
    layout["bargap"] = 0
    layout["margin"]["t"] += 20
    layout["shapes"] = [
        {
            "type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": found, "x1": found,
            "line": {"color": style.category(5), "width": 3},
        }
    ]  # fmt: skip
    layout["annotations"] = [
        {
            "x": found, "yref": "paper", "y": 1, "yanchor": "bottom", "text": safe(name), "showarrow": False,
            "font": {"size": 14},
        }
    ]  # fmt: skip
    return built([trace], layout)
