"""Words and guesses on the pages: typed words, pieces that go on with a word, commas, tokens over several words."""

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

from explain.content import say
from explain.models import LoadedModel
from explain.numbers import percent
from explain.prediction.masked_words import predict_every_position
from explain.prediction.questions import guesses
from explain.text.tokens import tokenize
from pages.shell.texts import listed
from tests import tiny
from tests.pages.conftest import LANGUAGES, charts, fine, frame, numbers, open_page, widget


@pytest.mark.parametrize("family", ["roberta", "xlm-roberta", "gpt2", "llama"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_typed_word_is_the_one_that_starts_a_word(
    language: str,
    family: str,
    tiny_folders: dict[str, Path],
    tiny_models: dict[str, LoadedModel],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`the` is the entry with a space, and the list says so; it is asked for, not the one that continues a word."""
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders[family]))
    loaded = tiny_models[family]
    vocabulary = loaded.vocabulary
    text = "The man who ate the pepper sneezed."
    # The small vocabularies have "the", or at least a letter, both with a space before it and without.
    word = next(form for form in ("the", "y", "d") if vocabulary.spell(form) in vocabulary.pieces)
    assert word in vocabulary.pieces
    app = open_page("attributions", language, model=str(tiny_folders[family]), text=text, blank="4", target=word)
    assert fine(app)
    spelled = vocabulary.pieces.index(vocabulary.spell(word))
    probability = float(np.exp(guesses(loaded, tokenize(loaded, text), 4)[spelled]))
    shown = widget(app.selectbox, "attributions.target")
    assert shown.value == word
    assert f"{word} → ␣{word} · {percent(language, probability, 2)}" in shown.options


def test_a_list_of_guesses_offers_both_of_one_form(
    tiny_folders: dict[str, Path], tiny_models: dict[str, LoadedModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is chosen from the list is what is asked for, also where its form is that of another entry."""
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders["roberta"]))
    loaded = tiny_models["roberta"]
    vocabulary = loaded.vocabulary
    text = "The man who ate the pepper sneezed."
    logs = guesses(loaded, tokenize(loaded, text), 4)
    inside = [at for at in np.argsort(-logs)[:30].tolist() if vocabulary.continues_word(at)]
    assert inside
    for at in inside[:3]:
        name = vocabulary.name(at)
        app = open_page("attributions", model=str(tiny_folders["roberta"]), text=text, blank="4", target=name)
        assert fine(app)
        share = percent("en", float(np.exp(logs[at])), 2)
        assert f"-{vocabulary.readable(at)} · {share}" in widget(app.selectbox, "attributions.target").options
        assert vocabulary.find(name) == at


@pytest.mark.parametrize("family", ["electra", "xlm-roberta"])
def test_guesses_show_that_they_continue_a_word(
    family: str, tiny_folders: dict[str, Path], tiny_models: dict[str, LoadedModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In figure and table alike, and a comma is told from those around it."""
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(tiny_folders[family]))
    loaded = tiny_models[family]
    vocabulary = loaded.vocabulary
    text = "The man who ate the pepper, sneezed."
    app = open_page("masked", view="every", model=str(tiny_folders[family]), text=text)
    assert fine(app)
    tokens = tokenize(loaded, text)
    asked = tuple(np.flatnonzero(~tokens.special).tolist())
    found = predict_every_position(loaded, tokens, asked)
    expected = [", ".join(listed(vocabulary.label(int(one))) for one in row[:5]) for row in found.ids]
    column = say("en", "masked.column_guesses")
    assert frame(app, column)[column].tolist() == expected, family
    assert any(", -" in row or row.startswith("-") for row in expected), family
    app = open_page("masked", model=str(tiny_folders[family]), text=text, hidden="2", k="50")
    assert fine(app)
    for title, spec in charts(app).items():
        assert len(numbers(spec["data"][0]["x"])) == 50
        assert any("·\u2068-" in tick for tick in spec["data"][0]["y"]), title


def test_signs_in_a_list() -> None:
    assert ", ".join(map(listed, (",", "and", "-ing", "“", ";"))) == "“,”, and, -ing, ““”, “;”"
    assert listed("مرحبا") == "\u2068مرحبا\u2069"
    assert listed("שלום!") == "\u2068שלום!\u2069"
    assert listed("42") == "42"


def _signs_together() -> PreTrainedTokenizerFast:
    """Cut at spaces alone, so that one token goes over several words and signs."""
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "What", "?!", "3.14", "said", "he", "“No.”"]
    made = Tokenizer(models.WordLevel({piece: at for at, piece in enumerate(pieces)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.decoder = decoders.WordPiece(prefix="")
    made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=96,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )


def test_one_token_over_several_words_can_be_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By any of its words, and every page that counts by words calls it by all of them."""
    monkeypatch.setitem(tiny.TOKENIZERS, "bert", _signs_together)
    folder = str(tiny.save_tiny("bert", tmp_path / "signs"))
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", folder)
    text = "he said 3.14 ?!"
    for word in ("2", "3", "4", "5", "6"):
        app = open_page("masked", model=folder, text=text, hidden=word)
        assert fine(app), word
        (title,) = charts(app)
        assert ("3.14" if int(word) < 5 else "?!") in title, word
    app = open_page("masked", model=folder, text=text, hidden="2,4,5")
    assert fine(app)
    assert len(charts(app)) == 2
    app = open_page("attention", model=folder, text=text, words="1")
    assert fine(app)
    assert widget(app.selectbox, "attention.token").options == [
        f"{at} · {form}" for at, form in enumerate(("[CLS]", "he", "said", "3.14", "?!", "[SEP]"), 1)
    ]
    app = open_page("tokens", model=folder, text=text)
    assert fine(app)
    (spec,) = charts(app).values()
    assert len(spec["data"][0]["x"]) == 4
