"""The whole way, in a real browser: typing to figure, clicks, permalinks, export, script injection."""

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from explain.content import say

pytestmark = pytest.mark.browser

EVIL = "</script><img src=x onerror=alert(1)> <b>bold</b> **x** $y$"


def _type(visitor: Any, text: str, label: str = "shell.text", language: str = "en") -> None:
    box = visitor.page.get_by_label(say(language, label), exact=True)
    box.fill(text)
    box.press("Control+Enter")
    visitor.settle()


def _go_to_masked(visitor: Any) -> None:
    """By a click in the navigation, as people change pages."""
    visitor.page.get_by_role("link", name=say("en", "masked.title")).first.click()
    visitor.page.wait_for_selector(".st-key-word_strip")
    visitor.settle()


def _query(visitor: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visitor.page.url).query)


def test_a_cold_link_opens_its_page(visitor: Any) -> None:
    """First in the file and in the session: nothing has run in this server process yet."""
    page = visitor.open("masked?lang=tr")
    assert page.get_by_role("heading", name=say("tr", "masked.title")).is_visible()
    assert page.get_by_role("dialog").count() == 0


def test_language_follows_the_browser(another: Any) -> None:
    page = another.open("tokens")
    assert page.get_by_role("heading", name=say("tr", "tokens.title")).is_visible()
    assert _query(another)["lang"] == ["tr"]


def test_typing_to_figure(visitor: Any) -> None:
    page = visitor.open("attention?lang=en")
    _type(visitor, "Dogs chase cats.")
    ticks = page.locator(".st-key-head_map .ytick text").all_text_contents()
    assert [tick.strip("\u2068\u2069") for tick in ticks] == ["[CLS]", "Dogs", "chase", "cats", ".", "[SEP]"]
    assert _query(visitor)["text"] == ["Dogs chase cats."]


def test_clicking_a_small_map_shows_that_head(visitor: Any) -> None:
    page = visitor.open("attention?lang=en")
    maps = page.locator(".st-key-head_wall button[data-at]")
    assert maps.count() == 72
    maps.nth(3 * 12 + 4).click()
    visitor.settle()
    assert "Layer 4, head 5" in page.locator(".st-key-head_map .gtitle").text_content()
    assert _query(visitor)["layer"] == ["4"]
    # By keyboard too: the next map, and back on the same place after the page ran.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    visitor.settle()
    assert "Layer 4, head 6" in page.locator(".st-key-head_map .gtitle").text_content()


def test_hover_tells_the_exact_weight(visitor: Any) -> None:
    page = visitor.open("attention?lang=en&layer=1&head=1")
    box = page.locator(".st-key-head_map .nsewdrag").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 24, box["y"] + box["height"] / 24)
    page.wait_for_selector(".st-key-head_map .hoverlayer .hovertext")
    told = page.locator(".st-key-head_map .hoverlayer").text_content()
    assert "[CLS]" in told
    assert "0." in told


def test_a_permalink_shows_the_same_page(visitor: Any, another: Any) -> None:
    page = visitor.open("attention?lang=en")
    _type(visitor, "İyi günler, dünya! & more=1")
    page.locator(".st-key-head_wall button[data-at]").nth(30).click()
    visitor.settle()
    page.get_by_text(say("en", "attention.hide_special"), exact=True).click()
    visitor.settle()
    copied = page.url.removeprefix(visitor.server + "/")
    other = another.open(copied)
    for selector in (".st-key-head_map .gtitle", ".st-key-head_map .ytick text", "[data-testid=stAlert]"):
        assert other.locator(selector).all_text_contents() == page.locator(selector).all_text_contents() != []
    assert other.get_by_label(say("en", "shell.text"), exact=True).input_value() == "İyi günler, dünya! & more=1"


def test_the_text_comes_along_to_the_next_page(visitor: Any) -> None:
    page = visitor.open("tokens?lang=en")
    _type(visitor, "Dogs [MASK] cats.")
    _go_to_masked(visitor)
    assert page.get_by_label(say("en", "shell.text"), exact=True).input_value() == "Dogs [MASK] cats."
    assert page.locator(".st-key-guesses1 .ytick text").count() == 10
    assert _query(visitor)["text"] == ["Dogs [MASK] cats."]


def test_back_goes_back(visitor: Any) -> None:
    page = visitor.open("attention?lang=en")
    page.locator(".st-key-head_wall button[data-at]").nth(13).click()
    visitor.settle()
    assert "Layer 2, head 2" in page.locator(".st-key-head_map .gtitle").text_content()
    page.go_back()
    visitor.settle()
    assert "Layer 1, head 1" in page.locator(".st-key-head_map .gtitle").text_content()


def test_back_to_the_last_page_keeps_the_sentence(visitor: Any) -> None:
    page = visitor.open("attention?lang=en")
    _type(visitor, "Birds sing at dawn.")
    _go_to_masked(visitor)
    for _ in range(3):
        page.go_back()
        visitor.settle()
        assert page.get_by_label(say("en", "shell.text"), exact=True).input_value() == "Birds sing at dawn."
        if "attention" in page.url:
            break
    assert "attention" in page.url
    assert page.locator(".st-key-head_map .ytick text").count() == 7


def test_switching_language_and_back(visitor: Any) -> None:
    page = visitor.open("attention?lang=tr&layer=2")
    page.get_by_text("English", exact=True).click()
    visitor.settle()
    assert page.get_by_role("heading", name=say("en", "attention.title")).is_visible()
    assert page.get_by_text(say("en", "attention.try")[2:20]).first.is_visible()
    assert _query(visitor) == {"lang": ["en"], "layer": ["2"]}
    page.go_back()
    visitor.settle()
    assert page.get_by_role("heading", name=say("tr", "attention.title")).is_visible()
    assert _query(visitor) == {"lang": ["tr"], "layer": ["2"]}


def test_clicking_words_hides_them(visitor: Any) -> None:
    page = visitor.open("masked?lang=en&text=" + quote("The man who ate the pepper sneezed."))
    words = page.locator(".st-key-word_strip button")
    words.nth(5).click()
    visitor.settle()
    assert page.locator(".st-key-guesses1 .gtitle").text_content().count("pepper") == 1
    words.nth(1).click()
    visitor.settle()
    assert _query(visitor)["hidden"] == ["1,5"]
    assert words.nth(5).get_attribute("aria-pressed") == "true"
    words.nth(5).click()
    visitor.settle()
    assert _query(visitor)["hidden"] == ["1"]


def test_clicking_a_token_tells_about_it(visitor: Any) -> None:
    page = visitor.open("tokens?lang=tr")
    page.locator(".st-key-token_lanes button", has_text="mask").first.click()
    visitor.settle()
    facts = page.locator("[data-testid=stTable]").inner_text()
    assert "maskesi" in facts
    assert _query(visitor)["token"] == ["11"]


@pytest.mark.parametrize("page_name", ["tokens", "embeddings", "positions", "attention", "masked"])
@pytest.mark.parametrize("language", ["en", "tr"])
def test_no_script_of_a_text_is_run(visitor: Any, page_name: str, language: str) -> None:
    page = visitor.open(f"{page_name}?lang={language}&view=every&text={quote(EVIL)}&pair={quote(EVIL)}")
    assert page.locator("[data-testid=stMain] img[src='x']").count() == 0
    assert page.get_by_label(say(language, "shell.text"), exact=True).input_value() == EVIL
    assert page.locator("[data-testid=stAlert][kind=error]").count() == 0
    assert page.evaluate("() => [...document.querySelectorAll('img')].every((i) => !i.src.endsWith('/x'))")


def test_no_markup_of_a_model_name_is_rendered(visitor: Any) -> None:
    page = visitor.open("tokens?lang=en&model=" + quote("![x](http://evil.example/x.png) <img src=x>"))
    assert page.get_by_text("evil.example").is_visible()
    assert page.locator("[data-testid=stSidebar] [data-testid=stAlert] img").count() == 0


def _download(visitor: Any, act: Any) -> tuple[str, bytes]:
    with visitor.page.expect_download() as waiting:
        act()
    path = waiting.value.path()
    return waiting.value.suggested_filename, Path(path).read_bytes()


@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_export(visitor: Any, language: str) -> None:
    page = visitor.open(f"attention?lang={language}&text=" + quote("Yüz kişi."))
    page.locator(".st-key-head_map_save button").first.click()
    name, png = _download(visitor, lambda: page.locator(".st-key-head_map_picture button").first.click())
    assert name.endswith(".png")
    assert png[:4] == b"\x89PNG"
    assert len(png) > 10_000
    name, svg = _download(visitor, lambda: page.locator(".st-key-head_map_picture button").last.click())
    assert name.endswith(".svg")
    assert b"<svg" in svg
    assert "Yüz".encode() in svg or b"kisi" in svg or "-ü".encode() in svg
    name, table = _download(visitor, lambda: page.locator(".st-key-head_map_csv button").click())
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert rows[0][0] == say(language, "attention.axis_query")
    assert len(rows) == len(rows[0])
    for row in rows[1:]:
        assert sum(map(float, row[1:])) == pytest.approx(1, abs=1e-4)
    name, html = _download(visitor, lambda: page.locator(".st-key-head_map_html button").click())
    alone = visitor.context.browser.new_context(offline=True).new_page()
    target = Path(visitor.saved) / name
    target.write_bytes(html)
    alone.goto(target.as_uri())
    alone.wait_for_selector(".js-plotly-plot .main-svg")
    assert alone.locator(".ytick text").count() == len(rows) - 1
    alone.context.close()


@pytest.fixture(autouse=True)
def _saved(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "visitor" in request.fixturenames:
        request.getfixturevalue("visitor").saved = tmp_path


def test_the_wall_of_heads_can_be_saved(visitor: Any) -> None:
    page = visitor.open("attention?lang=en")
    buttons = page.locator(".st-key-head_wall .save button")
    for at, start in enumerate((b"<svg", b"\x89PNG", b"<!doctype html>")):
        _, content = _download(visitor, buttons.nth(at).click)
        assert content.startswith(start)
        assert content.count(b"<image") == (0 if at == 1 else 72)


def test_the_longest_text_does_not_freeze_the_browser(visitor: Any) -> None:
    page = visitor.open("attention?lang=en")
    _type(visitor, "word " * 510)
    assert "512 tokens" in page.get_by_text("forward pass").inner_text()
    page.locator(".st-key-head_wall button[data-at]").nth(70).click()
    visitor.settle()
    assert "Layer 6, head 11" in page.locator(".st-key-head_map .gtitle").text_content()


def test_figures_have_alternative_texts(visitor: Any) -> None:
    page = visitor.open("attention?lang=en")
    told = page.locator(".st-key-head_map [aria-label], .st-key-head_map [role=img]").first
    assert "Layer 1, head 1" in (told.get_attribute("aria-label") or "")


@pytest.mark.parametrize("page_name", ["", "tokens", "embeddings", "positions", "attention", "masked"])
def test_nothing_sticks_out_on_a_phone(browser: Any, server: str, page_name: str) -> None:
    from tests.browser.conftest import Visitor

    tab = Visitor(browser, server, viewport={"width": 375, "height": 800})
    page = tab.open(f"{page_name}?lang=tr")
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 375
    tab.context.close()


def test_two_people_do_not_mix(visitor: Any, another: Any) -> None:
    one = visitor.open("masked?lang=en&text=" + quote("The capital of [MASK] is Paris."))
    two = another.open("masked?lang=tr&text=" + quote("She [MASK] the door."))
    first, second = (tab.locator(".st-key-guesses1 .ytick text").all_text_contents() for tab in (one, two))
    assert first
    assert second
    assert first != second
    visitor.open("masked?lang=en&text=" + quote("The capital of [MASK] is Paris."))
    assert one.locator(".st-key-guesses1 .ytick text").all_text_contents() == first
