"""Maps of the Bias lab: a whole vocabulary under one word against another, occupations against published shares."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.bias import headed
from explain.figures.colours import MUTED
from explain.figures.labels import label_sides
from explain.figures.style import Style, built, safe, short

__all__ = ["share_map", "vocabulary_map"]


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
            "xhoverformat": ".2f",
            "yhoverformat": ".2f",
            "hovertemplate": f"%{{hovertext}}<br>{safe(axes[0])}: %{{x}}<br>{safe(axes[1])}: %{{y}}<extra></extra>",
            "marker": {
                "size": 4 if number == 0 else 9,
                "color": MUTED if number == 0 else style.category(number - 1),
                "opacity": 0.45 if number == 0 else 1,
                "symbol": ("circle", "circle", "diamond", "star")[number % 4],
            },
        }
        if written:
            trace |= {
                "text": [name if sides[one] else "" for name, one in zip(shown, at.tolist(), strict=True)],
                "textposition": [sides[one] or "top center" for one in at.tolist()],
                "cliponaxis": False,
                "textfont": {"size": 13, "color": style.ink},
            }
        traces.append(trace)
    traces.append(
        {
            "type": "scatter",
            "mode": "lines",
            "x": [low, 0],
            "y": [low, 0],
            "name": line,
            "hoverinfo": "skip",
            "line": {"color": style.ink, "dash": "dash", "width": 1},
        }
    )
    layout = headed(style, title, 620)
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
        "xhoverformat": ".1f",
        "yhoverformat": ".3f",
        "hovertemplate": f"%{{hovertext}}<br>{safe(across)}: %{{x}}<br>{safe(up)}: %{{y}}<extra></extra>",
    }
    if np.isfinite(high).all():
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": high - means,
            "arrayminus": means - low,
            "thickness": 1,
            "width": 0,
            "color": MUTED,
        }
    layout = headed(style, title, 520)
    layout["xaxis"] = {"title": {"text": safe(across)}, "range": [-4, 104]}
    layout["yaxis"] = {"title": {"text": safe(up)}}
    layout["shapes"] = [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": 0,
            "y1": 0,
            "line": {"dash": "dash", "color": style.ink, "width": 1},
        }
    ]
    return built([trace], layout)
