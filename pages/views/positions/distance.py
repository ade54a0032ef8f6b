"""How the influence of a word fades with distance: the model in use beside a small GRU, both measured."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.figures import curves, place_map
from explain.models import LoadedModel
from explain.order.gru import embedded_gru
from explain.order.influence import PROBES, SEED, ByGap, Influence, by_gap, gru_influence, model_influence
from explain.text.tokens import Tokens
from pages.shell import store
from pages.shell.frame import figure, ran, style, table
from pages.shell.texts import md, num, pct, t
from pages.shell.work import work

__all__ = ["show"]

LEAST = 3
"""Pairs that an average needs before it is drawn."""

Profile = tuple[str, ByGap]
"""Name and numbers of one curve."""


def _profiles(loaded: LoadedModel, own: Influence, other: Influence) -> list[Profile]:
    found = [(t("positions.distance_back", model=loaded.card.name), by_gap(own))]
    if "causal" not in loaded.family.abilities:
        found.append((t("positions.distance_ahead", model=loaded.card.name), by_gap(own, ahead=True)))
    return [*found, (t("positions.distance_rnn"), by_gap(other))]


def _frame(profiles: list[Profile]) -> pd.DataFrame:
    rows = [
        (name, gap, one.mean[gap], one.error[gap], one.relative[gap], one.relative_error[gap], int(one.pairs[gap]))
        for name, one in profiles
        for gap in np.flatnonzero(one.pairs)
    ]
    columns = ("curve", "gap", "norm", "norm_error", "relative", "relative_error", "pairs")
    return pd.DataFrame(rows, columns=[t(f"positions.column_{name}") for name in columns])


def _curves(loaded: LoadedModel, profiles: list[Profile]) -> None:
    heading = t("positions.distance_title")
    longest = max(len(one.pairs) for _, one in profiles)

    def drawn(one: ByGap, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where there are pairs enough; as long as the longest."""
        shown = np.where(one.pairs >= LEAST, values, np.nan)
        return np.pad(shown, (0, longest - len(shown)), constant_values=np.nan)

    lines = [(name, drawn(one, one.relative)) for name, one in profiles]
    errors = [drawn(one, one.relative_error) for _, one in profiles]
    pairs = [np.pad(one.pairs, (0, longest - len(one.pairs))) for _, one in profiles]
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
            errors=[error[:end] for error in errors],
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


def _accuracy(own: Influence, profiles: list[Profile]) -> None:
    """How far the estimate may be off: single norms, and the points that are drawn."""
    words = ~own.special
    single = own.errors[:, words] / np.maximum(own.norms[:, words], np.finfo(np.float64).tiny)
    shown = [one.relative_error[one.pairs >= LEAST][1:] / one.relative[one.pairs >= LEAST][1:] for _, one in profiles]
    points = np.concatenate(shown[:-1])
    # A causal model does not let later words act on earlier ones: there is nothing to be wrong about.
    single = single[own.norms[:, words] > 0]
    st.caption(
        md(
            "positions.distance_error",
            probes=PROBES,
            seed=SEED,
            single=pct(np.median(single), 1),
            points=pct(points.max(), 1) if points.size else "–",
        )
    )


def _map(key: str, name: str, measured: Influence) -> None:
    heading = t("positions.influence_map", model=name)
    columns = [f"{at} {label}" for at, label in enumerate(measured.labels)]
    rows = [columns[at] for at in measured.targets]
    norms = measured.norms
    at, source = np.unravel_index(int(norms.argmax()), norms.shape)
    figure(
        f"influence_{key}",
        lambda: place_map(
            norms,
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
            most=num(norms.max(), 3),
            source=measured.labels[source],
            target=measured.labels[measured.targets[at]],
        ),
        lambda: pd.DataFrame(norms, columns=columns).assign(**{t("positions.axis_target"): rows}),
        heading,
    )


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Measure both and draw them on one axis."""
    st.caption(md("positions.distance_note", least=LEAST))
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
    _accuracy(own, profiles)
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
