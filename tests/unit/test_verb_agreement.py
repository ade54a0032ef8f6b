"""Verb and subject: attention between words, and the margin between two verbs."""

import numpy as np
import pytest

from explain.attention.ablation import heads_off
from explain.attention.verb_agreement import MOST_BETWEEN, Words, margins, one_piece, reach, without_verb
from explain.engine.trace import head_scores, hidden_states, run
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.prediction.masked_words import log_softmax, predict
from explain.text.blanks import blanks_in, leave_out
from explain.text.tokens import tokenize

SENTENCE = "The keys to the cabinet are on the table."
VERB, SUBJECT = 5, 1
WORDS = Words(VERB, SUBJECT, 4)


@pytest.mark.parametrize("shown", [False, True])
def test_reach_by_hand(tiny: LoadedModel, shown: bool) -> None:
    """From the verb in sight, or in the text in which the model is asked for it: the one whose margin is measured."""
    for text, words in (
        ("The man who ate the pepper sneezed.", Words(6, 1, 5)),
        (SENTENCE, WORDS),
        ("Yes, are the keys to the cabinet here?", Words(2, 4, 7)),
    ):
        tokens = tokenize(tiny, text)
        read, looking = tokens, tokens.pieces_of(words.verb)
        if not shown:
            read, position = without_verb(tiny, tokens, words.verb)
            looking = (position,)
        trace = run(tiny, read)
        subject, distractor = (read.pieces_of(word) for word in words[1:])
        found = reach(tiny, tokens, words, verb_shown=shown)
        one = np.mean([sum(float(trace.attention[1, 2, q, k]) for k in subject) for q in looking])
        other = np.mean([sum(float(trace.attention[1, 2, q, k]) for k in distractor) for q in looking])
        assert found.subject[1, 2] == pytest.approx(one, abs=1e-6), text
        assert found.distractor[1, 2] == pytest.approx(other, abs=1e-6), text
        assert found.lead[1, 2] == pytest.approx(one - other, abs=1e-6), text
        # A second sentence is not read: the margin is of the first alone.
        paired = reach(tiny, tokenize(tiny, text, "And they laughed."), words, verb_shown=shown)
        np.testing.assert_array_equal(paired.lead, found.lead)


def test_leads_of_other_pairs_of_words(tiny: LoadedModel) -> None:
    for shown in (False, True):
        tokens = tokenize(tiny, SENTENCE)
        read, position = without_verb(tiny, tokens, VERB)
        looking = list(tokens.pieces_of(VERB)) if shown else [position]
        trace = run(tiny, tokens if shown else read)
        words = [word for word in range(9) if word not in WORDS and trace.tokens.pieces_of(word)]
        given = [
            trace.attention[:, :, looking][..., list(trace.tokens.pieces_of(word))].sum(-1).mean(-1) for word in words
        ]
        expected = [(one - other).max() for one in given for other in given if one is not other]
        found = reach(tiny, tokens, WORDS, verb_shown=shown)
        assert len(found.others) == len(expected)
        np.testing.assert_allclose(sorted(found.others), sorted(expected), atol=1e-6)
    tokens = tokenize(tiny, "the man are")
    assert not len(reach(tiny, tokens, Words(2, 1, 0), verb_shown=True).others)


def test_what_is_not_read_gets_nothing(tiny_models: dict[str, LoadedModel]) -> None:
    gpt, bert = tiny_models["gpt2"], tiny_models["bert"]
    tokens = tokenize(gpt, SENTENCE)
    assert not reach(gpt, tokens, Words(5, 1, 8)).distractor.any()
    # Asked for itself, a verb that is hidden is the blank.
    tokens = tokenize(bert, SENTENCE)
    read, position = without_verb(bert, tokens, VERB)
    itself = reach(bert, tokens, Words(VERB, VERB, 4)).subject
    np.testing.assert_allclose(itself, run(bert, read).attention[:, :, position, position], atol=1e-7)


def test_the_blank_is_where_the_verb_was(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, SENTENCE)
    assert tokens.words[VERB].form == "are"
    read, position = without_verb(tiny, tokens, VERB)
    if "masked" in tiny.abilities:
        # One blank, however many pieces the verb had: just what is read where a person types [MASK] for it.
        typed = tokenize(tiny, SENTENCE.replace("are", "[MASK]"))
        (at,) = blanks_in(tiny, typed)
        before = typed.tokens[at - 1]
        # The small vocabularies leave the space before a typed one alone, unlike those of their families.
        start = at - (before.span[0] == before.span[1])
        assert read.ids.tolist() == [*typed.ids[:start], *typed.ids[at:]]
        assert blanks_in(tiny, read) == (position,)
    else:
        assert read.ids.tolist() == tokenize(tiny, "The keys to the cabinet").ids.tolist()
        assert position == len(read) - 1
    assert without_verb(tiny, tokenize(tiny, SENTENCE, "They are."), VERB) == (read, position)


def test_a_typed_mask_before_the_verb_is_not_the_blank(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["bert"]
    tokens = tokenize(loaded, "The [MASK] to the man are")
    read, position = without_verb(loaded, tokens, [word.form for word in tokens.words].index("are"))
    assert blanks_in(loaded, read) == (2, position)


def test_margins_are_the_models_own(embedded: LoadedModel) -> None:
    right, wrong = one_piece(embedded, "are"), one_piece(embedded, "is")
    phrases = ("in the corner", "of the kitchen")
    found = margins(embedded, tokenize(embedded, SENTENCE), WORDS, phrases, (right, wrong))
    assert found.words.tolist() == [3, 6, 9]
    assert found.sentences[1] == "The keys to the cabinet in the corner are on the table."
    tokens = tokenize(embedded, "The keys to the cabinet in the corner [MASK] on the table.")
    at = [place for place, token in enumerate(tokens) if token.id == embedded.tokenizer.mask_token_id]
    logs = predict(embedded, tokens, tuple(at)).log_probabilities[0]
    assert found.right[1] == pytest.approx(logs[right], abs=1e-4)
    assert found.margin[1] == pytest.approx(logs[right] - logs[wrong], abs=1e-4)
    assert found.guess[1] == logs.argmax()


def test_margins_without_a_head(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, SENTENCE)
    whole = margins(tiny, tokens, WORDS, (), (60, 61))
    off = margins(tiny, tokens, WORDS, (), (60, 61), without=((1, 2),))
    read, position = without_verb(tiny, tokens, VERB)
    with heads_off(tiny, [(1, 2)]):
        hidden = hidden_states(tiny, read.ids[None], read.segments)[0, [position]]
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
    bert, gpt = tiny_models["bert"], tiny_models["gpt2"]
    with pytest.raises(ExplainError) as caught:
        margins(bert, tokenize(bert, SENTENCE), WORDS, ("x",) * (MOST_BETWEEN + 1), (5, 6))
    assert caught.value.code == "many_phrases"
    with pytest.raises(ExplainError) as caught:
        without_verb(gpt, tokenize(gpt, "are they"), 0)
    assert caught.value.code == "blank_first"
    # A joiner alone is a sign to a reader, and nothing to this tokenizer.
    tokens = tokenize(bert, "The man \u200d are")
    for ask in (lambda: without_verb(bert, tokens, 2), lambda: reach(bert, tokens, Words(3, 1, 2))):
        with pytest.raises(ExplainError) as caught:
            ask()
        assert caught.value.code == "no_own_token"


def test_what_is_left_out_is_asked_for_at_one_place(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, "The pepper sneezed.")
    pieces = tokens.pieces_of(2)
    assert len(pieces) > 1
    read, position = leave_out(tiny, tokens, pieces)
    if "masked" in tiny.abilities:
        assert read.tokens[position].id == tiny.tokenizer.mask_token_id
        assert len(read) == len(tokens) - len(pieces) + 1
        assert read.tokens[position + 1 :] == tokens.tokens[pieces[-1] + 1 :]
    else:
        assert read.tokens == tokens.tokens[: pieces[0]]
    assert read.sentences == tokens.sentences
    assert read != tokens
    assert hash(read) != hash(tokens)
