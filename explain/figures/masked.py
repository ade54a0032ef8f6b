"""Figures of masked-word prediction."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.style import Style, base_layout, built, numbered, safe, short, thinned_ticks, titled
from explain.numbers import percent

__all__ = ["guess_bars", "loss_bars", "position_bars"]


def guess_bars(
    guesses: Sequence[str],
    log_probabilities: NDArray[np.float32],
    style: Style,
    title: str,
    *,
    across: str,
    log: str,
    original: int | None = None,
) -> go.Figure:
    """The best guesses for one blank, best on top; the one that stood there, if among them, in another colour.

    across, log: what the probability and its logarithm are called.
    """
    probabilities = np.exp(log_probabilities.astype(np.float64))
    names = numbered(guesses)
    trace = {
        "type": "bar",
        "x": probabilities,
        "y": names,
        "orientation": "h",
        "marker": {"color": [style.category(1 if index == original else 0) for index in range(len(guesses))]},
        "text": [percent(style.language, value, 1, counting=2) for value in probabilities],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [style.number(value, 3) for value in log_probabilities],
        "xhoverformat": ".5f",
        "hovertemplate": f"%{{y}}<br>{safe(across)} %{{x}}<br>{safe(log)} %{{customdata}}<extra></extra>",
    }
    layout = base_layout(style, height=28 * len(guesses) + 120)
    layout["title"]["text"] = titled(title)
    layout["xaxis"] = {
        "title": {"text": safe(across)},
        "range": [0, max(float(probabilities.max(initial=0)) * 1.25, 1e-9)],
        "nticks": 5,
        "showgrid": False,
    }
    layout["yaxis"] = {
        "autorange": "reversed",
        "tickmode": "array",
        "tickvals": names,
        "ticktext": [safe(short(guess, 18)) for guess in guesses],
    }
    return built([trace], layout)


def _by_place(names: list[str], labels: Sequence[str], most: int) -> dict[str, object]:
    """An axis of tokens in reading order, whichever bars come first."""
    places, texts = thinned_ticks(labels, most)
    return {
        "tickmode": "array",
        "tickvals": [names[place] for place in places],
        "ticktext": texts,
        "tickangle": -60,
        "categoryorder": "array",
        "categoryarray": names,
    }


def position_bars(
    labels: Sequence[str],
    probabilities: NDArray[np.float64],
    ranks: NDArray[np.int64],
    guesses: Sequence[str],
    style: Style,
    title: str,
    *,
    legend: tuple[str, str, str],
    up: str,
    rank: str,
) -> go.Figure:
    """Probability of the original token at each position, coloured by how high it ranked.

    A rank of 0 means that there is no original: such a position keeps its place on the axis and gets no bar.
    legend: names of what came first, among the first five, and further down. up, rank: what the two numbers are called.
    """
    names = numbered(labels)
    groups = ((2, ranks == 1), (4, (ranks > 1) & (ranks <= 5)), (5, ranks > 5))
    traces = []
    for name, (colour, members) in zip(legend, groups, strict=True):
        chosen = np.flatnonzero(members)
        traces.append(
            {
                "type": "bar",
                "x": [names[index] for index in chosen],
                "y": probabilities[chosen],
                "name": safe(name),
                "marker": {"color": style.category(colour)},
                "customdata": [[style.number(ranks[index], 0), safe(guesses[int(index)])] for index in chosen],
                "yhoverformat": ".5f",
                "hovertemplate": (
                    f"%{{x}}<br>{safe(up)} %{{y}}<br>{safe(rank)} %{{customdata[0]}}<br>%{{customdata[1]}}"
                    "<extra></extra>"
                ),
            }
        )
    layout = base_layout(style, height=440)
    layout["title"]["text"] = titled(title)
    layout["margin"]["t"] = 64
    layout |= {"showlegend": True, "bargap": 0.15, "barmode": "overlay"}
    layout["xaxis"] = _by_place(names, labels, 40)
    layout["yaxis"] = {"title": {"text": safe(up)}, "range": [0, 1]}
    return built(traces, layout)


def loss_bars(
    labels: Sequence[str],
    losses: NDArray[np.float64],
    actions: Sequence[int],
    mean: float,
    style: Style,
    title: str,
    *,
    legend: Mapping[int, str],
    up: str,
    line: str,
) -> go.Figure:
    """Loss of each chosen token, coloured by how it was hidden, with the mean as a line.

    legend: what each action is called. up, line: names of the loss and of its mean.
    """
    names = numbered(labels)
    traces = []
    for action, colour in ((1, 0), (2, 5), (3, 2)):
        chosen = [index for index, done in enumerate(actions) if done == action]
        traces.append(
            {
                "type": "bar",
                "x": [names[index] for index in chosen],
                "y": losses[chosen],
                "name": safe(legend[action]),
                "marker": {"color": style.category(colour)},
                "yhoverformat": ".3f",
                "hovertemplate": f"%{{x}}<br>{safe(up)} %{{y}}<extra></extra>",
            }
        )
    layout = base_layout(style, height=400)
    layout["title"]["text"] = titled(title)
    layout["margin"]["t"] = 64
    layout |= {"showlegend": True, "bargap": 0.3 if len(labels) > 6 else 0.7, "barmode": "overlay"}
    layout["shapes"] = [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": mean,
            "y1": mean,
            "line": {"dash": "dash", "color": style.ink},
        }
    ]
    layout["annotations"] = [
        {
            "text": safe(line),
            "xref": "paper",
            "x": 1,
            "xanchor": "right",
            "y": mean,
            "yanchor": "bottom",
            "showarrow": False,
            "bgcolor": style.paper,
        }
    ]
    layout["xaxis"] = _by_place(names, labels, 40)
    layout["yaxis"] = {"title": {"text": safe(up)}, "rangemode": "tozero"}
    return built(traces, layout)
