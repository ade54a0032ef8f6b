"""Texts: complete and true in every language, plurals, a language added by adding a folder."""

import shutil
import string
from pathlib import Path

import pandas as pd
import pytest

import explain.content
from explain.content import CATALOGUES, LANGUAGES, say
from explain.content.catalogues import Catalogues
from explain.content.examples.presets import PRESETS
from pages.shell.frame import cells
from pages.shell.texts import md, speaking

FOLDER = Path(explain.content.__file__).parent
GERMAN = """
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgctxt "tokens.title"
msgid "Tokens"
msgstr "Token"

#. Plural by {pairs}
msgctxt "studio.link_note"
msgid "Link: attention from “{looks}” to “{looked}”, averaged over {pairs} sentence that has both."
msgid_plural "Link: attention from “{looks}” to “{looked}”, averaged over {pairs} sentences that have both."
msgstr[0] "„{looks}“ → „{looked}“: {pairs} Satz"
msgstr[1] "„{looks}“ → „{looked}“: {pairs} Sätze"
"""
POLISH = """
msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgctxt "masked.every_alt"
msgid "Probability of the original token at {count} position; the first guess is right at {right}."
msgid_plural "Probability of the original token at {count} positions; the first guess is right at {right}."
msgstr[0] "{right} z {count} pozycji"
msgstr[1] "{right} z {count} pozycji (kilku)"
msgstr[2] "{right} z {count} pozycji (wielu)"
"""


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The catalogues as they are, with two texts in German and one in Polish."""
    for language in LANGUAGES:
        shutil.copytree(FOLDER / language, tmp_path / language)
    for language, texts in (("de", GERMAN), ("pl", POLISH)):
        (tmp_path / language).mkdir()
        (tmp_path / language / "some.po").write_text(texts, encoding="utf-8")
    return tmp_path


def test_translations_are_up_to_date() -> None:
    """English and Turkish are whole; another language may be on its way, but says nothing that was true once."""
    assert len(CATALOGUES.texts) > 1_000
    assert next(iter(LANGUAGES.items())) == ("en", "English")
    assert LANGUAGES["tr"] == "Türkçe"
    for language in LANGUAGES:
        lacks = CATALOGUES.lacks(language)
        assert not lacks["stale"], language
        assert not lacks["surplus"], language
        assert not lacks["missing"] or language not in ("en", "tr"), language


def test_texts_hold_what_is_filled_in() -> None:
    for key, text in CATALOGUES.texts.items():
        assert (text.plural != "") == (text.counts != ""), key
        wanted = _fields(text.plural or text.one)
        assert not text.counts or text.counts in wanted, key
        for language in LANGUAGES:
            forms = CATALOGUES.forms(language, key)
            if not forms:
                continue
            assert all(form.strip() for form in forms), (language, key)
            # Where there is only one thing, its number may be left out.
            assert _fields(forms[-1]) == wanted, (language, key)
            assert all(wanted - {text.counts} <= _fields(form) <= wanted for form in forms), (language, key)
            # A decomposed or a wrongly cased Turkish letter would be invisible in review.
            assert not any("\u0300" <= sign <= "\u036f" for form in forms for sign in form), (language, key)


def test_translations_are_no_copies() -> None:
    names = {"home.title", "tokens.damage_example", "tokens.segment_a", "tokens.segment_b", "shell.model"}
    for language in LANGUAGES.keys() - {"en"}:
        alike = {key for key, text in CATALOGUES.texts.items() if CATALOGUES.forms(language, key) == (text.one,)}
        assert {key for key in alike if any(map(str.isalpha, CATALOGUES.texts[key].one))} <= names, language


def test_presets_have_notes() -> None:
    assert {f"preset.{preset.id}" for preset in PRESETS} == {k for k in CATALOGUES.texts if k.startswith("preset.")}
    assert all(preset.text for preset in PRESETS)


def test_plurals() -> None:
    words = {"looks": "a", "looked": "b"}
    for language, count, end in (
        ("en", 0, "averaged over 0 sentences that have both."),
        ("en", 1, "averaged over 1 sentence that has both."),
        ("en", 2, "averaged over 2 sentences that have both."),
        ("en", 1_234, "averaged over 1,234 sentences that have both."),
        ("tr", 1, "ikisinin de geçtiği 1 cümlenin ortalaması."),
        ("tr", 1_234, "ikisinin de geçtiği 1.234 cümlenin ortalaması."),
    ):
        assert say(language, "studio.link_note", pairs=count, **words).endswith(end)
    assert say("en", "studio.link_note").endswith("{pairs} sentences that have both.")
    # All whole numbers of a text that counts are written alike.
    assert "1,234 characters; at most 1,000 can" in say("en", "error.long_text", length=1_234, limit=1_000)


def test_every_text_that_counts_knows_one() -> None:
    for key, text in CATALOGUES.texts.items():
        if text.counts:
            values = dict.fromkeys(_fields(text.plural), "x")
            for language in LANGUAGES:
                for count in (0, 1, 2, 5):
                    assert say(language, key, **(values | {text.counts: count})), (language, key)
            assert say("en", key, **(values | {text.counts: 1})) != say("en", key, **(values | {text.counts: 2})), key


def test_columns_of_tables_are_written_to_their_last_place() -> None:
    for values, english, turkish in (
        ([66.7, 1_000.0], ["66.7", "1,000.0"], ["66,7", "1.000,0"]),
        ([17.0, 3.0], ["17", "3"], ["17", "3"]),
        ([0.123456, -0.5], ["0.1235", "−0.5000"], ["0,1235", "−0,5000"]),
        ([0.00001, 0.25], ["1×10⁻⁵", "0.25"], ["1×10⁻⁵", "0,25"]),
    ):
        for language, wanted in (("en", english), ("tr", turkish)):
            with speaking(language):
                write = cells(pd.Series(values))
            assert [write(value) for value in values] == wanted


def test_markdown_keeps_numbers_countable() -> None:
    with speaking("en"):
        assert md("studio.link_note", looks="*a*", looked="b", pairs=1).startswith("Link: attention from “\\*a\\*”")
        assert md("studio.link_note", looks="a", looked="b", pairs=1).endswith("1 sentence that has both.")


def test_what_cannot_be_said() -> None:
    with pytest.raises(KeyError):
        say("tr", "tokens.nothing")
    with pytest.raises(TypeError, match="whole number"):
        say("tr", "masked.every_alt", right=1, count="5")
    with pytest.raises(KeyError):
        say("en", "masked.every_alt", right=1)


def test_a_language_is_added_by_adding_a_folder(folder: Path) -> None:
    catalogues = Catalogues(folder)
    assert catalogues.languages == {"en": "English", "de": "Deutsch", "pl": "Polski", "tr": "Türkçe"}
    assert catalogues.say("de", "tokens.title") == "Token"
    words = {"looks": "a", "looked": "b"}
    assert [catalogues.say("de", "studio.link_note", pairs=n, **words) for n in (1, 4_000)] == [
        "„a“ → „b“: 1 Satz",
        "„a“ → „b“: 4.000 Sätze",
    ]
    # What is not translated yet is English, with plurals as in English.
    assert catalogues.say("de", "tokens.words") == say("en", "tokens.words")
    assert (
        catalogues.say("de", "masked.every_alt", right=1, count=1)
        == "Probability of the original token at 1 position; the first guess is right at 1."
    )
    assert (
        catalogues.say("de", "masked.every_alt", right=1, count=0)
        == "Probability of the original token at 0 positions; the first guess is right at 1."
    )
    lacks = catalogues.lacks("de")
    assert len(lacks["missing"]) == len(catalogues.texts) - 2
    assert not lacks["stale"]
    assert not lacks["surplus"]


def test_as_many_plurals_as_a_language_has(folder: Path) -> None:
    catalogues = Catalogues(folder)
    said = [catalogues.say("pl", "masked.every_alt", right=1, count=count) for count in (1, 2, 5, 12, 22)]
    assert [text.partition("(")[2] for text in said] == ["", "kilku)", "wielu)", "wielu)", "kilku)"]


def test_translations_of_another_english_are_stale(folder: Path) -> None:
    def change(file: str, old: str, new: str) -> None:
        path = folder / file
        written = path.read_text(encoding="utf-8")
        assert written.count(old) == 1, (file, old)
        path.write_text(written.replace(old, new), encoding="utf-8")

    # English says something else now; a translator was not sure; a text is gone; one is no longer translated.
    change("en/tokens.po", 'msgid "Sub-words (tokens)"', 'msgid "Pieces"')
    change("tr/tokens.po", 'msgctxt "tokens.ids"', '#, fuzzy\nmsgctxt "tokens.ids"')
    change(
        "en/masked.po",
        'msgid_plural "Probability of the original token at {count} positions; the first guess is right at {right}."',
        'msgid_plural "Probability of the original token in {count} positions; the first guess is right at {right}."',
    )
    change("tr/tokens.po", 'msgctxt "tokens.words"', 'msgctxt "tokens.no_longer"')
    change("tr/tokens.po", 'msgstr "Karakterler"', 'msgstr ""')
    catalogues = Catalogues(folder)
    assert catalogues.lacks("tr") == {
        "missing": ["tokens.characters", "tokens.words"],
        "stale": ["masked.every_alt", "tokens.pieces", "tokens.ids"],
        "surplus": ["tokens.no_longer"],
    }
    # Better the English of today than what was true once.
    assert catalogues.say("tr", "tokens.pieces") == "Pieces"
    assert catalogues.say("tr", "tokens.ids") == "Ids"
    assert catalogues.say("tr", "tokens.characters") == "Characters"
    assert (
        catalogues.say("tr", "masked.every_alt", right=1, count=3)
        == "Probability of the original token in 3 positions; the first guess is right at 1."
    )


def test_one_key_names_one_text(folder: Path) -> None:
    path = folder / "en/masked.po"
    for twice in ('msgctxt "tokens.title"\nmsgid "Other"\nmsgstr ""\n', 'msgid "No key"\nmsgstr ""\n'):
        path.write_text((FOLDER / "en/masked.po").read_text(encoding="utf-8") + "\n" + twice, encoding="utf-8")
        with pytest.raises(ValueError, match="has the key"):
            Catalogues(folder).say("en", "tokens.title")
