"""The Attention studio: every view in both languages, for every family, with good input and bad, and its numbers."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explain.attention.ablation import effects
from explain.attention.norms import carried
from explain.attention.roles import DRAWS, KINDS, SEED, behaviour, best_by_chance, classify, measure
from explain.attention.verb_agreement import Words, reach
from explain.content import say
from explain.content.examples.cases import CASES
from explain.engine.trace import run
from explain.models import LoadedModel
from explain.prediction.masked_words import predict
from explain.text.blanks import hide
from explain.text.tokens import tokenize
from pages.shell import address
from pages.shell.page import find
from tests.pages.conftest import charts, fine, frame, numbers, open_page, widget
from tests.pages.test_pages import WORKS
from tests.tiny import FAMILY_NAMES

VIEWS = find("studio").views
TEXT = "The man who ate the pepper sneezed."


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(view: str, language: str) -> None:
    app = open_page("studio", language, view=view)
    assert fine(app)
    assert app.segmented_control(key="studio.view").value == view
    assert not app.warning
    if view not in ("lines", "paper"):
        assert len(charts(app)) >= 2


@pytest.mark.parametrize("family", FAMILY_NAMES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_for_every_family(
    view: str, family: str, tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders[family]))
    app = open_page("studio", "en", view=view, model=str(tiny_folders[family]), text="The cat bit the dog.", layer="2")
    assert not app.exception
    # Tiny vocabularies need not have the two verbs.
    allowed = {say("en", "error.not_one_piece", word=word) for word in ("is", "are")} if view == "near" else set()
    said = {error.value.replace("\\", "") for error in app.error}
    assert said <= allowed
    if view == "steps":
        badges = [m.value for m in app.markdown if "difference to the model" in m.value]
        assert len(badges) >= 5
        assert not any("differs from the model" in m.value for m in app.markdown)


@pytest.mark.parametrize("view", VIEWS[1:])
def test_strange_text_in_every_view(view: str) -> None:
    app = open_page("studio", "tr", view=view, text=TEXT)
    unforeseen = say("tr", "error.unexpected")
    for name, text in WORKS.items():
        if name == "full":
            continue
        app.text_area(key="text").set_value(text).run()
        assert not app.exception, name
        assert app.text_area(key="text").value == text
        assert unforeseen not in [error.value for error in app.error], name
        app.text_area(key="text").set_value(TEXT).run()
        assert fine(app), name


@pytest.mark.parametrize("view", ["across", "steps", "near"])
def test_the_longest_text(view: str) -> None:
    app = open_page("studio", "en", view=view, text="The man who ate the pepper sneezed. " * 42)
    assert not app.exception
    said = [error.value for error in app.error]
    # Attention flow alone has a limit below the longest text.
    assert len(said) == (view == "across")
    assert say("en", "error.unexpected") not in said


@pytest.mark.parametrize("view", VIEWS)
def test_hand_edited_addresses_simply_work(view: str) -> None:
    query = {
        "layer": "99",
        "head": "x",
        "token": "-3",
        "against": "1e9",
        "shown": "0,77,abc",
        "pins": "q999,z1",
        "cut": "101",
        "sort": "<b>",
        "asked": "12345",
        "off": "9.9,1.1,zz",
        "verb": "70",
        "class_share": "1000",
        "depth_to": "0",
        "tab": "none",
        "ranked": "x",
        "toy_causal": "maybe",
    }
    assert fine(open_page("studio", "en", view=view, **query))


def test_badges_are_green_and_steps_are_the_models_own(embedded: LoadedModel) -> None:
    app = open_page("studio", "en", view="steps", layer="4", head="7", token="2", against="4", text=TEXT)
    assert fine(app)
    trace = run(embedded, tokenize(embedded, TEXT))
    table = frame(app, "q · k")
    np.testing.assert_allclose(table["Softmax: weight"], trace.attention[3, 6, 2], atol=1e-4)
    scores = table["÷ √d"].to_numpy()
    np.testing.assert_allclose(table["q · k"] / 8, scores, atol=1e-3)
    np.testing.assert_allclose(np.exp(scores) / np.exp(scores).sum(), table["Softmax: weight"], atol=1e-4)
    assert all(":green-badge" in m.value for m in app.markdown if "-badge[" in m.value)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_paper(language: str) -> None:
    app = open_page("studio", language, view="paper", text="I am here")
    table = frame(app, "here")
    np.testing.assert_allclose(table[["I", "am", "here"]].sum(axis=1), 1, atol=1e-3)
    app.toggle(key="studio.toy_causal").set_value(True).run()
    assert frame(app, "here")["here"].tolist()[:2] == [0, 0]
    for wrong, code in (("1 2", "bad_matrix"), ("<b>", "bad_matrix"), ("9999 0 0 0\n" * 4, "large_number")):
        app.text_area(key="studio.toy_q").set_value(wrong).run()
        assert not app.exception
        assert len(app.error) == 1
        assert app.error[0].value.startswith(
            say(language, f"error.{code}", name="W\\_Q", rows=4, columns=4, most=100)[:6]
        )
        assert app.text_area(key="studio.toy_q").value == wrong
    app.text_area(key="studio.toy_q").set_value("1 0 0 0;0 1 0 0;0 0 1 0;0 0 0 1").run()
    assert fine(app)


def test_classes_are_measured(embedded: LoadedModel) -> None:
    more = "The cat saw the cat."
    app = open_page("studio", "en", view="roles", more=more, text=TEXT, class_share="40")
    traces = [run(embedded, tokenize(embedded, text)) for text in (TEXT, more)]
    found = measure(traces, ("sneezed", "man"))
    table = frame(app, "Class")
    kinds = classify(found, 0.4).ravel()
    assert table["Class"].tolist() == [say("en", f"studio.kind.{KINDS[kind]}") for kind in kinds]
    np.testing.assert_allclose(table["same token"], found.shares["same"].ravel(), atol=1e-4)
    app.toggle(key="studio.aside").set_value(True).run()
    assert fine(app)
    assert frame(app, "Class")["special tokens"].isna().all()
    app.segmented_control(key="studio.ranked").set_value("special").run()
    assert fine(app)
    assert say("en", "studio.nothing.aside") in [info.value for info in app.info]


def test_too_many_sentences() -> None:
    app = open_page("studio", "en", view="roles")
    app.text_area(key="studio.more").set_value("A cat.\n" * 20).run()
    assert not app.exception
    assert len(app.error) == 1
    app.text_area(key="studio.more").set_value("word " * 505 + "\n" + "word " * 505 + "\n" + "word " * 300).run()
    assert len(app.error) == 1
    app.text_area(key="studio.more").set_value("").run()
    assert fine(app)


def test_a_head_taken_away(embedded: LoadedModel) -> None:
    app = open_page("studio", "en", view="removal", text=TEXT, asked="2", off="1.7,3.3")
    tokens = tokenize(embedded, TEXT)
    found = effects(embedded, hide(embedded, tokens, [2]), 2, (int(tokens.ids[2]),))
    drawn = charts(app)["Change of log P(“man”) without each head"]["data"][0]
    np.testing.assert_allclose(numbers(drawn["z"]), found.without[..., 0] - found.whole[0], atol=1e-4)
    table = frame(app, "P, without")
    whole = predict(embedded, tokens, (2,)).log_probabilities[0]
    np.testing.assert_allclose(table["P, all heads"], np.exp(np.sort(whole)[::-1][:10]), atol=1e-4)
    moved = numbers(charts(app)["How far the attention moves"]["data"][0]["z"])
    assert moved[0].max() == pytest.approx(0, abs=1e-6)
    assert moved[1:].max() > 0.001
    app.button[0].click().run()
    assert fine(app)
    assert len(app.multiselect(key="studio.off").value) == 72
    app.multiselect(key="studio.off").set_value([]).run()
    assert fine(app)


def test_a_typed_blank_is_what_is_asked() -> None:
    app = open_page("studio", "en", view="removal", text="The capital of France is [MASK].")
    assert fine(app)
    assert widget(app.selectbox, "studio.asked").value == 6
    # Another text, another blank; what was chosen for the one before does not stay.
    widget(app.selectbox, "studio.asked").set_value(2).run()
    app.text_area(key="text").set_value("Birds [MASK].").run()
    assert widget(app.selectbox, "studio.asked").value == 2
    app.text_area(key="text").set_value("The [MASK] of France is Paris.").run()
    assert widget(app.selectbox, "studio.asked").value == 2
    app.text_area(key="text").set_value("The capital of [MASK] is Paris.").run()
    assert widget(app.selectbox, "studio.asked").value == 4


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize("name", CASES)
def test_near_and_far(name: str, language: str, embedded: LoadedModel) -> None:
    case = CASES[name]
    app = open_page("studio", language, view="near", text=case.text)
    assert fine(app)
    tokens = tokenize(embedded, case.text)
    forms = [word.form for word in tokens.words]
    assert [forms[widget(app.selectbox, f"studio.{key}").value] for key in ("verb", "subject", "distractor")] == [
        case.verb,
        case.subject,
        case.distractor,
    ]
    words = Words(*map(forms.index, (case.verb, case.subject, case.distractor)))
    for shown in (False, True):
        app.toggle(key="studio.verb_shown").set_value(shown).run()
        assert fine(app)
        found = reach(embedded, tokens, words, verb_shown=shown)
        table = frame(app, say(language, "studio.column.lead"))
        assert table[say(language, "studio.column.lead")].iloc[0] == pytest.approx(found.lead.max(), abs=1e-4)
        said = [caption.value.replace("\\", "") for caption in app.caption]
        assert say(language, "studio.near_two_texts" if shown else "studio.near_one_text") in said
        # The head of the second line is the one with the largest difference, not the one that looks most.
        layer, head = np.unravel_index(int(found.lead.argmax()), found.lead.shape)
        assert say(language, "studio.margin_note", layer=layer + 1, head=head + 1) in said
        off = frame(app, say(language, "studio.column.sentence"))
        assert say(language, "studio.margin_without", layer=layer + 1, head=head + 1) in off.columns
    rows = frame(app, say(language, "studio.column.sentence"))
    blanked = case.text.replace(case.verb, "[MASK]")
    blank_tokens = tokenize(embedded, blanked)
    at = [i for i, token in enumerate(blank_tokens) if token.id == embedded.tokenizer.mask_token_id]
    logs = predict(embedded, blank_tokens, tuple(at)).log_probabilities[0]
    right, wrong = (embedded.tokenizer.convert_tokens_to_ids(verb) for verb in (case.right, case.wrong))
    margin = rows[say(language, "studio.column.margin")].iloc[0]
    assert margin == pytest.approx(float(logs[right] - logs[wrong]), abs=1e-3)
    assert len(rows) == 7


def test_the_head_that_looks_most_need_not_lead(embedded: LoadedModel) -> None:
    """What stands under the figure names both, and they are two heads in some of these sentences."""
    differ = 0
    for case, shown in ((CASES["keys"], False), (CASES["pepper"], False), (CASES["cat"], True)):
        tokens = tokenize(embedded, case.text)
        forms = [word.form for word in tokens.words]
        words = Words(*map(forms.index, (case.verb, case.subject, case.distractor)))
        found = reach(embedded, tokens, words, verb_shown=shown)
        heads = found.lead.shape[1]
        first, most = (f"{at // heads + 1}.{at % heads + 1}" for at in (found.lead.argmax(), found.subject.argmax()))
        differ += first != most
        app = open_page("studio", "en", view="near", text=case.text, verb_shown="1" if shown else "")
        (said,) = [c.value.replace("\\", "") for c in app.caption if c.value.startswith("Heads by the difference")]
        assert f"First is head {first} with {found.lead.max():.3f}" in said
        assert f"is {most} with {found.subject.max():.3f}" in said
        (chance,) = [c.value.replace("\\", "") for c in app.caption if "one always leads" in c.value]
        reached = (found.others >= found.lead.max()).sum()
        assert f"(pairs: {len(found.others)})" in chance
        assert f"{np.median(found.others):.3f}, the median; {reached} of these" in chance
    assert differ


def test_shares_of_norms_say_how_they_were_summed(embedded: LoadedModel) -> None:
    for text in (TEXT, "Cats [MASK] mice."):
        tokens = tokenize(embedded, text)
        trace, found = run(embedded, tokens), carried(embedded, tokens)
        app = open_page("studio", "en", view="across", text=text)
        raw = trace.attention[..., tokens.special].sum(-1).mean()
        apart = found.share(trace.attention, tokens.special).mean()
        summed = found.share_summed(tokens.special).mean()
        (said,) = [c.value.replace("\\", "") for c in app.caption if "Averaged over all layers" in c.value]
        for share, digits, words in (
            (raw, 0, "of the weight"),
            (apart, 1, "where the norm is taken head by head"),
            (summed, 1, "where the vectors of a layer's heads are added up first"),
        ):
            assert f"{100 * share:.{digits}f}% {words}" in said
        drawn = [line["name"] for line in charts(app)["Share of the special tokens, by layer"]["data"]]
        assert [name.strip("\u2068\u2069") for name in drawn] == [
            "weight",
            "norm of weight × value, head by head",
            "norm of weight × value, heads summed first",
        ]


def test_ranked_heads_stand_beside_chance(embedded: LoadedModel) -> None:
    app = open_page("studio", "en", view="roles", text=TEXT, more=" ", ranked="link")
    found = behaviour(embedded, tokenize(embedded, TEXT), (), ("sneezed", "man"))
    (said,) = [c.value.replace("\\", "") for c in app.caption if c.value.startswith("To hold it against")]
    assert f"has {found.level['link'].mean():.3f} here" in said
    assert f"the best reaches {best_by_chance(found.cells['link'], 72):.3f} by chance" in said
    assert f"{DRAWS} draws with seed {SEED}" in said
    # Links from before special tokens were called so.
    linked = open_page("studio", "en", view="roles", ranked="separator")
    assert linked.segmented_control(key="studio.ranked").value == "special"


def test_the_direction_of_a_divergence_is_said(embedded: LoadedModel) -> None:
    for language in ("en", "tr"):
        app = open_page("studio", language, view="removal", text=TEXT, asked="2")
        tokens = tokenize(embedded, TEXT)
        found = effects(embedded, hide(embedded, tokens, [2]), 2, (int(tokens.ids[2]),))
        name = say(language, "studio.column.divergence")
        table = frame(app, name)
        first = table[say(language, "studio.column.head")].iloc[0].split(".")
        assert table[name].iloc[0] == pytest.approx(found.divergence[int(first[0]) - 1, int(first[1]) - 1], abs=1e-4)
        assert any("ln(p / q)" in caption.value.replace("\\", "") for caption in app.caption)


def test_a_case_fills_the_sentence() -> None:
    app = open_page("studio", "en", view="near")
    app.selectbox(key="studio.case").set_value("keys").run()
    assert fine(app)
    assert app.text_area(key="text").value == CASES["keys"].text
    assert app.text_input(key="studio.right_verb").value == "are"
    assert widget(app.selectbox, "studio.subject").value == 1


def test_near_and_far_says_what_is_wrong() -> None:
    app = open_page("studio", "en", view="near")
    for key, value in (("right_verb", "sneezed"), ("right_verb", ""), ("between", "a," * 20)):
        old = app.text_input(key=f"studio.{key}").value
        app.text_input(key=f"studio.{key}").set_value(value).run()
        assert not app.exception
        assert len(app.error) == 1
        app.text_input(key=f"studio.{key}").set_value(old).run()
        assert fine(app)
    app.text_area(key="pair").set_value("And she laughed.").run()
    widget(app.selectbox, "studio.verb").set_value(9).run()
    assert [error.value for error in app.error] == [say("en", "error.first_sentence_only")]


def _state(app: AppTest) -> dict[str, str]:
    return {name: value[0] if isinstance(value, list) else value for name, value in dict(app.query_params).items()}


def test_permalinks_hold_what_was_set() -> None:
    app = open_page("studio", "en", view="near", text=CASES["keys"].text)
    app.text_input(key="studio.between").set_value("by the door").run()
    widget(app.selectbox, "studio.distractor").set_value(8).run()
    assert _state(app)["between"] == "by the door"
    again = open_page("studio", "tr", **{k: v for k, v in _state(app).items() if k != "lang"})
    assert fine(again)
    assert again.text_input(key="studio.between").value == "by the door"
    assert widget(again.selectbox, "studio.distractor").value == 8


def test_the_drawing_takes_over_only_what_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a browser sends back passes the same checks as an address."""
    from pages.views.studio import lines

    app = open_page("studio", "en")
    assert fine(app)
    taken: dict[str, object] = {}
    with monkeypatch.context() as patched:
        patched.setattr(address, "put", taken.__setitem__)
        lines._took(
            {"layer": 1, "shown": [0, 99, "x"], "pins": ["q1", "evil"], "lay": "sideways", "cut": 5000, "words": True}
        )
    assert taken["layer"] == 2
    assert taken["shown"] == [1, 100]
    for name, value in taken.items():
        app.session_state[name if name in address.SHARED else f"studio.{name}"] = value
    app.run()
    assert fine(app)
    assert {"layer": "2", "shown": "1", "pins": "q1", "words": "1"}.items() <= _state(app).items()
    assert not {"lay", "cut"} & _state(app).keys()


def test_pages_are_small() -> None:
    for view in VIEWS[1:]:
        app = open_page("studio", "en", view=view)
        assert sum(len(element.proto.spec) for element in app.get("plotly_chart")) < 500_000, view
