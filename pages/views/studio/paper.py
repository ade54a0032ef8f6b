"""The same computation on paper: three words, width 4, matrices to change."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attention.by_hand import Array
from explain.attention.toy import WIDTH, WORDS, Toy, attend, read_matrix
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.text.tokens import Tokens
from pages.shell.controls import switch, text
from pages.shell.frame import say_problem, table
from pages.shell.texts import md, t
from pages.views.studio.formulas import formula, matrix, written

__all__ = ["show"]

START = {
    "toy_x": "1 0 1 0\n0 2 0 1\n1 1 0 1",
    "toy_q": "1 0 0 1\n0 1 0 0\n0 0 1 0\n1 0 0 1",
    "toy_k": "0 1 0 0\n1 0 0 1\n0 0 1 0\n0 1 0 1",
    "toy_v": "1 0 0 0\n0 2 0 0\n0 0 1 0\n0 0 0 3",
}
SIGNS = {"toy_x": "X", "toy_q": "W_Q", "toy_k": "W_K", "toy_v": "W_V"}


def _typed() -> dict[str, Array]:
    """The four matrices. What is wrong with one is said below all of them."""
    found = {}
    for column, (name, sign) in zip(st.columns(4), SIGNS.items(), strict=True):
        rows = WORDS if name == "toy_x" else WIDTH
        label = t("studio.toy_words" if name == "toy_x" else "studio.toy_matrix", name=sign, rows=rows, columns=WIDTH)
        with column:
            found[name] = (text(name, label, START[name], height=132, most=400), rows)
    return {name: read_matrix(SIGNS[name], typed, rows, WIDTH) for name, (typed, rows) in found.items()}


def _shown(words: list[str], x: Array, matrices: list[Array], found: Toy, *, causal: bool) -> None:
    st.caption(md("studio.toy_rows", words=" · ".join(words)))
    for sign, weights, result in zip("QKV", matrices, (found.query, found.key, found.value), strict=True):
        st.latex(rf"{sign}=X\,W_{sign}={matrix(x)}{matrix(weights)}={matrix(result)}")
    left, right = st.columns(2)
    with left:
        st.markdown(t("studio.toy_scores"))
        st.latex(rf"Q\,K^\top={matrix(found.products)}")
        masked = r"\text{, }-\infty" if causal else ""
        st.latex(rf"\frac{{Q\,K^\top}}{{\sqrt{{{WIDTH}}}}}{masked}={matrix(found.scores)}")
    with right:
        st.markdown(t("studio.toy_masked" if causal else "studio.toy_softmax"))
        st.latex(rf"A=\operatorname{{softmax}}={matrix(found.weights, 3)}")
        st.latex(rf"A\,V={matrix(found.output)}")
    exponents = np.exp(found.scores[-1] - found.scores[-1].max())
    st.markdown(md("studio.toy_row", word=words[-1]))
    raised = [rf"e^{{{written(value, 2)}}}" for value in found.scores[-1] if np.isfinite(value)]
    formula(rf"\frac{{{raised[0]}}}{{{'+'.join(raised)}}}={written(exponents[0] / exponents.sum())}")


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Change a number and follow it through."""
    st.caption(md("studio.toy_note", words=WORDS, width=WIDTH))
    try:
        given = _typed()
    except ExplainError as problem:
        say_problem(problem)
        return
    causal = switch(
        "toy_causal", t("studio.toy_causal"), "causal" in loaded.abilities, help=t("studio.toy_causal_help")
    )
    names = [word.form for word in tokens.words[:WORDS]]
    words = names + [t("studio.toy_word", n=at + 1) for at in range(len(names), WORDS)]
    matrices = [given["toy_q"], given["toy_k"], given["toy_v"]]
    found = attend(given["toy_x"], *matrices, causal=causal)
    _shown(words, given["toy_x"], matrices, found, causal=causal)
    frame = pd.DataFrame(found.weights, columns=words if len(set(words)) == WORDS else None)
    frame.insert(0, t("attention.axis_query"), words)
    table("toy", frame.rename(columns=str).round(4))
    st.caption(md("studio.toy_ran", model=loaded.card.name, tokens=len(tokens)))
