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
    """One sentence.

    words: (text, share of the strongest word, or None for a word that was not asked about, small note). signed: shares
    run from -1, against, to 1, for; else from 0, and are shaded in a colour that is neither.
    """

    title: str
    words: Sequence[tuple[str, float | None, str]]
    signed: bool = True


def shaded(
    key: str, rows: Sequence[ShadedRow], style: Style, *, label: str, legend: Sequence[tuple[str, float | None, bool]]
) -> None:
    """Sentences one under the other, the words shaded: signed ones from blue to orange, others from pale to green.

    legend: name, share and signed, as of a word.
    """
    _SHADED(
        key=key,
        data={
            "lang": language(),
            "label": label,
            "rows": [
                {"title": row.title, "signed": row.signed, "words": [list(word) for word in row.words]} for row in rows
            ],
            "legend": [list(entry) for entry in legend],
            "scale": style.diverging,
            "strength": style.strength,
            "paper": style.paper,
            "neutral": colours.NEUTRAL,
            "inks": [colours.DARK_INK, colours.LIGHT_INK],
            "names": {kind: t(f"shell.export_{kind}") for kind in ("png", "svg")},
            "file": f"saydam-{key}",
        },
    )
