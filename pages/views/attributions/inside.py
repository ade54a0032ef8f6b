"""Words in pairs, layer by layer, and attention beside attribution."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import Attribution
from explain.errors import ExplainError
from explain.figures import paired_bars, place_map
from pages.shell.frame import figure, style, table
from pages.shell.texts import md, num, pct, t
from pages.views.attributions import results
from pages.views.attributions.measures import measures_line
from pages.views.attributions.one import headline, method_choice
from pages.views.attributions.question import Asking, number
from pages.views.attributions.stoppable import work

__all__ = ["show"]


def _numbered(asking: Asking) -> list[str]:
    return [f"{unit + 1} {asking.asked.labels[unit]}" for unit in asking.asked.players]


def _pairs(asking: Asking, found: Attribution) -> None:
    st.subheader(t("attributions.pairs"), anchor=False)
    if asking.game.players < 2:
        st.info(t("attributions.pairs_few"), icon=":material/info:")
        return
    result = work(asking, "pairs", lambda tell: results.together(asking.game, found, asking.effort, tell))
    if result is None:
        return
    names = [_numbered(asking)[at] for at in result.players]
    first, second = names[0], names[1]
    strength = float(result.interaction[0, 1])
    left, right = st.columns([3, 2], gap="medium")
    heading = t("attributions.pairs_title", name=asking.name)
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
            t("attributions.pairs_alt", first=first, second=second, strength=number(asking, strength)),
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
                    asking.name: result.four,
                }
            ),
        )
        sign = "plus" if strength > 0 else "minus"
        st.markdown(
            md(
                f"attributions.pairs_said.{sign}",
                first=first,
                second=second,
                strength=number(asking, abs(strength)),
                bare=number(asking, result.bare),
            )
        )
    st.caption(t("attributions.pairs_note"))


def _layers(asking: Asking) -> None:
    st.subheader(t("attributions.layers"), anchor=False)
    result = work(asking, "layers", lambda tell: results.layers(asking.game, tell))
    if result is None:
        return
    columns = [f"{at + 1} {label}" for at, label in enumerate(asking.asked.labels)]
    rows = [t("attributions.layer_words"), *(t("attributions.layer", n=n) for n in range(1, len(result.values)))]
    heading = t("attributions.layers_title", name=asking.name)
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
    st.caption(md("attributions.layers_note", gap=pct(gap, 2) if np.isfinite(gap) else "–"))


def _attention(asking: Asking, found: Attribution) -> None:
    st.subheader(t("attributions.attention"), anchor=False)
    try:
        result = results.attention(asking.game, found)
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
            lambda: paired_bars(asking.asked.words, pairs, style(), heading, across=t("attributions.axis_share")),
            t("attributions.attention_alt", correlation=num(result.mean_correlation, 2)),
            lambda: pd.DataFrame({t("attributions.column_word"): asking.asked.words} | dict(pairs)),
            heading,
        )
    layers, heads = result.correlation.shape
    best = np.unravel_index(int(np.nanargmax(np.nan_to_num(result.correlation, nan=-2))), result.correlation.shape)
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
        )
    )


def show(asking: Asking) -> None:
    """The view."""
    method = method_choice()
    found = work(asking, method, lambda tell: results.attribution(asking.game, method, asking.effort, tell))
    if found is None:
        return
    headline(asking, found)
    measures_line(asking, found)
    _pairs(asking, found)
    _layers(asking)
    _attention(asking, found)
