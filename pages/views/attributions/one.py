"""One method: the sentence shaded, the bars, and how far to trust them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import (
    EXACT_WORDS,
    METHODS,
    RESAMPLES,
    TOLERANCE,
    Attribution,
    starts_at_zero,
    steps_limit,
)
from explain.figures import contribution_bars
from pages.shell.browser import ShadedRow, shaded
from pages.shell.controls import choice
from pages.shell.frame import figure, style
from pages.shell.texts import joined, md, num, pct, t
from pages.views.attributions.choices import Choices, run_method, written
from pages.views.attributions.measures import measures

__all__ = [
    "drawn",
    "from_zeros",
    "headline",
    "history",
    "legend",
    "method_choice",
    "row",
    "show",
    "words_frame",
]


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
    """The sentence for one method, shaded relative to its strongest word: the one furthest from 0."""
    question = choices.question
    most = max(float(np.abs(found.values).max()), 1e-30)
    value = dict(zip(question.players, found.values.tolist(), strict=True))

    def said(number: float) -> str:
        return f"+{written(number)}" if found.signed and number > 0 else written(number)

    return ShadedRow(
        title,
        [
            (label, value[unit] / most if unit in value else None, said(value[unit]) if unit in value else "")
            for unit, label in enumerate(question.labels)
        ],
        found.signed,
    )


def words_frame(choices: Choices, found: list[Attribution]) -> pd.DataFrame:
    """One row per word, one column per method, and after it its standard error where it is an estimate."""
    frame: dict[str, Any] = {
        t("attributions.column_place"): [unit + 1 for unit in choices.question.players],
        t("attributions.column_word"): choices.question.words,
    }
    for one in found:
        name = t(f"attributions.method.{one.method}")
        frame[name] = one.values
        if one.error is not None:
            frame[t("attributions.column_error_of", method=name)] = one.error
    return pd.DataFrame(frame)


def headline(choices: Choices, found: Attribution) -> None:
    """What there is to explain, with a word of warning where it is less than nothing."""
    st.markdown(
        md(
            f"attributions.headline.{choices.baseline}",
            name=choices.name,
            whole=written(found.whole),
            empty=written(found.empty),
            change=written(found.change),
        )
    )
    # Rounding of single precision is no change.
    if found.change < -1e-6:
        alike = choices.question.output.kind == "similar"
        st.warning(
            t("attributions.negative.alike" if alike else "attributions.negative.other"), icon=":material/warning:"
        )


def legend(found: Sequence[Attribution]) -> list[tuple[str, float | None, bool]]:
    """What the shades mean: of methods with signs, of those without, and of words that were not asked about."""
    shades: list[tuple[str, float | None, bool]] = []
    if any(one.signed for one in found):
        shades += [(t("attributions.legend_against"), -0.8, True), (t("attributions.legend_for"), 0.8, True)]
    if not all(one.signed for one in found):
        shades.append((t("attributions.legend_strength"), 0.8, False))
    return [*shades, (t("attributions.legend_kept"), None, True)]


def drawn(choices: Choices, found: Sequence[Attribution]) -> None:
    """What was drawn at random, how much of it, with which seed, and the error that this leaves."""
    for one in found:
        players = len(choices.question.players)
        if one.error is not None:
            known = np.isfinite(one.error).all()
            st.caption(
                md(
                    f"attributions.drawn.{one.method}",
                    draws=num(one.draws, 0),
                    seed=num(choices.effort.seed, 0),
                    error=written(float(one.error.max())) if known else "–",
                    resamples=num(RESAMPLES, 0),
                )
            )
        elif one.method == "shapley":
            st.caption(md("attributions.drawn.exact", sets=num(2**players, 0), words=num(players, 0), most=EXACT_WORDS))


def from_zeros(choices: Choices) -> None:
    """A word on paths that begin where a norm is given zeros."""
    if starts_at_zero(choices.loaded, choices.baseline):
        st.caption(t("attributions.from_zeros"))


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
    if np.isfinite(found.moved):
        most = max(float(np.abs(found.values).max()), 1e-30)
        said += " " + md("attributions.history.moved", share=pct(found.moved / most, 1))
    st.caption(f"{said} {t('attributions.history.grew') if grew else ''}")
    from_zeros(choices)


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
        legend=legend([found]),
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
                error=found.error,
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
        drawn(choices, [found])
    with right:
        measures(choices, found)
        history(choices, found)
