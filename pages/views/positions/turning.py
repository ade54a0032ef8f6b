"""One pair of dimensions as a point on a circle, and the rotation that carries it from place to place."""

import pandas as pd
import streamlit as st

from explain.figures import turning as turning_figure
from explain.order.encodings import MOST_PLACES, Encoding
from explain.order.position_codes import rotation, turn
from pages.shell.controls import number
from pages.shell.frame import figure, style
from pages.shell.texts import md, num, t, tex

__all__ = ["turning"]


def turning(found: Encoding) -> None:
    """Choose a pair, a place and a step; see both points and the matrix between them."""
    pairs = len(found.frequencies)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pair = number("turn", t("positions.turning_pair"), 0, pairs - 1, min(1, pairs - 1), kind="box", width=130)
        place = number("from", t("positions.turning_from"), 0, MOST_PLACES - 1, 1, kind="box", width=150)
        step = number("by", t("positions.turning_by"), 0, MOST_PLACES - 1, 3, kind="box", width=150)
    frequency = found.frequencies[pair]
    points = turn(frequency, place, step)
    (x, y), (u, v) = points
    names = (t("positions.turning_place", p=place), t("positions.turning_place", p=place + step))
    heading = t("positions.turning_title", i=pair, p=place, q=place + step)
    figure(
        "turning",
        lambda: turning_figure(
            points, names, style(), heading, across=t("positions.turning_cos"), up=t("positions.turning_sin")
        ),
        t("positions.turning_alt", p=place, q=place + step, x=num(x, 3), y=num(y, 3), u=num(u, 3), v=num(v, 3)),
        lambda: pd.DataFrame(
            {
                t("positions.axis_place"): [place, place + step],
                t("positions.turning_cos"): points[:, 0],
                t("positions.turning_sin"): points[:, 1],
            }
        ),
        heading,
    )
    matrix = rotation(step, frequency)
    before, after = (y, x), (v, u)
    if found.kind == "rotary":
        # The usual order there is (cosine, sine), which turns the matrix over.
        matrix, before, after = matrix.T, (x, y), (u, v)
    cells = r" \\ ".join(" & ".join(map(tex, row)) for row in matrix)
    columns = [r" \\ ".join(map(tex, vector)) for vector in (before, after)]
    st.latex(
        rf"\begin{{pmatrix}}{cells}\end{{pmatrix}}\begin{{pmatrix}}{columns[0]}\end{{pmatrix}}"
        rf"=\begin{{pmatrix}}{columns[1]}\end{{pmatrix}}"
    )
    st.caption(md(f"positions.turning_note.{found.kind}", i=pair, frequency=num(frequency, 5)))
