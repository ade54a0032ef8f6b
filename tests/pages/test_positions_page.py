"""The Positions page: numbers, permalinks, both languages, what can go wrong."""

import re
from pathlib import Path

import numpy as np
import pytest

from explain.content import say
from explain.models import FAMILIES, LoadedModel
from explain.order.influence import by_gap, model_influence
from explain.order.learned_positions import position_table
from explain.order.shuffling import shuffle
from explain.text.tokens import tokenize
from pages.shell.page import find
from tests.pages.conftest import LANGUAGES, charts, fine, frame, numbers, open_page, widget

VIEWS = find("positions").views
PLACED = ("llama", "gpt_neox", "mpnet", "deberta-v2")
"""Families whose places are marked in a way of their own."""
KINDS = ("all", "sinusoidal", "learned", "rotary", "alibi")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer backward passes: these tests are of the page, not of the estimate."""
    from explain.order import influence

    monkeypatch.setattr(influence, "_BUDGET", 64)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(view: str, language: str) -> None:
    app = open_page("positions", language, places=view)
    assert fine(app)
    assert app.segmented_control(key="positions.view").value == view
    assert len(charts(app)) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_encoding_opens(kind: str, language: str) -> None:
    app = open_page("positions", language, encoding=kind)
    assert fine(app)
    assert len(charts(app)) == {"all": 4, "alibi": 3}.get(kind, 4)
    if kind == "all":
        for seen in ("curves", "against"):
            app.segmented_control(key="positions.seen").set_value(seen).run()
            assert fine(app)
            assert len(charts(app)) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lectures_table_is_one_click_away(language: str) -> None:
    app = open_page("positions", language, encoding="alibi")
    app.button[0].click().run()
    assert fine(app)
    drawn = numbers(charts(app)[say(language, "positions.map.sinusoidal")]["data"][0]["z"])
    expected = np.array([[0, 1, 0, 1], [0.84, 0.54, 0.10, 1.00], [0.91, -0.42, 0.20, 0.98], [0.14, -0.99, 0.30, 0.96]])
    np.testing.assert_allclose(drawn, expected, atol=0.005)
    spec = charts(app)[say(language, "positions.map.sinusoidal")]
    rows = [text.strip("\u2068\u2069") for text in spec["layout"]["yaxis"]["ticktext"]]
    assert rows == ["0 I", "1 am", "2 a", "3 Robot"]
    query = {name: value[0] if isinstance(value, list) else value for name, value in dict(app.query_params).items()}
    assert {"length": "4", "width": "4", "base": "100", "text": "I am a Robot"}.items() <= query.items()


def test_an_address_brings_back_the_page_in_the_other_language() -> None:
    app = open_page(
        "positions", "tr", encoding="rotary", length="50", width="32", base="500", turn="3", by="7", dims="1,4"
    )
    assert fine(app)
    assert (app.number_input(key="positions.turn").value, app.number_input(key="positions.by").value) == (3, 7)
    assert widget(app.multiselect, "positions.dims").value == [1, 4]
    assert app.number_input(key="positions.base").value == 500
    other = open_page("positions", "tr", view="shuffling", order="17", text="Dogs bite men.")
    assert other.number_input(key="positions.order").value == 17


def test_bad_addresses_and_an_odd_width() -> None:
    app = open_page(
        "positions",
        "en",
        encoding="zzz",
        length="-3",
        width="1e9",
        base="x",
        heads="999",
        bias_head="0",
        dims="7777",
        view="?",
        turn="-1",
        one="900",
        seen="none",
        order="1e400",
    )
    assert fine(app)
    app = open_page("positions", "tr", encoding="rotary", width="7")
    assert not app.exception
    assert [e.value for e in app.error] == [say("tr", "error.odd_width", width=7)]
    assert fine(open_page("positions", "en", encoding="sinusoidal", width="7"))
    app = open_page("positions", "en", encoding="all", width="7")
    assert len(app.error) == 1


@pytest.mark.parametrize("view", VIEWS)
def test_bad_text_in_every_view(view: str) -> None:
    app = open_page("positions", "en", places=view, text=" ")
    assert [e.value for e in app.error] == [say("en", "error.empty_text")]
    app.text_area(key="text").set_value("[CLS] [SEP]").run()
    assert not app.exception
    assert [e.value for e in app.error] == ([say("en", "error.few_words")] if view == "distance" else [])
    app.text_area(key="text").set_value("<b>x</b> $y$ مرحبا").run()
    assert fine(app)


@pytest.mark.parametrize("family", [*("roberta", "albert", "gpt2", "modernbert"), *PLACED])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_for_other_families(
    view: str, family: str, tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders[family]))
    app = open_page("positions", "en", places=view, model=str(tiny_folders[family]), text="The cat bit the dog.")
    assert fine(app)
    notes = " ".join(info.value for info in app.info)
    abilities = FAMILIES[family].abilities
    looks_at_part = "causal" in abilities or family == "modernbert"
    assert ("may look at only a part" in notes) == (view == "shuffling" and looks_at_part)
    captions = " ".join(caption.value for caption in app.caption)
    assert ("every distance is said to be 0" in captions) == (view == "shuffling" and "positions:relative" in abilities)
    assert ("turns queries and keys inside" in captions) == (view == "reading" and "positions:rotary" in abilities)
    assert ("how far apart query and key are" in captions) == (view == "reading" and "positions:relative" in abilities)
    for kind in ("learned", "rotary", "all") if view == "encodings" else ():
        app.segmented_control(key="positions.encoding").set_value(kind).run()
        assert not app.exception
        assert len(app.error) == (kind == "learned" and "positions:learned" not in abilities)
        captions = " ".join(caption.value for caption in app.caption)
        assert ("turns only the first 4 of the 8" in captions) == (kind == "rotary" and family == "gpt_neox")


def test_what_is_drawn_is_what_the_model_says(embedded: LoadedModel) -> None:
    text = "The dog bit the [MASK] and the man bit the dog."
    tokens = tokenize(embedded, text)
    found = shuffle(embedded, tokens, 5)
    assert found.guesses is not None
    app = open_page("positions", "en", view="shuffling", order="5", text=text)
    kept = charts(app)["Positions kept"]["data"][0]
    np.testing.assert_allclose(numbers(kept["z"]), found.with_positions.T, atol=1e-5)
    table = frame(app, "How it was read")
    assert len(table) == 4
    np.testing.assert_allclose(table["Probability of the first"], np.exp(found.guesses[:, 0].max(-1)), atol=1e-5)
    assert table["First five guesses"][2] == table["First five guesses"][3]


def test_distance_table_is_the_measurement(embedded: LoadedModel) -> None:
    text = "The dog bit the man."
    measured = model_influence(embedded, tokenize(embedded, text))
    found = by_gap(measured)
    kept = found.pairs > 0
    app = open_page("positions", "en", view="distance", text=text)
    table = frame(app, "Mean norm")
    own = table[table["Curve"].str.contains("earlier on later") & ~table["Curve"].str.contains("GRU")]
    np.testing.assert_allclose(own["Mean norm"], found.mean[kept], rtol=1e-3)
    np.testing.assert_allclose(own["Standard error, relative"], found.relative_error[kept], rtol=1e-3, atol=1e-9)
    assert own["Pairs"].tolist() == found.pairs[kept].tolist()
    assert own["Relative to gap 0"].iloc[0] == 1
    assert not table[table["Curve"].str.contains("GRU")]["Standard error, relative"].any()
    single = np.median((measured.errors / measured.norms)[:, ~measured.special])
    (note,) = [c.value.replace("\\", "") for c in app.caption if "random signs" in c.value]
    assert "4 vectors of random signs (seed 0" in note
    assert f"standard error of {100 * single:.1f}%" in note
    said = [c.value for c in app.caption if "perplexity" in c.value]
    assert said
    assert re.search(r"perplexity \d+", said[0])


def test_one_page_is_small() -> None:
    app = open_page("positions", "en", encoding="learned", length="512")
    assert fine(app)
    sent = sum(len(element.proto.spec) for element in app.get("plotly_chart"))
    assert sent < 1_000_000


def test_the_same_word_is_found_again_in_another_sentence(embedded: LoadedModel) -> None:
    app = open_page("positions", "en", view="reading")
    assert (widget(app.selectbox, "positions.one").value, widget(app.selectbox, "positions.other").value) == (2, 12)
    app.text_area(key="text").set_value("A robot saw a robot.").run()
    assert (widget(app.selectbox, "positions.one").value, widget(app.selectbox, "positions.other").value) == (2, 5)
    tokens = tokenize(embedded, "A robot saw a robot.")
    lengths = np.linalg.norm(position_table(embedded)[: len(tokens)].astype(float), axis=1)
    np.testing.assert_allclose(frame(app, "+ position")["+ position"], lengths, atol=1e-4)
    linked = open_page("positions", "tr", view="reading", one="3", other="5")
    assert (widget(linked.selectbox, "positions.one").value, widget(linked.selectbox, "positions.other").value) == (
        3,
        5,
    )
