"""The Embeddings page: numbers against the model, permalinks, both languages, what can go wrong."""

import os
import re
from pathlib import Path

import numpy as np
import pytest
import torch
from streamlit.testing.v1 import AppTest

from explain.content import say
from explain.content.examples.samples import SENTENCE_SETS, WORD_GROUPS
from explain.models import LoadedModel
from explain.models.embedding_table import table_of
from explain.space.projection import split_groups
from explain.space.senses import senses_of
from explain.space.sentences import baseline, sentence_states
from explain.text.lists import split_lines
from explain.text.tokens import tokenize
from pages.shell.page import find
from tests.pages.conftest import LANGUAGES, charts, fine, frame, numbers, open_page, widget

VIEWS = find("embeddings").views


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(view: str, language: str) -> None:
    app = open_page("embeddings", language, space=view)
    assert fine(app)
    assert app.segmented_control(key="embeddings.view").value == view
    assert charts(app)
    assert not app.warning


def test_both_kinds_of_distances(embedded: LoadedModel) -> None:
    app = open_page("embeddings", text="The dog saw the cat.")
    drawn = charts(app)
    hot = numbers(drawn["Between one-hot vectors"]["data"][0]["z"])
    np.testing.assert_allclose(hot[~np.eye(len(hot), dtype=bool)], np.sqrt(2), rtol=1e-6)
    ids = list(dict.fromkeys(tokenize(embedded, "The dog saw the cat.").ids[1:-1].tolist()))
    rows = embedded.model.get_input_embeddings().weight.detach().cpu().double()[ids]
    np.testing.assert_allclose(numbers(drawn["Between embeddings"]["data"][0]["z"]), torch.cdist(rows, rows), atol=1e-5)
    np.testing.assert_allclose(numbers(drawn["The rows that this sentence reads"]["data"][0]["z"]), rows, atol=1e-6)
    table = frame(app, "One-hot value")
    assert table.loc[table["One-hot value"] == 1, "Row"].tolist() == [str(ids[0])]
    # The metrics: all of them out of the model itself.
    values = [metric.value for metric in app.metric]
    count = sum({p.data_ptr(): p.numel() for p in embedded.model.parameters()}.values())
    assert values == ["28,996", "768", "22.3 million", f"{100 * 28_996 * 768 / count:.1f}%"]
    app.segmented_control(key="embeddings.measure").set_value("cosine").run()
    hot = numbers(charts(app)["Between one-hot vectors"]["data"][0]["z"])
    np.testing.assert_array_equal(hot, np.eye(len(hot)))


@pytest.mark.parametrize("metric", ["cosine", "dot", "euclid"])
def test_neighbours_are_the_nearest_rows(embedded: LoadedModel, metric: str) -> None:
    app = open_page("embeddings", view="near", words="river, #2123", near_whole="0", measure=metric)
    assert fine(app)
    rows = embedded.model.get_input_embeddings().weight.detach().cpu().double()
    name = say("en", f"embeddings.score.{metric}")
    table = frame(app, name)
    for typed, row in (("river", embedded.tokenizer.convert_tokens_to_ids("river")), ("#2123", 2123)):
        own = table[table["Word"] == typed]
        one = rows[row]
        scores = {
            "cosine": torch.nn.functional.cosine_similarity(rows, one[None]),
            "dot": rows @ one,
            "euclid": (rows - one).norm(dim=1),
        }[metric]
        special = set(embedded.tokenizer.all_special_ids) | {row}
        order = [int(at) for at in scores.argsort(descending=metric != "euclid") if int(at) not in special]
        assert own["Id"].tolist() == order[:10]
        np.testing.assert_allclose(own[name], scores[order[:10]], atol=1e-6)


def test_filters_of_neighbours() -> None:
    app = open_page("embeddings", view="near", words="Paris", near_case="1", near="30")
    names = frame(app, "Neighbour")["Neighbour"].tolist()
    assert len(names) == 30
    assert all(re.fullmatch(r"[^\W\d_][\w'’-]*", name) and name[0].isupper() and name[1:].islower() for name in names)
    app = open_page("embeddings", view="near", words="unhappiness", lang="en")
    assert any("pieces" in caption.value for caption in app.caption)


def test_neighbours_in_context_are_the_hidden_states(embedded: LoadedModel) -> None:
    lines = ["He sat on the bank.", "The bank was closed."]
    app = open_page("embeddings", view="context", lines="\n".join(lines), near_token="5", depth="4")
    assert fine(app)
    states = []
    for line in lines:
        ids = torch.tensor(tokenize(embedded, line).ids, device=embedded.device)[None]
        with torch.inference_mode():
            states.append(
                embedded.family.body(embedded.model)(ids, output_hidden_states=True).hidden_states[4][0].cpu()
            )
    both = torch.cat(states).double()
    table = frame(app, "cosine similarity")
    scores = torch.nn.functional.cosine_similarity(both, both[5][None])
    assert table["Sentence"][0] == lines[1]
    assert table["Token"][0] == "bank"
    special = [0, len(states[0]) - 1, len(states[0]), len(both) - 1]
    kept = [at for at in range(len(both)) if at not in special and at != 5]
    np.testing.assert_allclose(table["cosine similarity"], sorted(scores[kept].tolist(), reverse=True), atol=1e-5)


def test_relation_with_and_without_its_inputs(embedded: LoadedModel) -> None:
    app = open_page("embeddings", view="relations")
    assert fine(app)
    rows = torch.nn.functional.normalize(embedded.model.get_input_embeddings().weight.detach().cpu().double())
    man, king, woman = embedded.tokenizer.convert_tokens_to_ids(["man", "king", "woman"])
    goal = rows[king] - rows[man] + rows[woman]
    cosines = torch.nn.functional.cosine_similarity(rows, goal[None])
    whole = torch.tensor(embedded.vocabulary.whole_words[: len(rows)])
    cosines[~whole] = -2
    best = embedded.tokenizer.convert_ids_to_tokens(cosines.argsort(descending=True)[:5].tolist())
    bars = {title: spec["data"][0] for title, spec in charts(app).items() if "y" in spec["data"][0]}
    np.testing.assert_allclose(numbers(bars["Nothing left out"]["x"])[0], float(cosines.max()), atol=1e-6)
    labels = charts(app)["Nothing left out"]["layout"]["yaxis"]["ticktext"]
    assert [label.strip("\u2068\u2069") for label in labels[:5]] == best
    without = [one for one in best if one not in ("man", "king", "woman")]
    labels = charts(app)["a, b and c left out"]["layout"]["yaxis"]["ticktext"]
    assert labels[0].strip("\u2068\u2069") == without[0] == "queen"
    table = frame(app, "Right")
    own = table[table["Question: a : b = c : …"] == "man : king = woman : …"]
    assert own.empty
    asked = table[table["Question: a : b = c : …"] == "man : woman = king : …"]
    assert asked["Right"].tolist() == ["queen"]


def test_senses_are_the_models_cosines(embedded: LoadedModel) -> None:
    app = open_page("embeddings", view="senses", depth="6")
    drawn = numbers(charts(app)["“bank” in layer 6"]["data"][0]["z"])
    states = []
    for line in split_lines(SENTENCE_SETS["bank"].text):
        tokens = tokenize(embedded, line)
        ids = torch.tensor(tokens.ids, device=embedded.device)[None]
        with torch.inference_mode():
            hidden = embedded.family.body(embedded.model)(ids).last_hidden_state[0].cpu().double()
        states.append(hidden[tokens.labels.index("bank")])
    both = torch.stack(states)
    expected = torch.nn.functional.cosine_similarity(both[:, None], both[None], dim=-1)
    np.testing.assert_allclose(drawn, expected, atol=1e-5)


def test_map_tokens_keep_their_axes_from_layer_to_layer() -> None:
    app = open_page("embeddings", view="map", map_of="tokens", depth="2", follow="5")
    assert fine(app)
    first = charts(app)["Tokens in layer 2"]
    # Three layers so far: 0, 1, 2.
    assert len(numbers(first["data"][0]["x"])) == 3
    app.slider(key="embeddings.depth").set_value(5).run()
    later = charts(app)["Tokens in layer 5"]
    assert first["layout"]["xaxis"]["range"] == later["layout"]["xaxis"]["range"]
    assert len(numbers(later["data"][0]["x"])) == 6
    app.segmented_control(key="embeddings.method").set_value("tsne").run()
    assert fine(app)
    app.toggle(key="embeddings.deep").set_value(True).run()
    assert charts(app)["Tokens in layer 5"]["data"][0]["type"] == "scatter3d"


def test_offered_groups_can_be_drawn() -> None:
    app = open_page("embeddings", view="map")
    for name, typed in WORD_GROUPS.items():
        app.selectbox(key="embeddings.word_sample").set_value(name).run()
        assert fine(app), name
        assert app.text_area(key="embeddings.groups").value == typed, name
        assert app.selectbox(key="embeddings.word_sample").value is None, name
        assert len(charts(app)["Words of the embedding table"]["data"]) == len(split_groups(typed)), name


def test_offered_sentences_can_be_compared() -> None:
    app = open_page("embeddings", "tr", view="senses")
    for name, offered in SENTENCE_SETS.items():
        app.selectbox(key="embeddings.sample").set_value(name).run()
        assert fine(app), name
        assert app.text_input(key="embeddings.sense").value == offered.word, name
        assert app.text_area(key="embeddings.lines").value == offered.text, name
        assert app.toggle(key="embeddings.suffixes").value == offered.suffixes, name


def test_sentences_keep_their_word_in_views_that_do_not_ask_for_it() -> None:
    app = open_page("embeddings", view="context")
    app.selectbox(key="embeddings.sample").set_value("yuz").run()
    link = {name: value[0] if isinstance(value, list) else value for name, value in dict(app.query_params).items()}
    assert (link["sense"], link["suffixes"]) == ("yüz", "1")
    there = open_page("embeddings", **link)
    there.segmented_control(key="embeddings.view").set_value("senses").run()
    assert fine(there)
    assert there.text_input(key="embeddings.sense").value == "yüz"
    assert there.toggle(key="embeddings.suffixes").value


BAD: dict[str, list[tuple[str, str, str, dict[str, object]]]] = {
    "near": [
        ("words", " , ;", "no_words", {}),
        ("words", ",".join(f"w{i}" for i in range(99)), "many_words", {"count": 99, "limit": 6}),
        ("words", "x" * 5_000, "long_word", {"length": 5_000, "limit": 60}),
        ("words", "#99999999", "unknown_row", {"row": "#99999999", "last": 28_995}),
        ("words", "\u0000", "no_words", {}),
    ],
    "relations": [("word_b", "", "no_words", {})],
    "senses": [
        ("sense", "zebra", "word_not_found", {"word": "zebra"}),
        ("sense", "muddy", "one_occurrence", {"word": "muddy"}),
        ("sense", "", "no_words", {}),
        ("lines", "", "empty_text", {}),
        ("lines", "\n".join(["word " * 100] * 10), "many_together", {"count": 1_020, "limit": 400}),
    ],
    "context": [
        ("lines", "a\n" * 200, "many_lines", {"count": 200, "limit": 16}),
        ("lines", "word " * 600, "many_tokens", {"tokens": 602, "limit": 512}),
    ],
    "map": [
        ("groups", "animals: dog", "few_points", {"limit": 3}),
        ("groups", "\n".join("abcdefghijkl"), "many_groups", {"count": 12, "limit": 8}),
        ("groups", ",".join(map(str, range(400))), "many_words", {"count": 400, "limit": 300}),
    ],
}


@pytest.mark.parametrize("view", BAD)
def test_bad_input_gets_its_one_message(view: str) -> None:
    for language in LANGUAGES:
        app = open_page("embeddings", language, view=view)
        for name, typed, code, values in BAD[view] if language == "tr" else BAD[view][:1]:
            key = f"embeddings.{name}"
            widget((*app.text_input, *app.text_area), key).set_value(typed).run()
            assert not app.exception, code
            # Markdown is escaped on its way to the page.
            said = [re.sub(r"\\(.)", r"\1", error.value) for error in app.error]
            assert said == [say(language, f"error.{code}", **values)], code
            assert widget((*app.text_input, *app.text_area), key).value == typed, code


@pytest.mark.parametrize("view", VIEWS)
def test_markup_stays_text(view: str) -> None:
    evil = "<b>x</b>"
    address = {
        "words": evil,
        "word_a": evil,
        "groups": f"{evil}: {evil}, dog, cat",
        "lines": f"{evil} {evil}\n{evil}",
        "sense": "b",
        "text": evil,
        "map_of": "tokens",
    }
    app = open_page("embeddings", space=view, **address)
    assert fine(app)
    for element in app.get("plotly_chart"):
        assert "<b>" not in element.proto.spec.replace("<br>", "")


def test_an_address_brings_back_the_page_in_the_other_language() -> None:
    app = open_page("embeddings", "tr", view="near", words="king, queen", measure="euclid", near="20", script="Latin")
    assert fine(app)
    assert app.text_input(key="embeddings.words").value == "king, queen"
    assert app.segmented_control(key="embeddings.measure").value == "euclid"
    assert (app.selectbox(key="embeddings.near").value, app.selectbox(key="embeddings.script").value) == (20, "Latin")
    app = open_page(
        "embeddings",
        "en",
        view="?",
        measure="x",
        near="7",
        script="Klingon",
        depth="99",
        follow="-9",
        deep="2",
        perplexity="0",
        seed="x",
        paint="?",
        map_of="?",
        questions="de",
        picked="88",
        near_token="1e9",
    )
    assert fine(app)
    assert fine(open_page("embeddings", "en", view="map", map_of="tokens", depth="99", follow="-9", method="zzz"))


@pytest.mark.parametrize("family", ["roberta", "albert", "electra", "gpt2", "modernbert"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_for_other_families(
    view: str, family: str, tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders[family]))
    text = "The cat bit the dog.\nThe dog barked at the cat."
    app = open_page(
        "embeddings",
        "en",
        space=view,
        model=str(tiny_folders[family]),
        words="cat, dog",
        lines=text,
        sense="dog",
        near_whole="0",
        map_of="tokens",
    )
    assert fine(app)


def test_one_page_is_small() -> None:
    for view in VIEWS:
        app = open_page("embeddings", space=view)
        assert sum(len(element.proto.spec) for element in app.get("plotly_chart")) < 300_000, view


def test_the_table_is_not_copied_for_a_visitor(embedded: LoadedModel) -> None:
    if embedded.device.type == "cpu":
        found = table_of(embedded)
        assert np.shares_memory(found.rows, embedded.model.get_input_embeddings().weight.detach().numpy())


def _captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption).replace("\\", "")


def test_what_differs_at_the_first_layer_is_said() -> None:
    for lines, word, suffixes, said in (
        ("The bank.\nA bank!", "bank", "0", "only the positions differ"),
        ("Bank notes.\nA bank!", "bank", "0", "these are different pieces (Bank and bank)"),
        ("Yüzü güldü.\nYüzmek zor.", "yüz", "1", "these are different pieces"),
    ):
        app = open_page("embeddings", "en", view="senses", lines=lines, sense=word, suffixes=suffixes)
        assert fine(app), lines
        assert said in _captions(app), lines


def test_models_that_add_no_positions_say_so(tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", os.pathsep.join(str(tiny_folders[name]) for name in ("llama", "bert")))
    for family, said in (("llama", "one and the same vector"), ("bert", "only the positions differ")):
        folder = str(tiny_folders[family])
        app = open_page("embeddings", "en", view="senses", model=folder, lines="the cat sat\nthe cat ran", sense="cat")
        assert said in _captions(app), family


def test_levels_are_measured(embedded: LoadedModel) -> None:
    lines = ("The bank of the river.", "The river bank was muddy.", "A bank account.")
    app = open_page("embeddings", "en", view="senses", lines="\n".join(lines), sense="bank", depth="4")
    found = senses_of(embedded, lines, "bank")
    assert f"left out: {found.others[4]:.3f} here (pairs: {found.pairs[1]}), {found.others[0]:.3f} in layer 0" in (
        _captions(app)
    )
    assert f"a mean cosine of {found.between[4]:.3f} (pairs: 3)" in _captions(app)
    read = sentence_states(embedded, lines)
    for metric in ("cosine", "euclid"):
        app = open_page("embeddings", "en", view="context", lines="\n".join(lines), measure=metric, depth="2")
        levels = baseline(embedded, lines, metric, tuple(np.flatnonzero(~read.special).tolist()))
        said = _captions(app)
        assert (
            f"{levels[2]:.3f}. By the same measure it is {levels[0]:.3f} in layer 0 and {levels[6]:.3f} in layer 6"
            in said
        )


def test_nothing_is_not_a_number() -> None:
    app = open_page("embeddings", "en", view="senses", lines="Bank. bank!", sense="bank")
    assert fine(app)
    assert "nan" not in _captions(app)
