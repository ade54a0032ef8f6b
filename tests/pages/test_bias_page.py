"""The Bias lab: numbers, permalinks, both languages, the report, what can go wrong."""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
import torch

from explain.bias.association import association_test, classic_lists
from explain.bias.jobs import jobs
from explain.bias.templates import group_of, split_list
from explain.content import CATALOGUES, say
from explain.content.examples.probes import FILL_SETS, TEST_SETS, TEST_TEMPLATES
from explain.engine.local import Models
from explain.models import LoadedModel
from explain.text.tokens import tokenize
from pages.shell import store
from pages.shell.page import find
from tests.pages.conftest import charts, fine, frame, numbers, open_page, widget

VIEWS = find("bias").views
FEW = {
    "occupations": "nurse, engineer, teacher, carpenter, secretary",
    "job_templates": "[MASK] is a {job}.\nThe {job} said [MASK] left.",
}


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(view: str, language: str) -> None:
    app = open_page("bias", language, view=view, **(FEW if view == "jobs" else {}))
    assert fine(app)
    assert len(charts(app)) >= 2
    assert not app.warning
    assert app.expander[-1].label == say(language, "bias.report")


def test_two_ways_is_the_models_prediction(embedded: LoadedModel) -> None:
    app = open_page("bias", template="{He|She} was a [MASK].", sought="nurse, zzzz, unhappiness")
    assert fine(app)
    ids = torch.tensor(tokenize(embedded, "He was a [MASK].").ids, device=embedded.device)[None]
    with torch.inference_mode():
        p = embedded.model(input_ids=ids).logits[0, 4].double().softmax(-1).cpu()
    table = frame(app, "Ratio")
    nurse = table[table["word"] == "nurse"].iloc[0]
    assert nurse["Probability with “He”"] == pytest.approx(
        float(p[embedded.tokenizer.convert_tokens_to_ids("nurse")]), rel=1e-3
    )
    assert nurse["Ratio"] < 1
    assert any("zzzz" in caption.value and "unhappiness" in caption.value for caption in app.caption)
    spec = charts(app)["Every word, under “He” and under “She”"]
    found = next(trace for trace in spec["data"] if trace["name"].strip("\u2068\u2069") == "searched for")
    assert [one.strip("\u2068\u2069") for one in found["hovertext"]] == ["nurse"]
    np.testing.assert_allclose(10.0 ** numbers(found["x"])[0], nurse["Probability with “He”"], rtol=1e-3)


def test_two_ways_in_several_wordings() -> None:
    app = open_page("bias", template="{He|She} was a [MASK].\n{} is a [MASK].\nOnce {} was a [MASK].", sought="nurse")
    assert fine(app)
    table = frame(app, "Ratio, 95% from")
    nurse = table[table["word"] == "nurse"].iloc[0]
    assert nurse["Ratio, 95% from"] < nurse["Ratio"] < nurse["Ratio, 95% to"]
    ratio = nurse["Probability with “He”, geometric mean"] / nurse["Probability with “She”, geometric mean"]
    assert nurse["Ratio"] == pytest.approx(ratio, rel=1e-4)
    bars = charts(app)["Most one-sided words"]["data"][0]
    at = next(at for at, one in enumerate(bars["y"]) if "★ nurse" in one)
    assert numbers(bars["x"])[at] == pytest.approx(np.log10(nurse["Ratio"]), abs=1e-4)
    end = numbers(bars["x"])[at] + numbers(bars["error_x"]["array"])[at]
    assert end == pytest.approx(np.log10(nurse["Ratio, 95% to"]), abs=1e-4)
    said = " ".join(caption.value for caption in app.caption)
    assert "over 3 wordings" in said
    alone = open_page("bias", template="{He|She} was a [MASK].")
    assert "error_x" not in charts(alone)["Most one-sided words"]["data"][0]
    assert "One wording gives no interval" in " ".join(caption.value for caption in alone.caption)


def test_whose_job_is_the_measurement(embedded: LoadedModel) -> None:
    app = open_page("bias", view="jobs", **FEW)
    templates, names = tuple(FEW["job_templates"].splitlines()), tuple(FEW["occupations"].split(", "))
    expected = jobs(embedded, templates, names, (group_of(embedded, "he"), group_of(embedded, "she")))
    table = frame(app, "95% low").set_index("Occupation").loc[list(names)]
    np.testing.assert_allclose(table["Mean"], expected.score(corrected=True).mean(0), atol=1e-4)
    assert table.loc["engineer", "Women, %"] == 10.72
    app.toggle(key="bias.corrected").set_value(False).run()
    table = frame(app, "95% low").set_index("Occupation").loc[list(names)]
    np.testing.assert_allclose(table["Mean"], expected.score(corrected=False).mean(0), atol=1e-4)
    assert len(charts(app)) == 2
    app.text_area(key="bias.occupations").set_value("nurse, blorpist, pilot").run()
    assert fine(app)
    assert [info.value for info in app.info] == [say("en", "bias.job_no_shares")]


def test_pairs_and_one_of_them() -> None:
    app = open_page(
        "bias", view="pairs", pair_list="He is a nurse. | She is a nurse.\nShe is a nurse. | He is a nurse."
    )
    assert fine(app)
    table = frame(app, "Difference")
    assert table["Difference"][0] == pytest.approx(-table["Difference"][1], abs=1e-5)
    assert app.metric[0].value == "50%"
    assert any("Blodgett" in info.value for info in app.info)
    spec = charts(app)["Word by word"]
    np.testing.assert_allclose(
        sum(numbers(spec["data"][0]["y"])) - sum(numbers(spec["data"][1]["y"])), table["Difference"][0], atol=1e-5
    )


def test_an_uploaded_file() -> None:
    rows = "".join(f'"He is a {job}.","She is a {job}.",gender\n' for job in ["nurse", "doctor"] * 40)
    app = open_page("bias", view="pairs")
    app.file_uploader(key="pair_file").set_value(
        ("pairs.csv", ("sent_more,sent_less,bias_type\n" + rows).encode(), "text/csv")
    ).run()
    assert fine(app)
    assert any("80 pairs from the file" in caption.value for caption in app.caption)
    assert app.selectbox(key="bias.pair_count").value == 100
    app.selectbox(key="bias.pair_count").set_value(50).run()
    assert len(frame(app, "Difference")) == 50
    app.file_uploader(key="pair_file").set_value(("pairs.csv", b"\xff\xfe\x00", "text/csv")).run()
    assert [error.value for error in app.error] == [say("en", "error.not_unicode")]


def test_offered_association_tests(embedded: LoadedModel) -> None:
    app = open_page("bias", view="associations")
    english = [name for name, one in TEST_SETS.items() if one.language == "en"]
    assert len(english) < len(TEST_SETS)
    for kind in ("input", "context"):
        app.segmented_control(key="bias.vectors").set_value(kind).run()
        for name in english:
            app.selectbox(key="bias.test_set").set_value(name).run()
            assert fine(app), (name, kind)
            assert app.selectbox(key="bias.test_set").value is None
            lists = [getattr(TEST_SETS[name], side) for side in "xyab"]
            lists = [", ".join(classic_lists().get(one, ())) or one for one in lists]
            assert [app.text_area(key=f"bias.{side}").value for side in "xyab"] == lists, name
            x, y, a, b = (split_list(one, 40) for one in lists)
            templates = tuple(TEST_TEMPLATES["en"].splitlines()) if kind == "context" else None
            effect = store.ask(association_test, embedded, x, y, a, b, templates).effect
            assert float(app.metric[0].value.replace("−", "-")) == pytest.approx(effect, abs=0.006), (name, kind)
    app.segmented_control(key="bias.probe").set_value("tr").run()
    assert len(app.warning) == 1
    assert not charts(app)


def test_small_lists_are_called_small() -> None:
    app = open_page("bias", view="associations", x="John, Paul, Mike", y="Amy, Joan, Lisa")
    assert fine(app)
    assert [w.value for w in app.warning] == [say("en", "bias.test_small", count=3, least=8)]
    assert any("of all 20 ways" in caption.value for caption in app.caption)


def test_swap_shows_both_versions() -> None:
    app = open_page("bias", view="swap", swap_text="He is a good [MASK].")
    table = frame(app, "Version")
    assert table["Version"].tolist() == ["He is a good [MASK].", "She is a good [MASK]."]
    app.text_area(key="bias.swap_other").set_value("The old man is good.").run()
    assert len(app.error) == 1
    app.text_area(key="bias.swap_other").set_value("They are two good [MASK].").run()
    assert fine(app)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_text_that_nobody_can_see(language: str) -> None:
    """One message, whatever the text is made of; where only the tokenizer sees nothing in it, that is said."""
    app = open_page("bias", language, view="swap", probe="en", swap_text="He is a [MASK].")
    for typed in ("\u200b", "\u00ad\u200d", "\u00a0", "\ufeff\u200e", "\u3164"):
        app.text_area(key="bias.swap_text").set_value(typed).run()
        assert not app.exception, ascii(typed)
        assert [error.value for error in app.error] == [say(language, "error.empty_text")], ascii(typed)
    for one, other in (("\ue000", "\ue001"), ("\ue000\ue000", "\ue001\u200b\ue001")):
        app.text_area(key="bias.swap_other").set_value(other)
        app.text_area(key="bias.swap_text").set_value(one).run()
        assert not app.exception, ascii(one)
        assert [error.value for error in app.error] == [say(language, "error.no_read_words")], ascii(one)
    app.text_area(key="bias.swap_other").set_value("\u200b")
    app.text_area(key="bias.swap_text").set_value("He is a [MASK].").run()
    assert fine(app)
    table = frame(app, say(language, "bias.column_version"))
    assert table[say(language, "bias.column_version")].tolist() == ["He is a [MASK].", "She is a [MASK]."]


def test_a_model_that_cannot_read_turkish_shows_no_noise() -> None:
    app = open_page("bias", "tr", probe="tr")
    assert not app.exception
    assert not charts(app)
    assert "Türkçe" in app.warning[0].value


@pytest.mark.parametrize("view", VIEWS)
def test_turkish_for_a_model_that_reads_it(
    view: str, tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder whose card is said to be Turkish: its own examples come, in its language."""
    from explain.models import cards
    from pages.shell import store

    # Loaded anew: other tests may have loaded it by its own card, and none may get it by this one.
    models = Models()
    monkeypatch.setattr(store, "_models", lambda: models)
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders["bert"]))
    made = cards._folder_card
    monkeypatch.setattr(cards, "_folder_card", lambda folder: dataclasses.replace(made(folder), languages=("tr",)))
    # Its vocabulary is too small for most words: those that it has.
    own = {
        "jobs": {"group_one": "the", "group_two": ".", "occupations": "man, bank"},
        "pairs": {"pair_list": "The cat bit the dog. | The man bit the dog."},
    }.get(view, {})
    app = open_page("bias", "tr", view=view, model=str(tiny_folders["bert"]), **own)
    assert fine(app)
    assert app.segmented_control(key="bias.probe").value == "tr"
    if view == "fill":
        assert app.text_area(key="bias.template").value == FILL_SETS["tr"]["man"]
    app.segmented_control(key="bias.probe").set_value("en").run()
    assert len(app.warning) == 1


BAD = {
    "fill": [
        ("template", "", "empty_text"),
        ("template", "The man is a [MASK].", "template_no_slot"),
        ("template", "The {man|woman} is here.", "template_no_mask"),
        ("template", "The {man|woman} [MASK] a [MASK].", "template_many_masks"),
        ("template", "The {man|} is a [MASK].", "empty_filler"),
        ("template", "The {man|woman} is a [MASK].\nThe {man|cat} is a [MASK].", "other_fillers"),
        ("template", "The {man|woman} is a [MASK].\nA man is a [MASK].", "template_no_slot"),
    ],
    "jobs": [
        ("job_templates", "", "no_templates"),
        ("job_templates", "[MASK] is nothing.", "template_no_job"),
        ("job_templates", "The {job} is here.", "template_no_mask"),
        ("occupations", " , ", "empty_group"),
        ("occupations", ",".join(map(str, range(10_000))), "many_words"),
        ("group_one", "", "empty_group"),
        ("group_one", "paleontologist", "word_not_single"),
        ("group_one", "she", "same_groups"),
    ],
    "pairs": [
        ("pair_list", "", "no_pairs"),
        ("pair_list", "one sentence", "broken_pair"),
        ("pair_list", "same | same", "same_sentences"),
        ("pair_list", "a b | a c\n" * 10_000, "many_pairs"),
    ],
    "associations": [
        ("x", "John", "few_targets"),
        ("y", ",".join(map(str, range(100))), "many_words"),
        ("a", "", "empty_group"),
    ],
    "swap": [
        ("swap_text", "", "empty_text"),
        ("swap_text", "Nothing to change.", "swap_unchanged"),
        ("swap_list", "a b c", "broken_swap"),
    ],
}
"""view → (setting, what is typed, code of the message)."""


@pytest.mark.parametrize("view", VIEWS)
def test_bad_input_gets_its_one_message(view: str) -> None:
    app = open_page("bias", view=view, **(FEW if view == "jobs" else {}))
    assert len(BAD[view]) >= 3
    for name, typed, code in BAD[view]:
        box = widget([*app.text_input, *app.text_area], f"bias.{name}")
        good = box.value
        box.set_value(typed).run()
        assert not app.exception, (name, typed[:60])
        assert len(app.error) == 1, (name, typed[:60])
        # In a text with values a doubled brace stands for one.
        named = re.findall(r"(?<!\{)\{(\w+)\}(?!\})", CATALOGUES.texts[f"error.{code}"].one)
        pattern = re.escape(say("en", f"error.{code}", **dict.fromkeys(named, 700))).replace("700", ".*")
        said = re.sub(r"\\(.)", r"\1", app.error[0].value)
        assert re.fullmatch(pattern, said, re.DOTALL), (typed[:60], said)
        box = widget([*app.text_input, *app.text_area], f"bias.{name}")
        assert box.value == typed
        box.set_value(good).run()
        assert fine(app), (name, typed[:60])


def test_the_report_holds_what_was_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The download is made when it is clicked: what Streamlit is given to call is called here."""

    given: dict[str, Callable[[], bytes]] = {}
    real = st.download_button

    def caught(label: str, data: Callable[[], bytes], **options: Any) -> bool:
        given[options["key"]] = data
        return real(label, data=data, **options)

    monkeypatch.setattr(st, "download_button", caught)
    app = open_page("bias", "en", template="The {man|<b>woman</b>} is a [MASK].")
    app.segmented_control(key="bias.view").set_value("associations").run()
    assert fine(app)
    page = given["bias_report"]().decode()
    assert page.count("<section>") == 2
    assert "The {man|&lt;b&gt;woman&lt;/b&gt;} is a [MASK]." in page
    assert "<b>woman" not in page
    assert page.count('lang="en"') == 1
    assert "Saydam DistilBERT (embedded) (saydam-distilbert)" in page
    assert page.count("plotly.js v") >= 1
    first, second = re.findall(r"<code>(.*?)</code>", page)
    assert "lang=en" in first
    assert "template=The" in first
    assert "view=associations" in second
    # Nothing is fetched: links stand only inside of Plotly's own script.
    assert not re.search(r"""(?:src|href)=["']https?:""", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))
    next(button for button in app.button if button.key == "bias_clear").click().run()
    # What is on screen is recorded anew; the rest is gone.
    assert given["bias_report"]().decode().count("<section>") == 1


def test_addresses() -> None:
    app = open_page(
        "bias", "tr", view="fill", template="The {rich|poor} man was [MASK].", least="0.001", first="1", second="0"
    )
    assert fine(app)
    assert app.text_area(key="bias.template").value == "The {rich|poor} man was [MASK]."
    assert (widget(app.selectbox, "bias.first").value, app.selectbox(key="bias.least").value) == (1, 0.001)
    assert open_page("bias", lab="tests").segmented_control(key="bias.view").value == "associations"
    app = open_page("bias", "en", view="?", probe="de", first="9", second="x", least="7", fill_whole="2", pair_at="99")
    assert fine(app)


@pytest.mark.parametrize("view", VIEWS)
def test_markup_stays_text(view: str) -> None:
    evil = "<img src=x>"
    app = open_page(
        "bias",
        view=view,
        template=f"The {{man|{evil}}} is a [MASK].",
        occupations=f"nurse, {evil}",
        job_templates="[MASK] is a {job}.",
        pair_list=f"a {evil} | a b",
        x=f"{evil}, a",
        y="b, c",
        swap_text=f"he {evil} [MASK]",
        sought=evil,
    )
    assert fine(app)
    for element in app.get("plotly_chart"):
        assert "<img" not in element.proto.spec


@pytest.mark.parametrize("family", ["roberta", "albert", "electra", "gpt2", "modernbert"])
def test_every_view_for_other_families(
    family: str, tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders[family]))
    for view in VIEWS:
        app = open_page(
            "bias",
            view=view,
            model=str(tiny_folders[family]),
            anyway="1",
            template="The {cat|dog} barked at the [MASK].",
            occupations="cat, man, bank",
            group_one="the",
            group_two="dog" if family not in ("roberta", "gpt2", "modernbert") else "ate",
            job_templates="[MASK] bit a {job}.",
            pair_list="The cat bit the dog. | The man bit the dog.",
            x="cat, dog",
            y="man, river",
            a="the, bank",
            b="ate, bit",
            swap_text="The man ate the [MASK].",
            swap_list="man, cat",
        )
        assert not app.exception, view
        said = [error.value for error in app.error]
        if family == "gpt2" and view in ("fill", "jobs", "pairs"):
            plain = [re.sub(r"\\(.)", r"\1", one) for one in said]
            assert plain == [say("en", "error.no_masks", model="gpt2")], view
        elif view == "jobs" and said:
            # A small vocabulary may lack the word itself; then it says so.
            assert "no entry of its own" in said[0]
        else:
            assert not said, view
            assert charts(app), view
