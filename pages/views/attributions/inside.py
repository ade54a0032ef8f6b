"""Words in pairs, layer by layer, and attention beside attribution."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import LAYER_STEPS, Attribution, attention_shares, best_by_chance, by_layer, word_pairs
from explain.errors import ExplainError
from explain.figures import paired_bars, place_map
from pages.shell import store
from pages.shell.frame import figure, style, table
from pages.shell.texts import md, num, pct, t
from pages.shell.work import work
from pages.views.attributions.choices import Choices, run_method, written
from pages.views.attributions.measures import measures_line
from pages.views.attributions.one import drawn, from_zeros, headline, method_choice

__all__ = ["show"]


def _numbered(choices: Choices) -> list[str]:
    return [f"{unit + 1} {choices.question.labels[unit]}" for unit in choices.question.players]


def _pairs(choices: Choices, found: Attribution) -> None:
    st.subheader(t("attributions.pairs"), anchor=False)
    if len(choices.question.players) < 2:
        st.info(t("attributions.pairs_few"), icon=":material/info:")
        return
    effort = choices.effort.only(found.method)
    result = work(
        "pairs",
        t("attributions.work.pairs"),
        choices.about,
        lambda: store.ask(word_pairs, choices.loaded, choices.question, choices.baseline, found.method, effort),
    )
    if result is None:
        return
    names = [_numbered(choices)[at] for at in result.players]
    first, second = names[0], names[1]
    strength = float(result.interaction[0, 1])
    left, right = st.columns([3, 2], gap="medium")
    heading = t("attributions.pairs_title", name=choices.name)
    with left:
        figure(
            "why_pairs",
            lambda: place_map(
                result.interaction,
                names,
                names,
                style(),
                heading,
                across=t("attributions.axis_word"),
                down=t("attributions.axis_word"),
                value=t("attributions.axis_interaction"),
            ),
            t("attributions.pairs_alt", first=first, second=second, strength=written(strength)),
            lambda: pd.DataFrame(result.interaction, columns=names).assign(**{t("attributions.axis_word"): names}),
            heading,
        )
    with right:
        kinds = ("both", "without_first", "without_second", "neither")
        table(
            "why_four",
            pd.DataFrame(
                {
                    t("attributions.column_text"): [
                        t(f"attributions.four.{kind}", first=first, second=second) for kind in kinds
                    ],
                    choices.name: result.four,
                }
            ),
        )
        sign = "plus" if strength > 0 else "minus"
        st.markdown(
            md(
                f"attributions.pairs_said.{sign}",
                first=first,
                second=second,
                strength=written(abs(strength)),
                bare=written(result.bare),
            )
        )
    st.caption(t("attributions.pairs_note"))


def _layers(choices: Choices) -> None:
    st.subheader(t("attributions.layers"), anchor=False)
    result = work(
        "layers",
        t("attributions.work.layers"),
        choices.about,
        lambda: store.ask(by_layer, choices.loaded, choices.question, choices.baseline),
    )
    if result is None:
        return
    columns = [f"{at + 1} {label}" for at, label in enumerate(choices.question.labels)]
    rows = [t("attributions.layer_words"), *(t("attributions.layer", n=n) for n in range(1, len(result.values)))]
    heading = t("attributions.layers_title", name=choices.name)
    last = int(np.argmax(np.abs(result.values[-2])))
    figure(
        "why_layers",
        lambda: place_map(
            result.values,
            rows,
            columns,
            style(),
            heading,
            across=t("attributions.axis_token"),
            down=t("attributions.axis_layer"),
            value=t("attributions.axis_plain"),
        ),
        t(
            "attributions.layers_alt",
            first=columns[int(np.argmax(np.abs(result.values[0])))],
            last=columns[last],
        ),
        lambda: pd.DataFrame(result.values, columns=columns).assign(**{t("attributions.axis_layer"): rows}),
        heading,
    )
    change = result.whole - result.empty
    gap = float(np.abs(result.gaps).max() / abs(change)) if abs(change) > 1e-9 else float("nan")
    st.caption(md("attributions.layers_note", gap=pct(gap, 2) if np.isfinite(gap) else "–", steps=LAYER_STEPS))
    from_zeros(choices)


def _attention(choices: Choices, found: Attribution) -> None:
    st.subheader(t("attributions.attention"), anchor=False)
    effort = choices.effort.only(found.method)
    try:
        result = store.ask(attention_shares, choices.loaded, choices.question, choices.baseline, found.method, effort)
    except ExplainError as problem:
        st.info(md(f"error.{problem.code}", **problem.values), icon=":material/info:")
        return
    strength = np.abs(found.values) / max(float(np.abs(found.values).sum()), 1e-30)
    looked = result.mean / max(float(result.mean.sum()), 1e-30)
    left, right = st.columns(2, gap="medium")
    heading = t("attributions.attention_title")
    pairs = [(t("attributions.share_attribution"), strength), (t("attributions.share_attention"), looked)]
    with left:
        figure(
            "why_attention",
            lambda: paired_bars(choices.question.words, pairs, style(), heading, across=t("attributions.axis_share")),
            t("attributions.attention_alt", correlation=num(result.mean_correlation, 2)),
            lambda: pd.DataFrame({t("attributions.column_word"): choices.question.words} | dict(pairs)),
            heading,
        )
    layers, heads = result.correlation.shape
    best = np.unravel_index(int(np.nanargmax(np.nan_to_num(result.correlation, nan=-2))), result.correlation.shape)
    chance = store.compute(best_by_chance, len(choices.question.players), layers * heads)
    titled = t("attributions.heads_title")
    rows, columns = [str(n + 1) for n in range(layers)], [str(n + 1) for n in range(heads)]
    with right:
        figure(
            "why_heads",
            lambda: place_map(
                result.correlation,
                rows,
                columns,
                style(),
                titled,
                across=t("attributions.axis_head"),
                down=t("attributions.axis_layer"),
                value=t("attributions.axis_rank"),
                most=1.0,
            ),
            t(
                "attributions.heads_alt",
                layer=int(best[0]) + 1,
                head=int(best[1]) + 1,
                most=num(float(result.correlation[best]), 2),
            ),
            lambda: pd.DataFrame(result.correlation, columns=columns).assign(**{t("attributions.axis_layer"): rows}),
            titled,
        )
    st.markdown(
        md(
            "attributions.attention_said",
            correlation=num(result.mean_correlation, 2),
            reached=pct(result.reached),
            layer=int(best[0]) + 1,
            head=int(best[1]) + 1,
            most=num(float(result.correlation[best]), 2),
            heads=num(layers * heads, 0),
            words=num(len(choices.question.players), 0),
            chance=num(chance[0], 2) if np.isfinite(chance[0]) else "–",
            seldom=num(chance[1], 2) if np.isfinite(chance[1]) else "–",
        )
    )


def show(choices: Choices) -> None:
    """The view."""
    method = method_choice()
    found = run_method(choices, method)
    if found is None:
        return
    headline(choices, found)
    drawn(choices, [found])
    measures_line(choices, found)
    _pairs(choices, found)
    _layers(choices)
    _attention(choices, found)
