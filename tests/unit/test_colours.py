"""Colours come from one place."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from explain.figures import Style, colours, contribution_bars, paired_bars, place_map, rows_map, signed_bars
from explain.figures.colours import CATEGORIES

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
    for scale in (theme.scale, theme.diverging, theme.strength):
        places = [place for place, _ in scale]
        assert places == sorted(set(places))
        assert (places[0], places[-1]) == (0, 1)
    # The middle of the diverging scale is the page.
    assert dict(theme.diverging)[0.5] == theme.paper
    assert dict(theme.strength)[0.0] == theme.paper


def test_a_colour_can_be_seen_through() -> None:
    assert colours.translucent("#56B4E9", 0.3) == "rgba(86,180,233,0.3)"


def _family(colour: str) -> str:
    """Orange where red outweighs blue, and blue the other way round; anything else is neither."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if green >= max(red, blue) or abs(red - blue) < 40:
        return "neither"
    return "orange" if red > blue else "blue"


def _of_scale(scale: object, share: float) -> str:
    """The nearest stop of a Plotly scale."""
    assert isinstance(scale, (list, tuple))
    return str(min(scale, key=lambda stop: abs(stop[0] - share))[1])


@pytest.mark.parametrize("dark", [False, True])
def test_orange_is_above_zero_and_blue_below_in_every_figure(dark: bool) -> None:
    style = Style("en", dark=dark)
    for values in ([2.0, -1.0, 0.5], [-3.0, -0.1, -2.0], [0.2, 4.0, 0.02], [-0.03, 1.0, -7.0]):
        wanted = ["orange" if value > 0 else "blue" for value in values]
        words, numbers = ["a", "b", "c"], np.array(values)
        for drawn in (
            contribution_bars(words, numbers, style, "t", across="x"),
            contribution_bars(words, numbers, style, "t", across="x", error=np.abs(numbers) / 3),
            signed_bars(numbers, words, style, "t", across="x"),
            signed_bars(numbers, words, style, "t", across="x", spread=(numbers - 1, numbers + 1)),
        ):
            assert [_family(colour) for colour in drawn.data[0].marker.color] == wanted
            # And the sign is written, too.
            texts = next(trace.text for trace in drawn.data if trace.text is not None)
            assert ["−" in text for text in texts] == [value < 0 for value in values]
            assert ["+" in text for text in texts] == [value > 0 for value in values]
        matrix = numbers[None]
        for turned in (False, True):
            cells = place_map(matrix, ["r"], words, style, "t", across="x", down="y", value="v", falls=turned).data[0]
            for value, name in zip(values, wanted, strict=True):
                share = (np.sign(value) * 1.0 + 1) / 2
                colour = _of_scale(cells.colorscale, 1 - share if cells.reversescale else share)
                assert (_family(colour) == name) != turned
        rows = rows_map(matrix.astype(np.float32), ["r"], style, "t", across="x", value="v").data[0]
        assert not rows.reversescale
        assert (_family(_of_scale(rows.colorscale, 1.0)), _family(_of_scale(rows.colorscale, 0.0))) == (
            "orange",
            "blue",
        )


def test_what_has_no_sign_is_neither_orange_nor_blue() -> None:
    for dark in (False, True):
        style = Style("tr", dark=dark)
        bars = contribution_bars(["a", "b"], np.array([1.0, 2.0]), style, "t", across="x", signed=False)
        assert {_family(colour) for colour in bars.data[0].marker.color} == {"neither"}
        assert {_family(str(colour)) for _, colour in style.strength} == {"neither"}
        pairs = paired_bars(["a"], [("x", np.ones(1)), ("y", np.ones(1))], style, "t", across="x")
        assert len({trace.marker.color for trace in pairs.data}) == 2
        # Attribution beside attention: neither is for or against.
        assert not {trace.marker.color for trace in pairs.data} & {style.sign(1), style.sign(-1), *CATEGORIES[:2]}
