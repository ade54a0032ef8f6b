"""The path of Integrated Gradients: the asked number and the attribution gathered on the way."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attribution import starts_at_zero
from explain.figures import curves
from pages.shell.frame import figure, style, table
from pages.shell.texts import md, num, t
from pages.views.attributions.choices import Choices, run_method, written
from pages.views.attributions.measures import measures_line
from pages.views.attributions.one import headline, history

__all__ = ["show"]

_DRAWN = 6


def show(choices: Choices) -> None:
    """The view."""
    st.caption(md(f"attributions.path_note.{choices.baseline}", drawn=_DRAWN))
    found = run_method(choices, "ig")
    if found is None or found.path is None:
        return
    headline(choices, found)
    measures_line(choices, found)
    way = found.path
    words, places = choices.question.words, [unit + 1 for unit in choices.question.players]
    strongest = np.argsort(-np.abs(found.values), kind="stable")[:_DRAWN]
    grown = way.scores - found.empty
    total = way.gathered.sum(1)
    # Both ends are known exactly, though no point of the integral lies on them.
    alphas = np.concatenate([[0], way.alphas, [1]])
    scores = np.concatenate([[found.empty], way.scores, [found.whole]])
    left, right = st.columns(2, gap="medium")
    heading = t("attributions.path_score", name=choices.name)
    with left:
        figure(
            "why_path",
            lambda: curves(
                alphas,
                [(choices.name, scores)],
                style(),
                heading,
                across=t("attributions.axis_alpha"),
                up=choices.name,
                dots=True,
            ),
            t(
                "attributions.path_alt",
                title=heading,
                empty=written(found.empty),
                whole=written(found.whole),
            ),
            lambda: pd.DataFrame({t("attributions.axis_alpha"): alphas, choices.name: scores}),
            heading,
        )
    gathered = t("attributions.path_gathered")
    lines = [(f"{words[at]} ({places[at]})", np.concatenate([[0], way.gathered[:, at]])) for at in strongest]
    lines.append((t("attributions.path_sum"), np.concatenate([[0], total])))
    reached = np.concatenate([[0], way.reached])
    with right:
        figure(
            "why_gathered",
            lambda: curves(
                reached,
                lines,
                style(),
                gathered,
                across=t("attributions.axis_reached"),
                up=t("attributions.axis", name=choices.name),
                dots=True,
            ),
            t(
                "attributions.gathered_alt",
                word=words[strongest[0]],
                most=written(float(found.values[strongest[0]])),
                sum=written(float(total[-1])),
                change=written(found.change),
            ),
            lambda: pd.DataFrame(
                {t("attributions.axis_reached"): way.reached}
                | {f"{word} ({places[at]})": way.gathered[:, at] for at, word in enumerate(words)}
            ),
            gathered,
        )
    history(choices, found)
    steep = int(np.argmax(np.abs(np.diff(scores) / np.diff(alphas))))
    digits = 2 if alphas[steep + 1] >= 0.1 else 4
    points = "crowded" if starts_at_zero(choices.loaded, choices.baseline) else "even"
    said = md("attributions.path_steepest", start=num(alphas[steep], digits), stop=num(alphas[steep + 1], digits))
    st.markdown(f"{said} {t(f'attributions.path_points.{points}')}")
    with st.expander(t("attributions.path_table")):
        table(
            "why_path_numbers",
            pd.DataFrame(
                {
                    t("attributions.axis_alpha"): way.alphas,
                    choices.name: way.scores,
                    t("attributions.column_grown"): grown,
                    t("attributions.path_sum"): total,
                }
            ),
        )
