"""A report: several figures with what belongs to them, in one page that opens with the network off."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from explain.figures.style import Style

__all__ = ["Section", "report_html"]


@dataclass(frozen=True)
class Section:
    """One chapter.

    address: "" or what brings it back. facts: (name, value). notes: paragraphs. figures: each with its caption.
    """

    title: str
    address: str
    facts: Sequence[tuple[str, str]]
    notes: Sequence[str]
    figures: Sequence[tuple[go.Figure, str]]


def _table(facts: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{html.escape(value).replace(chr(10), '<br>')}</td></tr>"
        for name, value in facts
    )
    return f"<table>{rows}</table>" if rows else ""


def report_html(title: str, lead: Sequence[str], sections: Sequence[Section], style: Style, address: str) -> str:
    """The whole page; every text is escaped, and Plotly comes along once. address: what an address is called."""
    parts = []
    for section in sections:
        figures = []
        for figure, caption in section.figures:
            alone = go.Figure(figure)
            alone.update_layout(paper_bgcolor=style.paper, plot_bgcolor=style.paper)
            drawn = alone.to_html(include_plotlyjs=False, full_html=False, config={"displaylogo": False})
            figures.append(f"<figure>{drawn}<figcaption>{html.escape(caption)}</figcaption></figure>")
        link = f"<p>{html.escape(address)}: <code>{html.escape(section.address)}</code></p>" if section.address else ""
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in section.notes)
        parts.append(
            f"<section><h2>{html.escape(section.title)}</h2>{link}{_table(section.facts)}{''.join(figures)}{notes}"
            "</section>"
        )
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lead)
    look = (
        f"body{{margin:1rem auto;max-width:70rem;padding:0 1rem;background:{style.paper};color:{style.ink};"
        "font-family:sans-serif;line-height:1.5}th{text-align:left;vertical-align:top;padding-right:1rem;"
        "white-space:nowrap}figure{margin:1rem 0}code{overflow-wrap:anywhere}figcaption{font-size:.9rem}"
    )
    return (
        f'<!doctype html><html lang="{style.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title><style>{look}</style>'
        f"<script>{get_plotlyjs()}</script></head><body><h1>{html.escape(title)}</h1>{paragraphs}{''.join(parts)}"
        "</body></html>"
    )
