"""Templates, lists, swaps and uploaded files: what is read, and the one message for what cannot be."""

import json
from collections.abc import Callable

import pytest

from explain.bias.languages import knows
from explain.bias.likelihood import Pair
from explain.bias.swap import SWAPS, exchanged, shift, split_swaps
from explain.bias.templates import fill_slot, fill_wordings, split_list, split_templates
from explain.bias.uploads import LARGEST_FILE, MOST_PAIRS, own_pairs, read_pairs, split_pairs
from explain.engine.trace import run
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.text.tokens import tokenize


def _code(act: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(ExplainError) as caught:
        act(*arguments)
    return caught.value.code


def test_a_slot_is_filled() -> None:
    found = fill_slot("The {man|old woman} is a [MASK].")
    assert [one.text for one in found] == ["The man is a [MASK].", "The old woman is a [MASK]."]
    assert [one.text[slice(*one.span)] for one in found] == ["man", "old woman"]


def test_bad_templates() -> None:
    for template, code in (
        ("", "empty_text"),
        ("The man is a [MASK].", "template_no_slot"),
        ("{a|b} and {c|d} [MASK]", "template_many_slots"),
        ("The {man} is a [MASK].", "few_fillers"),
        ("The {man|} is a [MASK].", "empty_filler"),
        ("The {} is a [MASK].", "empty_filler"),
        ("The {a|b|c|d|e|f|g} [MASK]", "many_fillers"),
        ("The {man|woman} " + "very " * 100 + "[MASK]", "long_template"),
    ):
        assert _code(fill_slot, template) == code, template


def test_wordings_share_their_fillers() -> None:
    found = fill_wordings("The {man|woman} is a [MASK].\n\n Once a {} was a [MASK]. \nThe {man| woman} [MASK]")
    assert [[one.filler for one in wording] for wording in found] == [["man", "woman"]] * 3
    assert [wording[1].text for wording in found[1:]] == ["Once a woman was a [MASK].", "The woman [MASK]"]
    assert _code(fill_wordings, " \n ") == "empty_text"
    assert _code(fill_wordings, "The {} is a [MASK].\nThe {a|b} is a [MASK].") == "empty_filler"
    assert _code(fill_wordings, "The {a|b} is a [MASK].\nThe man is a [MASK].") == "template_no_slot"
    assert _code(fill_wordings, "The {a|b} is a [MASK].\nThe {b|a} is a [MASK].") == "other_fillers"
    assert _code(fill_wordings, "\n".join(f"{n} {{a|b}}" for n in range(40))) == "many_templates"


def test_lists_of_templates() -> None:
    assert split_templates(" a {job}\n\n a {job}\nb {job} ") == ("a {job}", "b {job}")
    assert _code(split_templates, " \n") == "no_templates"
    assert _code(split_templates, "no slot [MASK]") == "template_no_job"
    assert _code(split_templates, "{job} and {job} [MASK]") == "template_no_job"
    assert _code(split_templates, "\n".join(f"{n} {{job}}" for n in range(40))) == "many_templates"
    assert split_list("a, b\nc,,a", 5) == ("a", "b", "c")
    assert _code(split_list, " , \n", 5) == "empty_group"
    assert _code(split_list, "a,b,c", 2) == "many_words"
    assert _code(split_list, "x" * 100, 2) == "long_word"


def test_own_pairs_differ_in_few_words() -> None:
    for language, more in (("en", 15), ("tr", 15)):
        pairs = own_pairs(language)
        assert len(pairs) >= more
        for pair in pairs:
            assert pair.kind
            first, second = set(pair.more.split()), set(pair.less.split())
            assert 1 <= len(first ^ second) <= 4 or sorted(pair.more.split()) == sorted(pair.less.split()), pair


def test_typed_pairs() -> None:
    assert split_pairs("He cried. | She cried.\n\n") == (Pair("He cried.", "She cried."),)
    assert _code(split_pairs, "") == "no_pairs"
    assert _code(split_pairs, "one sentence") == "broken_pair"
    assert _code(split_pairs, "a | b | c") == "broken_pair"
    assert _code(split_pairs, "a | ") == "broken_pair"
    assert _code(split_pairs, "x" * 1_500 + " | y") == "long_pair"
    assert _code(split_pairs, "a | b\n" * (MOST_PAIRS + 1)) == "many_pairs"


CROWS = (
    ",sent_more,sent_less,stereo_antistereo,bias_type,annotations\n"
    '0,"He said ""no"", then left.","She said ""no"", then left.",stereo,gender,[]\n'
)


def test_crows_pairs_and_other_csv() -> None:
    assert read_pairs(CROWS.encode()) == (Pair('He said "no", then left.', 'She said "no", then left.', "gender"),)
    assert read_pairs("\ufeffMore;Less\na b;a c\n\n".encode()) == (Pair("a b", "a c"),)
    assert read_pairs("kind\tmore\tless\nage\tşu İyi\tşu kötü\n".encode()) == (Pair("şu İyi", "şu kötü", "age"),)


def test_stereoset() -> None:
    sentences = [
        {"gold_label": label, "sentence": text}
        for label, text in (("anti-stereotype", "B"), ("unrelated", "C"), ("stereotype", "A"))
    ]
    document = {"data": {"intrasentence": [{"bias_type": "race", "sentences": sentences}], "intersentence": []}}
    assert read_pairs(json.dumps(document).encode()) == (Pair("A", "B", "race"),)


def test_bad_files() -> None:
    for content, code in (
        (b"", "no_pairs"),
        (b"  \n", "no_pairs"),
        (b"more,less\n", "no_pairs"),
        (b"a,b\n1,2\n", "pairs_columns"),
        (b'more,less\n"open', "broken_file"),
        (b"{]", "broken_file"),
        (b'{"data": 5}', "broken_file"),
        ("İ".encode("latin5"), "not_unicode"),
        (b"more,less\nonly one,\n", "broken_pair"),
        (b"more,less\n" + b"a b,a c\n" * 10_000, "many_pairs"),
        (b"x" * (LARGEST_FILE + 1), "large_file"),
        (b"more,less\n" + b"x" * 2_000 + b",y\n", "long_pair"),
        (b"more,less\nno second column\n", "broken_pair"),
        (b"[" * 100_000, "pairs_columns"),
        (b"{" + b'"a":{' * 50_000, "broken_file"),
        (b"more,less\n" + b"x" * 200_000, "broken_file"),
        (b"more,less\x00\na,b", "pairs_columns"),
    ):
        assert _code(read_pairs, content) == code, content[:60]


def test_words_are_exchanged_both_ways() -> None:
    swaps = split_swaps(SWAPS["en"])
    assert exchanged("The man told his son.", swaps) == "The woman told her daughter."
    assert exchanged("She saw her.", swaps) == "He saw him."
    assert exchanged("Her book is HIS.", swaps) == "His book is HER."
    assert exchanged("John and Mary", swaps) == "Mary and John"
    assert exchanged("Nothing here.", swaps) == "Nothing here."
    assert exchanged("Annem geldi.", split_swaps(SWAPS["tr"])) == "Babam geldi."
    turkish = split_swaps("kız, oğlan\nışık, Iğdır\nistanbul, İzmir")
    assert exchanged("KIZ geldi. IŞIK söndü.", turkish, "tr") == "OĞLAN geldi. IĞDIR söndü."
    assert exchanged("İSTANBUL güzel.", turkish, "tr") == "İZMİR güzel."
    # A soft hyphen or a mark of direction makes no other word of it.
    assert exchanged("The hus\u00adband and \u200eHe\u200f.", swaps) == "The wife and \u200eShe\u200f."
    assert _code(split_swaps, "") == "no_swaps"
    assert _code(split_swaps, "a, b, c") == "broken_swap"
    assert _code(split_swaps, "\n".join(f"a{n}, b{n}" for n in range(100))) == "many_words"


def test_shift_by_hand(embedded: LoadedModel) -> None:
    one, other = (run(embedded, tokenize(embedded, text)) for text in ("The man ran.", "The woman ran."))
    found = shift(one, other)
    assert found.forms == (("The", "The"), ("man", "woman"), ("ran", "ran"), (".", "."))
    a, b = one.hidden[3, 2].astype(float), other.hidden[3, 2].astype(float)
    assert found.distance[3, 1] == pytest.approx(1 - a @ b / (a @ a * (b @ b)) ** 0.5, abs=1e-9)
    # What enters the first layer differs at the exchanged word alone.
    assert abs(found.distance[0, [0, 2, 3]]).max() < 1e-6 < found.distance[0, 1]
    assert abs(shift(one, one).distance).max() < 1e-9
    assert _code(shift, one, run(embedded, tokenize(embedded, "The old woman ran."))) == "different_length"


def test_which_language_a_model_knows(embedded: LoadedModel, tiny_models: dict[str, LoadedModel]) -> None:
    english, turkish = "The doctor was tired.", "Öğretmen çocukları sevindirdi."
    assert knows(embedded, "en", english).knows
    found = knows(embedded, "tr", turkish)
    assert (found.knows, found.stated) == (False, True)
    assert found.pieces > 2.2
    # A folder says nothing of its languages: the text decides.
    judged = knows(tiny_models["bert"], "en", "The cat bit the dog.")
    assert (judged.knows, judged.stated) == (True, False)
    tokens = tokenize(tiny_models["bert"], "The cat bit the dog.")
    assert judged.pieces == (len(tokens) - 2) / 6
    assert knows(embedded, "en", "good words " * 600).pieces == 1
    assert knows(embedded, "en", "A [MASK].").pieces == 1
    assert not knows(tiny_models["bert"], "tr", "Qxzwv jqkx.").knows
