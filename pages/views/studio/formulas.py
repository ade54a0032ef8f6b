"""Formulas with numbers in them, as they stand on a blackboard."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from pages.shell.texts import tex

__all__ = ["dot_product", "formula", "matrix", "written"]

TERMS = 4


def written(value: float, digits: int = 3) -> str:
    """A number inside a formula, what is out of reach too."""
    return r"-\infty" if np.isneginf(value) else tex(value, digits)


def formula(*parts: str) -> None:
    """Formulas side by side where there is room: one below the other on a phone."""
    for column, part in zip(st.columns(len(parts)), parts, strict=True) if len(parts) > 1 else ((st, parts[0]),):
        column.latex(part)


def matrix(values: NDArray[np.floating], digits: int = 2) -> str:
    """A matrix in LaTeX; whole numbers are written as such."""
    whole = bool(np.isfinite(values).all() and (values == np.rint(values)).all())
    rows = r" \\ ".join(" & ".join(written(value, 0 if whole else digits) for value in row) for row in values)
    return rf"\begin{{pmatrix}}{rows}\end{{pmatrix}}"


def dot_product(one: NDArray[np.floating], other: NDArray[np.floating], product: float) -> None:
    """The first terms of a dot product, and its value."""

    def factor(value: float) -> str:
        return written(value, 2) if value >= 0 else f"({written(value, 2)})"

    terms = [rf"{factor(a)}\cdot {factor(b)}" for a, b in zip(one[:TERMS], other[:TERMS], strict=True)]
    more = r"+\cdots" if len(one) > TERMS else ""
    st.latex(rf"q\cdot k={'+'.join(terms)}{more}={written(product)}")
