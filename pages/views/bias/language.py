"""In which language the probes ask, and whether the model reads it."""

import streamlit as st

from explain.bias.languages import MANY_PIECES, knows
from explain.content import LANGUAGES
from explain.models import LoadedModel
from pages.shell import address
from pages.shell.controls import choice, switch
from pages.shell.texts import md, num, pct, t

__all__ = ["PROBE_SETTINGS", "choose", "legible", "reads"]

PROBE_SETTINGS = (
    "template",
    "job_templates",
    "occupations",
    "group_one",
    "group_two",
    "pair_list",
    "pair_at",
    "x",
    "y",
    "a",
    "b",
    "test_templates",
    "swap_text",
    "swap_list",
    "swap_other",
)
"""Settings that hold sentences and words, and so a language."""


def choose(loaded: LoadedModel) -> str:
    """The language of the sentences. Choosing another one brings its own examples."""

    def renew() -> None:
        address.drop(*PROBE_SETTINGS)

    return choice(
        "probe",
        t("bias.spoken"),
        list(LANGUAGES),
        "tr" if loaded.card.languages == ("tr",) else "en",
        names=LANGUAGES,
        kind="row",
        on_change=renew,
    )


def reads(loaded: LoadedModel, language: str) -> bool:
    """Whether the model's card says that it reads the language, or says nothing; else it says why nothing is shown."""
    stated = loaded.card.languages
    if not stated or language in stated or "multilingual" in stated:
        return True
    st.warning(
        md("bias.unknown_language", model=loaded.card.name, language=t(f"bias.language.{language}")),
        icon=":material/translate:",
    )
    return False


def legible(loaded: LoadedModel, language: str, text: str) -> bool:
    """Whether what was typed is made of words that this model knows. It says so where they fall to pieces.

    Where no card tells the model's languages either, nothing is shown until the visitor asks for it.
    """
    found = knows(loaded, language, text)
    if found.pieces <= MANY_PIECES and not found.unknown:
        return True
    if found.stated:
        st.warning(md("bias.shredded", pieces=num(found.pieces, 1)), icon=":material/translate:")
        return True
    shares = {"pieces": num(found.pieces, 1), "unknown": pct(found.unknown)}
    st.warning(md("bias.unreadable", model=loaded.card.name, **shares), icon=":material/translate:")
    return switch("anyway", t("bias.anyway"))
