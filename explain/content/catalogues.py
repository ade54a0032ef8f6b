"""Texts out of gettext catalogues: a folder for each language, a file for each page or subject.

In a file, `msgctxt` is the key that the code asks for, `msgid` the English text, `msgstr` the translation:

    #. Plural by {steps}
    msgctxt "attributions.one_try"
    msgid "{steps} step: {share}"
    msgid_plural "{steps} steps: {share}"
    msgstr[0] "{steps} adım: {share}"

`en/` is the source: its `msgstr` stay empty, and English is changed in its `msgid`. What is in braces is filled in. A text
that counts something has a plural, and the comment "Plural by …" above it says which number decides.

To add a language, copy `en/` to a folder named by its code (`de`, `pt_BR`), set Language and Plural-Forms in the head of
each file and fill in `msgstr`, in any order: a text without a translation is shown in English. So is one whose `msgid`
is no longer the English of `en/`, or which is marked `#, fuzzy`: it may say something that has become wrong.
`Catalogues.lacks` names them; a test runs it. The language's own name, its numbers and lists come from the Unicode CLDR.

    pybabel update -i explain/content/en/tokens.po -o explain/content/de/tokens.po -l de

brings a file in step with the English: new texts are empty, changed ones fuzzy, with their translation as it was.
"""

import re
from collections.abc import Callable
from functools import cache, cached_property
from gettext import c2py
from operator import index
from pathlib import Path
from typing import NamedTuple, SupportsIndex

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from explain.numbers import number

__all__ = ["Catalogues", "Text"]

_SOURCE = "en"
_COUNTS = re.compile(r"Plural by \{(\w+)\}")


class Text(NamedTuple):
    """An English text. plural: "" where nothing is counted; counts: the name of the value that is."""

    one: str
    plural: str = ""
    counts: str = ""


class Catalogues:
    """All languages of a folder; each is read once, when somebody first asks for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._catalog = cache(self._read)
        self._good = cache(self._translated)

    @cached_property
    def languages(self) -> dict[str, str]:
        """Code and own name of each language, English first."""
        codes = {file.parent.name for file in self._folder.glob("*/*.po")}
        names = {code: Locale.parse(code).get_display_name() or code for code in sorted(codes - {_SOURCE})}
        return {_SOURCE: "English"} | {code: name[0].upper() + name[1:] for code, name in names.items()}

    @cached_property
    def texts(self) -> dict[str, Text]:
        """Every text in English, by its key."""
        return {str(message.context): _text(message) for message in self._catalog(_SOURCE) if message.id}

    def say(self, language: str, key: str, /, **values: object) -> str:
        """The text `key` in a language, with `{name}` filled in from `values`. An unknown key is a KeyError.

        A text that counts needs the whole number itself, not how it is written: TypeError otherwise. All whole numbers
        in such a text are written as the language does. Without values it is the form for many, braces and all.
        """
        text = self.texts[key]
        forms, which = self._good(language)
        found = forms.get(key)
        if text.counts and values:
            counted = values[text.counts]
            if not isinstance(counted, SupportsIndex):
                raise TypeError(f"{key} counts {text.counts}, which must be a whole number and not {counted!r}")
            said = found[which(index(counted))] if found else text.one if index(counted) == 1 else text.plural
            written = {
                name: number(language, index(value), 0)
                for name, value in values.items()
                if isinstance(value, SupportsIndex)
            }
            values |= written
        else:
            said = found[-1] if found else text.plural or text.one
        return said.format(**values) if values else said

    def forms(self, language: str, key: str) -> tuple[str, ...]:
        """The forms of a text, one or as many as the language has plurals; none where it has no good translation."""
        if language != _SOURCE:
            return self._good(language)[0].get(key, ())
        text = self.texts[key]
        return (text.one, text.plural) if text.counts else (text.one,)

    def lacks(self, language: str) -> dict[str, list[str]]:
        """Keys of a language without a translation, with one of an English that has changed, or of no text at all."""
        there = {str(message.context): any(_forms(message)) for message in self._catalog(language) if message.id}
        poor = [key for key in self.texts if not self.forms(language, key)]
        return {
            "missing": [key for key in poor if not there.get(key)],
            "stale": [key for key in poor if there.get(key)],
            "surplus": [key for key in there if key not in self.texts],
        }

    def _read(self, language: str) -> Catalog:
        """All files of one language together. Raises ValueError where a text has no key, or another text's."""
        together = Catalog(locale=language)
        keys: set[str | None] = {None, ""}
        for file in sorted((self._folder / language).glob("*.po")):
            with file.open("rb") as opened:
                catalog = read_po(opened, locale=language)
            together.mime_headers = catalog.mime_headers
            for message in catalog:
                if message.id:
                    if message.context in keys:
                        raise ValueError(f"{file}: “{message.id}” has the key “{message.context}”")
                    keys.add(message.context)
                    together[message.id] = message
        return together

    def _translated(self, language: str) -> tuple[dict[str, tuple[str, ...]], Callable[[int], int]]:
        """The forms of all texts that are well translated, and which of them a number takes."""
        catalog = self._catalog(language)
        found = {}
        for key, text in self.texts.items():
            message = catalog.get(text.one, key)
            if message is not None and not message.fuzzy and _text(message)[:2] == text[:2]:
                forms = _forms(message)
                if all(forms) and len(forms) == (catalog.num_plurals if text.counts else 1):
                    found[key] = forms
        return found, c2py(catalog.plural_expr)


def _text(message: Message) -> Text:
    ids = (message.id, "") if isinstance(message.id, str) else message.id
    counts = _COUNTS.search("\n".join(message.auto_comments))
    return Text(ids[0], ids[1], counts[1] if counts else "")


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string or "",) if message.string is None or isinstance(message.string, str) else (*message.string,)
