"""Tokens: spans, words, and what a vocabulary loses."""

import copy
import unicodedata
from dataclasses import replace

import pytest
from tokenizers import Tokenizer, models
from transformers import PreTrainedTokenizerFast

from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.text.forms import damage_of, forms_of
from explain.text.segmentation import graphemes, words
from explain.text.tokens import LONGEST_TEXT, tokenize
from explain.text.vocabulary import vocabulary_of
from tests.tiny import TEXT

STRANGE = [
    "İstanbul IŞIK Iğdır",
    unicodedata.normalize("NFD", "İstanbul IŞIK Iğdır"),
    "👩‍👩‍👧 dans 🇹🇷 👍🏽",
    "مرحبا بالعالم",
    "你好，世界",
    "</script><img src=x onerror=alert(1)>",
    "a\u200bb\tc\n\nd  e",
    "naïve café — “quoted”",
    "don't stop: 3.14 & 42%",
    "<s> [SEP] [CLS]",
    "\ud800 lone",
]


@pytest.mark.parametrize("text", [*TEXT, *STRANGE])
def test_spans_map_back_to_the_text(tiny: LoadedModel, text: str) -> None:
    tokens = tokenize(tiny, text)
    for index, token in enumerate(tokens):
        start, end = token.span
        assert 0 <= start <= end <= len(text)
        assert tokens.covered(index) == ("" if token.sentence is None else text[start:end])
        if token.word is not None:
            assert tokens.words[token.word].end > start
    for word in tokens.words:
        assert text[word.start : word.end] == word.form


@pytest.mark.parametrize("text", TEXT)
def test_every_letter_belongs_to_a_token(tiny: LoadedModel, text: str) -> None:
    tokens = tokenize(tiny, text)
    covered = {at for token in tokens if token.sentence == 0 for at in range(*token.span)}
    assert covered == {at for at, sign in enumerate(text) if not sign.isspace()}


def test_pieces_of_words_are_neighbours(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[2])
    for word in range(len(tokens.words)):
        pieces = tokens.pieces_of(word)
        assert pieces == tuple(range(pieces[0], pieces[-1] + 1))


def test_a_pair_has_two_sentences(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[0], TEXT[1])
    assert tokens.sentences == (TEXT[0], TEXT[1])
    assert set(tokens.word_sentence) == {0, 1}
    second = [token for token in tokens if token.sentence == 1]
    assert TEXT[1].startswith(tokens.sentences[1][slice(*second[0].span)])
    assert len(tokenize(tiny, TEXT[0], "  ")) == len(tokenize(tiny, TEXT[0]))


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_blank_text_is_one_clear_error(tiny: LoadedModel, text: str) -> None:
    with pytest.raises(ExplainError) as caught:
        tokenize(tiny, text)
    assert caught.value.code == "empty_text"


def test_too_much_text_is_one_clear_error(tiny: LoadedModel) -> None:
    with pytest.raises(ExplainError) as caught:
        tokenize(tiny, "word " * 200)
    assert caught.value.code == "many_tokens"
    assert caught.value.values["limit"] == 96
    with pytest.raises(ExplainError) as caught:
        tokenize(tiny, "x" * (LONGEST_TEXT + 1))
    assert caught.value.code == "long_text"


def test_byte_level_pieces_read_as_people_write(tiny_models: dict[str, LoadedModel]) -> None:
    tokens = tokenize(tiny_models["roberta"], "yüz ğ 👍")
    shown = [token.readable for token in tokens if not token.special]
    assert not any(set("ĠÃÄŁÅ") & set(piece) for piece in shown)
    # A thumb is four bytes and unknown to the merges: four tokens, one character, each saying which part it is.
    assert shown[-4:] == ["👍 1/4", "👍 2/4", "👍 3/4", "👍 4/4"]


def test_bytes_that_sentencepiece_falls_back_on(tiny_models: dict[str, LoadedModel]) -> None:
    """Llama's first vocabularies spell a character that they lack by its bytes: <0xC4> <0x9F>."""
    pieces = ("<unk>", "▁a", *(f"<0x{byte:02X}>" for byte in range(256)))
    model = models.BPE({piece: at for at, piece in enumerate(pieces)}, [], byte_fallback=True, unk_token="<unk>")
    made = Tokenizer(model)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=made, unk_token="<unk>", model_max_length=96)
    vocabulary = vocabulary_of(tokenizer, rows=300)
    assert vocabulary.style == "sentencepiece"
    loaded = replace(tiny_models["llama"], tokenizer=tokenizer, vocabulary=vocabulary)
    assert [token.readable for token in tokenize(loaded, "ğ👍")] == [
        "ğ 1/2",
        "ğ 2/2",
        *(f"👍 {n}/4" for n in range(1, 5)),
    ]
    assert vocabulary.readable(pieces.index("<0x0A>")) == "⏎"
    assert vocabulary.readable(pieces.index("<0xC4>")) == "C4"
    assert vocabulary.readable(pieces.index("▁a")) == "a"
    # A row of the model beyond the tokenizer's entries.
    assert (vocabulary.pieces[299], vocabulary.readable(299)) == ("", "#299")
    assert 299 not in vocabulary.ordinary_ids


def test_entries_added_by_hand_are_read_plainly(tiny_models: dict[str, LoadedModel]) -> None:
    tokenizer = copy.deepcopy(tiny_models["gpt_neox"].tokenizer)
    tokenizer.add_tokens(["  ", "şöyle"])
    vocabulary = vocabulary_of(tokenizer)
    readable = [vocabulary.readable(tokenizer.convert_tokens_to_ids(piece)) for piece in ("  ", "şöyle")]
    assert readable == ["␣␣", "şöyle"]


def test_uncased_vocabulary_damages_turkish(tiny_models: dict[str, LoadedModel]) -> None:
    tokens = tokenize(tiny_models["uncased"], "yüz IŞIK Iğdır")
    assert {"accents"} & {token.lost for token in tokens if token.word == 0}
    spoiled = dict(damage_of(tokens).spoiled)
    assert {"yüz", "IŞIK", "Iğdır"} <= set(spoiled)
    assert "ü" not in spoiled["yüz"]
    assert not damage_of(tokenize(tiny_models["bert"], "yüz kişi yüz")).spoiled


def test_lost_capitals_alone_are_no_damage(tiny_models: dict[str, LoadedModel]) -> None:
    tokens = tokenize(tiny_models["uncased"], "The Man Ate")
    assert "case" in {token.lost for token in tokens}
    assert damage_of(tokens).spoiled == ()


def test_dotless_i_lower_cased_is_damage(tiny_models: dict[str, LoadedModel]) -> None:
    assert "IRK" in dict(damage_of(tokenize(tiny_models["uncased"], "IRK değil")).spoiled)


def test_unknown_signs_are_named(tiny_models: dict[str, LoadedModel]) -> None:
    tokens = tokenize(tiny_models["bert"], "a 你 b")
    assert "unknown" in {token.lost for token in tokens}
    assert any(written == "你" for written, _ in damage_of(tokens).spoiled)


def test_typed_mask_is_one_special_token_and_no_word(tiny_masked: LoadedModel) -> None:
    mask = tiny_masked.tokenizer.mask_token
    tokens = tokenize(tiny_masked, f"The {mask} ate.")
    typed = [index for index, token in enumerate(tokens) if token.id == tiny_masked.tokenizer.mask_token_id]
    assert len(typed) == 1
    assert tokens.tokens[typed[0]].special
    assert tokens.covered(typed[0]) == mask
    assert "".join(word.form for word in tokens.words) == "Theate."


def test_mask_may_be_written_the_same_for_every_model(tiny_masked: LoadedModel) -> None:
    tokens = tokenize(tiny_masked, "The [MASK] ate.", "A [MASK].")
    blanks = [index for index, token in enumerate(tokens) if token.id == tiny_masked.tokenizer.mask_token_id]
    assert [tokens.covered(index) for index in blanks] == ["[MASK]", "[MASK]"]
    assert tokens.sentences == ("The [MASK] ate.", "A [MASK].")


def test_counts_of_the_four_forms(tiny_models: dict[str, LoadedModel]) -> None:
    text = unicodedata.normalize("NFD", "İ ğü")
    tokens = tokenize(tiny_models["bert"], text)
    forms = forms_of(tokens)
    assert len(forms.characters) == tokens.characters == 4
    assert [form.written for form in forms.words] == text.split()
    assert len(forms.pieces) == len(forms.ids) == len(tokens)
    assert [form.word for form in forms.characters] == [0, None, 1, 1]


def test_words_and_graphemes() -> None:
    assert [word.form for word in words("İstanbul'da 3 kedi, gel-git!")] == [
        "İstanbul'da",
        "3",
        "kedi",
        ",",
        "gel-git",
        "!",
    ]
    assert [word.form for word in words("你好 ok")] == ["你", "好", "ok"]
    assert graphemes("👩‍👩‍👧é") == ["👩‍👩‍👧", "é"]


def test_whole_words_of_a_vocabulary(tiny: LoadedModel) -> None:
    vocabulary = tiny.vocabulary
    for index in range(len(vocabulary.pieces)):
        if vocabulary.whole_words[index]:
            assert index not in vocabulary.special_ids
            assert vocabulary.readable(index).replace("'", "").replace("-", "").isalpha()
            assert not vocabulary.pieces[index].startswith("##")
    assert 0 < vocabulary.whole_words.sum() < len(vocabulary.pieces)
