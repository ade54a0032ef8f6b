"""Figures of vectors as places: maps, an offset drawn, likeness layer by layer, how often relations hold."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.colours import MUTED
from explain.figures.labels import label_sides
from explain.figures.style import Style, base_layout, built, safe, short, titled

__all__ = ["depth_lines", "kind_bars", "offset_plane", "point_map"]

_NAMED = 80
"""Most points of a deep map whose names are written beside them; on a flat one every name that finds room is."""
_SIGNS = ("circle", "diamond", "square", "cross", "x", "circle-open", "diamond-open", "square-open")
"""Groups differ in shape too, for those who cannot tell the colours; the flat map and the deep one know all of them."""


def point_map(
    points: NDArray[np.float64],
    labels: Sequence[str],
    groups: Sequence[int],
    names: Sequence[str],
    style: Style,
    title: str,
    axes: Sequence[str],
    *,
    ends: NDArray[np.float64] | None = None,
    trail: NDArray[np.float64] | None = None,
) -> go.Figure:
    """Points (n, 2) or (n, 3) with their names, a colour and a shape for each group.

    groups: (n,) index into `names`. axes: one title each. ends: (m, 2) fixed ends of the axes, so that maps of several
    layers can be compared. trail: (layers, m) the way of one point so far.
    """
    deep = points.shape[1] == 3
    kind = "scatter3d" if deep else "scatter"
    shown = [short(label, 18) for label in labels]
    sides = ["top center"] * len(labels) if deep else label_sides(points, shown, ends)
    written = not deep or len(labels) <= _NAMED
    traces: list[dict[str, Any]] = []

    def places(at: NDArray[np.float64]) -> dict[str, NDArray[np.float32]]:
        return {axis: at[:, index].astype(np.float32) for index, axis in enumerate("xyz"[: points.shape[1]])}

    if trail is not None and len(trail) > 1:
        traces.append(
            {
                "type": kind,
                "mode": "lines+markers",
                "line": {"color": style.ink, "width": 3 if deep else 1.5},
                "marker": {"size": 3, "color": style.ink},
                "hoverinfo": "skip",
                "showlegend": False,
                **places(trail),
            }
        )
    for index, name in enumerate(names):
        own = [at for at, group in enumerate(groups) if group == index]
        if not own:
            continue
        traces.append(
            {
                "type": kind,
                "mode": "markers+text" if written else "markers",
                "name": safe(short(name, 24)),
                "text": [safe(shown[at]) if sides[at] else "" for at in own],
                "textposition": [sides[at] or "top center" for at in own],
                "hovertext": [safe(shown[at]) for at in own],
                "textfont": {"size": 13, "color": style.ink},
                "marker": {"color": style.category(index), "size": 5 if deep else 9, "symbol": _SIGNS[index % 8]},
                "hovertemplate": "%{hovertext}<extra></extra>",
                "cliponaxis": None if deep else False,
                **places(points[own]),
            }
        )
        if deep:
            del traces[-1]["cliponaxis"]
    layout = base_layout(style, height=640 if deep else 600)
    layout["title"]["text"] = titled(title)
    layout["margin"]["b"] = 50
    layout["showlegend"] = sum(1 for name in names if name) > 1
    looks = [
        {"title": {"text": text}, "showticklabels": False} | ({} if ends is None else {"range": list(ends[at])})
        for at, text in enumerate(axes)
    ]
    if deep:
        # A deep map is there to be turned; a flat one must not catch the finger that scrolls the page.
        layout["dragmode"] = "turntable"
        flat = {"showbackground": False, "gridcolor": MUTED, "zerolinecolor": MUTED}
        layout["scene"] = {f"{axis}axis": look | flat for axis, look in zip("xyz", looks, strict=True)} | {
            "aspectmode": "cube"
        }
    else:
        layout |= {"xaxis": looks[0], "yaxis": looks[1]}
    return built(traces, layout)


def offset_plane(
    points: NDArray[np.float64], labels: Sequence[str], style: Style, title: str, axes: Sequence[str]
) -> go.Figure:
    """a, b, c, the sum b − a + c, and the answer, (5, 2); the step from a to b is drawn again from c to the sum."""
    # Names keep off the arrows: above where one starts downwards, below where one arrives from above.
    falls = points[1, 1] < points[0, 1]
    start, end = ("top center", "bottom center") if falls else ("bottom center", "top center")
    off = [start, end, start, end]
    # The answer often lies next to one of the words: its name goes to the side away from it.
    others = points[:4]
    closest = others[np.linalg.norm(others - points[4], axis=1).argmin()]
    side = "top center" if points[4, 1] >= closest[1] else "bottom center"
    colours = [style.category(0)] * 3 + [style.category(5), style.category(2)]
    signs = ["circle"] * 3 + ["x", "diamond"]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": points[:, 0],
        "y": points[:, 1],
        "text": [safe(short(label, 22)) for label in labels],
        "textposition": [*off, side],
        "textfont": {"size": 16, "color": style.ink},
        "marker": {"size": 13, "color": colours, "symbol": signs},
        "cliponaxis": False,
        "hovertemplate": "%{text}<extra></extra>",
    }
    layout = base_layout(style, height=480)
    layout["title"]["text"] = titled(title)
    layout["annotations"] = [
        {
            "x": points[to, 0],
            "y": points[to, 1],
            "ax": points[start, 0],
            "ay": points[start, 1],
            "xref": "x",
            "yref": "y",
            "axref": "x",
            "ayref": "y",
            "showarrow": True,
            "arrowhead": 3,
            "arrowsize": 1.3,
            "arrowwidth": 2,
            "arrowcolor": style.category(5),
            "standoff": 8,
            "startstandoff": 8,
            "text": "",
        }
        for start, to in ((0, 1), (2, 3))
    ]
    low, high = points.min(axis=0), points.max(axis=0)
    room = 0.25 * np.maximum(high - low, 1e-6)
    # The step is drawn twice; only with equal units on both axes do the two look the same.
    for at, name in enumerate(("xaxis", "yaxis")):
        layout[name] = {
            "title": {"text": axes[at]},
            "showticklabels": False,
            "range": [float(low[at] - room[at]), float(high[at] + room[at])],
        }
    layout["yaxis"] |= {"scaleanchor": "x", "scaleratio": 1}
    return built([trace], layout)


def depth_lines(
    lines: Sequence[NDArray[np.float64]],
    names: Sequence[str],
    style: Style,
    title: str,
    measure: str,
    *,
    across: str,
    depth: int,
    dashed: Sequence[int] = (),
) -> go.Figure:
    """One line (L + 1,) for each name from the input (0) to the last layer; the layer on screen is marked.

    across: what the layers are called.
    """
    at = np.arange(len(lines[0]))
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": at,
            "y": line,
            "name": safe(short(name, 40)),
            "line": {
                "color": style.ink if index in dashed else style.category(index),
                "width": 2.5,
                "dash": "dash" if index in dashed else "solid",
            },
            "marker": {"symbol": _SIGNS[index % 5], "size": 8},
            "yhoverformat": ".4f",
            "hovertemplate": f"{safe(short(name, 40))}<br>{safe(across)} %{{x}}<br>{measure} %{{y}}<extra></extra>",
        }
        for index, (line, name) in enumerate(zip(lines, names, strict=True))
    ]
    layout = base_layout(style, height=380 + 24 * len(lines))
    layout["title"]["text"] = titled(title)
    layout["margin"]["b"] = 30 + 24 * len(lines)
    layout["showlegend"] = True
    layout["legend"] |= {"orientation": "v"}
    layout["xaxis"] = {"title": {"text": safe(across)}, "dtick": 1 if len(at) <= 14 else 4}
    lowest = min(0.0, *(float(np.nanmin(line)) for line in lines if not np.isnan(line).all()))
    layout["yaxis"] = {"title": {"text": measure}, "range": [lowest, 1.02]}
    layout["shapes"] = [
        {
            "type": "line",
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "x0": depth,
            "x1": depth,
            "line": {"dash": "dot", "color": style.ink, "width": 1},
        }
    ]
    return built(traces, layout)


def kind_bars(
    kinds: Sequence[str],
    shares: NDArray[np.float64],
    counts: Sequence[Sequence[str]],
    answers: Sequence[str],
    style: Style,
    title: str,
    *,
    across: str,
) -> go.Figure:
    """Share of right answers (answers, kinds), a group of bars for each kind. counts: the same, as "43 / 56".

    across: what the share, of 100, is called.
    """
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "x": 100 * shares[at],
            "y": list(kinds),
            "name": name,
            "marker": {"color": style.category(colour)},
            "text": list(counts[at]),
            "textposition": "outside",
            "cliponaxis": False,
            "textfont": {"size": 12},
            "xhoverformat": ".1f",
            "hovertemplate": "%{y}<br>%{x} · %{text}<extra></extra>",
        }
        for at, (name, colour) in enumerate(zip(answers, (2, 1, 4), strict=True))
    ]
    layout = base_layout(style, height=62 * len(kinds) + 220)
    layout["title"]["text"] = titled(title)
    layout["margin"]["b"] = 110
    layout |= {"showlegend": True, "barmode": "group", "bargap": 0.25}
    layout["legend"] |= {"orientation": "v", "traceorder": "normal"}
    layout["xaxis"] = {"title": {"text": safe(across)}, "range": [0, 118], "dtick": 25}
    layout["yaxis"] = {"autorange": "reversed"}
    return built(traces, layout)
