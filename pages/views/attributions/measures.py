"""Whether attributions can be trusted, in a few numbers that are always on screen."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import Attribution, Curves, RandomOrders, agreement, quick_methods
from pages.shell.frame import table
from pages.shell.texts import joined, md, num, pct, t
from pages.views.attributions import results
from pages.views.attributions.question import Asking, number
from pages.views.attributions.stoppable import work

__all__ = ["Tested", "measures", "measures_line", "measures_table", "tested"]

AREAS = ("deletion_area", "insertion_area", "comprehensiveness", "sufficiency")
LOW_IS_GOOD = ("deletion_area", "sufficiency")

Tested = tuple[list[Attribution], list[Curves], RandomOrders]


def tested(asking: Asking, found: list[Attribution]) -> Tested | None:
    """The curves of each method and those of random orders; None where they were stopped."""
    played, effort = asking.game, asking.effort
    drawn = [
        work(asking, "curves", lambda tell, one=one: results.order_curves(played, one, effort, tell), one.method)
        for one in found
    ]
    random = work(asking, "orders", lambda tell: results.orders(played, effort, tell))
    pairs = [(one, curve) for one, curve in zip(found, drawn, strict=True) if curve is not None]
    if random is None or not pairs:
        return None
    return [one for one, _ in pairs], [curve for _, curve in pairs], random


def _share(found: Attribution) -> str:
    """The gap as a share of the change, a dash where there is none."""
    return pct(found.gap_share, 1) if np.isfinite(found.gap_share) else "–"


def _agreed(asking: Asking, found: Attribution) -> dict[str, float]:
    """Rank agreement with each of the quick methods."""
    others = [name for name in quick_methods(asking.game) if name != found.method]
    near = {
        name: work(asking, name, lambda tell, name=name: results.attribution(asking.game, name, asking.effort, tell))
        for name in others
    }
    return {name: float(agreement([found, one])[0, 1]) for name, one in near.items() if one is not None}


def _mean(values: dict[str, float]) -> str:
    finite = [value for value in values.values() if np.isfinite(value)]
    return num(float(np.mean(finite))) if finite else "–"


def measures(asking: Asking, found: Attribution) -> None:
    """Gap, agreement, deletion and insertion, comprehensiveness and sufficiency, beside random orders."""
    st.subheader(t("attributions.trust"), anchor=False, help=t("attributions.trust_help"))
    agreed = _agreed(asking, found)
    result = tested(asking, [found])
    left, right = st.columns(2)
    left.metric(t("attributions.gap"), _share(found), help=t("attributions.gap_help"), border=True)
    promise = "attributions.gap_promised" if found.complete else "attributions.gap_free"
    left.caption(md(promise, gap=number(asking, found.gap)))
    right.metric(t("attributions.agreement"), _mean(agreed), border=True, help=t("attributions.agreement_help"))
    right.caption(joined(f"{t(f'attributions.short.{name}')} {num(value)}" for name, value in agreed.items()))
    if result is None:
        return
    _, (curve,), random = result
    for names in (AREAS[:2], AREAS[2:]):
        for column, name in zip(st.columns(2), names, strict=True):
            value, drawn = getattr(curve, name), getattr(random, name)
            beaten = (drawn > value) if name in LOW_IS_GOOD else (drawn < value)
            label, help_text = t(f"attributions.{name}"), t(f"attributions.{name}_help")
            column.metric(label, number(asking, value), border=True, help=help_text)
            column.caption(
                md(
                    "attributions.beside_random",
                    mean=number(asking, float(drawn.mean())),
                    spread=number(asking, float(drawn.std())),
                    beaten=int(beaten.sum()),
                    orders=random.orders,
                )
            )


def measures_line(asking: Asking, found: Attribution) -> None:
    """The same in one line, for views that show something else."""
    agreed = _agreed(asking, found)
    result = tested(asking, [found])
    if result is None:
        return
    _, (curve,), random = result
    values = {name: number(asking, getattr(curve, name)) for name in AREAS}
    drawn = {f"random_{name}": number(asking, float(getattr(random, name).mean())) for name in AREAS}
    st.caption(
        md(
            "attributions.measures_line",
            method=t(f"attributions.short.{found.method}"),
            gap=_share(found),
            agreed=_mean(agreed),
            **values,
            **drawn,
        )
    )


def measures_table(asking: Asking, result: Tested) -> None:
    """One row per method, and one for the random orders."""
    found, drawn, random = result
    st.markdown(md("attributions.measures_note", orders=random.orders))
    rows = [
        [t(f"attributions.method.{one.method}"), one.gap_share if one.complete else np.nan]
        + [getattr(curve, name) for name in AREAS]
        + [float(one.passes), one.seconds]
        for one, curve in zip(found, drawn, strict=True)
    ]
    middle = [float(getattr(random, name).mean()) for name in AREAS]
    rows.append([t("attributions.random", orders=random.orders), np.nan, *middle, np.nan, np.nan])
    names = ["method", "gap", *AREAS, "passes", "seconds"]
    table("why_measures", pd.DataFrame(rows, columns=[t(f"attributions.column_{name}") for name in names]).round(4))
