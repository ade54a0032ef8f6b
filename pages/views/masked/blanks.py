"""Blanks of the visitor's choice."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.errors import ExplainError
from explain.figures import guess_bars
from explain.models import LoadedModel
from explain.prediction.masked_words import Candidates, predict, top
from explain.text.guesses import guess_label
from explain.text.tokens import Tokens
from pages.shell import address, store
from pages.shell.browser import GREY, Lane, chips
from pages.shell.controls import number, several, switch
from pages.shell.frame import busy, figure, ran, say_problem, style, table
from pages.shell.texts import joined, listed, md, num, pct, t

__all__ = ["show"]


def _choose(tokens: Tokens) -> list[int]:
    """Words to hide, by clicking or from a list."""
    strip = st.container()
    hidden = several(
        "hidden",
        t("masked.words"),
        range(len(tokens.words)),
        names=lambda at: f"{at + 1} · {tokens.words[at].form}",
        labels=tokens,
        placeholder=t("masked.words_placeholder"),
    )
    away = {at for word in hidden for at in tokens.pieces_of(word)}
    # One token may go over several words, "?!": they go together.
    gone = {word for word in range(len(tokens.words)) if word in hidden or away.intersection(tokens.pieces_of(word))}
    # In reading order, with what was typed as [MASK] in its place: those stay hidden whatever is clicked.
    order: list[tuple[int, int, int | None, str]] = [
        (tokens.word_sentence[index], word.start, index, word.form) for index, word in enumerate(tokens.words)
    ] + [(x.sentence, x.span[0], None, x.readable) for x in tokens if x.special and x.sentence is not None]
    order.sort(key=lambda unit: unit[:2])

    def toggle(at: int) -> None:
        if not 0 <= at < len(order) or (word := order[at][2]) is None:
            return
        own = {word, *(other for piece in tokens.pieces_of(word) for other in tokens.words_of(piece))}
        before = {*address.get("hidden", [])}
        address.put("hidden", sorted(before - own if word in gone else before | {word}))

    shown = [(form, 0 if word in gone else GREY, "", word is None) for _, _, word, form in order]
    with strip:
        chips(
            "word_strip",
            [Lane(t("masked.strip_label"), "", shown, clickable=True)],
            label=t("masked.strip_label"),
            pressed=[at for at, unit in enumerate(order) if unit[2] in gone],
            on_click=toggle,
        )
    return hidden


def _frame(loaded: LoadedModel, found: Candidates) -> pd.DataFrame:
    """One row per guess."""
    count = found.ids.shape[1]
    logs = found.log_probabilities.ravel().astype(float)
    vocabulary = loaded.vocabulary
    originals = [vocabulary.pieces[i] if i >= 0 else "" for i in found.original]
    return pd.DataFrame(
        {
            t("masked.column_blank"): np.repeat(np.arange(1, len(found.positions) + 1), count),
            t("masked.column_place"): np.tile(np.arange(1, count + 1), len(found.positions)),
            t("masked.column_guess"): [vocabulary.pieces[i] for i in found.ids.ravel()],
            t("masked.column_probability"): np.exp(logs),
            t("masked.column_log"): logs,
            t("masked.column_original"): np.repeat(originals, count),
            t("masked.column_rank"): pd.array(
                [int(rank) or None for rank in np.repeat(found.rank, count)], dtype="Int64"
            ),
        }
    )


def _one_blank(loaded: LoadedModel, tokens: Tokens, found: Candidates, at: int, numbers: pd.DataFrame) -> None:
    """The bars of one blank and how the original fared."""
    names = [guess_label(loaded.vocabulary, tokens, int(found.positions[at]), int(i)) for i in found.ids[at]]
    original = int(found.original[at])
    heading = t("masked.blank_typed", n=at + 1)
    if original >= 0:
        heading = t("masked.blank", n=at + 1, word=tokens.labels[int(found.positions[at])])
    among = np.flatnonzero(found.ids[at] == original)
    figure(
        f"guesses{at + 1}",
        lambda: guess_bars(
            names,
            found.log_probabilities[at],
            style(),
            heading,
            across=t("masked.axis_probability"),
            log=t("masked.hover_log"),
            original=int(among[0]) if among.size else None,
        ),
        t(
            "masked.bar_alt",
            n=at + 1,
            first=listed(names[0]) if names else "",
            probability=pct(float(np.exp(found.log_probabilities[at, 0])) if names else 0.0, 1),
            others=joined(map(listed, names[1:5])),
        ),
        lambda: numbers[numbers[t("masked.column_blank")] == at + 1],
        heading,
    )
    if among.size:
        st.caption(t("masked.original_bar"))
    if original >= 0:
        log = float(found.original_log_probability[at])
        word = tokens.covered(int(found.positions[at])) or loaded.vocabulary.readable(original)
        probability = float(np.exp(log))
        st.markdown(
            md(
                "masked.original",
                word=word,
                rank=num(found.rank[at], 0),
                log=num(log, 3),
                probability=pct(probability, 2 if probability >= 0.0001 else 5),
            )
        )
    else:
        st.caption(t("masked.original_none"))


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Hide words, all at once, and show the guesses for each piece."""
    hidden = _choose(tokens)
    # Not `blanks_in`: a typed [MASK] asks something of a model that fills in none, too, and it has to say so.
    typed = (at for at, token in enumerate(tokens) if token.id == loaded.tokenizer.mask_token_id)
    places = {*typed, *(at for word in hidden for at in tokens.pieces_of(word))}
    positions = tuple(sorted(places))
    if not positions:
        # The page is fine; it only waits for a click.
        st.info(t("error.no_positions"), icon=":material/touch_app:")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = number("k", t("masked.count"), 5, 50, 10, width=320)
        whole = switch("whole", t("masked.whole"), help=t("masked.whole_help"))
    try:
        with busy("shell.running"):
            prediction = store.ask(predict, loaded, tokens, positions)
    except ExplainError as problem:
        say_problem(problem)
        return
    found = top(prediction, count, loaded.vocabulary.whole_words if whole else None)
    numbers = _frame(loaded, found)
    beside = min(3, len(positions))
    columns = st.columns(beside, gap="medium")
    for at in range(len(positions)):
        with columns[at % beside]:
            _one_blank(loaded, tokens, found, at, numbers)
    with st.expander(t("masked.guesses_table")):
        table("guesses", numbers)
    ran("shell.ran_predict", loaded, tokens=len(tokens), passes=1, milliseconds=num(1000 * prediction.seconds, 1))
