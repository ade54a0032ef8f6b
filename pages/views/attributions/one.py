"""One method: the sentence shaded, the bars, and how far to trust them."""

from itertools import pairwise

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import METHODS, TOLERANCE, Attribution, steps_limit
from explain.figures import contribution_bars
from pages.shell.browser import ShadedRow, shaded
from pages.shell.controls import choice
from pages.shell.frame import figure, style
from pages.shell.texts import joined, md, pct, t
from pages.views.attributions.choices import Choices, run_method, written
from pages.views.attributions.measures import measures

__all__ = ["headline", "history", "method_choice", "row", "show", "words_frame"]


def method_choice() -> str:
    """The method, out of a list."""
    chosen = choice(
        "explainer",
        t("attributions.method"),
        METHODS,
        names=lambda name: t(f"attributions.method.{name}"),
        width=420,
    )
    st.caption(t(f"attributions.about.{chosen}"))
    return chosen


def row(choices: Choices, found: Attribution, title: str) -> ShadedRow:
    """The sentence for one method, shaded relative to its strongest word."""
    question = choices.question
    most = max(float(np.abs(found.values).max()), 1e-30)
    value = dict(zip(question.players, found.values.tolist(), strict=True))
    return ShadedRow(
        title,
        [
            (label, value[unit] / most if unit in value else None, written(value[unit]) if unit in value else "")
            for unit, label in enumerate(question.labels)
        ],
    )


def words_frame(choices: Choices, found: list[Attribution]) -> pd.DataFrame:
    """One row per word, one column per method."""
    frame = {
        t("attributions.column_place"): [unit + 1 for unit in choices.question.players],
        t("attributions.column_word"): choices.question.words,
    }
    return pd.DataFrame(frame | {t(f"attributions.method.{one.method}"): one.values for one in found})


def headline(choices: Choices, found: Attribution) -> None:
    """What there is to explain."""
    st.markdown(
        md(
            f"attributions.headline.{choices.baseline}",
            name=choices.name,
            whole=written(found.whole),
            empty=written(found.empty),
            change=written(found.change),
        )
    )


def legend() -> list[tuple[str, float | None]]:
    """What the shades mean."""
    return [
        (t("attributions.legend_against"), -0.8),
        (t("attributions.legend_for"), 0.8),
        (t("attributions.legend_kept"), None),
    ]


def history(choices: Choices, found: Attribution) -> None:
    """What happened with the steps of an integral."""
    if not found.history:
        return
    tries = joined(t("attributions.one_try", steps=steps, share=pct(share, 2)) for steps, share in found.history)
    shares = [share for _, share in found.history]
    if not np.isfinite(shares).all():
        end = "nothing"
    elif min(shares) <= TOLERANCE:
        end = "enough"
    elif choices.effort.doubling:
        end = "limit"
    else:
        end = "fixed"
    grew = any(after > before for before, after in pairwise(shares))
    said = md(
        f"attributions.history.{end}",
        tries=tries,
        tolerance=pct(TOLERANCE),
        limit=steps_limit(len(choices.question)),
    )
    st.caption(f"{said} {t('attributions.history.grew') if grew else ''}")


def show(choices: Choices) -> None:
    """The view."""
    method = method_choice()
    found = run_method(choices, method)
    if found is None:
        return
    headline(choices, found)
    shaded(
        "why_sentence",
        [row(choices, found, "")],
        style(),
        label=t("attributions.shaded_label", name=choices.name),
        legend=legend() if found.signed else [(t("attributions.legend_strength"), 0.8), legend()[-1]],
    )
    left, right = st.columns(2, gap="medium")
    order = np.argsort(-found.values)
    words = choices.question.words
    with left:
        heading = t("attributions.bars", method=t(f"attributions.short.{method}"), name=choices.name)
        figure(
            "why_bars",
            lambda: contribution_bars(
                words,
                found.values,
                style(),
                heading,
                signed=found.signed,
                across=t("attributions.axis" if found.signed else "attributions.axis_strength", name=choices.name),
            ),
            t(
                "attributions.bars_alt",
                title=heading,
                first=words[order[0]],
                most=written(float(found.values[order[0]])),
                last=words[order[-1]],
                least=written(float(found.values[order[-1]])),
            ),
            lambda: words_frame(choices, [found]),
            heading,
        )
    with right:
        measures(choices, found)
        history(choices, found)
