"""Figures of attention. Weights are (queries, keys) of one head unless said otherwise."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.style import Style, base_layout, built, numbered, safe, short, thinned_ticks, titled

__all__ = ["attention_map", "flow_bars"]


def attention_map(
    weights: NDArray[np.float32],
    labels: Sequence[str],
    style: Style,
    title: str,
    *,
    across: str,
    down: str,
    value: str,
    top: float = 0.0,
) -> go.Figure:
    """One head as a heat map: rows look, columns are looked at. Hover tells the weight to five digits.

    across, down, value: titles of the axes and of the colours. top: where the colours stop; else at the largest.
    """
    n = len(labels)
    names = numbered(labels)
    weight = safe(value)
    most = top or max(float(weights.max(initial=0)), 1e-6)
    trace = {
        "type": "heatmap",
        "z": weights,
        "x": names,
        "y": names,
        "colorscale": style.scale,
        "zmin": 0,
        "zmax": most,
        "zhoverformat": ".5f",
        "hovertemplate": f"%{{y}} → %{{x}}<br>{weight} %{{z}}<extra></extra>",
        # Above the map, where it takes no width from it on a phone.
        "colorbar": {
            "title": {"text": weight, "side": "right"},
            "orientation": "h",
            "thickness": 12,
            "len": 0.8,
            "tickvals": [0, most / 2, most],
            "x": 0,
            "xanchor": "left",
            "y": 1.01,
            "yanchor": "bottom",
            "tickformat": ".2f",
        },
        "xgap": 1 if n <= 40 else 0,
        "ygap": 1 if n <= 40 else 0,
    }

    def axis(most: int) -> dict[str, object]:
        places, texts = thinned_ticks(labels, most)
        ticks = {"tickvals": [names[place] for place in places], "ticktext": texts}
        return ticks | {"tickmode": "array", "tickfont": {"size": 14 if n <= 30 else 11}, "showgrid": False}

    layout = base_layout(style, height=min(900, max(460, 26 * n + 240)))
    layout["margin"]["t"] = 110
    # Long texts need a closer look; a double click goes back.
    layout["dragmode"] = "zoom" if n > 40 else False
    layout["title"]["text"] = titled(title)
    layout["xaxis"] = {"title": {"text": safe(across)}, "side": "bottom", "tickangle": -60} | axis(36)
    layout["yaxis"] = {"title": {"text": safe(down)}, "autorange": "reversed"} | axis(60)
    return built([trace], layout)


def flow_bars(
    weights: NDArray[np.float32],
    labels: Sequence[str],
    token: int,
    style: Style,
    titles: tuple[str, str],
    most: int = 16,
) -> go.Figure:
    """What one token looks at (its row) and what looks at it (its column), the largest weights of each.

    titles: of the two halves, in this order.
    """
    shown = min(most, len(labels))
    layout = base_layout(style, height=2 * (26 * shown + 90))
    layout["annotations"] = []
    traces = []
    # One above the other; a gap between them for the second title and the first one's numbers.
    halves = (("", weights[token, :], [0.56, 1.0]), ("2", weights[:, token], [0.0, 0.44]))
    for row, ((suffix, values, domain), title) in enumerate(zip(halves, titles, strict=True)):
        order = np.argsort(-values, kind="stable")[:most][::-1]
        traces.append(
            {
                "type": "bar",
                "x": values[order],
                "y": [f"{index + 1}·{safe(short(labels[index], 18))}" for index in order],
                "xaxis": f"x{suffix}",
                "yaxis": f"y{suffix}",
                "orientation": "h",
                "marker": {"color": style.category(row)},
                "text": [style.number(values[index], 3) for index in order],
                "textposition": "outside",
                "cliponaxis": False,
                "xhoverformat": ".5f",
                "hovertemplate": "%{y}<br>%{x}<extra></extra>",
            }
        )
        layout[f"xaxis{suffix}"] = {
            "anchor": f"y{suffix}",
            "range": [0, max(float(values.max(initial=0)) * 1.2, 1e-6)],
            "showgrid": False,
        }
        layout[f"yaxis{suffix}"] = {"anchor": f"x{suffix}", "domain": domain}
        layout["annotations"].append(
            {
                "text": safe(title),
                "x": 0,
                "y": domain[1],
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 18},
            }
        )
    return built(traces, layout)
