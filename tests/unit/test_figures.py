"""Figures: the numbers in them are the ones given, and no label becomes markup."""

import base64
import re
from typing import Any

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest

from explain.figures import (
    Style,
    attention_map,
    class_map,
    depth_lines,
    flow_bars,
    guess_bars,
    kind_bars,
    loss_bars,
    offset_plane,
    pair_map,
    point_map,
    position_bars,
    rows_map,
    score_bars,
    standalone_html,
    word_pieces,
)
from explain.figures.style import safe

EVIL = "<i>x</i>"
MAP: dict[str, Any] = {"across": EVIL, "down": EVIL, "value": EVIL}
SCRIPT = "</script><img src=x onerror=alert(1)>"
LABELS = ["[CLS]", "the", "the", EVIL, "مرحبا", " "]


@pytest.fixture(params=["en", "tr"])
def style(request: pytest.FixtureRequest) -> Style:
    return Style(request.param, dark=request.param == "tr")


def _weights() -> np.ndarray:
    weights = np.random.default_rng(1).random((6, 6)).astype(np.float32)
    return np.asarray(weights / weights.sum(-1, keepdims=True))


def _figures(style: Style) -> dict[str, go.Figure]:
    logs = np.log(np.array([0.5, 0.2, 0.1, 0.05, 0.04, 0.03], dtype=np.float32))
    return {
        "map": attention_map(_weights(), LABELS, style, EVIL, **MAP),
        "flow": flow_bars(_weights(), LABELS, 3, style, (EVIL, EVIL), 4),
        "guesses": guess_bars(LABELS, logs, style, EVIL, across=EVIL, log=EVIL, original=3),
        "positions": position_bars(
            LABELS,
            np.exp(logs),
            np.array([1, 2, 6, 1, 9, 5]),
            LABELS,
            style,
            EVIL,
            legend=(EVIL, EVIL, EVIL),
            up=EVIL,
            rank=EVIL,
        ),
        "losses": loss_bars(
            LABELS,
            -logs,
            [1, 2, 3, 1, 1, 2],
            1.5,
            style,
            EVIL,
            legend=dict.fromkeys((1, 2, 3), EVIL),
            up=EVIL,
            line=EVIL,
        ),
        "rows": rows_map(_weights(), LABELS, style, EVIL, across=EVIL, value=EVIL),
        "classes": class_map(
            np.array([[0, 1]]),
            [EVIL, EVIL],
            np.array([[EVIL, EVIL]], dtype=object),
            style,
            EVIL,
            across=EVIL,
            down=EVIL,
        ),
        "pairs": pair_map(_weights().astype(float), LABELS, style, EVIL, "cosine", ends=(0, 1)),
        "scores": score_bars(LABELS, np.exp(logs), style, EVIL, "cosine", marked=[1], line=(0.2, "median")),
        "points": point_map(_weights()[:, :2], LABELS, [0, 1, 0, 1, 2, 2], [EVIL, "b", "c"], style, EVIL, ["x", "y"]),
        "deep": point_map(_weights()[:, :3], LABELS, [0] * 6, [EVIL], style, EVIL, ["x", "y", "z"]),
        "plane": offset_plane(_weights()[:5, :2], LABELS[:5], style, EVIL, ["x", "y"]),
        "depths": depth_lines(
            [_weights()[0], _weights()[1]], [EVIL, SCRIPT], style, EVIL, "cosine", across=EVIL, depth=2
        ),
        "kinds": kind_bars(["a"], np.ones((3, 1)), [["1/1"]] * 3, ["x", "y", "z"], style, EVIL, across=EVIL),
        "pieces": word_pieces(LABELS, [[label, EVIL] for label in LABELS], style, EVIL, across=EVIL, up=EVIL),
    }


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, (list, tuple, np.ndarray)):
        return [text for inner in value for text in _texts(inner)]
    return []


def test_no_token_becomes_markup(style: Style) -> None:
    for name, figure in _figures(style).items():
        texts = [text for text in _texts(figure.to_dict()) if "x&lt;/i" in text or "x</i" in text]
        assert texts, name
        assert not any("<i>" in text or "</i>" in text for text in texts), name


def test_standalone_page_is_whole_and_safe(style: Style) -> None:
    page = standalone_html(attention_map(_weights(), [SCRIPT] * 6, style, SCRIPT, **MAP), style, SCRIPT)
    assert "<img src=x" not in page
    # Plotly's own script is inside, and nothing is fetched.
    assert len(page) > 3_000_000
    assert '<script src="http' not in page
    assert f'lang="{style.language}"' in page


def test_values_are_the_ones_given(style: Style) -> None:
    figures = _figures(style)
    np.testing.assert_array_equal(figures["map"].data[0].z, _weights())
    outgoing, incoming = figures["flow"].data
    assert sorted(outgoing.x) == sorted(np.sort(_weights()[3])[-4:])
    assert sorted(incoming.x) == sorted(np.sort(_weights()[:, 3])[-4:])
    np.testing.assert_allclose(figures["guesses"].data[0].x, [0.5, 0.2, 0.1, 0.05, 0.04, 0.03], rtol=1e-6)
    assert sum(len(trace.x) for trace in figures["positions"].data) == 6
    assert sum(len(trace.x) for trace in figures["losses"].data) == 6


def test_repeated_tokens_keep_their_own_rows(style: Style) -> None:
    figure = attention_map(_weights(), LABELS, style, "title", **MAP)
    assert len(set(figure.data[0].x)) == len(LABELS)
    assert len(figure.layout.xaxis.ticktext) == len(LABELS)


def test_a_long_map_travels_as_bytes_with_few_ticks(style: Style) -> None:
    n = 512
    figure = attention_map(np.full((n, n), 1 / n, np.float32), ["word"] * n, style, "title", **MAP)
    assert len(figure.layout.xaxis.ticktext) <= 60
    sent = figure.to_plotly_json()["data"][0]["z"]
    packed = sent["bdata"] if isinstance(sent, dict) else base64.b64encode(np.asarray(sent).tobytes())
    assert len(packed) <= n * n * 4 * 4 / 3 + 8


def test_turkish_numbers() -> None:
    style = Style("tr", dark=False)
    logs = np.log(np.array([0.5, 0.000567, 1e-20], dtype=np.float32))
    figure = guess_bars(["a", "b", "c"], logs, style, "t", across="p", log="log p")
    assert figure.data[0].text == ("%50,0", "%0,057", "%1×10⁻¹⁸")
    assert figure.data[0].customdata[0] == "−0,693"
    assert figure.layout.separators == ",."


def test_the_style_is_a_registered_template() -> None:
    """Light and dark, the same however many figures were made of it."""
    for dark, name in ((False, "saydam_light"), (True, "saydam_dark")):
        style = Style("tr", dark=dark)
        known = plotly.io.templates[name].to_plotly_json()
        first, second = (attention_map(_weights(), LABELS, style, "title", **MAP) for _ in range(2))
        assert first.layout.template.to_plotly_json() == second.layout.template.to_plotly_json() == known
        assert first.layout.template.layout.font.color == style.ink


def test_hover_leaves_the_minus_to_plotly(style: Style) -> None:
    """Plotly writes − on its axes, but a hyphen where a template brings a format of its own."""
    for name, figure in _figures(style).items():
        for trace in figure.data:
            written = f"{trace.hovertemplate}{getattr(trace, 'texttemplate', None)}"
            assert not re.search(r"%\{\w+:", written), name


def test_safe_labels() -> None:
    assert "<" not in safe("<b>")
    assert safe(" ") == "\u2068␣\u2069"


def test_names_on_a_map_do_not_lie_on_each_other(style: Style) -> None:
    """Twenty points in one place: only as many names as there are sides around it; every point tells its own on hover."""
    points = np.concatenate([np.full((20, 2), 0.5), [[0.0, 0.0], [1.0, 1.0]]])
    labels = [f"word{at}" for at in range(22)]
    (trace,) = point_map(points, labels, [0] * 22, ["a"], style, "x", ["x", "y"]).data
    written = [text for text in trace.text if text]
    assert 2 < len(written) < 12
    assert len({side for side, text in zip(trace.textposition, trace.text, strict=True) if text}) > 1
    assert [safe(label) for label in labels] == list(trace.hovertext)


def test_the_step_is_drawn_from_c_as_it_was_from_a(style: Style) -> None:
    points = np.array([[0, 0], [2, 1], [1, 3], [3, 4], [3, 3]], dtype=float)
    arrows = offset_plane(points, ["a", "b", "c", "sum", "answer"], style, "x", ["x", "y"]).layout.annotations
    steps = [(arrow.x - arrow.ax, arrow.y - arrow.ay) for arrow in arrows]
    assert steps == [(2, 1), (2, 1)]
