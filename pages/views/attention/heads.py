"""Attention: all heads at a glance, one head in full, one token followed."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.attention.heads import HeadSummary, average_heads, reading
from explain.engine.trace import run
from explain.figures import attention_map, flow_bars
from explain.figures.style import isolated, short
from explain.models import LoadedModel
from explain.text.tokens import Tokens
from pages.shell import address, store
from pages.shell.browser import head_wall
from pages.shell.controls import choice, several, switch
from pages.shell.frame import busy, figure, ran, style, table
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


def _about_entropy(highest: NDArray[np.float64], n: int) -> str:
    """What entropies go up to. highest: (L,) bits."""
    low, high = float(highest.min()), float(highest.max())
    if np.isclose(low, np.log2(n)):
        return md("attention.entropy_all", most=num(high), n=n)
    if np.isclose(low, high):
        return md("attention.entropy_some", most=num(high), n=n, all=num(np.log2(n)))
    return md("attention.entropy_layers", low=num(low), high=num(high), n=n, all=num(np.log2(n)))


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """The view."""
    with busy("shell.running"):
        trace = store.ask(run, loaded, tokens)
    layers, heads = trace.attention.shape[:2]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layer = choice("layer", t("attention.layer"), range(1, layers + 1), width=110)
        head = choice("head", t("attention.head"), range(1, heads + 1), width=110)
        by_word = switch("words", t("attention.by_word"), help=t("attention.by_word_help"))
        hide = switch("nospecial", t("attention.hide_special"))
    read = store.ask(reading, loaded, tokens, by_word=by_word, hide_special=hide)
    shown = read.view
    n = len(shown.labels)
    if hide:
        st.info(md("attention.hidden_note", share=pct(shown.hidden_share, 1)), icon=":material/info:")

    names = [f"{one}.{other}" for one in range(1, layers + 1) for other in range(1, heads + 1)]

    def whole_layer() -> None:
        """Average all heads of the layer on screen."""
        address.put("average", [name for name in names if name.startswith(f"{layer}.")])

    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(t("attention.overview"))
        picture = st.container()
        average = several(
            "average",
            t("attention.average"),
            names,
            help=t("attention.average_help"),
            placeholder=t("attention.average_placeholder"),
        )
        st.button(t("attention.average_layer"), on_click=whole_layer)
    pairs = [(layer - 1, head - 1)]
    if average:
        pairs = [(int(one) - 1, int(other) - 1) for one, other in (name.split(".") for name in average)]
    with picture:
        wall(read.pictures, n, [one * heads + other for one, other in pairs])

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

    token = choice(
        "token",
        t("attention.token"),
        range(n),
        min(1, n - 1),
        names=lambda at: f"{at + 1} · {shown.labels[at]}",
        labels=shown.labels,
    )
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
    st.caption(t("attention.summary_note"))
    st.caption(_about_entropy(read.highest, n))
    table("heads", summary(read.summary).round(4), height=420)
    ran("shell.ran", loaded, tokens=len(tokens), milliseconds=num(1000 * trace.seconds, 1))
