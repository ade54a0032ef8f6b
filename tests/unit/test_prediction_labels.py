"""Classifiers: what they call their labels, how scores become probabilities, and why they give a label."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explain.attribution import METHODS, Effort
from explain.attribution.game import Game, Scorer, baselines_of
from explain.attribution.methods import attribute
from explain.errors import ExplainError
from explain.models import LoadedModel, Settings, load
from explain.prediction.questions import (
    label_probabilities,
    label_probability,
    label_question,
    label_scales,
    label_scores,
    labels_of,
)
from explain.text.tokens import tokenize
from tests.tiny import FAMILY_NAMES, save_classifier

TEXT = "The cat bit the dog."
PAIR = ("The cat bit the dog.", "The man sneezed.")
SEVERAL = "multi_label_classification"


def _load(folder: Path, family: str = "bert", **changes: Any) -> LoadedModel:
    save_classifier(family, folder, **changes)
    return load(str(folder), Settings(device="cpu", folders=(folder,)))


def _logits(loaded: LoadedModel, *text: str) -> torch.Tensor:
    """As transformers itself gives them, in double precision."""
    with torch.no_grad():
        logits: torch.Tensor = loaded.model(**loaded.tokenizer(*text, return_tensors="pt")).logits[0]
    return logits.double()


@pytest.mark.parametrize(
    ("changes", "how"),
    [
        ({"num_labels": 2}, "softmax"),
        ({"num_labels": 150}, "softmax"),
        ({"num_labels": 4, "problem_type": "single_label_classification"}, "softmax"),
        ({"num_labels": 4, "problem_type": SEVERAL}, "sigmoid"),
        ({"num_labels": 1, "problem_type": SEVERAL}, "sigmoid"),
        ({"num_labels": 1}, ""),
        ({"num_labels": 1, "problem_type": "regression"}, ""),
        ({"num_labels": 3, "problem_type": "regression"}, ""),
    ],
)
def test_scores_become_what_the_model_was_trained_for(changes: dict[str, Any], how: str, tmp_path: Path) -> None:
    loaded = _load(tmp_path, **changes)
    assert label_probability(loaded) == how
    assert label_scales(loaded) == (("probability", "logit") if how else ("logit",))
    expected = _logits(loaded, *PAIR)
    tokens = tokenize(loaded, *PAIR)
    scores = label_scores(loaded, tokens)
    np.testing.assert_allclose(scores, expected, atol=1e-5)
    shares = label_probabilities(loaded, scores)
    wanted = {"softmax": expected.softmax(-1), "sigmoid": expected.sigmoid(), "": None}[how]
    if wanted is None:
        assert shares is None
    else:
        assert shares is not None
        np.testing.assert_allclose(shares, wanted, atol=1e-6)
    for label in {0, changes["num_labels"] - 1}:
        for scale, values in (("probability", expected if wanted is None else wanted), ("logit", expected)):
            question = label_question(loaded, tokens, label, scale=scale)
            whole, _ = Game(Scorer(loaded, question), "mask").ends
            assert whole == pytest.approx(float(values[label]), abs=1e-5), (label, scale)


def test_one_label_is_explained_by_its_score(tmp_path: Path) -> None:
    """Its softmax would be 1 for every text: nothing to explain, and shares of nothing."""
    loaded = _load(tmp_path, num_labels=1)
    game = Game(Scorer(loaded, label_question(loaded, tokenize(loaded, TEXT), 0)), "mask")
    assert game.scorer.question.output.scale == "logit"
    assert abs(game.ends[0] - game.ends[1]) > 1e-3
    for method in METHODS:
        found = attribute(game, method, Effort(samples=32, orders=4))
        assert np.isfinite(found.values).all(), method
        assert np.abs(found.values).max() > 0, method
        assert np.isfinite(found.gap_share) or not found.complete, method


def test_several_labels_do_not_compete(tmp_path: Path) -> None:
    """What speaks for one label says nothing of another: its score alone decides."""
    loaded = _load(tmp_path, num_labels=3, problem_type=SEVERAL)
    tokens = tokenize(loaded, TEXT)
    before = [Game(Scorer(loaded, label_question(loaded, tokens, label)), "mask").ends[0] for label in range(3)]
    with torch.no_grad():
        loaded.model.classifier.bias[2] += 5
    after = [Game(Scorer(loaded, label_question(loaded, tokens, label)), "mask").ends[0] for label in range(3)]
    assert after[:2] == pytest.approx(before[:2], abs=1e-6)
    assert after[2] > before[2]


@pytest.mark.parametrize("family", FAMILY_NAMES)
def test_scores_of_every_family(family: str, tmp_path: Path) -> None:
    loaded = _load(tmp_path, family, num_labels=5, problem_type=SEVERAL)
    tokens = tokenize(loaded, TEXT)
    scores = label_scores(loaded, tokens)
    np.testing.assert_allclose(scores, _logits(loaded, TEXT), atol=1e-4)
    question = label_question(loaded, tokens, 4)
    whole, _ = Game(Scorer(loaded, question), baselines_of(loaded)[0]).ends
    assert whole == pytest.approx(1 / (1 + np.exp(-float(scores[4]))), abs=1e-5)


def test_names_of_labels(tmp_path: Path, tiny_models: dict[str, LoadedModel]) -> None:
    for number, (names, wanted) in enumerate(
        (
            ({0: "no", 1: "yes"}, ("no", "yes")),
            ({0: "same", 1: "same"}, ("same", "same")),
            ({0: " ", 1: "**b** </script>"}, ("LABEL_0", "**b** </script>")),
            ({1: "one", 2: "two", 3: "three"}, ("LABEL_0", "one", "two")),
        )
    ):
        assert labels_of(_load(tmp_path / str(number), id2label=names)) == wanted
    for ask in (labels_of, lambda loaded: label_scores(loaded, tokenize(loaded, TEXT))):
        with pytest.raises(ExplainError) as problem:
            ask(tiny_models["bert"])
        assert problem.value.code == "no_labels"
