"""Figures of masked-word prediction."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explain.figures.style import Style, base_layout, numbered, safe, short, thinned_ticks

__all__ = ["guess_bars", "loss_bars", "position_bars"]


def _percent(value: float, style: Style) -> str:
    """A probability as each language writes percentages."""
    digits = f"{100 * value:.1f}" if value >= 0.001 else f"{100 * value:.2g}"
    return f"{digits}%" if style.language == "en" else "%" + digits.replace(".", ",")


def guess_bars(
    guesses: Sequence[str],
    log_probabilities: NDArray[np.float32],
    style: Style,
    title: str,
    *,
    original: int | None = None,
) -> go.Figure:
    """The best guesses for one blank, best on top; the one that stood there, if among them, in another colour."""
    probabilities = np.exp(log_probabilities.astype(np.float64))
    names = numbered(guesses)
    say = style.say
    figure = go.Figure(
        go.Bar(
            x=probabilities,
            y=names,
            orientation="h",
            marker={"color": [style.category(1 if index == original else 0) for index in range(len(guesses))]},
            text=[_percent(float(value), style) for value in probabilities],
            textposition="outside",
            cliponaxis=False,
            customdata=log_probabilities,
            hovertemplate=(
                f"%{{y}}<br>{say('masked.axis_probability')} %{{x:.5f}}<br>"
                f"{say('masked.hover_log')} %{{customdata:.3f}}<extra></extra>"
            ),
        )
    )
    figure.update_layout(**base_layout(style, height=28 * len(guesses) + 120), title_text=safe(title))
    figure.update_xaxes(
        title={"text": say("masked.axis_probability")},
        range=[0, max(float(probabilities.max(initial=0)) * 1.25, 1e-9)],
        nticks=5,
        showgrid=False,
    )
    figure.update_yaxes(
        autorange="reversed", tickmode="array", tickvals=names, ticktext=[safe(short(guess, 18)) for guess in guesses]
    )
    return figure


def position_bars(
    labels: Sequence[str],
    probabilities: NDArray[np.float64],
    ranks: NDArray[np.int64],
    guesses: Sequence[str],
    style: Style,
    title: str,
) -> go.Figure:
    """Probability of the original token at each position, coloured by how high it ranked."""
    names = numbered(labels)
    places, texts = thinned_ticks(labels, 40)
    say = style.say
    figure = go.Figure()
    groups = (
        ("masked.legend_right", 2, ranks == 1),
        ("masked.legend_near", 4, (ranks > 1) & (ranks <= 5)),
        ("masked.legend_far", 5, ranks > 5),
    )
    for key, colour, members in groups:
        chosen = np.flatnonzero(members)
        figure.add_trace(
            go.Bar(
                x=[names[index] for index in chosen],
                y=probabilities[chosen],
                name=say(key),
                marker={"color": style.category(colour)},
                customdata=[[int(ranks[index]), safe(guesses[int(index)])] for index in chosen],
                hovertemplate=(
                    f"%{{x}}<br>{say('masked.axis_probability')} %{{y:.4f}}<br>"
                    f"{say('masked.hover_rank')} %{{customdata[0]}}<br>%{{customdata[1]}}<extra></extra>"
                ),
            )
        )
    figure.update_layout(
        **{**base_layout(style, height=420), "showlegend": True}, title_text=safe(title), bargap=0.15,
        margin_t=96,
    )  # fmt: skip
    figure.update_xaxes(
        tickmode="array", tickvals=[names[place] for place in places], ticktext=texts, tickangle=-60,
        categoryorder="array", categoryarray=names,
    )  # fmt: skip
    figure.update_yaxes(title={"text": say("masked.axis_probability")}, range=[0, 1])
    return figure


def loss_bars(
    labels: Sequence[str],
    losses: NDArray[np.float64],
    actions: Sequence[int],
    mean: float,
    style: Style,
    title: str,
) -> go.Figure:
    """Loss of each chosen token, coloured by how it was hidden, with the mean as a line."""
    names = numbered(labels)
    say = style.say
    figure = go.Figure()
    for action, colour in ((1, 0), (2, 5), (3, 2)):
        chosen = [index for index, done in enumerate(actions) if done == action]
        figure.add_trace(
            go.Bar(
                x=[names[index] for index in chosen],
                y=losses[chosen],
                name=say(f"masked.action.{action}"),
                marker={"color": style.category(colour)},
                hovertemplate=f"%{{x}}<br>{say('masked.axis_loss')} %{{y:.3f}}<extra></extra>",
            )
        )
    figure.add_hline(
        y=mean,
        line={"dash": "dash", "color": style.ink},
        annotation={"text": say("masked.mean"), "bgcolor": style.paper},
    )
    figure.update_layout(
        **{**base_layout(style, height=380), "showlegend": True}, title_text=safe(title),
        margin_t=96, bargap=0.3 if len(labels) > 6 else 0.7,
    )  # fmt: skip
    figure.update_xaxes(
        tickmode="array", tickvals=names, ticktext=[safe(short(label)) for label in labels], tickangle=-60,
        categoryorder="array", categoryarray=names,
    )  # fmt: skip
    figure.update_yaxes(title={"text": say("masked.axis_loss")}, rangemode="tozero")
    return figure
