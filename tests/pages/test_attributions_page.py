"""The Attributions page: numbers, permalinks, both languages, what can go wrong."""

from collections.abc import Callable, Hashable
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explain.attribution import (
    METHODS,
    Attribution,
    Effort,
    attribution,
    by_layer,
    deletion_curves,
    random_orders,
)
from explain.content import say
from explain.models import LoadedModel
from explain.prediction.questions import Question, find_entry, guesses, similarity_question, word_question
from explain.text.tokens import tokenize
from pages.shell.page import find
from tests.pages.conftest import charts, fine, frame, numbers, open_page, widget

VIEWS = find("attributions").views
CABINET = "The keys to the cabinet [MASK] on the table."


def were_rather_than_was(embedded: LoadedModel) -> Question:
    target, against = (find_entry(embedded.vocabulary, word) for word in ("were", "was"))
    return word_question(embedded, tokenize(embedded, CABINET), 6, target, against=against)


def metric(app: AppTest, key: str, language: str = "en") -> str:
    return next(one.value for one in app.metric if one.label == say(language, key))


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(view: str, language: str) -> None:
    app = open_page("attributions", language, why=view, permutations="4", lesson="0")
    assert fine(app)
    assert not app.warning
    assert app.segmented_control(key="attributions.view").value == view
    assert len(charts(app)) == {"one": 1, "several": 1, "trust": 3, "path": 2, "inside": 4}[view]


@pytest.mark.parametrize("view", VIEWS)
def test_every_count_can_be_on_screen_at_once(view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a slow machine, where every piece of work shows its count and its button."""
    from pages.shell import work

    monkeypatch.setattr(work, "_PATIENCE", -1.0)
    app = open_page("attributions", "en", why=view, permutations="4", methods=",".join(METHODS))
    assert fine(app)
    assert not app.get("progress")


@pytest.mark.parametrize("language", ["en", "tr"])
def test_bars_and_tests_are_the_librarys(language: str, embedded: LoadedModel) -> None:
    app = open_page("attributions", language, ask="rather", target="were", rather="was", explainer="occlusion")
    assert fine(app)
    question = were_rather_than_was(embedded)
    found = attribution(embedded, question, "mask", "occlusion", Effort())
    (drawn,) = charts(app).values()
    np.testing.assert_allclose(numbers(drawn["data"][0]["x"]), found.values, atol=1e-4)
    curve = deletion_curves(embedded, question, "mask", "occlusion", Effort())

    def shown(key: str) -> float:
        return float(metric(app, key, language).replace("−", "-").replace(",", "."))

    for name in ("deletion_area", "insertion_area", "comprehensiveness", "sufficiency"):
        assert shown(f"attributions.{name}") == pytest.approx(getattr(curve, name), abs=1e-3)
    gap = metric(app, "attributions.gap", language)
    assert float(gap.strip("%").replace(",", ".")) == pytest.approx(100 * found.gap_share, abs=0.06)
    random = random_orders(embedded, question, "mask", 1)
    beaten = int((random.deletion_area > curve.deletion_area).sum())
    said = say(language, "attributions.beside_random", mean="M", spread="S", beaten=beaten, orders=random.orders)
    end = said.split("S", 1)[1]
    assert any(caption.value.replace("\\", "").endswith(end) for caption in app.caption)


def test_the_answer_of_the_lecture(embedded: LoadedModel) -> None:
    """“keys” wants the plural, “cabinet” the singular: that is what the page is for."""
    app = open_page("attributions", "en", ask="rather", target="were", rather="was")
    (drawn,) = charts(app).values()
    values = numbers(drawn["data"][0]["x"])
    assert int(values.argmax()) == 1
    assert values[4] < 0
    found = attribution(embedded, were_rather_than_was(embedded), "mask", "saliency", Effort())
    whole = f"{found.whole:.3f}"
    assert any("log" in text.value and whole in text.value.replace("\\", "") for text in app.markdown)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_its_bars(method: str, embedded: LoadedModel) -> None:
    app = open_page(
        "attributions", "tr", explainer=method, permutations="4", samples="32", replaced="zero", scale="logit"
    )
    assert fine(app)
    assert app.segmented_control(key="attributions.replaced").value == "zero"
    tokens = tokenize(embedded, CABINET)
    best = int(np.argmax(guesses(embedded, tokens, 6)))
    question = word_question(embedded, tokens, 6, best, scale="logit")
    found = attribution(embedded, question, "zero", method, Effort(orders=4, samples=32, seed=1))
    (drawn,) = charts(app).values()
    np.testing.assert_allclose(numbers(drawn["data"][0]["x"]), found.values, rtol=1e-3, atol=1e-4)


def test_an_address_brings_everything_back() -> None:
    address = {
        "ask": "rather",
        "blank": "2",
        "target": "dogs",
        "rather": "cats",
        "replaced": "pad",
        "explainer": "kernel",
        "steps": "32",
        "samples": "64",
        "permutations": "10",
        "draw": "7",
        "doubling": "0",
        "text": "The dogs bark.",
    }
    app = open_page("attributions", "en", **address)
    assert fine(app)
    assert (widget(app.selectbox, "attributions.target").value, widget(app.selectbox, "attributions.rather").value) == (
        "dogs",
        "cats",
    )
    assert app.session_state["attributions.blank"] == 2
    assert [app.number_input(key=f"attributions.{name}").value for name in ("samples", "draw")] == [64, 7]
    assert app.toggle(key="attributions.doubling").value is False
    query = {name: value[0] if isinstance(value, list) else value for name, value in dict(app.query_params).items()}
    assert address.items() <= query.items()


def test_choices_about_one_text_are_dropped_with_it() -> None:
    app = open_page("attributions", "en", target="was", blank="6")
    app.text_area(key="text").set_value("The capital of France [MASK] Paris.").run()
    assert fine(app)
    assert app.session_state["attributions.blank"] == 5
    assert widget(app.selectbox, "attributions.target").value == ""


def test_bad_addresses_simply_work() -> None:
    app = open_page(
        "attributions",
        "en",
        ask="zzz",
        blank="77",
        replaced="x",
        explainer="?",
        methods="a,b",
        view="0",
        steps="3",
        samples="1e9",
        permutations="-1",
        draw="x",
        scale="%",
        doubling="9",
        label="4",
    )
    assert fine(app)
    assert app.segmented_control(key="attributions.ask").value == "word"


@pytest.mark.parametrize("language", ["en", "tr"])
def test_what_a_visitor_can_get_wrong(language: str) -> None:
    def told(app: AppTest) -> list[str]:
        assert not app.exception
        return [error.value.replace("\\", "") for error in app.error]

    app = open_page("attributions", language, target="nosuchwordatall")
    assert told(app) == [say(language, "error.no_entry", word="nosuchwordatall")]
    assert widget(app.selectbox, "attributions.target").value == "nosuchwordatall"
    app = open_page("attributions", language, target="<b>$x$</b> **y**")
    assert told(app) == [say(language, "error.no_entry", word="<b>$x$</b> **y**")]
    app = open_page("attributions", language, ask="rather", target="was", rather="was")
    assert told(app) == [say(language, "error.same_word")]
    app = open_page("attributions", language, ask="similar")
    assert fine(app)
    assert say(language, "attributions.need_pair") in [info.value for info in app.info]
    app = open_page("attributions", language, text="Hello")
    assert fine(app)
    assert say(language, "error.no_players") in [info.value.replace("\\", "") for info in app.info]
    app = open_page("attributions", language, view="several")
    app.multiselect(key="attributions.methods").set_value([]).run()
    assert fine(app)
    assert say(language, "attributions.no_methods") in [info.value for info in app.info]
    app = open_page("attributions", language, explainer="shapley", permutations="512", text="word " * 400)
    assert len(told(app)) == 1
    assert "512" not in told(app)[0]


def test_two_sentences(embedded: LoadedModel) -> None:
    one, other = "He sat on the bank of the river.", "He put his money in the bank."
    app = open_page("attributions", "en", ask="similar", text=one, pair=other, explainer="occlusion")
    assert fine(app)
    question = similarity_question(tokenize(embedded, one), tokenize(embedded, other))
    found = attribution(embedded, question, "mask", "occlusion", Effort())
    (drawn,) = charts(app).values()
    np.testing.assert_allclose(numbers(drawn["data"][0]["x"]), found.values, atol=1e-4)
    for view in ("path", "inside"):
        app.segmented_control(key="attributions.view").set_value(view).run()
        assert fine(app)


def test_layers_are_the_librarys(embedded: LoadedModel) -> None:
    app = open_page("attributions", "en", ask="rather", target="were", rather="was", view="inside")
    drawn = charts(app)
    spec = next(spec for name, spec in drawn.items() if name.startswith("Where the answer is"))
    expected = by_layer(embedded, were_rather_than_was(embedded), "mask")
    np.testing.assert_allclose(numbers(spec["data"][0]["z"]), expected.values, atol=1e-3)
    four = frame(app, "The text")
    assert len(four) == 4


@pytest.mark.parametrize("family", ["roberta", "albert", "electra", "gpt2", "modernbert"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_for_other_families(
    view: str, family: str, tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders[family]))
    app = open_page(
        "attributions", "en", why=view, model=str(tiny_folders[family]), text="The cat bit the dog.", permutations="4"
    )
    assert not app.exception
    # ALBERT's layers are one module used over and over.
    assert len(app.error) == (family == "albert" and view == "inside")
    if view == "one":
        app.selectbox(key="attributions.explainer").set_value("deeplift").run()
        assert len(app.error) == (family == "albert")


def test_a_classifier_is_asked_for_its_labels(
    tiny_folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer

    names = {0: "bad", 1: "<b>good</b>"}
    config = AutoConfig.from_pretrained(tiny_folders["bert"], id2label=names)
    AutoModelForSequenceClassification.from_config(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(tiny_folders["bert"]).save_pretrained(tmp_path)
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tmp_path))
    app = open_page("attributions", "en", model=str(tmp_path), text="The cat bit the dog.", label="1")
    assert fine(app)
    assert app.segmented_control(key="attributions.ask").options == [
        say("en", "attributions.ask.label"),
        say("en", "attributions.ask.similar"),
    ]
    assert widget(app.selectbox, "attributions.label").value == 1
    assert any("P(<b>good</b>)" in text.value.replace("\\", "") for text in app.markdown)
    assert not any("P(<b>good" in text.value for text in app.markdown)
    other = open_page("masked", "en", model=str(tmp_path), text="The [MASK] bit the dog.")
    assert not other.exception
    assert len(other.error) == 1


def test_what_happened_with_the_steps_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from explain.attribution import gradients

    app = open_page("attributions", "en")
    assert any("these are enough" in caption.value for caption in app.caption)
    app = open_page("attributions", "en", doubling="0", steps="8", replaced="pad")
    assert any("8 steps" in caption.value.replace("\\", "") for caption in app.caption)
    monkeypatch.setattr(gradients, "TOLERANCE", -1.0)
    monkeypatch.setattr(gradients, "steps_limit", lambda tokens: 32)
    from pages.views.attributions import one

    monkeypatch.setattr(one, "TOLERANCE", -1.0)
    monkeypatch.setattr(one, "steps_limit", lambda tokens: 32)
    from pages.shell import store

    store.engine.cache_clear()
    app = open_page("attributions", "en")
    assert any("The limit of 32 steps" in caption.value for caption in app.caption)


def test_results_are_kept_per_question(monkeypatch: pytest.MonkeyPatch) -> None:
    from explain.attribution import methods

    app = open_page("attributions", "en")
    monkeypatch.setattr(methods, "attribute", lambda *_: pytest.fail("computed again"))
    app.segmented_control(key="language_switch").set_value("tr").run()
    assert fine(app)
    again = open_page("attributions", "tr")
    assert fine(again)


def test_stopped_work_can_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the button had been pressed: the work is not begun again by itself, and goes on when asked."""
    from pages.shell import work
    from pages.views.attributions import choices

    app = open_page("attributions", "en", explainer="shapley", permutations="4")
    assert fine(app)
    seen: list[tuple[str, Hashable]] = []
    real = work.work

    def spy(name: str, label: str, about: Hashable, do: Callable[[], Attribution]) -> Attribution | None:
        seen.append((name, about))
        return real(name, label, about, do)

    monkeypatch.setattr(choices, "work", spy)
    app.run()
    app.session_state["_stopped"] = next(key for key in seen if key[0] == "shapley")
    app.run()
    assert not charts(app)
    assert any("was stopped" in info.value for info in app.info)
    app.button(key="go_on_shapley").click().run()
    assert fine(app)
    assert len(charts(app)) == 1


def test_a_hidden_word_is_another_question(embedded: LoadedModel) -> None:
    """The same sentence with another word hidden: nothing of the first question is shown for the second."""
    text = "The dogs bark."
    tokens = tokenize(embedded, text)
    for blank in (2, 1):
        address = {"text": text, "blank": str(blank), "scale": "logit", "explainer": "occlusion"}
        app = open_page("attributions", "en", **address)
        question = word_question(
            embedded, tokens, blank, int(np.argmax(guesses(embedded, tokens, blank))), scale="logit"
        )
        found = attribution(embedded, question, "mask", "occlusion", Effort())
        (drawn,) = charts(app).values()
        np.testing.assert_allclose(numbers(drawn["data"][0]["x"]), found.values, atol=1e-4)
