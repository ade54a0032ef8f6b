"""Across all layers: rollout and flow; and within one head: the weight beside the norm of what it carries."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attention.flow import flow_to, rollout_of
from explain.attention.norms import carried
from explain.engine.trace import Trace, run
from explain.errors import ExplainError
from explain.figures import attention_map, curves, grouped_bars, place_map
from explain.models import LoadedModel
from explain.text.tokens import Tokens
from pages.shell import store
from pages.shell.controls import choice
from pages.shell.frame import busy, figure, ran, say_problem, style
from pages.shell.texts import md, num, pct, t

__all__ = ["show"]


def _names(tokens: Tokens) -> list[str]:
    return [f"{at} {label}" for at, label in enumerate(tokens.labels, start=1)]


def _layers(loaded: LoadedModel, tokens: Tokens, trace: Trace) -> None:
    layers = len(trace.attention)
    names = _names(tokens)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        depth = choice("depth_to", t("studio.depth_to"), range(1, layers + 1), layers, width=190)
        token = choice(
            "token",
            t("attention.token"),
            range(len(tokens)),
            min(2, len(tokens) - 1),
            names=lambda at: names[at],
            labels=tuple(names),
            width=240,
        )
    rolled = store.ask(rollout_of, loaded, tokens)[depth - 1]
    mean = trace.attention[depth - 1].mean(axis=0, dtype=np.float64)
    groups = [(t("studio.mean_last", layer=depth), mean[token]), (t("studio.rollout"), rolled[token])]
    try:
        with busy("shell.running"):
            flowed = store.ask(flow_to, loaded, tokens, token, depth)
        groups.append((t("studio.flow"), flowed / max(flowed.sum(), 1e-12)))
    except ExplainError as problem:
        say_problem(problem)
    heading = t("studio.reached", token=tokens.labels[token], layer=depth)
    figure(
        "reached",
        lambda: grouped_bars(tokens.labels, groups, style(), heading, t("studio.share")),
        t(
            "studio.reached_alt",
            title=heading,
            raw=names[int(mean[token].argmax())],
            rolled=names[int(rolled[token].argmax())],
        ),
        lambda: pd.DataFrame({t("attention.column_token"): names} | dict(groups)),
        heading,
    )
    st.caption(t("studio.flow_note"))
    map_heading = t("studio.rollout_title", layer=depth)
    figure(
        "rollout",
        lambda: place_map(
            rolled,
            names,
            names,
            style(),
            map_heading,
            across=t("studio.input"),
            down=t("studio.after"),
            value=t("studio.share"),
            signed=False,
        ),
        t("studio.map_alt", title=map_heading, tokens=len(tokens), most=num(rolled.max(), 3)),
        lambda: pd.DataFrame(rolled, columns=names).assign(**{t("studio.after"): names}),
        map_heading,
    )


def _norms(loaded: LoadedModel, tokens: Tokens, trace: Trace) -> None:
    st.subheader(t("studio.norms"))
    st.markdown(t("studio.norms_about"))
    layers, heads = trace.attention.shape[:2]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layer = choice("layer", t("attention.layer"), range(1, layers + 1), width=110) - 1
        head = choice("head", t("attention.head"), range(1, heads + 1), width=110) - 1
    found, names = store.ask(carried, loaded, tokens), _names(tokens)
    weights, norms = trace.attention[layer, head], found.norms(trace.attention, layer, head)
    title = t("attention.one_title", layer=layer + 1, head=head + 1)
    left, right = st.columns(2, gap="medium")
    with left:
        raw_heading = f"{title} · {t('attention.weight')}"
        figure(
            "raw_head",
            lambda: attention_map(
                weights,
                tokens.labels,
                style(),
                raw_heading,
                across=t("attention.axis_key"),
                down=t("attention.axis_query"),
                value=t("attention.weight"),
            ),
            t("studio.map_alt", title=raw_heading, tokens=len(tokens), most=num(weights.max(), 3)),
            lambda: pd.DataFrame(weights, columns=names).assign(**{t("studio.after"): names}),
            raw_heading,
        )
    with right:
        # One vector of a separator can be many times as long as all others, which would all be blank beside it.
        top = float(np.partition(norms.ravel(), -2 - len(norms) // 4)[-2 - len(norms) // 4]) if norms.size > 4 else 0.0
        norm_heading = f"{title} · {t('studio.norm')}"
        figure(
            "norm_head",
            lambda: attention_map(
                norms,
                tokens.labels,
                style(),
                norm_heading,
                across=t("attention.axis_key"),
                down=t("attention.axis_query"),
                value=t("studio.norm"),
                top=top,
            ),
            t("studio.map_alt", title=norm_heading, tokens=len(tokens), most=num(norms.max(), 3)),
            lambda: pd.DataFrame(norms, columns=names).assign(**{t("studio.after"): names}),
            norm_heading,
        )
        if 0 < top < norms.max():
            st.caption(md("studio.norm_top", top=num(top, 2), most=num(norms.max(), 2)))
    special = tokens.special
    if not special.any():
        return
    raw = trace.attention[..., special].sum(-1).mean((1, 2), dtype=np.float64)
    apart, summed = found.share(trace.attention, special), found.share_summed(special)
    places = [str(at + 1) for at in range(layers)]
    heading = t("studio.special_title")
    lines = [
        (t("attention.weight"), raw),
        (t("studio.norm_apart"), apart),
        (t("studio.norm_summed"), summed),
    ]
    shares = {"raw": pct(raw.mean()), "norm": pct(apart.mean(), 1), "summed": pct(summed.mean(), 1)}
    figure(
        "special_share",
        lambda: curves(
            places,
            lines,
            style(),
            heading,
            across=t("attention.layer"),
            up=t("studio.share"),
            dots=True,
        ),
        t("studio.special_alt", **shares),
        lambda: pd.DataFrame({t("attention.column_layer"): places} | dict(lines)),
        heading,
    )
    st.caption(md("studio.special_note", **shares))


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Rollout and flow above, norms below."""
    with busy("shell.running"):
        trace = store.ask(run, loaded, tokens)
    st.caption(t("studio.across_note"))
    _layers(loaded, tokens, trace)
    _norms(loaded, tokens, trace)
    ran("shell.ran", loaded, tokens=len(tokens), milliseconds=num(1000 * trace.seconds, 1))
