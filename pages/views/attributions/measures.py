"""Whether attributions can be trusted, in a few numbers that are always on screen."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import (
    Attribution,
    DeletionCurves,
    RandomOrders,
    deletion_curves,
    method_agreement,
    quick_methods,
    random_orders,
)
from pages.shell import store
from pages.shell.frame import table
from pages.shell.texts import joined, md, num, pct, t
from pages.shell.work import work
from pages.views.attributions.choices import Choices, run_method, written

__all__ = ["Faithfulness", "faithfulness", "measures", "measures_line", "measures_table"]

AREAS = ("deletion_area", "insertion_area", "comprehensiveness", "sufficiency")
LOW_IS_GOOD = ("deletion_area", "sufficiency")


@dataclass(frozen=True)
class Faithfulness:
    """Methods (M), what happens when words go and come in the order of each (M), and what random orders do."""

    found: list[Attribution]
    curves: list[DeletionCurves]
    random: RandomOrders


def _drawn(choices: Choices, method: str) -> DeletionCurves | None:
    return work(
        f"curves_{method}",
        t("attributions.work.curves"),
        choices.about,
        lambda: store.ask(
            deletion_curves, choices.loaded, choices.question, choices.baseline, method, choices.effort.only(method)
        ),
    )


def faithfulness(choices: Choices, found: list[Attribution]) -> Faithfulness | None:
    """The curves of each method and those of random orders; None where they were stopped."""
    drawn = [_drawn(choices, one.method) for one in found]
    random = work(
        "orders",
        t("attributions.work.orders"),
        choices.about,
        lambda: store.ask(random_orders, choices.loaded, choices.question, choices.baseline, choices.effort.seed),
    )
    pairs = [(one, curve) for one, curve in zip(found, drawn, strict=True) if curve is not None]
    if random is None or not pairs:
        return None
    return Faithfulness([one for one, _ in pairs], [curve for _, curve in pairs], random)


def _share(found: Attribution) -> str:
    """The gap as a share of the change, a dash where there is none."""
    return pct(found.gap_share, 1) if np.isfinite(found.gap_share) else "–"


def _agreed(choices: Choices, found: Attribution) -> dict[str, float]:
    """Rank agreement with each of the quick methods."""
    others = [name for name in quick_methods(choices.question) if name != found.method]
    near = {name: run_method(choices, name) for name in others}
    return {name: float(method_agreement([found, one])[0, 1]) for name, one in near.items() if one is not None}


def _mean(values: dict[str, float]) -> str:
    finite = [value for value in values.values() if np.isfinite(value)]
    return num(float(np.mean(finite))) if finite else "–"


def measures(choices: Choices, found: Attribution) -> None:
    """Gap, agreement, deletion and insertion, comprehensiveness and sufficiency, beside random orders."""
    st.subheader(t("attributions.trust"), anchor=False, help=t("attributions.trust_help"))
    agreed = _agreed(choices, found)
    measured = faithfulness(choices, [found])
    left, right = st.columns(2)
    left.metric(t("attributions.gap"), _share(found), help=t("attributions.gap_help"), border=True)
    promise = "attributions.gap_promised" if found.complete else "attributions.gap_free"
    left.caption(md(promise, gap=written(found.gap)))
    right.metric(t("attributions.agreement"), _mean(agreed), border=True, help=t("attributions.agreement_help"))
    right.caption(joined(f"{t(f'attributions.short.{name}')} {num(value)}" for name, value in agreed.items()))
    if measured is None:
        return
    (curve,), random = measured.curves, measured.random
    for names in (AREAS[:2], AREAS[2:]):
        for column, name in zip(st.columns(2), names, strict=True):
            value, drawn = getattr(curve, name), getattr(random, name)
            beaten = (drawn > value) if name in LOW_IS_GOOD else (drawn < value)
            label, help_text = t(f"attributions.{name}"), t(f"attributions.{name}_help")
            column.metric(label, written(value), border=True, help=help_text)
            column.caption(
                md(
                    "attributions.beside_random",
                    mean=written(float(drawn.mean())),
                    spread=written(float(drawn.std())),
                    beaten=int(beaten.sum()),
                    orders=random.orders,
                    seed=num(choices.effort.seed, 0),
                )
            )


def measures_line(choices: Choices, found: Attribution) -> None:
    """The same in one line, for views that show something else."""
    agreed = _agreed(choices, found)
    measured = faithfulness(choices, [found])
    if measured is None:
        return
    (curve,), random = measured.curves, measured.random
    values = {name: written(getattr(curve, name)) for name in AREAS}
    drawn = {f"random_{name}": written(float(getattr(random, name).mean())) for name in AREAS}
    st.caption(
        md(
            "attributions.measures_line",
            method=t(f"attributions.short.{found.method}"),
            gap=_share(found),
            agreed=_mean(agreed),
            orders=num(random.orders, 0),
            seed=num(choices.effort.seed, 0),
            **values,
            **drawn,
        )
    )


def measures_table(choices: Choices, measured: Faithfulness) -> None:
    """One row per method, and one for the random orders."""
    random = measured.random
    st.markdown(md("attributions.measures_note", orders=random.orders, seed=num(choices.effort.seed, 0)))
    rows = [
        [t(f"attributions.method.{one.method}"), one.gap_share if one.complete else np.nan]
        + [getattr(curve, name) for name in AREAS]
        + [float(one.passes), one.seconds]
        for one, curve in zip(measured.found, measured.curves, strict=True)
    ]
    middle = [float(getattr(random, name).mean()) for name in AREAS]
    rows.append([t("attributions.random", orders=random.orders), np.nan, *middle, np.nan, np.nan])
    names = ["method", "gap", *AREAS, "passes", "seconds"]
    table("why_measures", pd.DataFrame(rows, columns=[t(f"attributions.column_{name}") for name in names]).round(4))
