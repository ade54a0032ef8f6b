"""Every position hidden in turn."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.errors import ExplainError
from explain.figures import position_bars
from explain.models import LoadedModel
from explain.prediction.masked_words import predict_every_position, pseudo_perplexity
from explain.text.blanks import blanks_in
from explain.text.guesses import guess_label
from explain.text.tokens import Tokens
from pages.shell import store
from pages.shell.controls import choice
from pages.shell.frame import figure, ran, style, table
from pages.shell.texts import listed, md, num, t
from pages.shell.work import work

__all__ = ["show"]

STRETCH = 64
"""Positions asked at once: each is a pass of its own, and a long text would keep everybody waiting."""


def _stretch(tokens: Tokens) -> range:
    """Which positions to ask; longer texts are asked part by part."""
    parts = [range(start, min(start + STRETCH, len(tokens))) for start in range(0, len(tokens), STRETCH)]
    if len(parts) == 1:
        return parts[0]
    chosen = choice(
        "part",
        t("masked.every_part"),
        range(1, len(parts) + 1),
        names=lambda at: f"{parts[at - 1].start + 1}–{parts[at - 1].stop}",
        labels=len(tokens),
        width=200,
    )
    return parts[chosen - 1]


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """What the model would put at each place, and how likely it finds what stands there."""
    blanks = blanks_in(loaded, tokens)
    asked = tuple(at for at in _stretch(tokens) if not tokens.special[at] or at in blanks)
    st.caption(md("masked.every_note", count=len(asked)))
    if not asked:
        raise ExplainError("only_special")
    about = (loaded.card.id, tokens, asked)
    found = work(
        "every", t("masked.every_work"), about, lambda: store.ask(predict_every_position, loaded, tokens, asked)
    )
    if found is None:
        return
    guesses = [
        ", ".join(listed(guess_label(loaded.vocabulary, tokens, int(at), int(i))) for i in row[:5])
        for at, row in zip(found.positions, found.ids, strict=True)
    ]
    labels = [tokens.labels[at] for at in found.positions]
    known = found.rank > 0
    probabilities = np.nan_to_num(np.exp(found.original_log_probability))
    right = int((found.rank == 1).sum())
    if known.any():
        st.markdown(
            md("masked.every_score", right=right, all=int(known.sum()), perplexity=num(pseudo_perplexity(found), 1))
        )
    frame = pd.DataFrame(
        {
            t("masked.column_place"): found.positions + 1,
            t("masked.column_original"): labels,
            t("masked.column_original_probability"): np.where(known, probabilities, np.nan),
            t("masked.column_log"): found.original_log_probability,
            t("masked.column_rank"): pd.array([int(rank) or None for rank in found.rank], dtype="Int64"),
            t("masked.column_guesses"): guesses,
        }
    )
    figure(
        "positions",
        lambda: position_bars(
            labels,
            probabilities,
            found.rank,
            guesses,
            style(),
            t("masked.every_figure"),
            legend=(t("masked.legend_right"), t("masked.legend_near"), t("masked.legend_far")),
            up=t("masked.axis_probability"),
            rank=t("masked.hover_rank"),
        ),
        t("masked.every_alt", count=int(known.sum()), right=right),
        lambda: frame,
        t("masked.every_figure"),
    )
    table("every", frame)
    ran("shell.ran_predict", loaded, tokens=len(tokens), passes=len(asked), milliseconds=num(1000 * found.seconds, 0))
