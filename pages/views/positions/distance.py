"""How the influence of a word fades with distance: the model in use beside a small GRU, both measured."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.figures import curves, place_map
from explain.models import LoadedModel
from explain.order.gru import embedded_gru
from explain.order.influence import PROBES, Influence, by_gap, gru_influence, model_influence
from explain.text.tokens import Tokens
from pages.shell import store
from pages.shell.frame import figure, ran, style, table
from pages.shell.texts import md, num, t
from pages.shell.work import work

__all__ = ["show"]

LEAST = 3
"""Pairs that an average needs before it is drawn."""

Profile = tuple[str, NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]
"""Name, mean norm, the same relative to gap 0, number of pairs, of one curve."""


def _profiles(loaded: LoadedModel, own: Influence, other: Influence) -> list[Profile]:
    asked = [(t("positions.distance_back", model=loaded.card.name), own, False)]
    if "causal" not in loaded.family.abilities:
        asked.append((t("positions.distance_ahead", model=loaded.card.name), own, True))
    asked.append((t("positions.distance_rnn"), other, False))
    found = []
    for name, measured, ahead in asked:
        mean, count = by_gap(measured, ahead=ahead)
        found.append((name, mean, mean / mean[0], count))
    return found


def _frame(profiles: list[Profile]) -> pd.DataFrame:
    rows = [
        (name, gap, mean[gap], relative[gap], int(count[gap]))
        for name, mean, relative, count in profiles
        for gap in np.flatnonzero(count)
    ]
    names = [t(f"positions.column_{name}") for name in ("curve", "gap", "norm", "relative", "pairs")]
    return pd.DataFrame(rows, columns=names)


def _curves(loaded: LoadedModel, profiles: list[Profile]) -> None:
    heading = t("positions.distance_title")
    lines, pairs = [], []
    longest = max(len(count) for *_, count in profiles)
    for name, _, relative, count in profiles:
        drawn = np.where(count >= LEAST, relative, np.nan)
        lines.append((name, np.pad(drawn, (0, longest - len(drawn)), constant_values=np.nan)))
        pairs.append(np.pad(count, (0, longest - len(count))))
    last = np.flatnonzero(np.isfinite(lines[0][1]) & np.isfinite(lines[-1][1]))
    gap = int(last[-1]) if last.size else 0
    end = 1 + max(
        (int(np.flatnonzero(np.isfinite(values))[-1]) for _, values in lines if np.isfinite(values).any()), default=0
    )
    figure(
        "by_gap",
        lambda: curves(
            np.arange(end),
            [(name, values[:end]) for name, values in lines],
            style(),
            heading,
            across=t("positions.axis_gap"),
            up=t("positions.axis_influence"),
            dots=True,
            logarithmic=True,
            hover=[count[:end] for count in pairs],
        ),
        t(
            "positions.distance_alt",
            gap=gap,
            model=loaded.card.name,
            transformer=num(lines[0][1][gap], 3),
            gru=num(lines[-1][1][gap], 3),
        ),
        lambda: _frame(profiles),
        heading,
    )


def _map(key: str, name: str, measured: Influence) -> None:
    heading = t("positions.influence_map", model=name)
    columns = [f"{at} {label}" for at, label in enumerate(measured.labels)]
    rows = [columns[at] for at in measured.targets]
    at, source = np.unravel_index(int(measured.norms.argmax()), measured.norms.shape)
    figure(
        f"influence_{key}",
        lambda: place_map(
            measured.norms,
            rows,
            columns,
            style(),
            heading,
            across=t("positions.axis_source"),
            down=t("positions.axis_target"),
            value=t("positions.axis_norm"),
            signed=False,
        ),
        t(
            "positions.influence_alt",
            title=heading,
            most=num(measured.norms.max(), 3),
            source=measured.labels[source],
            target=measured.labels[measured.targets[at]],
        ),
        lambda: pd.DataFrame(measured.norms, columns=columns).assign(**{t("positions.axis_target"): rows}),
        heading,
    )


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Measure both and draw them on one axis."""
    st.caption(md("positions.distance_note", probes=PROBES, least=LEAST))
    measured = work(
        "distance",
        t("positions.distance_work"),
        (loaded.card.id, tokens),
        lambda: (store.ask(model_influence, loaded, tokens), store.compute(gru_influence, tokens.sentences)),
    )
    if measured is None:
        return
    own, other = measured
    if len(own.targets) < int((~own.special).sum()):
        st.caption(md("positions.distance_asked", asked=len(own.targets)))
    profiles = _profiles(loaded, own, other)
    _curves(loaded, profiles)
    left, right = st.columns(2, gap="medium")
    with left:
        _map("transformer", loaded.card.name, own)
    with right:
        _map("gru", "GRU", other)
    gru = embedded_gru()
    st.caption(
        md(
            "positions.distance_gru",
            vocabulary=num(len(gru.kept), 0),
            tokens=num(gru.facts["tokens"], 0),
            perplexity=num(gru.facts["perplexity"], 0),
            unigram=num(gru.facts["unigram_perplexity"], 0),
            model=loaded.card.name,
        )
    )
    with st.expander(t("positions.distance_table")):
        table("gaps", _frame(profiles))
    ran("positions.ran", loaded, tokens=len(tokens), milliseconds=num(1000 * (own.seconds + other.seconds), 0))
