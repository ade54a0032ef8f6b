"""The words shuffled, with positions and without."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.figures import place_map
from explain.models import LoadedModel
from explain.order.shuffling import Shuffled, shuffle
from explain.prediction.masked_words import Prediction, top
from explain.text.tokens import Tokens
from pages.shell import store
from pages.shell.browser import GREY, Lane, chips
from pages.shell.controls import number
from pages.shell.frame import busy, figure, ran, style, table
from pages.shell.texts import listed, md, num, sig, t

__all__ = ["show"]


def _strip(tokens: Tokens, found: Shuffled) -> None:
    """Both orders, a word in the same colour in both."""

    def lane(key: str, order: NDArray[np.int64]) -> Lane:
        shown = [
            (tokens.labels[at], GREY if (word := tokens.tokens[at].word) is None else word % 8, "", False)
            for at in order
        ]
        return Lane(t(key), "", shown)

    lanes = [
        lane("positions.order_original", np.arange(len(tokens))),
        lane("positions.order_shuffled", found.order),
    ]
    chips("orders", lanes, label=t("positions.order_label"))


def _change(name: str, values: NDArray[np.float64], tokens: Tokens, most: float) -> None:
    heading = t(f"positions.change_{name}")
    layers = [t("positions.layer_read"), *map(str, range(1, len(values)))]
    rows = [f"{at} {label}" for at, label in enumerate(tokens.labels)]
    figure(
        f"change_{name}",
        lambda: place_map(
            values.T,
            rows,
            layers,
            style(),
            heading,
            across=t("positions.axis_layer"),
            down=t("positions.axis_token"),
            value=t("positions.axis_change"),
            most=most,
            signed=False,
        ),
        t(
            "positions.change_alt",
            title=heading,
            tokens=len(tokens),
            layers=len(values) - 1,
            most=sig(values.max(), 2) if values.max() < 0.001 else num(values.max(), 3),
        ),
        lambda: pd.DataFrame(values.T, columns=layers).assign(**{t("positions.column_token"): rows}),
        heading,
    )


def _guesses(loaded: LoadedModel, found: Shuffled) -> None:
    st.subheader(t("positions.guesses"))
    if found.guesses is None:
        st.caption(t("positions.guesses_none"))
        return
    rows = []
    for at in range(len(found.blanks)):
        for way, logs in enumerate(found.guesses[:, at]):
            best = top(Prediction(found.blanks[at : at + 1], np.array([-1]), logs[None], 0.0), 5)
            rows.append(
                {
                    t("positions.column_blank"): at + 1,
                    t("positions.column_reading"): t(f"positions.read.{way}"),
                    t("positions.column_guesses"): " · ".join(
                        listed(loaded.vocabulary.label(int(i))) for i in best.ids[0]
                    ),
                    t("positions.column_probability"): float(np.exp(best.log_probabilities[0, 0])),
                }
            )
    table("orders_guesses", pd.DataFrame(rows))


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Shuffle, run four times, compare each word with itself."""
    st.caption(t("positions.shuffle_note"))
    seed = number("order", t("positions.seed"), 0, 999, 1, kind="box", width=220)
    with busy("shell.running"):
        found = store.ask(shuffle, loaded, tokens, seed)
    _strip(tokens, found)
    if not found.moved.any():
        st.info(t("positions.shuffle_unmoved"), icon=":material/info:")
    if found.masks_know_order:
        st.info(md("positions.shuffle_masks", model=loaded.card.name), icon=":material/info:")
    if "positions:relative" in loaded.abilities:
        st.caption(md("positions.shuffle_relative", model=loaded.card.name))
    left, right = st.columns(2, gap="medium")
    most = max(float(found.with_positions.max()), float(found.without_positions.max()), 0.01)
    largest = float(found.without_positions.max())
    left.metric(t("positions.change_metric_kept"), num(found.with_positions[-1].mean(), 3))
    right.metric(t("positions.change_metric_zeroed"), num(largest, 3) if largest >= 0.0005 else "< " + num(0.0005, 4))
    with left:
        _change("kept", found.with_positions, tokens, most)
    with right:
        _change("zeroed", found.without_positions, tokens, most)
    _guesses(loaded, found)
    ran("positions.ran", loaded, tokens=len(tokens), milliseconds=num(1000 * found.seconds, 1))
