"""Figures of attention. Weights are (queries, keys) of one head unless said otherwise."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.subplots import make_subplots

from explain.figures.style import Style, base_layout, numbered, safe, short, thinned_ticks

__all__ = ["attention_map", "flow_bars"]


def attention_map(weights: NDArray[np.float32], labels: Sequence[str], style: Style, title: str) -> go.Figure:
    """One head as a heat map: rows look, columns are looked at. Hover tells the weight to four digits."""
    n = len(labels)
    names = numbered(labels)
    places, texts = thinned_ticks(labels, 60)
    size = 13 if n <= 30 else 11 if n <= 60 else 9
    say = style.say
    figure = go.Figure(
        go.Heatmap(
            z=weights,
            x=names,
            y=names,
            colorscale=style.scale,
            zmin=0,
            zmax=max(float(weights.max(initial=0)), 1e-6),
            hovertemplate=f"%{{y}} → %{{x}}<br>{safe(say('attention.weight'))} %{{z:.5f}}<extra></extra>",
            colorbar={
                "title": {"text": say("attention.weight"), "side": "right"},
                "thickness": 14,
                "tickformat": ".2f",
            },
            xgap=1 if n <= 40 else 0,
            ygap=1 if n <= 40 else 0,
        )
    )
    figure.update_layout(**base_layout(style, height=min(860, max(420, 26 * n + 190))), title_text=safe(title))
    ticks = {
        "tickmode": "array",
        "tickvals": [names[place] for place in places],
        "ticktext": texts,
        "tickfont": {"size": size},
    }
    figure.update_xaxes(
        title={"text": say("attention.axis_key")}, side="bottom", tickangle=-60, showgrid=False, **ticks
    )
    figure.update_yaxes(title={"text": say("attention.axis_query")}, autorange="reversed", showgrid=False, **ticks)
    return figure


def flow_bars(
    weights: NDArray[np.float32], labels: Sequence[str], token: int, style: Style, most: int = 16
) -> go.Figure:
    """What one token looks at (its row) and what looks at it (its column), the largest weights of each."""
    say = style.say
    name = safe(short(labels[token]))
    titles = (say("attention.outgoing", token=name), say("attention.incoming", token=name))
    figure = make_subplots(rows=2, cols=1, subplot_titles=titles, vertical_spacing=0.16)
    for row, values in enumerate((weights[token, :], weights[:, token]), start=1):
        order = np.argsort(-values, kind="stable")[:most][::-1]
        figure.add_trace(
            go.Bar(
                x=values[order],
                y=[f"{index + 1}·{safe(short(labels[index], 18))}" for index in order],
                orientation="h",
                marker={"color": style.category(row - 1)},
                text=[f"{values[index]:.3f}".replace(".", "." if style.language == "en" else ",") for index in order],
                textposition="outside",
                cliponaxis=False,
                hovertemplate="%{y}<br>%{x:.5f}<extra></extra>",
            ),
            row=row,
            col=1,
        )
        figure.update_xaxes(range=[0, max(float(values.max(initial=0)) * 1.2, 1e-6)], row=row, col=1, showgrid=False)
    shown = min(most, len(labels))
    figure.update_layout(**base_layout(style, height=2 * (26 * shown + 90)))
    return figure
