"""Neighbours of a token of the visitor's sentences among the tokens of those sentences, at any layer."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.figures import score_bars
from explain.space.sentences import SentenceStates, baseline, nearest_tokens, token_pairs
from explain.text.word_kinds import kind_of_word
from pages.shell import store
from pages.shell.controls import choice, switch
from pages.shell.frame import figure, style, table
from pages.shell.texts import md, num, t
from pages.views.embeddings.controls import choose_depth, choose_metric, ran_sentences, read_sentences, token_names

__all__ = ["show"]

SHOWN = 15


def _first(read: SentenceStates) -> int:
    """A token worth asking for: no function word, and one that comes again and again."""
    ordinary = [at for at in range(len(read.labels)) if not read.special[at]] or [0]
    labels = [read.labels[at] for at in ordinary]
    return max(
        ordinary,
        key=lambda at: (
            kind_of_word(read.labels[at]) == "content",
            labels.count(read.labels[at]),
            len(read.labels[at]),
        ),
    )


def show() -> None:
    """Choose a token and a layer; see what is near there."""
    loaded, lines, read = read_sentences()
    names = token_names(read)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        token = choice(
            "near_token",
            t("embeddings.token"),
            range(len(names)),
            _first(read),
            names=names.__getitem__,
            labels=names,
            width=220,
        )
        depth = choose_depth(read)
        metric = choose_metric()
        special = switch("near_special", t("embeddings.with_special"))
    among = np.arange(len(names)) if special else np.flatnonzero(~read.special)
    near = nearest_tokens(store.ask(token_pairs, loaded, lines, depth, metric), token, among, metric)
    best, scores = near.indices[:SHOWN], near.scores[:SHOWN]
    name, line = t(f"embeddings.score.{metric}"), int(read.line[token]) + 1
    label = read.labels[token]
    heading = t("embeddings.context_title", label=label, line=line, depth=depth)
    same = [at for at, one in enumerate(best) if read.labels[one] == label]
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
            t("embeddings.column_token"): [read.labels[at] for at in near.indices],
            t("embeddings.column_sentence"): [lines[read.line[at]] for at in near.indices],
            name: near.scores,
        }
    )
    levels = store.ask(baseline, loaded, lines, metric, tuple(np.union1d(among, [token]).tolist()))
    st.caption(
        md(
            "embeddings.context_note",
            pairs=num(near.pairs, 0),
            middle=num(near.middle, 3),
            first=num(levels[0], 3),
            last=num(levels[-1], 3),
            depth=len(levels) - 1,
        )
    )
    with st.expander(t("embeddings.near_table")):
        table("contexts", numbers)
    ran_sentences(loaded, read)
