"""The nearest rows of the embedding table to words of the visitor's choice."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.figures import score_bars
from explain.models import LoadedModel
from explain.models.embedding_table import WordVector, table_of, word_vector
from explain.space.neighbours import SCRIPTS, Lexicon, Neighbours, case_of, lexicon_of, nearest
from explain.text.lists import split_words
from pages.shell.controls import choice, switch, text
from pages.shell.frame import chosen_model, figure, ran_table, style, table
from pages.shell.texts import joined, md, num, t
from pages.views.embeddings.controls import choose_metric

__all__ = ["show"]

MOST = 6
CHOICES = (5, 10, 20, 30)


def _filters(words: Lexicon) -> tuple[bool, bool, str]:
    """Whole words only, same capitals, and a script ("" for any)."""
    whole = switch("near_whole", t("embeddings.only_whole"), True)
    case = switch("near_case", t("embeddings.same_case"), help=t("embeddings.same_case_help"))
    every = t("embeddings.script_any")
    script = choice("script", t("embeddings.script"), ("", *words.scripts), names=lambda name: name or every, width=150)
    return whole, case, script


def _allowed(
    loaded: LoadedModel, words: Lexicon, word: WordVector, filters: tuple[bool, bool, str]
) -> NDArray[np.bool_]:
    """(V',) the entries that the filters let through for one word."""
    whole, case, script = filters
    allowed = words.whole.copy() if whole else np.ones(len(words.whole), dtype=bool)
    if script:
        allowed &= words.script == SCRIPTS.index(script)
    if case:
        # Capitals are the word's own, as typed; of an entry that was asked for by number, those of the entry.
        form = loaded.vocabulary.readable(word.ids[0]) if word.typed.startswith("#") else word.typed
        allowed &= words.case == case_of(form)
    return allowed


def _frame(loaded: LoadedModel, words: list[WordVector], found: Neighbours, metric: str) -> pd.DataFrame:
    count = found.ids.shape[1]
    return pd.DataFrame(
        {
            t("embeddings.column_word"): np.repeat([word.typed for word in words], count),
            t("embeddings.column_place"): np.tile(np.arange(1, count + 1), len(words)),
            t("embeddings.column_neighbour"): [loaded.vocabulary.pieces[one] for one in found.ids.ravel()],
            t("embeddings.column_id"): found.ids.ravel(),
            t(f"embeddings.score.{metric}"): found.scores.ravel(),
        }
    )


def _one(loaded: LoadedModel, word: WordVector, at: int, found: Neighbours, metric: str, numbers: pd.DataFrame) -> None:
    labels = [loaded.vocabulary.readable(int(one)) for one in found.ids[at]]
    heading, name = t("embeddings.near_title", word=word.typed), t(f"embeddings.score.{metric}")
    figure(
        f"near{at + 1}",
        lambda: score_bars(labels, found.scores[at], style(), heading, name, wrap=26),
        t(
            "embeddings.near_alt",
            word=word.typed,
            measure=name,
            first=labels[0],
            score=num(found.scores[at, 0], 3),
            others=joined(labels[1:5]),
        ),
        lambda: numbers[numbers[t("embeddings.column_word")] == word.typed],
        heading,
    )
    among = num(found.among[at], 0)
    if len(word.ids) == 1:
        st.caption(md("embeddings.made_one", row=word.ids[0], among=among))
    else:
        st.caption(md("embeddings.made_many", count=len(word.ids), pieces=" ".join(word.pieces), among=among))
    if word.unknown:
        st.warning(md("embeddings.made_unknown", word=word.typed), icon=":material/help:")


def show() -> None:
    """Ask for words, look at their neighbours."""
    loaded = chosen_model()
    typed = text("words", t("embeddings.words"), "river, Paris, quickly", help=t("embeddings.words_help", most=MOST))
    embeddings, words = table_of(loaded), lexicon_of(loaded)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        metric = choose_metric()
        count = choice("near", t("embeddings.count"), CHOICES, 10, width=150)
        filters = _filters(words)
    asked = [word_vector(loaded, embeddings, word) for word in split_words(typed, MOST)]
    found = nearest(
        embeddings,
        np.stack([word.vector for word in asked]),
        metric,
        count,
        allowed=[_allowed(loaded, words, word, filters) for word in asked],
        without=[word.ids for word in asked],
    )
    numbers = _frame(loaded, asked, found, metric)
    beside = min(3, len(asked))
    columns = st.columns(beside, gap="medium")
    for at, word in enumerate(asked):
        with columns[at % beside]:
            _one(loaded, word, at, found, metric, numbers)
    st.caption(t("embeddings.near_note", about=t(f"embeddings.about.{metric}")))
    with st.expander(t("embeddings.near_table")):
        table("neighbours", numbers)
    ran_table(loaded, *embeddings.rows.shape)
