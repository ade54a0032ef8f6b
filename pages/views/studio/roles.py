"""What each head does over several sentences: shares of its attention, and a class by a plain rule."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attention.roles import BROAD, KINDS, SHARES, Behaviour, classify
from explain.content.examples.cases import MORE
from explain.errors import ExplainError
from explain.figures import class_map, ranked_bars
from explain.models import LoadedModel
from explain.numbers import percent_format
from explain.text.lists import MOST_LINES, split_lines
from explain.text.tokens import Tokens
from pages.shell import address
from pages.shell.frame import busy, figure, ran, say_problem, style, table
from pages.shell.texts import joined, language, md, num, pct, t
from pages.views.studio import results

__all__ = ["show"]

RANKED = 12


def _frame(found: Behaviour, kinds: np.ndarray) -> pd.DataFrame:
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


def _ranking(found: Behaviour, name: str) -> None:
    """Heads with the largest share of one kind."""
    values = found.shares[name]
    if np.isnan(values).all():
        aside = name == "separator" and st.session_state["aside"]
        st.info(t("studio.nothing.aside" if aside else f"studio.nothing.{name}"), icon=":material/info:")
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


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Measure, class, rank."""
    address.setting("more", MORE, address.text)
    address.setting("link_from", "sneezed", address.text)
    address.setting("link_to", "man", address.text)
    threshold = address.setting("class_share", 40, address.index(20, 5))
    left, right = st.columns([6, 4], gap="medium")
    more = left.text_area(t("studio.more"), key="more", height=150, help=t("studio.more_help", most=MOST_LINES))
    with right:
        with st.container(horizontal=True):
            looks = st.text_input(t("studio.link_from"), key="link_from", max_chars=60) or ""
            looked = st.text_input(t("studio.link_to"), key="link_to", max_chars=60) or ""
        aside = address.setting("aside", False, address.flag)
        st.toggle(t("studio.leave_special"), key="aside", help=t("studio.leave_special_help"))
        st.slider(t("studio.class_share"), 5, 95, key="class_share", step=5, format=percent_format(language()))
    try:
        lines = split_lines(more) if (more or "").strip() else ()
        with busy("shell.running"):
            found = results.behaviour(loaded, tokens, lines, (looks, looked), aside=aside)
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
            f"{layer + 1}.{head + 1} · {t(f'studio.kind.{name}')} · {label} {num(share[layer, head], 3)}"
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
    chosen = address.setting("ranked", "previous", address.one_of(SHARES))
    st.segmented_control(
        t("studio.rank_by"), SHARES, key="ranked", required=True, format_func=lambda name: t(f"studio.kind.{name}")
    )
    _ranking(found, chosen)
    table("roles", _frame(found, kinds), height=420)
    ran("studio.ran_lines", loaded, sentences=1 + len(lines), tokens=found.queries)
