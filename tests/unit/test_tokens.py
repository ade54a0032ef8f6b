"""Tokens: spans, words, and what a vocabulary loses."""

import copy
import unicodedata
from dataclasses import replace

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.text.blanks import hide_word
from explain.text.forms import damage_of, forms_of
from explain.text.segmentation import Word, graphemes, is_blank, is_word_like, seen, words
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


INVISIBLE = [
    "\u200b",
    "\u00ad\u00ad",
    "\ufeff",
    "\u200e \u200f",
    "\u00a0\u200c\u00a0",
    "\u2060\ufe0f",
    "\u3164",
    "\x00\x07",
    "\u2800",
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


def test_blank_text_is_one_clear_error(tiny: LoadedModel) -> None:
    """Whatever cannot be seen is no text, and as a second sentence there is none."""
    for text in ("", "   ", "\n\t", *INVISIBLE):
        with pytest.raises(ExplainError) as caught:
            tokenize(tiny, text)
        assert caught.value.code == "empty_text", ascii(text)
        assert tokenize(tiny, TEXT[0], text) == tokenize(tiny, TEXT[0]), ascii(text)


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


def test_format_characters_end_no_word() -> None:
    """A soft hyphen and a joiner belong to the word that they stand in, and alone they are none."""
    cut = {
        "co\u00adoper\u00adate now": ["co\u00adoper\u00adate", "now"],
        "dil\u00adbi\u00adlim, dedi": ["dil\u00adbi\u00adlim", ",", "dedi"],
        "می\u200cخواهم بروم": ["می\u200cخواهم", "بروم"],
        "क्\u200dष श्\u200dर": ["क्\u200dष", "श्\u200dर"],
        "\u200fمرحبا\u200f بك": ["مرحبا", "بك"],
        "\ufeffHello world": ["Hello", "world"],
        "don\u2060't e\u00ad-\u00admail": ["don\u2060't", "e\u00ad-\u00admail"],
        "wait\u00ad \u00ad here \u200d !": ["wait", "here", "!"],
        "10\u00a0000 km, 1\u202f234\u202f567": ["10\u00a0000", "km", ",", "1\u202f234\u202f567"],
        "12\u00a03456 in\u00a02024": ["12", "3456", "in", "2024"],
        "Mr.\u00a0Smith": ["Mr", ".", "Smith"],
        # This one is put where a word ends and no space is written.
        "a\u200bb \u200bc": ["a", "b", "c"],
        "👩\u200d👩\u200d👧 ❤\ufe0f": ["👩\u200d👩\u200d👧", "❤\ufe0f"],
        "a--b": ["a", "-", "-", "b"],
    }
    for text, expected in cut.items():
        found = words(text)
        assert [word.form for word in found] == expected, ascii(text)
        assert not any(is_blank(word.form) for word in found), ascii(text)
        assert all(text[word.start : word.end] == word.form for word in found), ascii(text)
    for text in INVISIBLE:
        assert words(text) == [], ascii(text)
    assert is_word_like("co\u00adoperate")
    assert not is_word_like("co\u200boperate")


def test_blank_characters_have_names(tiny: LoadedModel) -> None:
    """No chip of a text is empty: neither of its characters nor of its tokens."""
    text = "co\u00adop a\u00a0b\u200bc\td\u200e e\u202f\u00adf\u200d \u200d."
    tokens = tokenize(tiny, text)
    forms = forms_of(tokens)
    for lane in (forms.characters, forms.words, forms.pieces, forms.ids):
        assert not any(is_blank(form.written) for form in lane)
    written = [form.written for form in forms.characters]
    for name in ("SHY", "NBSP", "ZWSP", "LRM", "NNBSP", "␣", "⇥"):
        assert name in written, name
    assert not any(is_blank(label) for label in tokens.labels)
    assert (seen("\u200d"), seen("\u115f\u00ad"), seen("  "), seen("\r\n"), seen("a\u00ad")) == (
        "ZWJ",
        "U+115F SHY",
        "␣␣",
        "⏎",
        "a\u00ad",
    )


def test_a_format_character_that_is_dropped_is_no_loss(tiny_models: dict[str, LoadedModel]) -> None:
    """A soft hyphen shows nothing; without its joiner a Persian word looks otherwise."""
    bert = tiny_models["bert"]
    plain, soft = tokenize(bert, "yüz the man"), tokenize(bert, "y\u00adüz the ma\u00adn")
    assert plain.ids.tolist() == soft.ids.tolist()
    assert damage_of(soft) == damage_of(plain)
    assert not damage_of(soft).spoiled
    assert damage_of(tokenize(bert, "ma\u200cn")).spoiled


def _whole_words(model: LoadedModel, *pieces: str) -> LoadedModel:
    """A model whose tokenizer knows some runs of signs and nothing else, cut at spaces alone."""
    names = ["[UNK]", "[CLS]", "[SEP]", "[MASK]", *pieces]
    made = Tokenizer(models.WordLevel({piece: at for at, piece in enumerate(names)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=made,
        unk_token="[UNK]",
        mask_token="[MASK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=96,
    )
    return replace(model, tokenizer=tokenizer, vocabulary=vocabulary_of(tokenizer))


def test_one_token_over_several_words(tiny_models: dict[str, LoadedModel]) -> None:
    """Each of its words has it, and whichever of them is hidden takes it away."""
    loaded = _whole_words(tiny_models["bert"], "What", "?!", "你好", "3.14", "said", "“No.”")
    for text, pieces in {
        "What ?!": [[1], [2], [2]],
        "你好 said": [[1], [1], [2]],
        "3.14 said ?!": [[1], [1], [1], [2], [3], [3]],
        "said “No.” What": [[1], [2], [2], [2], [2], [3]],
    }.items():
        tokens = tokenize(loaded, text)
        assert [list(tokens.pieces_of(word)) for word in range(len(tokens.words))] == pieces, text
        for word, own in enumerate(pieces):
            assert word in tokens.words_of(own[0])
            hidden = hide_word(loaded, tokens, own[0])
            assert [at for at, one in enumerate(hidden) if one.id == loaded.tokenizer.mask_token_id] == own, text
        assert [tokens.unit_form(unit) for unit in tokens.units] == ["[CLS]", *text.split(), "[SEP]"]
        assert tokens.labels == ("[CLS]", *text.split(), "[SEP]")


def test_a_token_that_reaches_into_the_next_word(tiny_models: dict[str, LoadedModel]) -> None:
    """A word with a piece of its own is hidden with the piece that it shares: that would give it away."""
    made = Tokenizer(models.BPE({"<unk>": 0, "<m>": 1, "a-": 2, "-": 3, "a": 4, "!": 5, "!?": 6, "?": 7}, [("!", "?")]))
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=made, unk_token="<unk>", mask_token="<m>", model_max_length=96)
    loaded = replace(tiny_models["bert"], tokenizer=tokenizer, vocabulary=vocabulary_of(tokenizer))
    tokens = tokenize(loaded, "a!?")
    assert [tokens.covered(at) for at in range(len(tokens))] == ["a", "!?"]
    assert tokens.units == ((0,), (1,))
    longer = replace(tokens, words=(Word("a!", 0, 2), Word("?", 2, 3)), word_sentence=(0, 0))
    longer = replace(longer, tokens=tuple(replace(token, word=0) for token in tokens))
    assert longer.pieces_of(0) == (0, 1)
    assert longer.pieces_of(1) == (1,)
    assert longer.units == ((0, 1),)
    assert longer.unit_form((0, 1)) == "a!?"
    assert {at for at, one in enumerate(hide_word(loaded, longer, 1)) if one.id == 1} == {0, 1}
