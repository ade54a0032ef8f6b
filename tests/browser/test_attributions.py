"""Attributions in a real browser: shading, pictures, clicking a word, stopping long work, script injection."""

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from explain.content import say

pytestmark = pytest.mark.browser

EVIL = "</script><img src=x onerror=alert(1)> <b>bold</b> [MASK] **x** $y$"


def test_shaded_words_and_their_pictures(visitor: Any, tmp_path: Path) -> None:
    page = visitor.open("attributions?lang=en&ask=rather&target=were&rather=was")
    words = page.locator(".st-key-why_sentence .line .word")
    assert words.locator("b").all_text_contents()[1:6] == ["The", "keys", "to", "the", "cabinet"]
    assert words.nth(6).get_attribute("class") == "word kept"
    strongest = words.nth(2).evaluate("part => getComputedStyle(part).backgroundColor")
    assert strongest == "rgb(156, 61, 0)", "the end of the scale"
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as download:
            page.locator(".st-key-why_sentence").get_by_role("button", name=say("en", f"shell.export_{kind}")).click()
        saved = tmp_path / f"sentence.{kind}"
        download.value.save_as(saved)
        assert saved.read_bytes().startswith(start)
    assert b"cabinet" in (tmp_path / "sentence.svg").read_bytes()


def test_clicking_a_word_asks_for_it(visitor: Any) -> None:
    page = visitor.open("attributions?lang=en")
    page.locator(".st-key-blank_strip button", has_text="table").click()
    visitor.settle()
    assert parse_qs(urlsplit(page.url).query)["blank"] == ["9"]
    shown = page.locator(".st-key-why_sentence .line .word b").all_text_contents()
    assert shown[9] == "[MASK]"


def test_a_sentence_cannot_become_markup(visitor: Any) -> None:
    page = visitor.open(f"attributions?lang=en&text={quote(EVIL)}&why=several&methods=saliency")
    shown = page.locator(".st-key-why_sentences .line").first.locator("b").all_text_contents()
    assert {"<", "script", ">"} <= set(shown)
    assert page.locator(".stMain img[src=x]").count() == 0


def test_a_method_without_a_sign_is_neither_orange_nor_blue(visitor: Any) -> None:
    page = visitor.open("attributions?lang=en&why=several&methods=saliency,occlusion&ask=rather&target=was&rather=were")

    def shades(row: int) -> set[str]:
        words = page.locator(".st-key-why_sentences .line").nth(row).locator(".word:not(.kept)")
        kinds = set()
        for at in range(words.count()):
            colour = words.nth(at).evaluate("part => getComputedStyle(part).backgroundColor")
            red, green, blue = map(int, colour.removeprefix("rgb(").removesuffix(")").split(","))
            if max(red, green, blue) - min(red, green, blue) > 30:
                kinds.add("green" if green > max(red, blue) else "orange" if red > blue else "blue")
        return kinds

    assert shades(0) == {"green"}
    assert {"blue"} <= shades(1) <= {"orange", "blue"}, "“keys” speaks against “was”"


def test_long_work_is_counted_stops_and_goes_on(visitor: Any) -> None:
    text = "The man who ate the pepper that his neighbour had grown in the little garden [MASK] by the river."
    page = visitor.page
    page.goto(f"{visitor.server}/attributions?lang=en&explainer=shapley&permutations=400&text={quote(text)}")
    stop = page.locator("[class*=st-key-stop_shapley] button")
    stop.wait_for(timeout=120_000)
    assert "Shapley" in page.locator("[data-testid=stProgress]").first.text_content()
    stop.click()
    again = page.get_by_role("button", name=say("en", "shell.go_on"))
    again.wait_for(timeout=120_000)
    visitor.settle()
    assert page.locator(".st-key-why_bars").count() == 0
    # The model is free for something else at once.
    page.goto(f"{visitor.server}/attributions?lang=en&explainer=saliency")
    visitor.settle()
    assert page.locator(".st-key-why_bars").count() == 1


@pytest.mark.parametrize("language", ["en", "tr"])
def test_every_export(visitor: Any, tmp_path: Path, language: str) -> None:
    page = visitor.open(f"attributions?lang={language}&explainer=occlusion&lesson=0")
    page.locator(".st-key-why_bars_save button").first.click()

    def saved(button: Any) -> bytes:
        with page.expect_download() as download:
            button.click()
        target = tmp_path / "saved"
        download.value.save_as(target)
        return target.read_bytes()

    buttons = page.locator(".st-key-why_bars_picture button")
    assert saved(buttons.first).startswith(b"\x89PNG")
    assert b"cabinet" in saved(buttons.last)
    table = saved(page.locator(".st-key-why_bars_csv button")).decode("utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(table)))
    assert head[1:] == [say(language, "attributions.column_word"), say(language, "attributions.method.occlusion")]
    assert [row[1] for row in rows] == ["The", "keys", "to", "the", "cabinet", "on", "the", "table", "."]
    notes = page.locator(".st-key-why_sentence .line .word small").all_text_contents()
    shown = [note.replace("−", "-").replace(",", ".") for note in notes if note.strip()]
    assert [float(note) for note in shown] == pytest.approx([float(row[2]) for row in rows], abs=6e-4)
    assert b"plotly" in saved(page.locator(".st-key-why_bars_html button")).lower()
