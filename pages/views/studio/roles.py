"""What each head does over several sentences: shares of its attention, and a class by a plain rule."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.attention.roles import (
    BROAD,
    DRAWS,
    KINDS,
    SEED,
    SHARES,
    Behaviour,
    behaviour,
    best_by_chance,
    classify,
)
from explain.content.examples.cases import MORE
from explain.errors import ExplainError
from explain.figures import class_map, ranked_bars
from explain.models import LoadedModel
from explain.numbers import percent_format
from explain.text.lists import MOST_LINES, split_lines
from explain.text.tokens import Tokens
from pages.shell import store
from pages.shell.controls import choice, number, switch, text
from pages.shell.frame import busy, figure, ran, say_problem, style, table
from pages.shell.texts import joined, language, md, num, pct, t

__all__ = ["show"]

RANKED = 12


def _frame(found: Behaviour, kinds: NDArray[np.int64]) -> pd.DataFrame:
    layers, heads = kinds.shape
    columns = {
        t("attention.column_layer"): np.repeat(np.arange(1, layers + 1), heads),
        t("attention.column_head"): np.tile(np.arange(1, heads + 1), layers),
        t("studio.column.class"): [t(f"studio.kind.{KINDS[kind]}") for kind in kinds.ravel()],
    }
    for name in SHARES:
        columns[t(f"studio.kind.{name}")] = found.shares[name].ravel().round(4)
    columns[t("studio.evenness")] = found.evenness.ravel().round(4)
    return pd.DataFrame(columns)


def _ranking(found: Behaviour, name: str, *, aside: bool) -> None:
    """Heads with the largest share of one kind."""
    values = found.shares[name]
    if np.isnan(values).all():
        why = "aside" if aside and name == "special" else name
        st.info(t(f"studio.nothing.{why}"), icon=":material/info:")
        return
    heads = values.shape[1]
    order = np.argsort(-values.ravel(), kind="stable")[:RANKED]
    names = [f"{at // heads + 1}.{at % heads + 1}" for at in order]
    kind, heading = t(f"studio.kind.{name}"), t("studio.ranking", kind=t(f"studio.kind.{name}"))
    figure(
        "ranking",
        lambda: ranked_bars(names, [(kind, values.ravel()[order])], style(), heading, t("studio.share")),
        t("studio.ranking_alt", title=heading, head=names[0], share=num(values.max(), 3)),
        lambda: pd.DataFrame({t("studio.column.head"): names, kind: values.ravel()[order]}),
        heading,
    )
    chance = store.compute(best_by_chance, found.cells[name], values.size)
    st.caption(
        md(
            "studio.ranking_note",
            level=num(float(np.nanmean(found.level[name])), 3),
            heads=values.size,
            chance=num(chance, 3),
            draws=DRAWS,
            seed=SEED,
        )
    )


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Measure, class, rank."""
    left, right = st.columns([6, 4], gap="medium")
    with left:
        more = text("more", t("studio.more"), MORE, height=150, help=t("studio.more_help", most=MOST_LINES))
    with right:
        with st.container(horizontal=True):
            looks = text("link_from", t("studio.link_from"), "sneezed", most=60)
            looked = text("link_to", t("studio.link_to"), "man", most=60)
        aside = switch("aside", t("studio.leave_special"), help=t("studio.leave_special_help"))
        threshold = number("class_share", t("studio.class_share"), 5, 95, 40, step=5, format=percent_format(language()))
    try:
        lines = split_lines(more) if more.strip() else ()
        with busy("shell.running"):
            found = store.ask(behaviour, loaded, tokens, lines, (looks, looked), aside=aside)
    except ExplainError as problem:
        say_problem(problem)
        return
    kinds = classify(found, threshold / 100)
    st.markdown(md("studio.rule", share=pct(threshold / 100), broad=pct(BROAD), queries=found.queries))
    if found.pairs:
        st.caption(md("studio.link_note", looks=looks, looked=looked, pairs=found.pairs))
    else:
        st.caption(md("studio.link_none", looks=looks, looked=looked))
    counts = {kind: int((kinds == at).sum()) for at, kind in enumerate(KINDS)}
    heading = t("studio.classes")
    notes = np.empty(kinds.shape, dtype=object)
    for (layer, head), kind in np.ndenumerate(kinds):
        name = KINDS[kind]
        share = found.evenness if name in ("broad", "mixed") else found.shares[name]
        label = t("studio.evenness") if name in ("broad", "mixed") else t("studio.share")
        notes[layer, head] = (
            f"{layer + 1}.{head + 1} · {t(f'studio.kind.{name}')} · {label} {num(float(share[layer, head]), 3)}"
        )
    figure(
        "classes",
        lambda: class_map(
            kinds,
            [t(f"studio.kind.{kind}") for kind in KINDS],
            notes,
            style(),
            heading,
            across=t("studio.heads_axis"),
            down=t("attention.layer"),
        ),
        t(
            "studio.classes_alt",
            counts=joined(f"{t(f'studio.kind.{kind}')}: {n}" for kind, n in counts.items() if n),
        ),
        lambda: _frame(found, kinds),
        heading,
    )
    chosen = choice("ranked", t("studio.rank_by"), SHARES, names=lambda name: t(f"studio.kind.{name}"), kind="row")
    _ranking(found, chosen, aside=aside)
    table("roles", _frame(found, kinds), height=420)
    ran("studio.ran_lines", loaded, sentences=1 + len(lines), tokens=found.queries)
