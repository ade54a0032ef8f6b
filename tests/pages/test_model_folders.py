"""Model folders as people bring them: every page opens with those that load, and says what is the matter with the others."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explain.content import say
from explain.models import Settings, load
from explain.prediction.questions import label_scores
from explain.text.tokens import tokenize
from pages.shell import store
from tests.pages.conftest import FILES, LANGUAGES, charts, fine, numbers, open_page, widget
from tests.tiny import save_classifier, save_tiny

TEXT, PAIR = "The cat bit the dog.", "The man sneezed."
SEVERAL = "multi_label_classification"
VIEWS = ("one", "several", "trust", "path", "inside")
_NO_NUMBER = re.compile(r"(?<![\w-])(nan|inf)(?![\w-])", re.IGNORECASE)

FOLDERS: dict[str, Callable[[Path], Path]] = {
    "one label": lambda f: save_classifier("bert", f, num_labels=1),
    "several labels at once": lambda f: save_classifier("roberta", f, num_labels=4, problem_type=SEVERAL),
    "150 labels": lambda f: save_classifier("distilbert", f, num_labels=150),
    "GPT-2 with labels": lambda f: save_classifier("gpt2", f, num_labels=2),
    "one segment": lambda f: save_tiny("electra", f, type_vocab_size=1),
    "no padding": lambda f: save_tiny("albert", f, pad_token_id=None),
    "spare rows": lambda f: save_tiny("bert", f, vocab_size=200),
}


def _said(app: AppTest) -> list[str]:
    kinds = ("markdown", "caption", "info", "warning", "error", "success")
    return [element.value for kind in kinds for element in getattr(app, kind)]


@pytest.mark.parametrize("make", FOLDERS.values(), ids=FOLDERS)
def test_every_page_opens_or_says_why_not(
    make: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(make(tmp_path / "folder"))
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", folder)
    for name in FILES:
        app = open_page(name, "en", model=folder, text=TEXT, pair=PAIR)
        said = _said(app)
        assert not app.exception, name
        assert len(app.error) <= 1, name
        assert say("en", "error.unexpected") not in said, name
        assert not [text for text in said if _NO_NUMBER.search(text)], name
        assert not [text for text in said if "embedded model is used" in text], name


def _classifier(folder: Path, monkeypatch: pytest.MonkeyPatch, **changes: Any) -> str:
    save_classifier("bert", folder, **changes)
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(folder))
    return str(folder)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "changes",
    [{"num_labels": 1}, {"num_labels": 3, "problem_type": SEVERAL}, {"num_labels": 150}],
    ids=["one", "several", "many"],
)
def test_every_view_of_a_label(
    changes: dict[str, Any], language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _classifier(tmp_path, monkeypatch, **changes)
    for view in VIEWS:
        app = open_page("attributions", language, model=folder, text=TEXT, ask="label", view=view)
        assert fine(app), view
        assert not [text for text in _said(app) if _NO_NUMBER.search(text)], view
        assert charts(app), view


def test_labels_stand_by_their_probability(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The likeliest comes first; a choice stays when the text changes."""
    folder = _classifier(tmp_path, monkeypatch, num_labels=12)
    loaded = load(folder, Settings(device="cpu", folders=(Path(folder),)))
    order = np.argsort(-label_scores(loaded, tokenize(loaded, TEXT)), kind="stable")
    app = open_page("attributions", "en", model=folder, text=TEXT)
    picker = widget(app.selectbox, "attributions.label")
    assert [option.split(" · ")[0] for option in picker.options] == [f"LABEL_{label}" for label in order]
    shares = [float(option.split(" · ")[1].rstrip("%")) for option in picker.options]
    assert sum(shares) == pytest.approx(100, abs=1)
    assert shares == sorted(shares, reverse=True)
    assert picker.value == order[0]
    picker.set_value(int(order[5])).run()
    app.text_area(key="text").set_value("The man sneezed.").run()
    assert fine(app)
    assert widget(app.selectbox, "attributions.label").value == order[5]


def test_a_label_of_several_is_read_off_its_sigmoid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _classifier(tmp_path, monkeypatch, num_labels=3, problem_type=SEVERAL)
    loaded = load(folder, Settings(device="cpu", folders=(Path(folder),)))
    scores = label_scores(loaded, tokenize(loaded, TEXT)).astype(float)
    app = open_page("attributions", "en", model=folder, text=TEXT)
    shown = {
        option.split(" · ")[0]: float(option.split(" · ")[1].rstrip("%"))
        for option in widget(app.selectbox, "attributions.label").options
    }
    for label in range(3):
        assert shown[f"LABEL_{label}"] == pytest.approx(100 / (1 + np.exp(-scores[label])), abs=0.06)
    help = app.segmented_control(key="attributions.scale").help
    assert help == say("en", "attributions.scale_help_sigmoid")


def test_one_label_is_a_score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No choice of scales, also where the address asks for a probability; the values add up to the change of the score."""
    folder = _classifier(tmp_path, monkeypatch, num_labels=1)
    loaded = load(folder, Settings(device="cpu", folders=(Path(folder),)))
    (score,) = label_scores(loaded, tokenize(loaded, TEXT)).astype(float)
    app = open_page("attributions", "en", model=folder, text=TEXT, scale="probability", explainer="shapley")
    assert fine(app)
    assert not [one for one in app.segmented_control if one.key == "attributions.scale"]
    assert say("en", "attributions.raw_score") in [caption.value for caption in app.caption]
    assert any("score of LABEL" in text.replace("\\", "") for text in _said(app))
    assert any(f"{score:.3f}".replace("-", "−") in text.replace("\\", "") for text in _said(app))
    (drawn,) = charts(app).values()
    assert np.abs(numbers(drawn["data"][0]["x"])).max() > 0


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "tokenizer of another model": (lambda f: save_tiny("bert", f, vocab_size=400), "small_tokenizer"),
    "two layers in one": (lambda f: save_tiny("albert", f, inner_group_num=2), "unshown_setting"),
    "decoder": (lambda f: save_tiny("bert", f, is_decoder=True), "unshown_setting"),
    "only spiece.model": (
        lambda f: (save_tiny("xlm-roberta", f) / "tokenizer.json").rename(f / "spiece.model"),
        "slow_tokenizer",
    ),
    "pickled": (
        lambda f: (save_tiny("bert", f) / "model.safetensors").rename(f / "pytorch_model.bin"),
        "other_weights",
    ),
    "parent": (lambda f: save_tiny("bert", f / "checkpoint-10"), "parent_folder"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("make", "code"), BROKEN.values(), ids=BROKEN)
def test_one_message_and_the_embedded_model(
    make: Callable[[Path], object], code: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    make(folder)
    monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(folder))
    app = open_page("tokens", language, model=str(folder), text=TEXT)
    assert fine(app)
    (warning,) = [one.value.replace("\\", "") for one in app.warning]
    start = say(language, f"error.{code}").split("{")[0]
    assert warning.startswith(start)
    assert str(folder) in warning
    assert "{" not in warning
    assert any("Saydam" in caption.value for caption in app.caption)


def test_rows_without_an_entry_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = len(load(str(save_tiny("bert", tmp_path / "a")), Settings(any_model=True)).vocabulary.pieces)
    for spare, said in ((0, None), (1, "1 row of"), (7, "7 rows of")):
        folder = tmp_path / str(spare)
        save_tiny("bert", folder, vocab_size=rows + spare)
        monkeypatch.setenv("SAYDAM_MODEL_FOLDERS", str(folder))
        store.engine.cache_clear()
        app = open_page("tokens", "en", model=str(folder))
        found = [caption.value for caption in app.caption if "of its embedding table" in caption.value]
        assert bool(found) == bool(spare), found
        assert said is None or found[0].startswith(said)
