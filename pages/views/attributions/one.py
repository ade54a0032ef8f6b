"""One method: the sentence shaded, the bars, and how far to trust them."""

from itertools import pairwise

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import METHODS, TOLERANCE, Attribution, steps_limit
from explain.figures import contribution_bars
from pages.shell import address
from pages.shell.browser import ShadedRow, shaded
from pages.shell.frame import figure, style
from pages.shell.texts import joined, md, pct, t
from pages.views.attributions import results
from pages.views.attributions.measures import measures
from pages.views.attributions.question import Asking, number
from pages.views.attributions.stoppable import work

__all__ = ["headline", "history", "method_choice", "row", "show", "words_frame"]


def method_choice() -> str:
    """The method, out of a list."""
    chosen: str = address.setting("explainer", "ig", address.one_of(METHODS))
    names = {name: t(f"attributions.method.{name}") for name in METHODS}
    st.selectbox(t("attributions.method"), METHODS, format_func=names.__getitem__, key="explainer", width=420)
    st.caption(t(f"attributions.about.{chosen}"))
    return chosen


def row(asking: Asking, found: Attribution, title: str) -> ShadedRow:
    """The sentence for one method, shaded relative to its strongest word."""
    asked = asking.asked
    most = max(float(np.abs(found.values).max()), 1e-30)
    value = dict(zip(asked.players.tolist(), found.values.tolist(), strict=True))
    return ShadedRow(
        title,
        [
            (label, value[unit] / most if unit in value else None, number(asking, value[unit]) if unit in value else "")
            for unit, label in enumerate(asked.labels)
        ],
    )


def words_frame(asking: Asking, found: list[Attribution]) -> pd.DataFrame:
    """One row per word, one column per method."""
    frame = {
        t("attributions.column_place"): asking.asked.players + 1,
        t("attributions.column_word"): asking.asked.words,
    }
    return pd.DataFrame(frame | {t(f"attributions.method.{one.method}"): one.values for one in found})


def headline(asking: Asking, found: Attribution) -> None:
    """What there is to explain."""
    st.markdown(
        md(
            f"attributions.headline.{asking.game.baseline}",
            name=asking.name,
            whole=number(asking, found.whole),
            empty=number(asking, found.empty),
            change=number(asking, found.change),
        )
    )


def legend() -> list[tuple[str, float | None]]:
    """What the shades mean."""
    return [
        (t("attributions.legend_against"), -0.8),
        (t("attributions.legend_for"), 0.8),
        (t("attributions.legend_kept"), None),
    ]


def history(asking: Asking, found: Attribution) -> None:
    """What happened with the steps of an integral."""
    if not found.history:
        return
    tries = joined(t("attributions.one_try", steps=steps, share=pct(share, 2)) for steps, share in found.history)
    shares = [share for _, share in found.history]
    if not np.isfinite(shares).all():
        end = "nothing"
    elif min(shares) <= TOLERANCE:
        end = "enough"
    elif asking.effort.doubling:
        end = "limit"
    else:
        end = "fixed"
    grew = any(after > before for before, after in pairwise(shares))
    said = md(
        f"attributions.history.{end}",
        tries=tries,
        tolerance=pct(TOLERANCE),
        limit=steps_limit(len(asking.asked)),
    )
    st.caption(f"{said} {t('attributions.history.grew') if grew else ''}")


def show(asking: Asking) -> None:
    """The view."""
    method = method_choice()
    found = work(asking, method, lambda tell: results.attribution(asking.game, method, asking.effort, tell))
    if found is None:
        return
    headline(asking, found)
    shaded(
        "why_sentence",
        [row(asking, found, "")],
        style(),
        label=t("attributions.shaded_label", name=asking.name),
        legend=legend() if found.signed else [(t("attributions.legend_strength"), 0.8), legend()[-1]],
    )
    left, right = st.columns(2, gap="medium")
    order = np.argsort(-found.values)
    words = asking.asked.words
    with left:
        heading = t("attributions.bars", method=t(f"attributions.short.{method}"), name=asking.name)
        figure(
            "why_bars",
            lambda: contribution_bars(
                words,
                found.values,
                style(),
                heading,
                signed=found.signed,
                across=t("attributions.axis" if found.signed else "attributions.axis_strength", name=asking.name),
            ),
            t(
                "attributions.bars_alt",
                title=heading,
                first=words[order[0]],
                most=number(asking, float(found.values[order[0]])),
                last=words[order[-1]],
                least=number(asking, float(found.values[order[-1]])),
            ),
            lambda: words_frame(asking, [found]),
            heading,
        )
    with right:
        measures(asking, found)
        history(asking, found)
