"""One-hot against embedding: a 1 picks a row, and rows differ in their distances where one-hot vectors cannot."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.figures import pair_map, rows_map
from explain.models import LoadedModel
from explain.models.embedding_table import EmbeddingTable, one_hot_product, table_of
from explain.text.tokens import Tokens
from explain.vectors import one_hot_pairs, pairs
from pages.shell.controls import choice
from pages.shell.frame import figure, ran, sentence_boxes, style, table
from pages.shell.page import find
from pages.shell.texts import md, num, pct, sig, t
from pages.views.embeddings.controls import choose_metric

__all__ = ["show"]

MOST = 16
"""Different tokens that are drawn: more would be too small to read."""


def _sizes(loaded: LoadedModel, embeddings: EmbeddingTable) -> None:
    rows, width = embeddings.rows.shape
    facts = (
        ("rows", num(rows, 0)),
        ("width", num(width, 0)),
        ("numbers", t("embeddings.size_million", count=num(rows * width / 1e6, 1))),
        ("share", pct(rows * width / embeddings.parameters, 1)),
    )
    for column, (name, written) in zip(st.columns(4), facts, strict=True):
        column.metric(t(f"embeddings.size_{name}"), written)
    notes = [t("embeddings.tied" if embeddings.tied else "embeddings.untied")]
    if width != embeddings.width:
        notes.append(t("embeddings.narrow", narrow=num(width, 0), width=num(embeddings.width, 0)))
    st.caption(" ".join(notes))


def _picked(loaded: LoadedModel, embeddings: EmbeddingTable, ids: list[int], labels: list[str]) -> None:
    """One token: its one-hot vector around the 1, and the row that the product gives."""
    st.subheader(t("embeddings.product_title"))
    at = choice(
        "picked",
        t("embeddings.picked"),
        range(len(ids)),
        names=labels.__getitem__,
        labels=tuple(labels),
        width=260,
    )
    row = ids[at]
    product = one_hot_product(embeddings, [row])[0]
    around = loaded.vocabulary.neighbours(row, 2)
    width = embeddings.rows.shape[1]
    first = t("embeddings.column_first", width=width)
    table(
        "product",
        pd.DataFrame(
            {
                t("embeddings.column_row"): [str(one) for one in around],
                t("embeddings.column_entry"): [loaded.vocabulary.pieces[one] for one in around],
                t("embeddings.column_hot"): [int(one == row) for one in around],
                first: ["  ".join(num(value, 3) for value in embeddings.rows[one][:4]) + " …" for one in around],
            }
        ),
    )
    difference = float(np.abs(product - embeddings.rows[row]).max())
    st.caption(
        md(
            "embeddings.product_note",
            token=labels[at],
            row=row,
            zeros=num(len(embeddings.rows) - 1, 0),
            cells=num(embeddings.rows.size, 0),
            difference=sig(difference, 2),
        )
    )


def _pairs(key: str, values: NDArray[np.float64], labels: list[str], metric: str) -> None:
    heading, name = t(f"embeddings.pairs_{key}"), t(f"embeddings.score.{metric}")
    apart = ~np.eye(len(labels), dtype=bool)
    low, high = float(values[apart].min()), float(values[apart].max())
    ends = (min(0.0, low), high) if metric != "cosine" else (min(0.0, low), 1.0)
    if metric == "dot":
        ends = (min(0.0, low), float(values.max()))
    figure(
        f"pairs_{key}",
        lambda: pair_map(values, labels, style(), heading, name, ends=ends, near_is_small=metric == "euclid"),
        t("embeddings.pairs_alt", title=heading, measure=name, low=num(low, 3), high=num(high, 3)),
        lambda: pd.DataFrame(values, columns=labels).assign(**{t("embeddings.column_token"): labels}),
        heading,
    )
    if high - low < 1e-9:
        st.caption(md("embeddings.pairs_equal", value=num(low, 3)))
        return
    square = np.where(apart, values, np.nan)
    (a, b), (c, d) = (np.unravel_index(found(square), square.shape) for found in (np.nanargmin, np.nanargmax))
    st.caption(
        md(
            "embeddings.pairs_differ",
            low=num(low, 3),
            high=num(high, 3),
            a=labels[a],
            b=labels[b],
            c=labels[c],
            d=labels[d],
        )
    )


def _different(tokens: Tokens) -> tuple[list[int], list[str]]:
    """Ids and labels of the different tokens of a text in order, special ones only where there is nothing else."""
    ordinary = [at for at in range(len(tokens)) if not tokens.special[at]] or range(len(tokens))
    seen: dict[int, str] = {}
    for at in ordinary:
        seen.setdefault(int(tokens.ids[at]), tokens.labels[at])
    return list(seen), list(seen.values())


def show() -> None:
    """The table's size, one row picked, and both kinds of distances."""
    loaded, tokens = sentence_boxes(find("embeddings"))
    embeddings = table_of(loaded)
    ids, labels = _different(tokens)
    count = len(ids)
    ids, labels = ids[:MOST], labels[:MOST]
    _sizes(loaded, embeddings)
    _picked(loaded, embeddings, ids, labels)
    rows = embeddings.rows[ids]
    heading = t("embeddings.rows_title")
    figure(
        "rows",
        lambda: rows_map(
            rows, labels, style(), heading, across=t("embeddings.axis_dimension"), value=t("embeddings.value")
        ),
        t("embeddings.rows_alt", count=len(ids), width=rows.shape[1], low=num(rows.min(), 3), high=num(rows.max(), 3)),
        lambda: pd.DataFrame(rows.T, columns=[f"{at} {label}" for at, label in enumerate(labels, start=1)]),
        heading,
    )
    if count > len(ids):
        st.caption(t("embeddings.rows_part", shown=len(ids), count=count))
    metric = choose_metric("euclid")
    st.caption(t(f"embeddings.about.{metric}"))
    if len(ids) == 1:
        st.info(t("embeddings.one_token"), icon=":material/info:")
    else:
        left, right = st.columns(2, gap="medium")
        with left:
            _pairs("hot", one_hot_pairs(len(ids), metric), labels, metric)
        with right:
            _pairs("rows", pairs(rows, metric), labels, metric)
    ran("shell.ran_tokenizer", loaded, tokens=len(tokens), milliseconds=num(1000 * tokens.seconds, 1))
