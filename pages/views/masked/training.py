"""Masking as in BERT's training."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.errors import ExplainError
from explain.figures import loss_bars
from explain.models import LoadedModel
from explain.prediction.masked_words import training_example
from explain.prediction.training_mask import KEPT, MASKED, RANDOM, UNCHOSEN
from explain.text.guesses import guess_label
from explain.text.tokens import Tokens
from pages.shell import store
from pages.shell.browser import GREY, Lane, chips
from pages.shell.controls import number
from pages.shell.frame import busy, figure, ran, say_problem, style, table
from pages.shell.texts import num, t

__all__ = ["show"]

COLOUR = {UNCHOSEN: GREY, MASKED: 0, RANDOM: 5, KEPT: 2}
"""The same colours as `loss_bars`."""


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """One draw of the 80/10/10 masking, shown on the text, with its loss."""
    st.caption(t("masked.training_note"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rate = number("rate", t("masked.rate"), 1, 100, 15, width=420)
        seed = number("seed", t("masked.seed"), 0, 9_999, 1, kind="box", width=160)
    try:
        with busy("shell.running"):
            example = store.ask(training_example, loaded, tokens, rate=rate / 100, seed=seed)
    except ExplainError as problem:
        say_problem(problem)
        return
    actions = example.mask.action
    read = [
        tokens.labels[at] if token_id == tokens.ids[at] else guess_label(loaded.vocabulary, tokens, at, int(token_id))
        for at, token_id in enumerate(example.mask.input_ids)
    ]
    shown = [
        (word, COLOUR[int(action)], tokens.labels[at] if action in (MASKED, RANDOM) else "", False)
        for at, (word, action) in enumerate(zip(read, actions, strict=True))
    ]
    chips(
        "training_strip",
        [Lane(t("masked.training_strip"), "", shown)],
        label=t("masked.training_strip"),
        legend=[(COLOUR[action], t(f"masked.action.{action}")) for action in COLOUR],
    )
    chosen = np.flatnonzero(actions != UNCHOSEN)
    if not chosen.size:
        st.info(t("masked.training_none"), icon=":material/info:")
        return
    right = int((example.guesses[chosen] == tokens.ids[chosen]).sum())
    for column, (key, value) in zip(
        st.columns(3),
        (
            ("loss", num(example.loss, 3)),
            ("chosen", f"{len(chosen)} / {int((~tokens.special).sum())}"),
            ("right", f"{right} / {len(chosen)}"),
        ),
        strict=True,
    ):
        column.metric(t(f"masked.training_{key}"), value)
    labels = [tokens.labels[at] for at in chosen]
    frame = pd.DataFrame(
        {
            t("masked.column_place"): chosen + 1,
            t("masked.column_original"): labels,
            t("masked.column_action"): [t(f"masked.action.{action}") for action in actions[chosen]],
            t("masked.column_read"): [read[at] for at in chosen],
            t("masked.column_guess"): [
                guess_label(loaded.vocabulary, tokens, int(at), int(example.guesses[at])) for at in chosen
            ],
            t("masked.column_loss"): example.losses[chosen],
        }
    )
    figure(
        "losses",
        lambda: loss_bars(
            labels,
            example.losses[chosen],
            actions[chosen].tolist(),
            example.loss,
            style(),
            t("masked.loss_figure"),
            legend={action: t(f"masked.action.{action}") for action in (MASKED, RANDOM, KEPT)},
            up=t("masked.axis_loss"),
            line=t("masked.mean"),
        ),
        t("masked.loss_alt", count=len(chosen), loss=num(example.loss, 3)),
        lambda: frame,
        t("masked.loss_figure"),
    )
    table("training", frame)
    ran("shell.ran_predict", loaded, tokens=len(tokens), passes=1, milliseconds=num(1000 * example.seconds, 1))
