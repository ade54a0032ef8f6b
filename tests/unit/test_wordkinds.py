"""Kinds of words by the fixed list, in both languages."""

import pytest

from explain.text.word_kinds import KINDS_OF_WORDS, kind_of_word


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("the", "function"),
        ("The", "function"),
        ("OF", "function"),
        ("river", "content"),
        ("1952", "number"),
        ("3.14", "number"),
        (".", "sign"),
        ("👍", "sign"),
        ("için", "function"),
        ("İÇİN", "function"),
        ("DIŞI", "content"),
        ("mı", "function"),
        ("MI", "function"),
        ("yüz", "content"),
        ("x2", "content"),
    ],
)
def test_words(form: str, kind: str) -> None:
    assert kind in KINDS_OF_WORDS
    assert kind_of_word(form) == kind
