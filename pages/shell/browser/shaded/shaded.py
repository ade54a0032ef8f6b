"""Sentences whose words are shaded by a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from explain.figures import Style, colours
from pages.shell.browser.component import component
from pages.shell.texts import language, t

__all__ = ["ShadedRow", "shaded"]

_SHADED = component("shaded")


@dataclass(frozen=True)
class ShadedRow:
    """One sentence. words: (text, from -1 to 1 or None for a word that was not asked about, small note)."""

    title: str
    words: Sequence[tuple[str, float | None, str]]


def shaded(
    key: str, rows: Sequence[ShadedRow], style: Style, *, label: str, legend: Sequence[tuple[str, float | None]]
) -> None:
    """Sentences one under the other, the words shaded from the lowest colour of the diverging scale to the highest."""
    _SHADED(
        key=key,
        data={
            "lang": language(),
            "label": label,
            "rows": [{"title": row.title, "words": [list(word) for word in row.words]} for row in rows],
            "legend": [list(entry) for entry in legend],
            "scale": style.diverging,
            "paper": style.paper,
            "neutral": colours.NEUTRAL,
            "inks": [colours.DARK_INK, colours.LIGHT_INK],
            "names": {kind: t(f"shell.export_{kind}") for kind in ("png", "svg")},
            "file": f"saydam-{key}",
        },
    )
