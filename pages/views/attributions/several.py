"""Several methods on one sentence."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import METHODS, QUICK, Attribution, agreement
from explain.figures import place_map
from pages.shell import address
from pages.shell.browser import shaded
from pages.shell.frame import figure, style, table
from pages.shell.texts import num, t
from pages.views.attributions import results
from pages.views.attributions.measures import measures_table, tested
from pages.views.attributions.one import headline, legend, row, words_frame
from pages.views.attributions.question import Asking
from pages.views.attributions.stoppable import work

__all__ = ["agreement_map", "run_chosen", "show"]


def run_chosen(asking: Asking) -> list[Attribution]:
    """The chosen methods, each with its own count; those that cannot say so and are left out."""
    chosen: list[str] = address.setting("methods", [*QUICK, "shapley"], address.some_of(METHODS))
    st.multiselect(
        t("attributions.methods"),
        METHODS,
        format_func=lambda name: t(f"attributions.method.{name}"),
        key="methods",
        placeholder=t("attributions.methods_placeholder"),
    )
    found = [
        work(asking, name, lambda tell, name=name: results.attribution(asking.game, name, asking.effort, tell))
        for name in METHODS
        if name in chosen
    ]
    return [one for one in found if one is not None]


def agreement_map(found: list[Attribution]) -> None:
    """Rank agreement between methods."""
    matrix = agreement(found)
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


def show(asking: Asking) -> None:
    """The view."""
    found = run_chosen(asking)
    if not found:
        st.info(t("attributions.no_methods"), icon=":material/info:")
        return
    headline(asking, found[0])
    shaded(
        "why_sentences",
        [row(asking, one, t(f"attributions.method.{one.method}")) for one in found],
        style(),
        label=t("attributions.shaded_label", name=asking.name),
        legend=legend(),
    )
    st.caption(t("attributions.several_note"))
    if len(found) > 1:
        agreement_map(found)
    result = tested(asking, found)
    if result is not None:
        measures_table(asking, result)
    with st.expander(t("attributions.words_table")):
        table("why_words", words_frame(asking, found))
