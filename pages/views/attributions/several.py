"""Several methods on one sentence."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import METHODS, QUICK, Attribution, method_agreement
from explain.figures import place_map
from pages.shell.browser import shaded
from pages.shell.controls import several
from pages.shell.frame import figure, style, table
from pages.shell.texts import num, t
from pages.views.attributions.choices import Choices, run_method
from pages.views.attributions.measures import faithfulness, measures_table
from pages.views.attributions.one import drawn, headline, legend, row, words_frame

__all__ = ["method_agreement_map", "run_chosen", "show"]


def run_chosen(choices: Choices) -> list[Attribution]:
    """The chosen methods, each with its own count; those that cannot say so and are left out."""
    chosen = several(
        "methods",
        t("attributions.methods"),
        METHODS,
        (*QUICK, "shapley"),
        names=lambda name: t(f"attributions.method.{name}"),
        placeholder=t("attributions.methods_placeholder"),
    )
    if "deeplift" in chosen:
        st.caption(t("attributions.deeplift_list"))
    found = [run_method(choices, name) for name in METHODS if name in chosen]
    return [one for one in found if one is not None]


def method_agreement_map(found: list[Attribution]) -> None:
    """Rank agreement between methods."""
    matrix = method_agreement(found)
    names = [t(f"attributions.short.{one.method}") for one in found]
    heading = t("attributions.agreement_title")
    apart = matrix[np.triu_indices(len(found), 1)]
    finite = apart[np.isfinite(apart)]
    figure(
        "why_agreement",
        lambda: place_map(
            matrix,
            names,
            names,
            style(),
            heading,
            across=t("attributions.axis_method"),
            down=t("attributions.axis_method"),
            value=t("attributions.axis_rank"),
            most=1.0,
        ),
        t(
            "attributions.agreement_alt",
            low=num(float(finite.min()), 2) if finite.size else "–",
            high=num(float(finite.max()), 2) if finite.size else "–",
        ),
        lambda: pd.DataFrame(matrix, columns=names).assign(**{t("attributions.axis_method"): names}),
        heading,
    )
    st.caption(t("attributions.agreement_note"))


def show(choices: Choices) -> None:
    """The view."""
    found = run_chosen(choices)
    if not found:
        st.info(t("attributions.no_methods"), icon=":material/info:")
        return
    headline(choices, found[0])
    shaded(
        "why_sentences",
        [row(choices, one, t(f"attributions.method.{one.method}")) for one in found],
        style(),
        label=t("attributions.shaded_label", name=choices.name),
        legend=legend(found),
    )
    st.caption(t("attributions.several_note"))
    drawn(choices, found)
    if len(found) > 1:
        method_agreement_map(found)
    measured = faithfulness(choices, found)
    if measured is not None:
        measures_table(choices, measured)
    with st.expander(t("attributions.words_table")):
        table("why_words", words_frame(choices, found))
