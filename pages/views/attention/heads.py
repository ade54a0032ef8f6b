"""Attention: all heads at a glance, one head in full, one token followed."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.attention.heads import HeadSummary, average_heads
from explain.figures import attention_map, flow_bars
from explain.figures.style import isolated, short
from explain.models import LoadedModel
from explain.text.tokens import Tokens
from pages.shell import address, store
from pages.shell.frame import busy, figure, ran, style, table
from pages.shell.parts import head_wall
from pages.shell.texts import md, num, pct, t

BARS = 12


def wall(pictures: NDArray[np.uint8], n: int, chosen: list[int]) -> None:
    """All heads; a click chooses one."""

    def choose(at: int) -> None:
        layers, heads = pictures.shape[:2]
        if 0 <= at < layers * heads:
            address.put("layer", at // heads + 1)
            address.put("head", at % heads + 1)
            address.put("average", [])

    head_wall("head_wall", pictures, style(), chosen=chosen, on_click=choose)
    note = t("attention.overview_label")
    if n > pictures.shape[-1]:
        note += " " + t("attention.overview_coarse", n=n)
    st.caption(note)


def numbers(weights: NDArray[np.float32], labels: tuple[str, ...]) -> pd.DataFrame:
    """One head as a table: a row per query, a column per key."""
    names = [f"{place} {label}" for place, label in enumerate(labels, start=1)]
    frame = pd.DataFrame(weights, columns=names)
    frame.insert(0, t("attention.axis_query"), names)
    return frame


def summary(measured: HeadSummary) -> pd.DataFrame:
    """One row per head."""
    layers, heads = measured.entropy.shape
    columns = {
        t("attention.column_layer"): np.repeat(np.arange(1, layers + 1), heads),
        t("attention.column_head"): np.tile(np.arange(1, heads + 1), layers),
    }
    for name in ("entropy", "distance", "special", "previous", "following", "itself"):
        columns[t(f"attention.column_{name}")] = getattr(measured, name).ravel()
    return pd.DataFrame(columns)


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """The view."""
    with busy("shell.running"):
        trace = store.trace(loaded, tokens)
    layers, heads = trace.attention.shape[:2]
    layer = address.setting("layer", 1, address.index(layers, 1))
    head = address.setting("head", 1, address.index(heads, 1))
    names = [f"{one}.{other}" for one in range(1, layers + 1) for other in range(1, heads + 1)]
    average = address.setting("average", [], address.some_of(names))
    by_word = address.setting("words", False, address.flag)
    hide = address.setting("nospecial", False, address.flag)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(t("attention.layer"), range(1, layers + 1), key="layer", width=110)
        st.selectbox(t("attention.head"), range(1, heads + 1), key="head", width=110)
        st.toggle(t("attention.by_word"), key="words", help=t("attention.by_word_help"))
        st.toggle(t("attention.hide_special"), key="nospecial")
    reading = store.reading(loaded, tokens, by_word=by_word, hide_special=hide)
    shown = reading.view
    n = len(shown.labels)
    token = address.setting("token", min(1, n - 1), address.index(n))
    if hide:
        st.info(md("attention.hidden_note", share=pct(shown.hidden_share, 1)), icon=":material/info:")

    pairs = [tuple(int(part) - 1 for part in name.split(".")) for name in average] or [(layer - 1, head - 1)]
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(t("attention.overview"))
        wall(reading.pictures, n, [one * heads + other for one, other in pairs])

        def whole_layer() -> None:
            """Average all heads of the layer on screen."""
            address.put("average", [name for name in names if name.startswith(f"{layer}.")])

        st.multiselect(
            t("attention.average"),
            names,
            key="average",
            help=t("attention.average_help"),
            placeholder=t("attention.average_placeholder"),
        )
        st.button(t("attention.average_layer"), on_click=whole_layer)

    weights = average_heads(shown.weights, pairs)
    caption = t("attention.one_title", layer=layer, head=head)
    if average:
        caption = t("attention.mean_title", count=len(average))
    looks, looked_at = np.unravel_index(int(weights.argmax()), weights.shape)
    with right:
        figure(
            "head_map",
            lambda: attention_map(
                weights,
                shown.labels,
                style(),
                caption,
                across=t("attention.axis_key"),
                down=t("attention.axis_query"),
                value=t("attention.weight"),
            ),
            t(
                "attention.map_alt",
                title=caption,
                n=n,
                most=num(weights[looks, looked_at], 3),
                query=shown.labels[looks],
                key=shown.labels[looked_at],
            ),
            lambda: numbers(weights, shown.labels),
            caption,
        )

    st.selectbox(t("attention.token"), range(n), format_func=lambda i: f"{i + 1} · {shown.labels[i]}", key="token")
    outgoing, incoming = weights[token], weights[:, token]
    name = isolated(short(shown.labels[token]))
    titles = t("attention.outgoing", token=name), t("attention.incoming", token=name)
    figure(
        "flow",
        lambda: flow_bars(weights, shown.labels, token, style(), titles, BARS),
        t(
            "attention.flow_alt",
            token=shown.labels[token],
            out=shown.labels[int(outgoing.argmax())],
            out_weight=num(outgoing.max(), 3),
            into=shown.labels[int(incoming.argmax())],
            into_weight=num(incoming.max(), 3),
        ),
        lambda: pd.DataFrame(
            {
                t("attention.column_token"): shown.labels,
                t("attention.column_out"): outgoing,
                t("attention.column_in"): incoming,
            }
        ),
        f"{caption} · {shown.labels[token]}",
    )
    st.caption(md("attention.flow_note", shown=BARS, n=n) if n > BARS else t("attention.flow_note_all"))

    st.subheader(t("attention.summary"))
    st.caption(md("attention.summary_note", most=num(np.log2(n)), n=n))
    table("heads", summary(reading.summary).round(4), height=420)
    ran("shell.ran", loaded, tokens=len(tokens), milliseconds=num(1000 * trace.seconds, 1))
