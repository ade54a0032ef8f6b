"""Vocabularies of every kind of tokenizer: how entries are spelled, read, and found by what a person types."""

import pickle
from dataclasses import replace
from typing import Any

import pytest
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.prediction.questions import find_entry
from explain.text.guesses import guess_label
from explain.text.tokens import tokenize
from explain.text.vocabulary import Spelling, Vocabulary, spelling_of, vocabulary_of
from tests.tiny import TEXT

SPECIAL = ["<unk>", "<s>", "</s>", "<mask>"]


def _fast(tokenizer: Tokenizer, **names: str) -> PreTrainedTokenizerFast:
    given: dict[str, Any] = {"unk_token": "<unk>", "mask_token": "<mask>", "model_max_length": 96, **names}
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, **given)


def _trained(model: Any, trainer: Any, **parts: Any) -> PreTrainedTokenizerFast:
    made = Tokenizer(model)
    for name, part in parts.items():
        setattr(made, name, part)
    made.train_from_iterator(TEXT * 5, trainer)
    return _fast(made)


def suffixed() -> PreTrainedTokenizerFast:
    """GPT's and XLM's: the end of a word is marked."""
    return _trained(
        models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"),
        trainers.BpeTrainer(vocab_size=150, special_tokens=SPECIAL, end_of_word_suffix="</w>", show_progress=False),
        pre_tokenizer=pre_tokenizers.BertPreTokenizer(),
        decoder=decoders.BPEDecoder(suffix="</w>"),
    )


def clip() -> PreTrainedTokenizerFast:
    """CLIP's: bytes and marked ends."""
    bytewise = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    return _trained(
        models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"),
        trainers.BpeTrainer(
            vocab_size=650,
            special_tokens=SPECIAL,
            end_of_word_suffix="</w>",
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
        pre_tokenizer=pre_tokenizers.Sequence([pre_tokenizers.BertPreTokenizer(), bytewise]),
        decoder=decoders.ByteLevel(),
    )


def whole() -> PreTrainedTokenizerFast:
    """Words as they are, three of which look like marks of other kinds."""
    return _trained(
        models.WordLevel(unk_token="<unk>"),
        trainers.WordLevelTrainer(special_tokens=[*SPECIAL, "##ing"], show_progress=False),
        pre_tokenizer=pre_tokenizers.WhitespaceSplit(),
    )


def llama() -> PreTrainedTokenizerFast:
    """Llama's first: the space is put in by the normalizer, and there is no pre-tokenizer."""
    pieces = ["<unk>", "<s>", "</s>", "<mask>", *(f"<0x{byte:02X}>" for byte in range(256))]
    pieces += ["▁", *"thecaing,Ġ", "▁t", "he", "▁the", "in", "ing", "▁c", "▁ca", "▁cat", "Ġa"]
    merges = [("▁", "t"), ("h", "e"), ("▁t", "he"), ("i", "n"), ("in", "g"), ("▁", "c"), ("▁c", "a"), ("▁ca", "t")]
    model = models.BPE(
        {piece: at for at, piece in enumerate(dict.fromkeys(pieces))},
        [*merges, ("Ġ", "a")],
        unk_token="<unk>",
        byte_fallback=True,
        fuse_unk=True,
    )
    made = Tokenizer(model)
    made.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    made.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    return _fast(made)


def maltese() -> PreTrainedTokenizerFast:
    """SentencePiece with a word that begins with Ġ, a letter."""
    made = Tokenizer(models.Unigram([("<unk>", 0.0), ("<mask>", 0.0), ("▁Ġorġ", -1.0), ("Ġ", -2.0), ("▁", -3.0)], 0))
    made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    made.decoder = decoders.Metaspace()
    return _fast(made)


def underlined() -> PreTrainedTokenizerFast:
    """SentencePiece with another sign for the space."""
    made = Tokenizer(models.Unigram([("<unk>", 0.0), ("_the", -1.0), ("ing", -2.0), ("▁the", -3.0)], 0))
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="_")
    made.decoder = decoders.Metaspace(replacement="_")
    return _fast(made)


def prefixed() -> PreTrainedTokenizerFast:
    """WordPiece with a mark of its own."""
    pieces = ["<unk>", "the", "@@ing", "##ing", "▁the", "Ġthe", "the</w>", "<0x41>"]
    model = models.WordPiece(
        {piece: at for at, piece in enumerate(pieces)}, unk_token="<unk>", continuing_subword_prefix="@@"
    )
    made = Tokenizer(model)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece(prefix="@@")
    return _fast(made)


def unigram_with_bytes() -> PreTrainedTokenizerFast:
    """What falls back on bytes says so in its model alone."""
    pieces = [("<unk>", 0.0), *((f"<0x{byte:02X}>", -9.0) for byte in range(256)), ("▁a", -1.0)]
    made = Tokenizer(models.Unigram(pieces, 0, True))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    return _fast(made)


KINDS = {
    "suffixed": (suffixed, Spelling(ends="</w>"), "ends"),
    "clip": (clip, Spelling(ends="</w>", bytes=True), "ends"),
    "whole": (whole, Spelling(), "words"),
    "llama": (llama, Spelling(space="▁", fallback=True), "sentencepiece"),
    "maltese": (maltese, Spelling(space="▁"), "sentencepiece"),
    "underlined": (underlined, Spelling(space="_"), "sentencepiece"),
    "prefixed": (prefixed, Spelling(continues="@@"), "wordpiece"),
    "unigram with bytes": (unigram_with_bytes, Spelling(space="▁", fallback=True), "sentencepiece"),
}


@pytest.fixture(scope="module")
def kinds() -> dict[str, PreTrainedTokenizerFast]:
    return {name: make() for name, (make, _, _) in KINDS.items()}


def _id(tokenizer: PreTrainedTokenizerFast, piece: str) -> int:
    found = tokenizer.convert_tokens_to_ids(piece)
    assert tokenizer.convert_ids_to_tokens(found) == piece
    return int(found)


def _loaded(model: LoadedModel, tokenizer: PreTrainedTokenizerFast) -> LoadedModel:
    return replace(model, tokenizer=tokenizer, vocabulary=vocabulary_of(tokenizer))


@pytest.mark.parametrize("name", KINDS)
def test_spelling_is_read_from_the_parts(kinds: dict[str, PreTrainedTokenizerFast], name: str) -> None:
    _, spelling, style = KINDS[name]
    assert spelling_of(kinds[name]) == spelling
    vocabulary = vocabulary_of(kinds[name])
    assert vocabulary.style == style
    assert pickle.loads(pickle.dumps(vocabulary)) == vocabulary


def test_spelling_of_the_families(tiny_models: dict[str, LoadedModel]) -> None:
    """What the published tokenizers of the families have."""
    wordpiece, metaspace, spaced = Spelling(continues="##"), Spelling(space="▁"), Spelling(space="Ġ", bytes=True)
    expected = {
        **dict.fromkeys(("albert", "bert", "classifier", "distilbert", "electra", "mpnet", "uncased"), wordpiece),
        **dict.fromkeys(("deberta-v2", "xlm-roberta"), metaspace),
        **dict.fromkeys(("gpt2", "gpt_neox", "llama", "modernbert", "roberta"), spaced),
    }
    assert {name: loaded.vocabulary.spelling for name, loaded in tiny_models.items()} == expected


READ = [
    # tokenizer, entry, readable, label, starts a word
    ("suffixed", "The</w>", "The", "The", True),
    ("suffixed", "the</w>", "the", "the", True),
    ("suffixed", ".</w>", ".", ".", True),
    ("clip", "the</w>", "the", "the", True),
    ("clip", "yÃ¼z</w>", "yüz", "yüz", True),
    ("clip", "Ġ", "␣", "␣", True),
    ("whole", "##ing", "##ing", "##ing", True),
    ("whole", "pepper", "pepper", "pepper", True),
    ("llama", "▁the", "the", "the", True),
    ("llama", "▁", "␣", "␣", True),
    ("llama", "ing", "ing", "-ing", False),
    ("llama", ",", ",", ",", False),
    ("llama", "<0xF0>", "F0", "F0", False),
    ("llama", "<0x41>", "A", "-A", False),
    ("llama", "<0x0A>", "⏎", "⏎", False),
    ("llama", "Ġa", "Ġa", "-Ġa", False),
    ("llama", "<mask>", "<mask>", "<mask>", True),
    ("maltese", "▁Ġorġ", "Ġorġ", "Ġorġ", True),
    ("maltese", "Ġ", "Ġ", "-Ġ", False),
    ("underlined", "_the", "the", "the", True),
    ("underlined", "▁the", "▁the", "▁the", False),
    ("prefixed", "@@ing", "ing", "-ing", False),
    ("prefixed", "##ing", "##ing", "##ing", True),
    ("prefixed", "▁the", "▁the", "▁the", True),
    ("prefixed", "Ġthe", "Ġthe", "Ġthe", True),
    ("prefixed", "the</w>", "the</w>", "the</w>", True),
    ("prefixed", "<0x41>", "<0x41>", "<0x41>", True),
    ("unigram with bytes", "<0xC4>", "C4", "C4", False),
]


def test_entries_as_people_read_them(kinds: dict[str, PreTrainedTokenizerFast]) -> None:
    for name, piece, readable, label, starts in READ:
        vocabulary = vocabulary_of(kinds[name])
        at = _id(kinds[name], piece)
        found = vocabulary.readable(at), vocabulary.label(at), vocabulary.starts_word(at)
        assert found == (readable, label, starts), (name, piece)


def test_a_text_in_each_kind_of_vocabulary(
    kinds: dict[str, PreTrainedTokenizerFast], tiny_models: dict[str, LoadedModel]
) -> None:
    """No mark reaches the labels, and nothing counts as lost that is only spelled otherwise."""
    for name in ("suffixed", "clip"):
        tokens = tokenize(_loaded(tiny_models["bert"], kinds[name]), TEXT[2])
        assert not any("</w>" in label for label in tokens.labels), name
        assert {token.lost for token in tokens} == {""}, name
        assert "".join(label.removeprefix("-") for label in tokens.labels).startswith("Yüzkişi"), name
    tokens = tokenize(_loaded(tiny_models["bert"], kinds["whole"]), "The man zebra <mask>")
    assert tokens.labels == ("The", "man", "<unk>", "<mask>")
    assert [token.lost for token in tokens] == ["", "", "unknown", ""]
    tokens = tokenize(_loaded(tiny_models["llama"], kinds["llama"]), "the cating ğ 👍")
    assert tokens.labels[:3] == ("the", "cat", "-ing")
    assert [label.removeprefix("-") for label in tokens.labels[-4:]] == [f"👍 {n}/4" for n in range(1, 5)]


def test_whole_words_end_where_the_vocabulary_says(kinds: dict[str, PreTrainedTokenizerFast]) -> None:
    vocabulary = vocabulary_of(kinds["suffixed"])
    chosen = [vocabulary.pieces[at] for at in range(len(vocabulary.pieces)) if vocabulary.whole_words[at]]
    assert chosen
    assert all(piece.endswith("</w>") for piece in chosen)
    assert "the</w>" in chosen


MASKS = ["[MASK]", "<mask>", "<m>", "[BLANK]", "<|mask token|>", "⁇", "MASK"]


@pytest.mark.parametrize("mask", MASKS)
def test_a_mask_token_of_any_length(tiny_models: dict[str, LoadedModel], mask: str) -> None:
    """[MASK] may be written whatever the vocabulary calls it, and everything keeps its place in the text."""
    pieces = ["[UNK]", "[CLS]", "[SEP]", mask, "the", "man", "ate", ".", "##te"]
    made = Tokenizer(models.WordPiece({piece: at for at, piece in enumerate(pieces)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece()
    made.add_special_tokens([AddedToken(mask, special=True)])
    made.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    names = {"unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    loaded = _loaded(tiny_models["bert"], _fast(made, mask_token=mask, **names))
    texts = ["the [MASK] ate .", "[MASK] man", "the [MASK][MASK] ate [MASK]", "[MASK]", "the man .", "ate[MASK]man"]
    if mask != "[MASK]":
        texts += [f"the {mask} ate [MASK] ."]
    for text in texts:
        tokens = tokenize(loaded, text, "[MASK] ate .")
        blanks = [at for at, token in enumerate(tokens) if token.id == 3]
        assert len(blanks) == text.count("[MASK]") + text.replace("[MASK]", "").count(mask) + 1, text
        assert all(tokens.covered(at) in ("[MASK]", mask) for at in blanks), text
        assert all(tokens.tokens[at].special for at in blanks), text
        plain = [at for at, token in enumerate(tokens) if not token.special]
        assert [tokens.covered(at) for at in plain] == [tokens.tokens[at].piece for at in plain], text
        assert not any("MASK" in word.form for word in tokens.words), text


def _spaced(vocabulary: Vocabulary, word: str) -> str:
    return {"bytes": "Ġ", "sentencepiece": "▁"}[vocabulary.style] + word


FAMILIES = ("roberta", "modernbert", "gpt2", "gpt_neox", "llama", "xlm-roberta", "deberta-v2")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_typed_word_is_the_entry_that_starts_one(tiny_models: dict[str, LoadedModel], family: str) -> None:
    """Wherever a form is there twice, with a space and without, a typed word is the one with it."""
    vocabulary = tiny_models[family].vocabulary
    pieces = vocabulary.pieces
    both = [piece for piece in pieces if piece.isalpha() and piece.isascii() and _spaced(vocabulary, piece) in pieces]
    assert len(both) > 3
    for form in both:
        typed = vocabulary.find(form)
        assert typed is not None
        assert pieces[typed] == _spaced(vocabulary, form), form
        assert find_entry(vocabulary, f"  {form} ") == typed
        assert vocabulary.in_full(typed) == f"␣{form}"
        # The other one can still be named, as lists write it and by its id.
        inside = pieces.index(form)
        assert vocabulary.find(f"-{form}") == vocabulary.find(f"#{inside}") == inside
        assert vocabulary.in_full(inside) == f"-{form}"


@pytest.mark.parametrize("family", FAMILIES)
def test_every_entry_has_a_name(tiny_models: dict[str, LoadedModel], family: str) -> None:
    vocabulary = tiny_models[family].vocabulary
    for at, piece in enumerate(vocabulary.pieces):
        if piece:
            assert vocabulary.find(vocabulary.name(at)) == at, piece


def test_typed_words_of_other_vocabularies(kinds: dict[str, PreTrainedTokenizerFast]) -> None:
    typed = [
        ("suffixed", "the", "the</w>"),
        ("suffixed", "the</w>", "the</w>"),
        ("clip", "yüz", "yÃ¼z</w>"),
        ("clip", "the", "the</w>"),
        ("whole", "pepper", "pepper"),
        ("whole", "##ing", "##ing"),
        ("llama", "the", "▁the"),
        ("llama", "▁the", "▁the"),
        ("llama", "ing", "ing"),
        ("llama", "-ing", "ing"),
        ("llama", ",", ","),
        ("llama", "<mask>", "<mask>"),
        ("maltese", "Ġorġ", "▁Ġorġ"),
        ("underlined", "the", "_the"),
        ("prefixed", "ing", "@@ing"),
        ("prefixed", "@@ing", "@@ing"),
        ("prefixed", "the", "the"),
    ]
    for name, word, piece in typed:
        vocabulary = vocabulary_of(kinds[name])
        assert vocabulary.pieces[find_entry(vocabulary, word)] == piece, (name, word)
    for name, tokenizer in kinds.items():
        for wrong in ("", "  ", "zebras", "#9999999", "-zebras"):
            with pytest.raises(ExplainError) as caught:
                find_entry(vocabulary_of(tokenizer), wrong)
            assert caught.value.code == "no_entry", (name, wrong)


def test_turkish_words_of_a_byte_level_vocabulary(tiny_models: dict[str, LoadedModel]) -> None:
    """ü is two signs in such an entry."""
    vocabulary = tiny_models["roberta"].vocabulary
    found = vocabulary.find("yüz")
    assert found is not None
    assert vocabulary.spaced(found) == " yüz"
    assert vocabulary.pieces[found] != "Ġyüz"


def _entry(vocabulary: Vocabulary, spaced: str) -> int:
    return next(at for at in map(int, vocabulary.ordinary_ids) if vocabulary.spaced(at) == spaced)


def test_guesses_as_they_would_stand_in_the_text(tiny_models: dict[str, LoadedModel]) -> None:
    """A hyphen says that a guess goes on with a word; the first word of a byte-level text does not."""
    loaded = tiny_models["roberta"]
    vocabulary = loaded.vocabulary
    inside, spaced, comma = (_entry(vocabulary, form) for form in ("he", " the", "."))
    cases = [
        # text, what stands at the blank: without a space, with it, a sign
        ("The <mask> ate", ("-he", "the", ".")),
        ("<mask> ate", ("he", "the", ".")),
        ("The<mask>", ("-he", "the", ".")),
        ("“<mask> ate”", ("he", "the", ".")),
        ("The <mask><mask>", ("-he", "the", ".")),
    ]
    for text, expected in cases:
        tokens = tokenize(loaded, text)
        at = [place for place, token in enumerate(tokens) if token.id == loaded.tokenizer.mask_token_id][-1]
        found = tuple(guess_label(vocabulary, tokens, at, one) for one in (inside, spaced, comma))
        if text == "The <mask> ate":
            # This mask does not take in the space before it, which is a token of its own then.
            assert tokens.labels[at - 1] == "␣"
            expected = ("he", "the", ".")
        assert found == expected, text
    causal = tiny_models["gpt2"]
    tokens = tokenize(causal, "The man")
    inside = _entry(causal.vocabulary, "he")
    assert guess_label(causal.vocabulary, tokens, len(tokens), inside) == "-he"
    bert = tiny_models["bert"]
    tokens = tokenize(bert, "[MASK] ate")
    piece = next(at for at, one in enumerate(bert.vocabulary.pieces) if one.startswith("##"))
    assert guess_label(bert.vocabulary, tokens, 1, piece) == f"-{bert.vocabulary.pieces[piece][2:]}"


def test_a_mask_that_takes_in_the_space(tiny_models: dict[str, LoadedModel]) -> None:
    """RoBERTa's: what is guessed without a space goes on with what stands before the space."""
    pieces = ["<unk>", "<s>", "</s>", "The", "Ġman", "ing", "."]
    made = Tokenizer(models.BPE({piece: at for at, piece in enumerate(dict.fromkeys([*pieces, *"TheĠmaing."]))}, []))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    tokenizer = _fast(made)
    tokenizer.add_special_tokens({"mask_token": AddedToken("<mask>", lstrip=True, special=True)})
    loaded = _loaded(tiny_models["roberta"], tokenizer)
    tokens = tokenize(loaded, "The <mask> .")
    at = [token.piece for token in tokens].index("<mask>")
    assert tokens.labels[at - 1] != "␣"
    assert guess_label(loaded.vocabulary, tokens, at, _id(tokenizer, "ing")) == "-ing"
    assert guess_label(loaded.vocabulary, tokens, at, _id(tokenizer, "Ġman")) == "man"
    assert guess_label(loaded.vocabulary, tokens, at, _id(tokenizer, ".")) == "."
