"""Can it be trusted? Curves, areas, random orders, agreement."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.figures import order_curves
from pages.shell.frame import figure, style
from pages.shell.texts import t
from pages.views.attributions.choices import Choices, written
from pages.views.attributions.measures import Faithfulness, faithfulness, measures_table
from pages.views.attributions.one import drawn, headline
from pages.views.attributions.several import method_agreement_map, run_chosen

__all__ = ["show"]


def _curves(choices: Choices, kind: str, measured: Faithfulness) -> None:
    drawn, random = measured.curves, measured.random
    heading = t(f"attributions.{kind}_title")
    share = drawn[0].counts / drawn[0].counts[-1]
    mean, spread = getattr(random, kind), getattr(random, f"{kind}_spread")
    names = [t(f"attributions.short.{one.method}") for one in measured.found]
    lines = [(name, getattr(curve, kind)) for name, curve in zip(names, drawn, strict=True)]
    areas = [getattr(curve, f"{kind}_area") for curve in drawn]
    best = int(np.argmin(areas) if kind == "deletion" else np.argmax(areas))
    figure(
        f"why_{kind}",
        lambda: order_curves(
            share,
            lines,
            (t("attributions.random_mean"), mean, t("attributions.random_band"), spread),
            style(),
            heading,
            across=t(f"attributions.axis_{kind}"),
            up=choices.name,
        ),
        t(
            "attributions.curves_alt",
            title=heading,
            best=names[best],
            area=written(areas[best]),
            random=written(float(getattr(random, f"{kind}_area").mean())),
        ),
        lambda: pd.DataFrame(
            {t(f"attributions.axis_{kind}"): 100 * share}
            | dict(lines)
            | {t("attributions.random_mean"): mean, t("attributions.random_spread"): spread}
        ),
        heading,
    )


def show(choices: Choices) -> None:
    """The view."""
    st.caption(t("attributions.trust_note"))
    found = run_chosen(choices)
    if not found:
        st.info(t("attributions.no_methods"), icon=":material/info:")
        return
    measured = faithfulness(choices, found)
    if measured is None:
        return
    found = measured.found
    headline(choices, found[0])
    left, right = st.columns(2, gap="medium")
    with left:
        _curves(choices, "deletion", measured)
    with right:
        _curves(choices, "insertion", measured)
    measures_table(choices, measured)
    drawn(choices, found)
    if len(found) > 1:
        method_agreement_map(found)
