"""Can it be trusted? Curves, areas, random orders, agreement."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import Attribution, Curves, RandomOrders
from explain.figures import order_curves
from pages.shell.frame import figure, style
from pages.shell.texts import t
from pages.views.attributions.measures import measures_table, tested
from pages.views.attributions.one import headline
from pages.views.attributions.question import Asking, number
from pages.views.attributions.several import agreement_map, run_chosen

__all__ = ["show"]


def _curves(asking: Asking, kind: str, found: list[Attribution], drawn: list[Curves], random: RandomOrders) -> None:
    heading = t(f"attributions.{kind}_title")
    share = drawn[0].counts / drawn[0].counts[-1]
    mean, spread = getattr(random, kind), getattr(random, f"{kind}_spread")
    names = [t(f"attributions.short.{one.method}") for one in found]
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
            up=asking.name,
        ),
        t(
            "attributions.curves_alt",
            title=heading,
            best=names[best],
            area=number(asking, areas[best]),
            random=number(asking, float(getattr(random, f"{kind}_area").mean())),
        ),
        lambda: pd.DataFrame(
            {t(f"attributions.axis_{kind}"): 100 * share}
            | dict(lines)
            | {t("attributions.random_mean"): mean, t("attributions.random_spread"): spread}
        ),
        heading,
    )


def show(asking: Asking) -> None:
    """The view."""
    st.caption(t("attributions.trust_note"))
    found = run_chosen(asking)
    if not found:
        st.info(t("attributions.no_methods"), icon=":material/info:")
        return
    result = tested(asking, found)
    if result is None:
        return
    found, drawn, random = result
    headline(asking, found[0])
    left, right = st.columns(2, gap="medium")
    with left:
        _curves(asking, "deletion", found, drawn, random)
    with right:
        _curves(asking, "insertion", found, drawn, random)
    measures_table(asking, result)
    if len(found) > 1:
        agreement_map(found)
