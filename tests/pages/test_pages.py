"""Every page in both languages, with good input and bad, as Streamlit itself runs it."""

import os
import re
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explain.content import CATALOGUES, say
from explain.engine.trace import run
from explain.models import EMBEDDED_ID, FAMILIES, LoadedModel
from explain.prediction.masked_words import predict, top
from explain.text.tokens import tokenize
from pages.shell.page import pages
from tests.pages.conftest import FILES, LANGUAGES, ROOT, fine, frame, open_page, widget

# The Bias lab has boxes of its own; see test_bias_page.py.
# Their own files open every one of their views.
WITH_TESTS_OF_THEIR_VIEWS = ("attributions", "bias", "embeddings", "positions", "studio")
WITH_SENTENCE = [name for name in FILES if name != "bias"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_every_page_opens(name: str, language: str) -> None:
    app = open_page(name, language)
    assert fine(app)
    assert app.title[0].value == say(language, f"{name}.title")
    assert not app.warning or name == "tokens"
    assert any(EMBEDDED_ID in caption.value or "DistilBERT" in caption.value for caption in app.caption)


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_page(language: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    assert fine(app.run())
    assert app.title[0].value == say(language, "home.headline")


NFD = unicodedata.normalize("NFD", "İstanbul IŞIK Iğdır")
WORKS = {
    "special": "[CLS] [SEP]",
    "script": "</script><img src=x onerror=alert(1)>",
    "emoji": "👩‍👩‍👧 🇹🇷 👍🏽",
    "arabic": "مرحبا بالعالم",
    "decomposed": NFD,
    "markdown": "**bold** [link](http://x) $x^2$ :red[x] `code` <b>",
    "digits": "3.14 %",
    "full": "word " * 500,
}
FAILS = {
    "empty": ("", "empty_text"),
    "blank": (" \n\t ", "empty_text"),
    "many": ("word " * 600, "many_tokens"),
    "long": ("ab " * 3400, "many_tokens"),
    "huge": ("x" * 30_000, "long_text"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", WORKS.values(), ids=WORKS)
@pytest.mark.parametrize("name", WITH_SENTENCE)
def test_strange_text_simply_works(name: str, text: str, language: str) -> None:
    if name == "attributions":
        # Every word is taken away in turn there, and back: 500 of them take 40 s on two cores, with a count.
        text = text[:400]
    app = open_page(name, language)
    app.text_area(key="text").set_value(text).run()
    assert fine(app)
    assert app.text_area(key="text").value == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "code"), FAILS.values(), ids=FAILS)
@pytest.mark.parametrize("name", WITH_SENTENCE)
def test_bad_text_gets_its_one_message(name: str, text: str, code: str, language: str) -> None:
    app = open_page(name, language)
    app.text_area(key="text").set_value(text).run()
    assert not app.exception
    assert len(app.error) == 1
    filled = dict.fromkeys(re.findall(r"\{(\w+)\}", CATALOGUES.texts[f"error.{code}"].one), 700)
    pattern = re.escape(say(language, f"error.{code}", **filled)).replace("700", r"[\d.,]+")
    assert re.fullmatch(pattern, app.error[0].value), app.error[0].value
    assert app.text_area(key="text").value == text
    app.text_area(key="text").set_value("The cat.").run()
    assert fine(app)


@pytest.mark.parametrize("name", WITH_SENTENCE)
def test_a_pair(name: str) -> None:
    app = open_page(name, view="every")
    app.text_area(key="text").set_value("He sat on the bank.")
    app.text_area(key="pair").set_value("The money is in the bank.").run()
    assert fine(app)
    assert any("16 tokens" in caption.value for caption in app.caption), [c.value for c in app.caption]


def test_hand_edited_addresses_simply_work() -> None:
    for name, address in (
        ("attention", {"layer": "99", "head": "-1", "token": "x", "words": "maybe", "average": "1.1,9.9,zzz"}),
        ("masked", {"view": "nonsense", "k": "1e9", "hidden": "0,77,abc", "seed": "-4", "rate": "900"}),
        ("tokens", {"token": "5000", "lesson": "7"}),
    ):
        assert fine(open_page(name, "en", **address)), name
    assert fine(open_page("tokens", "xx"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_model_gets_its_one_message(language: str) -> None:
    app = open_page("tokens", language, model="![x](http://evil/x.png)")
    assert not app.exception
    assert app.title[0].value == say(language, "tokens.title")
    assert app.selectbox(key="model").value == EMBEDDED_ID


def test_unreachable_hub_leaves_the_page_working(monkeypatch: pytest.MonkeyPatch) -> None:
    from explain.models import loading

    monkeypatch.setattr(loading, "_hub_reachable", lambda: False)
    app = open_page("attention")
    app.selectbox(key="model").set_value("bert-base-cased").run()
    assert fine(app)
    assert [w.value for w in app.warning] == [
        say("en", "error.hub_unreachable", model="BERT base cased").replace(".", "\\.")
    ] or "BERT base cased" in app.warning[0].value
    assert any("Saydam" in caption.value for caption in app.caption)


def test_broken_folder_leaves_the_page_working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.json").write_text("{")
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tmp_path))
    app = open_page("masked", "tr")
    app.selectbox(key="model").set_value(str(tmp_path)).run()
    assert fine(app)
    assert len(app.warning) == 1


@pytest.mark.parametrize("family", ["bert", "xlm-roberta", "gpt2", "modernbert", "llama", "deberta-v2"])
@pytest.mark.parametrize("name", WITH_SENTENCE)
def test_pages_work_for_other_families(
    name: str, family: str, tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders[family]))
    app = open_page(name)
    app.selectbox(key="model").set_value(str(tiny_folders[family]))
    app.text_area(key="text").set_value("The cat bit the dog.").run()
    assert not app.exception
    if name == "masked":
        widget(app.multiselect, "masked.hidden").set_value([1]).run()
    if name == "masked" and "masked" not in FAMILIES[family].abilities:
        assert [message.value for message in app.error] != []
        assert say("en", "error.unexpected") not in app.error[0].value
    else:
        assert not app.error
        assert any(family in caption.value.replace("\\", "") for caption in app.main.caption)


def test_switching_language_keeps_everything() -> None:
    app = open_page("attention", "en", layer="3", head="7", text="The cat who bit the dog barked.")
    app.toggle(key="attention.nospecial").set_value(True).run()
    app.segmented_control(key="language_switch").set_value("tr").run()
    assert app.title[0].value == say("tr", "attention.title")
    assert app.selectbox(key="layer").value == 3
    assert app.selectbox(key="head").value == 7
    assert app.toggle(key="attention.nospecial").value is True
    assert app.text_area(key="text").value == "The cat who bit the dog barked."
    assert app.query_params["lang"] in ("tr", ["tr"])


def test_text_follows_from_page_to_page() -> None:
    app = open_page("tokens")
    app.text_area(key="text").set_value("Dogs bark.").run()
    app.switch_page(FILES["attention"]).run()
    assert app.text_area(key="text").value == "Dogs bark."
    app.switch_page(FILES["masked"]).run()
    assert app.text_area(key="text").value == "Dogs bark."


def test_what_entropies_go_up_to_is_said(
    tiny_folders: dict[str, Path], tiny_models: dict[str, LoadedModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    """log2(n) only where every row may look at all n."""
    text = "the cat saw the dog"
    folders = [str(tiny_folders[family]) for family in ("bert", "gpt2", "llama")]
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", os.pathsep.join(folders))
    for family, said in (
        ("bert", "bits all {n} get the same"),
        ("gpt2", "has {causal} bits on average, not {all}"),
        ("llama", "has {causal} bits on average, not {all}"),
    ):
        for language in ("en", "tr"):
            app = open_page("attention", language, model=str(tiny_folders[family]), text=text)
            assert not app.exception
            n = len(tokenize(tiny_models[family], text))
            values = {"n": n, "all": f"{np.log2(n):.2f}", "causal": f"{np.log2(np.arange(1, n + 1)).mean():.2f}"}
            notes = " ".join(caption.value for caption in app.caption).replace("\\", "")
            if language == "en":
                assert said.format(**values) in notes, family
            else:
                assert ("eşit pay alır" in notes) == (family == "bert"), family


def test_attention_numbers_are_the_models_own(embedded: LoadedModel) -> None:
    text = "The cat who bit the dog barked."
    trace = run(embedded, tokenize(embedded, text))
    app = open_page("attention", "en", text=text, layer="4", head="5")
    table = frame(app, "Head")
    assert len(table) == 72
    row = table[(table["Layer"] == 4) & (table["Head"] == 5)].iloc[0]
    weights = trace.attention[3, 4].astype(float)
    assert row["On itself"] == pytest.approx(np.diagonal(weights).mean(), abs=1e-4)
    entropy = -(weights * np.log2(np.maximum(weights, 1e-300))).sum(-1).mean()
    assert row["Entropy (bits)"] == pytest.approx(entropy, abs=1e-3)


def test_masked_numbers_are_the_models_own(embedded: LoadedModel) -> None:
    text = "The capital of France is [MASK]."
    tokens = tokenize(embedded, text)
    found = top(predict(embedded, tokens, (6,)), 10)
    app = open_page("masked", "en", text=text)
    table = frame(app, "Guess")
    assert table["Guess"].tolist() == [embedded.vocabulary.pieces[i] for i in found.ids[0]]
    np.testing.assert_allclose(table["Log-probability (base e)"], found.log_probabilities[0], atol=1e-6)


def test_five_masks_and_none() -> None:
    app = open_page("masked", "en", text="The man who ate the pepper sneezed.")
    assert fine(app)
    assert len(app.info) == 1
    widget(app.multiselect, "masked.hidden").set_value([0, 1, 2, 3, 4]).run()
    assert fine(app)
    assert frame(app, "Guess")["Blank"].nunique() == 5
    app.toggle(key="masked.whole").set_value(True).run()
    assert frame(app, "Guess")["Guess"].str.isalpha().all()


@pytest.mark.parametrize(
    ("name", "view"),
    [(page.name, view) for page in pages() for view in page.views if page.name not in WITH_TESTS_OF_THEIR_VIEWS],
)
def test_every_view_opens(name: str, view: str) -> None:
    for language in LANGUAGES:
        app = open_page(name, language, view=view)
        assert fine(app), language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", ["every", "training"])
def test_other_views_of_masked_words(view: str, language: str) -> None:
    app = open_page("masked", language, view=view, text="The man who ate the pepper sneezed.", rate="50")
    assert fine(app)
    column = {"every": "masked.column_guesses", "training": "masked.column_loss"}[view]
    assert len(frame(app, say(language, column))) >= 1


def test_long_texts_are_asked_part_by_part() -> None:
    app = open_page("masked", "en", view="every", text="word " * 100)
    assert fine(app)
    assert len(frame(app, "Log-probability (base e)")) == 63
    widget(app.selectbox, "masked.part").set_value(2).run()
    assert len(frame(app, "Log-probability (base e)")) == 37


def test_an_unforeseen_failure_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    from explain.engine.local import Local

    def fail(*_: object) -> None:
        raise RuntimeError("secret path /etc")

    app = open_page("attention")
    monkeypatch.setattr(Local, "ask", fail)
    app.text_area(key="text").set_value("Something new.").run()
    assert [message.value for message in app.error] == [say("en", "error.unexpected")]
    assert not app.exception
    assert app.text_area(key="text").value == "Something new."


def test_sessions_do_not_mix() -> None:
    first = open_page("masked", "en", text="One [MASK] here.")
    second = open_page("masked", "tr", text="Two [MASK] there.")
    first.run()
    assert first.text_area(key="text").value == "One [MASK] here."
    assert second.text_area(key="text").value == "Two [MASK] there."
    assert first.title[0].value != second.title[0].value
