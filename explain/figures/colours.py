"""Every colour of the app, once, as plain data: figures, the parts in the browser and the theme take theirs from here.

`.streamlit/config.toml` cannot read Python: it repeats `LIGHT` and `DARK`, and a test holds it to them.
"""

from dataclasses import dataclass

__all__ = [
    "BRIGHT_CATEGORIES", "CATEGORIES", "CHOSEN", "DARK", "DARK_INK", "HEADS", "LIGHT", "LIGHT_INK", "MUTED", "NEUTRAL",
    "ROLES", "Scale", "Theme", "theme", "translucent",
]  # fmt: skip

Scale = tuple[tuple[float, str], ...]
"""Stops (place from 0 to 1, colour), in order."""

# For a sign: above 0, or for the answer, is orange on every page, below 0, or against it, is blue (`Theme.diverging`,
# `Style.sign`). Where two colours only tell two things apart, and both could be taken for a sign, others are better.
# Blue, orange, green … of Okabe and Ito: told apart by colour-blind people and on a weak projector.
CATEGORIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8F7A00", "#9467BD")
# Those of them that need dark letters.
BRIGHT_CATEGORIES = ("#E69F00", "#CC79A7", "#56B4E9")
# As many as most models have heads, told apart on white and on black; more heads go round again.
HEADS = (
    "#2f7ed8", "#e8820c", "#1aa179", "#d1498f", "#8a63d2", "#d9483b", "#0fa3b8", "#a07d1c",
    "#5f9e2f", "#c05ad0", "#4a6fa5", "#c76b4a", "#00897b", "#b0355b", "#6d78e0", "#8d8d2a",
)  # fmt: skip
CHOSEN = "#D55E00"
"""Around what was chosen among many."""
NEUTRAL = "#7e7e7e"
"""What belongs to no category."""
MUTED = "#8894a6"
"""What stands behind or beside the data: frames, intervals, all the other words. It reads on light and on dark."""
# What heads do, in the order of explain/attention/roles.py; those that do nothing of note come last.
ROLES = (
    CATEGORIES[0], CATEGORIES[4], CATEGORIES[1], CATEGORIES[6], CATEGORIES[3], CATEGORIES[5], CATEGORIES[2], "#9aa4b2",
)  # fmt: skip
DARK_INK, LIGHT_INK = "#101010", "#ffffff"
"""Letters on a coloured ground, whichever of the two is easier to read on it."""


@dataclass(frozen=True)
class Theme:
    """The colours of a light or a dark page.

    paper: the page. surface: boxes and the sidebar. ink: text. primary: buttons and focus. grid: lines inside a figure.
    scale: from weight 0, the colour of the page, to weight 1. diverging: from the lowest value over 0, the colour of
    the page, to the highest; blue and orange are told apart by all kinds of colour blindness. strength: from 0, the
    colour of the page, to the most, for what has no sign and stands beside what has.
    """

    paper: str
    surface: str
    ink: str
    primary: str
    link: str
    border: str
    grid: str
    scale: Scale
    diverging: Scale
    strength: Scale


LIGHT = Theme(
    paper="#ffffff",
    surface="#f1f5f9",
    ink="#1b2330",
    primary="#005b96",
    link="#005b96",
    border="#cfd8e3",
    grid="#dfe5ec",
    scale=((0.0, "#ffffff"), (0.15, "#d6e6f4"), (0.4, "#7ab6d9"), (0.7, "#2270b5"), (1.0, "#08224e")),
    diverging=((0.0, "#08519c"), (0.25, "#6baed6"), (0.5, "#ffffff"), (0.75, "#f59e42"), (1.0, "#9c3d00")),
    strength=((0.0, "#ffffff"), (0.5, "#66bd9f"), (1.0, "#00503a")),
)
DARK = Theme(
    paper="#10151f",
    surface="#1a2130",
    ink="#e8ecf3",
    primary="#6cb8ec",
    link="#8fcaf2",
    border="#384356",
    grid="#2b3547",
    scale=((0.0, "#0e1420"), (0.15, "#16335a"), (0.4, "#2270b5"), (0.7, "#6fc0e8"), (1.0, "#f4fbd8")),
    diverging=((0.0, "#a9dbfa"), (0.25, "#2f7fc1"), (0.5, "#10151f"), (0.75, "#c96a1b"), (1.0, "#ffdcae")),
    strength=((0.0, "#10151f"), (0.5, "#0e7a5b"), (1.0, "#b4f0d8")),
)


def theme(dark: bool) -> Theme:
    """The colours of a dark or a light page."""
    return DARK if dark else LIGHT


def translucent(colour: str, opacity: float) -> str:
    """A colour `#rrggbb` through which one sees what is behind it, as CSS and Plotly write it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
