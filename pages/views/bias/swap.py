"""Any sentence with groups, names or pronouns exchanged: guesses, states, and what the first guess rests on."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import Effort, attribution
from explain.bias.swap import SWAPS, exchanged, shift, split_swaps
from explain.content.examples.probes import SWAP_SENTENCES
from explain.engine.trace import run
from explain.errors import ExplainError
from explain.figures import place_map, signed_bars
from explain.models import LoadedModel
from explain.prediction.masked_words import predict, top
from explain.prediction.questions import word_question
from explain.text.blanks import blanks_in
from explain.text.guesses import guess_label
from explain.text.segmentation import is_blank
from explain.text.tokens import Tokens, tokenize
from pages.shell import store
from pages.shell.controls import text
from pages.shell.frame import busy, ran, say_problem, style, table
from pages.shell.texts import listed, md, num, pct, t
from pages.views.bias.language import legible
from pages.views.bias.record import fact, note, report_figure

__all__ = ["show"]


def _versions(loaded: LoadedModel, spoken: str) -> tuple[Tokens, Tokens]:
    left, right = st.columns([6, 4], gap="medium")
    with left:
        typed = text("swap_text", t("bias.sentence"), SWAP_SENTENCES[spoken], height=90)
    with right:
        listed = text("swap_list", t("bias.swaps"), SWAPS[spoken], height=190)
    made = exchanged(typed, split_swaps(listed), spoken)
    with left:
        other = text("swap_other", t("bias.other"), height=90, placeholder=made)
    if is_blank(other) and made == typed and not is_blank(typed):
        raise ExplainError("swap_unchanged")
    versions = tokenize(loaded, typed), tokenize(loaded, made if is_blank(other) else other)
    fact(t("bias.sentence"), typed)
    fact(t("bias.other"), versions[1].sentences[0])
    return versions


def _blanks(loaded: LoadedModel, versions: tuple[Tokens, Tokens]) -> list[int]:
    """The place of the one [MASK] in each version; empty where there is not one in both."""
    found = [blanks_in(loaded, tokens) for tokens in versions]
    return [places[0] for places in found] if all(len(places) == 1 for places in found) else []


def _guesses(loaded: LoadedModel, versions: tuple[Tokens, Tokens], blanks: list[int]) -> list[int]:
    """Show the five best of both; return the first of each."""
    vocabulary = loaded.vocabulary
    rows, firsts = [], []
    for tokens, place in zip(versions, blanks, strict=True):
        best = top(store.ask(predict, loaded, tokens, (place,)), 5)
        shares = np.exp(best.log_probabilities[0].astype(float))
        rows.append(
            {
                t("bias.column_version"): tokens.sentences[0],
                t("bias.column_guesses"): " · ".join(
                    f"{listed(guess_label(vocabulary, tokens, place, int(one)))} ({pct(share, 1)})"
                    for one, share in zip(best.ids[0], shares, strict=True)
                ),
            }
        )
        fact(t("bias.column_guesses"), f"{tokens.sentences[0]} → {rows[-1][t('bias.column_guesses')]}")
        firsts.append(int(best.ids[0, 0]))
    st.subheader(t("bias.swap_versions"))
    table("versions", pd.DataFrame(rows))
    return firsts


def _moves(loaded: LoadedModel, versions: tuple[Tokens, Tokens]) -> None:
    try:
        found = shift(*(store.ask(run, loaded, tokens) for tokens in versions))
    except ExplainError as problem:
        say_problem(problem)
        return
    words = [one if one == other else f"{one} / {other}" for one, other in found.forms]
    rows = [f"{at} {word}" for at, word in enumerate(words, start=1)]
    layers = list(map(str, range(len(found.distance))))
    heading = t("bias.swap_title")
    report_figure(
        "shift",
        lambda: place_map(
            found.distance.T,
            rows,
            layers,
            style(),
            heading,
            across=t("bias.swap_layer"),
            down=t("bias.swap_word"),
            value=t("bias.swap_value"),
            signed=False,
        ),
        t("bias.swap_alt", words=len(words), layers=len(layers) - 1, most=num(found.distance.max(), 3)),
        lambda: pd.DataFrame(found.distance.T, columns=layers).assign(**{t("bias.swap_word"): words}),
        heading,
    )
    note("bias.swap_note")


def _reason(key: str, loaded: LoadedModel, tokens: Tokens, place: int, target: int) -> None:
    """What the first guess at the blank of one version rests on."""
    question = word_question(loaded, tokens, place, target)
    values = store.ask(attribution, loaded, question, "mask", "occlusion", Effort()).values
    labels = question.words
    guess = guess_label(loaded.vocabulary, tokens, place, target)
    heading = t("bias.swap_attribution_title", word=guess, text=tokens.sentences[0])
    report_figure(
        key,
        lambda: signed_bars(values, labels, style(), heading, across=t("bias.swap_attribution_axis")),
        t("bias.swap_attribution_alt", count=len(labels), word=guess, first=labels[int(np.argmax(values))]),
        lambda: pd.DataFrame({t("bias.word"): labels, "p": values}),
        heading,
    )


def _reasons(loaded: LoadedModel, versions: tuple[Tokens, Tokens], blanks: list[int], firsts: list[int]) -> None:
    st.subheader(t("bias.swap_attribution"))
    for column, key, tokens, place, target in zip(
        st.columns(2, gap="medium"), ("why_one", "why_other"), versions, blanks, firsts, strict=True
    ):
        with column:
            _reason(key, loaded, tokens, place, target)
    note("bias.swap_attribution_note")


def show(loaded: LoadedModel, spoken: str) -> None:
    """Two versions of a sentence side by side."""
    versions = _versions(loaded, spoken)
    if not legible(loaded, spoken, versions[0].sentences[0]):
        return
    if "masked" not in loaded.abilities:
        st.info(md("error.no_masks", model=loaded.card.name), icon=":material/info:")
    blanks = _blanks(loaded, versions)
    with busy("shell.running"):
        firsts = _guesses(loaded, versions, blanks) if blanks else []
        _moves(loaded, versions)
        if blanks:
            _reasons(loaded, versions, blanks, firsts)
    ran("bias.ran", loaded)
