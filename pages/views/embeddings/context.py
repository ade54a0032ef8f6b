"""Neighbours of a token of the visitor's sentences among the tokens of those sentences, at any layer."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.figures import score_bars
from explain.space.contexts import Contexts, near_in_context
from explain.text.word_kinds import kind_of_word
from pages.shell import address
from pages.shell.frame import figure, style, table
from pages.shell.texts import num, t
from pages.views.embeddings import results
from pages.views.embeddings.controls import layer, measure, ran_pass, sentences, spread

__all__ = ["show"]

SHOWN = 15


def _first(found: Contexts) -> int:
    """A token worth asking for: no function word, and one that comes again and again."""
    ordinary = [at for at in range(len(found.labels)) if not found.special[at]] or [0]
    labels = [found.labels[at] for at in ordinary]
    return max(
        ordinary,
        key=lambda at: (
            kind_of_word(found.labels[at]) == "content",
            labels.count(found.labels[at]),
            len(found.labels[at]),
        ),
    )


def show() -> None:
    """Choose a token and a layer; see what is near there."""
    loaded, lines, found = sentences()
    names = spread(found)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        token = address.setting("near_token", _first(found), address.index(len(names)))
        st.selectbox(
            t("embeddings.token"), range(len(names)), format_func=names.__getitem__, key="near_token", width=220
        )
        depth = layer(found)
        metric = measure()
        special = address.setting("near_special", False, address.flag)
        st.toggle(t("embeddings.with_special"), key="near_special")
    among = np.arange(len(names)) if special else np.flatnonzero(~found.special)
    near = near_in_context(results.between_all(loaded, lines, found, depth, metric), token, among, metric)
    best, scores = near.indices[:SHOWN], near.scores[:SHOWN]
    name, line = t(f"embeddings.score.{metric}"), int(found.line[token]) + 1
    label = found.labels[token]
    heading = t("embeddings.context_title", label=label, line=line, depth=depth)
    same = [at for at, one in enumerate(best) if found.labels[one] == label]
    figure(
        "context",
        lambda: score_bars(
            [names[at] for at in best],
            scores,
            style(),
            heading,
            name,
            marked=same,
            line=(near.middle, t("embeddings.middle")),
        ),
        t(
            "embeddings.context_alt",
            label=label,
            line=line,
            depth=depth,
            measure=name,
            first=names[best[0]],
            score=num(scores[0], 3),
        ),
        lambda: numbers,
        heading,
    )
    numbers = pd.DataFrame(
        {
            t("embeddings.column_place"): np.arange(1, len(near.indices) + 1),
            t("embeddings.column_token"): [found.labels[at] for at in near.indices],
            t("embeddings.column_sentence"): [lines[found.line[at]] for at in near.indices],
            name: near.scores,
        }
    )
    st.caption(t("embeddings.context_note"))
    with st.expander(t("embeddings.near_table")):
        table("contexts", numbers)
    ran_pass(loaded, found)
