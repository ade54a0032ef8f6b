"""The head view in a real browser: hover, pins, switches, exports, permalinks, and a token that would like to be a script."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import numpy as np
import pytest

from explain.attention.heads import view
from explain.content import say
from explain.engine.trace import Trace, run
from explain.models import LoadedModel
from explain.text.tokens import tokenize

pytestmark = pytest.mark.browser
TEXT = "The man who ate the pepper sneezed."
EVIL = "</script><img src=x onerror=alert(1)> <b>bold</b>"
PART = ".st-key-head_lines"


@pytest.fixture(scope="module")
def trace(embedded: LoadedModel) -> Trace:
    return run(embedded, tokenize(embedded, TEXT))


def _open(visitor: Any, **address: str) -> Any:
    query = "&".join(f"{name}={quote(value)}" for name, value in ({"lang": "en", "text": TEXT} | address).items())
    page = visitor.open(f"studio?{query}")
    page.wait_for_selector(f"{PART} .lines[data-shown]", state="attached")
    return page


def _shown(page: Any) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(page.locator(f"{PART} .lines").get_attribute("data-shown"))
    return shown


def _at(page: Any, token: int, side: str = "q") -> dict[str, float]:
    """Where a token stands on the canvas of a text that is short and runs down."""
    box = page.locator(f"{PART} canvas").bounding_box()
    return {"x": box["width"] * (0.3 if side == "q" else 0.7), "y": 8 + 32 * (token + 0.5)}


def _told(page: Any) -> list[tuple[str, float, float]]:
    """Label, number and how far off it may be, as the line below the drawing says."""
    told = page.locator(f"{PART} .told").inner_text()
    return [(a, float(b), float(c)) for a, b, c in re.findall(r"\d+·(\S+) (\d+\.\d+) ±(\d+\.\d+)", told)]


def _query(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _holds(page: Any, expected: np.ndarray, labels: tuple[str, ...]) -> None:
    told = _told(page)
    assert len(told) == 5
    order = np.argsort(-expected, kind="stable")
    assert told[0][0] == labels[order[0]]
    for label, value, off in told:
        best = min(abs(expected[at] - value) for at in range(len(labels)) if labels[at] == label)
        assert best <= off + 0.0011


def test_hover_tells_the_models_own_weights(visitor: Any, trace: Trace) -> None:
    page = _open(visitor, layer="3", shown="5")
    page.locator(f"{PART} canvas").hover(position=_at(page, 2))
    assert say("en", "studio.word.looks", token="3·man") in page.locator(f"{PART} .told").inner_text()
    _holds(page, trace.attention[2, 4, 2], trace.tokens.labels)
    page.locator(f"{PART} canvas").hover(position=_at(page, 4, "k"))
    assert say("en", "studio.word.looked", token="5·ate") in page.locator(f"{PART} .told").inner_text()
    _holds(page, trace.attention[2, 4, :, 4], trace.tokens.labels)


def test_pinned_tokens_are_summed_and_heads_averaged(visitor: Any, trace: Trace) -> None:
    page = _open(visitor, layer="2", shown="1,3")
    canvas = page.locator(f"{PART} canvas")
    canvas.click(position=_at(page, 2))
    canvas.click(position=_at(page, 6))
    page.mouse.move(2, 2)
    assert _shown(page)["pins"] == ["q2", "q6"]
    _holds(page, trace.attention[1, [0, 2]][:, [2, 6]].sum(1).mean(0), trace.tokens.labels)
    canvas.click(position=_at(page, 2))
    page.mouse.move(2, 2)
    assert _shown(page)["pins"] == ["q6"]
    _holds(page, trace.attention[1, [0, 2], 6].mean(0), trace.tokens.labels)


def test_words_are_merged_in_the_browser(visitor: Any, trace: Trace) -> None:
    page = _open(visitor, layer="4", shown="2")
    page.locator(f"{PART} .lines").get_by_role("button", name="words", exact=True).click()
    merged = view(trace, by_word=True)
    at = merged.labels.index("sneezed")
    page.locator(f"{PART} canvas").hover(position=_at(page, at))
    _holds(page, merged.weights[3, 1, at], merged.labels)


def test_switching_asks_nothing_of_the_server(visitor: Any) -> None:
    frames: list[int] = []
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.append(len(frame))))
    page = _open(visitor)
    before = len(frames)
    # In one turn of the browser's own clock: before any message could come back.
    shown, took = page.evaluate(
        """() => {
          const root = document.querySelector(".st-key-head_lines").querySelector("*").ownerDocument
          const find = (node) => node.querySelector?.(".lines") ?? [...node.querySelectorAll("*")].map((one) => one.shadowRoot && find(one.shadowRoot)).find(Boolean)
          const lines = find(root.querySelector(".st-key-head_lines"))
          lines.querySelectorAll(".layers button")[4].click()
          return [lines.dataset.shown, Number(lines.dataset.took)]
        }"""
    )
    assert json.loads(shown)["layer"] == 5
    assert took < 50
    for head in range(3):
        page.locator(f"{PART} button.head").nth(head).click()
    page.wait_for_timeout(300)
    assert _shown(page)["heads"] == [4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert len(frames) == before
    page.wait_for_timeout(1200)
    visitor.settle()
    assert len(frames) > before
    assert _query(page)["layer"] == ["5"]
    assert _query(page)["shown"] == ["4,5,6,7,8,9,10,11,12"]
    assert _shown(page)["layer"] == 5


def test_a_permalink_shows_the_same_drawing(visitor: Any, another: Any) -> None:
    page = _open(visitor)
    page.locator(f"{PART} button.head").nth(2).dblclick()
    page.locator(f"{PART} canvas").click(position=_at(page, 6))
    page.locator(f"{PART} .layers button").nth(3).click()
    page.mouse.move(2, 2)
    page.wait_for_timeout(1500)
    visitor.settle()
    assert _shown(page) == {"layer": 4, "heads": [3], "pins": ["q6"], "tab": "lines", "lay": "down"}
    other = another.open(page.url.removeprefix(visitor.server + "/"))
    other.wait_for_selector(f"{PART} .lines[data-shown]", state="attached")
    assert _shown(other) == _shown(page)
    assert _told(other) == _told(page) != []


def test_sentences_can_be_looked_at_by_pairs(visitor: Any, embedded: LoadedModel) -> None:
    page = _open(visitor, text="He sat.", pair="She ran.", layer="1", shown="1", nosep="1", pairs="ab")
    note = page.locator(f"{PART} .note").inner_text()
    # Three tokens of A look at three of B.
    assert note.startswith(say("en", "studio.word.lines", all=9))
    page.locator(f"{PART} .lines").get_by_role("button", name="all", exact=True).first.click()
    assert page.locator(f"{PART} .note").inner_text().startswith(say("en", "studio.word.lines", all=36))
    assert page.locator(f"{PART} .lines").get_by_role("button", name="B→A").is_visible()


def _download(page: Any, name: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.locator(f"{PART} [data-name={name}]").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("lay", ["down", "across"])
def test_both_pictures(visitor: Any, lay: str, trace: Trace) -> None:
    page = _open(visitor, lay=lay, layer="6", shown="2", cut="20")
    name, svg = _download(page, "svg")
    assert name.endswith(".svg")
    assert svg.startswith(b"<svg")
    # Read back from their bytes, a weight at the threshold may fall on either side.
    sure = int((trace.attention[5, 1] > 0.042).sum())
    assert sure <= svg.count(b"<path") <= int((trace.attention[5, 1] > 0.038).sum())
    assert svg.count(b"pepper") == 2
    name, png = _download(page, "png")
    assert name.endswith(".png")
    assert png[:4] == b"\x89PNG"
    assert len(png) > 5_000


def test_model_view_opens_a_head(visitor: Any) -> None:
    page = _open(visitor, tab="model")
    canvas = page.locator(f"{PART} canvas")
    assert _shown(page)["tab"] == "model"
    width = canvas.bounding_box()["width"]
    side = (width - 30) / 12
    canvas.hover(position={"x": 30 + side * 6.5, "y": 30 + side * 2.5})
    assert say("en", "studio.word.head_name", layer=3, head=7) in page.locator(f"{PART} .told").inner_text()
    canvas.click(position={"x": 30 + side * 6.5, "y": 30 + side * 2.5})
    assert _shown(page)["layer"] == 3
    assert _shown(page)["heads"] == [7]
    assert _shown(page)["tab"] == "lines"


def test_heads_in_order_of_a_summary(visitor: Any, trace: Trace) -> None:
    page = _open(visitor, tab="model", sort="previous")
    canvas = page.locator(f"{PART} canvas")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    told = page.locator(f"{PART} .told").inner_text()
    best = np.diagonal(trace.attention, offset=-1, axis1=2, axis2=3).mean(-1)
    layer, head = np.unravel_index(int(best.argmax()), best.shape)
    assert say("en", "studio.word.head_name", layer=layer + 1, head=head + 1) in told
    assert f"{say('en', 'studio.sort.previous')} {best.max():.2f}" in told
    page.keyboard.press("Enter")
    assert _shown(page)["layer"] == layer + 1
    assert _shown(page)["heads"] == [head + 1]


def test_keyboard(visitor: Any, trace: Trace) -> None:
    page = _open(visitor, shown="1")
    page.locator(f"{PART} canvas").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    _holds(page, trace.attention[0, 0, 2], trace.tokens.labels)
    page.keyboard.press("ArrowRight")
    assert "looked at by" in page.locator(f"{PART} .told").inner_text()
    page.keyboard.press("Enter")
    assert _shown(page)["pins"] == ["k2"]
    page.keyboard.press("PageDown")
    assert _shown(page)["layer"] == 2
    page.keyboard.press("Escape")
    assert _shown(page)["pins"] == []


@pytest.mark.parametrize("address", [{}, {"lay": "across"}, {"tab": "model"}, {"words": "1"}])
def test_a_token_stays_text(visitor: Any, address: dict[str, str]) -> None:
    page = _open(visitor, text=EVIL, pins="q3", **address)
    assert page.locator(f"{PART} img").count() == 0
    assert page.locator("[data-testid=stAlert][kind=error]").count() == 0
    if address != {"tab": "model"}:
        assert "onerror" in (page.locator(f"{PART} canvas").get_attribute("aria-label") or "") or "one" in (
            page.locator(f"{PART} canvas").get_attribute("aria-label") or ""
        )
    _, svg = _download(page, "svg")
    assert b"<script" not in svg
    assert b"<img" not in svg


def test_the_longest_text(visitor: Any) -> None:
    page = _open(visitor, text="the cat and the dog " * 102)
    assert page.locator(f"{PART} canvas").count() == 1
    page.locator(f"{PART} .layers button").nth(5).click()
    assert _shown(page)["layer"] == 6
    box = page.locator(f"{PART} canvas").bounding_box()
    page.locator(f"{PART} canvas").hover(position={"x": box["width"] * 0.3, "y": 300})
    assert len(_told(page)) == 5


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize("tab", ["lines", "model"])
def test_a_phone_needs_no_sideways_scrolling(browser: Any, server: str, tab: str, language: str) -> None:
    from tests.browser.conftest import Visitor

    phone = Visitor(browser, server, viewport={"width": 375, "height": 800})
    page = _open(phone, tab=tab, lang=language)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    phone.context.close()
    assert not phone.errors
