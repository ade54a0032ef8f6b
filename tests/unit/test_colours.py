"""Colours come from one place."""

import re
import tomllib
from pathlib import Path

import pytest

from explain.figures import colours

ROOT = Path(__file__).parents[2]
# In numbers; black and nothing at all, as in shadows, are no colour.
WRITTEN = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b|rgba?\((?!0[ ,]+0[ ,]+0)\d.*?\)")


@pytest.mark.parametrize(("name", "theme"), [("light", colours.LIGHT), ("dark", colours.DARK)])
def test_the_theme_of_the_pages_agrees(name: str, theme: colours.Theme) -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["theme"][name] == {
        "primaryColor": theme.primary,
        "backgroundColor": theme.paper,
        "secondaryBackgroundColor": theme.surface,
        "textColor": theme.ink,
        "linkColor": theme.link,
        "borderColor": theme.border,
    }


def test_no_colour_is_written_anywhere_else() -> None:
    files = [ROOT / "app.py"]
    for folder in ("explain", "pages"):
        files += [path for kind in ("py", "js", "css") for path in (ROOT / folder).rglob(f"*.{kind}")]
    files.remove(ROOT / "explain/figures/colours.py")
    assert len(files) > 150
    found = {str(path.relative_to(ROOT)): WRITTEN.findall(path.read_text(encoding="utf-8")) for path in files}
    assert {name: written for name, written in found.items() if written} == {}


def test_colours_are_told_apart() -> None:
    assert len(set(colours.CATEGORIES)) == 8
    assert len(set(colours.HEADS)) == 16
    assert set(colours.BRIGHT_CATEGORIES) < set(colours.CATEGORIES)
    assert colours.CHOSEN in colours.CATEGORIES


@pytest.mark.parametrize("theme", [colours.LIGHT, colours.DARK])
def test_scales_begin_and_end(theme: colours.Theme) -> None:
    for scale in (theme.scale, theme.diverging):
        places = [place for place, _ in scale]
        assert places == sorted(set(places))
        assert (places[0], places[-1]) == (0, 1)
    # The middle of the diverging scale is the page.
    assert dict(theme.diverging)[0.5] == theme.paper


def test_a_colour_can_be_seen_through() -> None:
    assert colours.translucent("#56B4E9", 0.3) == "rgba(86,180,233,0.3)"
