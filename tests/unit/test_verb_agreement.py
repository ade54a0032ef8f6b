"""Verb and subject: attention between words, and the margin between two verbs."""

import numpy as np
import pytest

from explain.attention.ablation import heads_off
from explain.attention.verb_agreement import MOST_BETWEEN, blank, margins, one_piece, reach
from explain.engine.trace import head_scores, hidden_states, run
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.prediction.masked_words import log_softmax, predict
from explain.text.tokens import tokenize

SENTENCE = "The keys to the cabinet are on the table."
VERB = (24, 27)


def test_reach_by_hand(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, "The man who ate the pepper sneezed.")
    trace = run(tiny, tokens)
    verb, subject, distractor = (tokens.pieces_of(word) for word in (6, 1, 5))
    found = reach(trace, verb, subject, distractor)
    by_hand = np.mean([sum(trace.attention[1, 2, q, k] for k in subject) for q in verb])
    assert found.subject[1, 2] == pytest.approx(by_hand, abs=1e-6)
    by_hand -= np.mean([sum(trace.attention[1, 2, q, k] for k in distractor) for q in verb])
    assert found.lead[1, 2] == pytest.approx(by_hand, abs=1e-6)


def test_the_blank_is_where_the_verb_was(tiny: LoadedModel) -> None:
    asked = blank(tiny, SENTENCE, *VERB)
    assert SENTENCE[slice(*VERB)] == "are"
    if "masked" in tiny.abilities:
        assert asked.tokens.tokens[asked.position].id == tiny.tokenizer.mask_token_id
        assert asked.tokens.sentences == ("The keys to the cabinet [MASK] on the table.",)
    else:
        assert asked.tokens.sentences == ("The keys to the cabinet",)
        assert asked.position == len(asked.tokens) - 1


def test_a_typed_mask_before_the_verb_is_not_the_blank(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["bert"]
    asked = blank(loaded, "The [MASK] to the man are", 22, 25)
    masks = [at for at, token in enumerate(asked.tokens) if token.id == loaded.tokenizer.mask_token_id]
    assert len(masks) == 2
    assert asked.position == masks[1]


def test_margins_are_the_models_own(embedded: LoadedModel) -> None:
    right, wrong = one_piece(embedded, "are"), one_piece(embedded, "is")
    found = margins(embedded, SENTENCE, VERB, ["in the corner", "of the kitchen"], right, wrong, after=8)
    assert found.words.tolist() == [3, 6, 9]
    assert found.sentences[1] == "The keys to the cabinet in the corner are on the table."
    tokens = tokenize(embedded, "The keys to the cabinet in the corner [MASK] on the table.")
    at = [place for place, token in enumerate(tokens) if token.id == embedded.tokenizer.mask_token_id]
    logs = predict(embedded, tokens, at).log_probabilities[0]
    assert found.right[1] == pytest.approx(logs[right], abs=1e-4)
    assert found.margin[1] == pytest.approx(logs[right] - logs[wrong], abs=1e-4)
    assert found.guess[1] == logs.argmax()


def test_margins_without_a_head(tiny: LoadedModel) -> None:
    words = [int(one) for one in range(60, 62)]
    whole = margins(tiny, SENTENCE, VERB, [], *words, after=8)
    off = margins(tiny, SENTENCE, VERB, [], *words, after=8, without=[(1, 2)])
    asked = blank(tiny, SENTENCE, *VERB)
    with heads_off(tiny, [(1, 2)]):
        hidden = hidden_states(tiny, asked.tokens.ids[None], asked.tokens.segments)[0, [asked.position]]
    logs = log_softmax(head_scores(tiny, hidden))[0]
    assert off.margin[0] == pytest.approx(logs[60] - logs[61], abs=1e-4)
    assert abs(off.margin[0] - whole.margin[0]) > 1e-4


def test_words_of_one_piece(embedded: LoadedModel, tiny_models: dict[str, LoadedModel]) -> None:
    assert embedded.vocabulary.readable(one_piece(embedded, " are ")) == "are"
    for word in ("", "sneezed", "two words", "x" * 500):
        with pytest.raises(ExplainError) as caught:
            one_piece(embedded, word)
        assert caught.value.code == "not_one_piece"
    # In these vocabularies the space before a word is part of its entry.
    for name, mark in (("roberta", "Ġ"), ("xlm-roberta", "▁"), ("gpt2", "Ġ")):
        loaded = tiny_models[name]
        word = next(p[1:] for p in loaded.vocabulary.pieces if p.startswith(mark) and p[1:].isascii() and len(p) > 2)
        assert loaded.vocabulary.pieces[one_piece(loaded, word)] == mark + word


def test_limits(tiny_models: dict[str, LoadedModel]) -> None:
    with pytest.raises(ExplainError) as caught:
        margins(tiny_models["bert"], SENTENCE, VERB, ["x"] * (MOST_BETWEEN + 1), 5, 6, after=8)
    assert caught.value.code == "many_phrases"
    with pytest.raises(ExplainError) as caught:
        blank(tiny_models["gpt2"], "are they", 0, 3)
    assert caught.value.code == "blank_first"
