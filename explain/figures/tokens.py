"""Figures of tokenization."""

from collections.abc import Sequence

import plotly.graph_objects as go

from explain.figures.style import Style, base_layout, built, numbered, safe, short, titled

__all__ = ["word_pieces"]


def word_pieces(
    words: Sequence[str], pieces: Sequence[Sequence[str]], style: Style, title: str, *, across: str, up: str
) -> go.Figure:
    """A column for each word, a box for each of its sub-words, first piece at the bottom.

    across, up: titles of the axes.
    """
    names = numbered(words)
    tallest = max((len(cut) for cut in pieces), default=0)
    traces = []
    for level in range(tallest):
        has = [index for index, cut in enumerate(pieces) if len(cut) > level]
        traces.append(
            {
                "type": "bar",
                "x": [names[index] for index in has],
                "y": [1] * len(has),
                "text": [safe(short(pieces[index][level], 10)) for index in has],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": [style.on_category(index) for index in has], "size": 15},
                "marker": {
                    "color": [style.category(index) for index in has],
                    "line": {"width": 2, "color": style.paper},
                },
                "hovertemplate": "%{x}<br>%{text}<extra></extra>",
            }
        )
    layout = base_layout(style, height=min(620, 44 * tallest + 200))
    layout["title"]["text"] = titled(title)
    layout |= {"barmode": "stack", "bargap": 0.06}
    layout["xaxis"] = {
        "title": {"text": safe(across)},
        "tickmode": "array",
        "tickvals": names,
        "ticktext": [safe(short(word, 16)) for word in words],
        "categoryorder": "array",
        "categoryarray": names,
    }
    layout["yaxis"] = {"title": {"text": safe(up)}, "dtick": 1, "rangemode": "tozero"}
    return built(traces, layout)
