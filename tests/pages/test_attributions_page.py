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
    said = say(
        language, "attributions.beside_random", mean="M", spread="S", beaten=beaten, orders=random.orders, seed=1
    )
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
    spec = next(spec for name, spec in drawn.items() if name.startswith("The same change"))
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
    assert any("so doubling stops" in caption.value for caption in app.caption)
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


def told(app: AppTest) -> str:
    """All captions and paragraphs of a page, without the marks of Markdown."""
    return "\n".join(part.value.replace("\\", "") for part in [*app.caption, *app.markdown, *app.warning])


def beginning(language: str, key: str) -> str:
    """The first words of a text, up to what is filled in."""
    return say(language, key).split("{")[0][:60].replace("**", "")


def test_a_small_gap_is_not_said_to_be_enough() -> None:
    for language, words in (
        ("en", ("about the sum alone", "for each word")),
        ("tr", ("yalnızca toplamla", "tek tek kelimeler")),
    ):
        said = told(open_page("attributions", language))
        assert all(word in said for word in words), said
        assert "enough" not in said.split("Gap by steps")[-1].split("\n")[0]
    # Two tries: how far the words moved between them.
    app = open_page("attributions", "en", replaced="zero", steps="8")
    assert "At the last doubling the word that moved most" in told(app)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_what_was_drawn_is_said_with_its_seed_and_error(language: str, embedded: LoadedModel) -> None:
    """In every view that shows a number by a method that draws."""
    long = "The man who ate the pepper that his neighbour had grown [MASK] by the river."
    tokens = tokenize(embedded, long)
    at = next(at for at, token in enumerate(tokens) if token.id == embedded.tokenizer.mask_token_id)
    question = word_question(embedded, tokens, at, int(np.argmax(guesses(embedded, tokens, at))))
    asked = {"text": long, "permutations": "6", "samples": "40", "draw": "7", "lesson": "0"}
    for method in ("shapley", "kernel", "lime"):
        found = attribution(embedded, question, "mask", method, Effort(orders=6, samples=40, seed=7))
        assert found.error is not None
        from explain.numbers import number, significant

        most = float(found.error.max())
        error = significant(language, most, 2) if most < 0.01 else number(language, most, 3)
        for view in ("one", "several", "trust", "inside"):
            if view != "one" and method == "lime":
                continue  # The same code; its texts are seen in the first view.
            said = told(open_page("attributions", language, view=view, explainer=method, methods=method, **asked))
            line = next(
                line
                for line in said.split("\n")
                if line.startswith(beginning(language, f"attributions.drawn.{method}"))
            )
            numbers_of = say(
                language, f"attributions.drawn.{method}", draws=found.draws, seed=7, error=error, resamples=200
            )
            assert line == numbers_of, view
        app = open_page("attributions", language, view="one", explainer=method, **asked)
        (drawn,) = charts(app).values()
        np.testing.assert_allclose(numbers(drawn["data"][0]["error_x"]["array"]), found.error, rtol=1e-3)


def test_few_words_have_exact_shapley_values(embedded: LoadedModel) -> None:
    app = open_page("attributions", "en", explainer="shapley", draw="3")
    said = told(app)
    assert "exact: all 512 sets of the 9 words" in said
    assert beginning("en", "attributions.drawn.shapley") not in said
    (drawn,) = charts(app).values()
    assert "error_x" not in drawn["data"][0]


def test_deeplift_never_stands_without_a_word_on_its_list() -> None:
    for language, key in (("en", "attributions.about.deeplift"), ("tr", "attributions.deeplift_list")):
        assert "GELU" in say(language, key)
    for view, address in (
        ("one", {"explainer": "deeplift"}),
        ("inside", {"explainer": "deeplift"}),
        ("several", {"methods": "deeplift,saliency"}),
        ("trust", {"methods": "occlusion,deeplift"}),
    ):
        for language in ("en", "tr"):
            said = told(open_page("attributions", language, view=view, lesson="0", **address))
            assert "GELU" in said, (view, language)
    assert "GELU" not in told(open_page("attributions", "en", view="several", methods="saliency,occlusion", lesson="0"))


def test_a_negative_change_is_warned_of(embedded: LoadedModel) -> None:
    """Sentences that are more alike once every word is the same, and some that are not; words that are spoken against."""
    seen = set()
    for one, other in (
        ("He sat on the bank of the river.", "He put his money in the bank."),
        ("The cat sleeps.", "Prices rose again in March."),
        ("She is a doctor.", "She is a doctor."),
        ("Hi!", "The committee that met on Tuesday could not agree on the budget."),
    ):
        question = similarity_question(tokenize(embedded, one), tokenize(embedded, other))
        for baseline in ("mask", "zero"):
            found = attribution(embedded, question, baseline, "occlusion", Effort())
            app = open_page(
                "attributions", "en", ask="similar", text=one, pair=other, explainer="occlusion", replaced=baseline
            )
            assert [warning.value for warning in app.warning] == (
                [say("en", "attributions.negative.alike")] if found.change < -1e-6 else []
            ), (one, other, baseline)
            seen.add(found.change < -1e-6)
    assert seen == {True, False}
    app = open_page("attributions", "tr", ask="rather", target="was", rather="were", explainer="occlusion")
    negative = attribution(
        embedded,
        word_question(
            embedded,
            tokenize(embedded, CABINET),
            6,
            find_entry(embedded.vocabulary, "was"),
            against=find_entry(embedded.vocabulary, "were"),
        ),
        "mask",
        "occlusion",
        Effort(),
    )
    assert negative.change < 0
    assert [warning.value for warning in app.warning] == [say("tr", "attributions.negative.other")]


@pytest.mark.parametrize("family", ["llama", "gpt_neox", "modernbert", "gpt2", "bert"])
def test_a_path_that_begins_at_zeros_is_said_to(
    family: str, tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders[family]))
    about = {"model": str(tiny_folders[family]), "text": "The cat bit the dog."}
    bare = family in ("llama", "gpt_neox", "modernbert")
    for view, language in (("one", "en"), ("path", "tr"), ("inside", "en")):
        said = told(open_page("attributions", language, view=view, replaced="zero", **about))
        assert (say(language, "attributions.from_zeros") in said) == bare, view
        if view == "path":
            points = "crowded" if bare else "even"
            assert say(language, f"attributions.path_points.{points}") in said
    # Not where the method follows no path, nor from a mask.
    assert say("en", "attributions.from_zeros") not in told(
        open_page("attributions", "en", replaced="zero", explainer="occlusion", **about)
    )
    if family in ("modernbert", "bert"):
        assert say("en", "attributions.from_zeros") not in told(open_page("attributions", "en", **about))


def test_layers_are_not_called_a_flow_and_heads_stand_beside_chance() -> None:
    from explain.attribution import best_by_chance

    for language, (path, names) in {
        "en": ("along a path of its own", ("Jain and Wallace 2019", "Wiegreffe and Pinter 2019")),
        "tr": ("kendi yolunun tümlevidir", ("Jain ve Wallace 2019", "Wiegreffe ve Pinter 2019")),
    }.items():
        said = told(open_page("attributions", language, view="inside", explainer="occlusion"))
        assert path in said
        assert all(name in said for name in names)
        mean, high = best_by_chance(9, 72)
        for value in (mean, high):
            assert f"{value:.2f}".replace(".", "," if language == "tr" else ".") in said


def test_one_word_has_one_meaning() -> None:
    """“Strongest” leaves the sign out, so whatever goes by the sign does not say it."""
    signed = ("deletion_area_help", "insertion_area_help", "comprehensiveness_help", "sufficiency_help", "trust_note")
    for key in (*signed, "deletion_title", "insertion_title"):
        assert "highest" in say("en", f"attributions.{key}"), key
        assert "strongest" not in say("en", f"attributions.{key}"), key
        assert "en yüks" in say("tr", f"attributions.{key}"), key
        assert "güçlü" not in say("tr", f"attributions.{key}"), key


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
