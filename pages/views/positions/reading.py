"""Embedding + position = what the model reads, with the same word at two places."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.engine.trace import Trace, run
from explain.figures import curves, place_map
from explain.models import LoadedModel
from explain.order.learned_positions import EmbeddingSum, embedding_sum, same_word
from explain.text.tokens import Tokens
from pages.shell import address, store
from pages.shell.controls import choice
from pages.shell.frame import busy, figure, ran, style, table
from pages.shell.texts import md, num, t

__all__ = ["show"]


def _repeated(tokens: Tokens) -> tuple[int, int]:
    """Two places of the longest token that stands twice, far apart; or else the first and the last place."""
    seen: dict[int, int] = {}
    found = [
        (seen[token.id], at)
        for at, token in enumerate(tokens)
        if not token.special and (token.id in seen or seen.setdefault(token.id, at) != at)
    ]
    if found:
        return max(found, key=lambda pair: (len(tokens.labels[pair[0]]), pair[1] - pair[0]))
    return 0, len(tokens) - 1


def _stages(parts: EmbeddingSum, tokens: Tokens, one: int, other: int) -> None:
    # The layer norm makes all lengths alike: on its scale the parts would be too faint to see.
    stages = {name: array for name, array in parts.stages.items() if name != "normed"}
    values = np.concatenate([array[[one, other]] for array in stages.values()])
    labels = [f"{t(f'positions.stage.{name}')} {marker}" for name in stages for marker in (f"({one})", f"({other})")]
    most = float(np.percentile(np.abs(values), 98))
    heading = t("positions.stages_title", one=tokens.labels[one], other=tokens.labels[other], p=one, q=other)
    figure(
        "stages",
        lambda: place_map(
            values,
            labels,
            [str(at) for at in range(values.shape[1])],
            style(),
            heading,
            across=t("positions.axis_column"),
            down=t("positions.axis_stage"),
            value=t("positions.axis_value"),
            most=most,
            height=150 + 30 * len(labels),
        ),
        t(
            "positions.map_alt",
            title=heading,
            rows=len(labels),
            columns=values.shape[1],
            low=num(values.min(), 3),
            high=num(values.max(), 3),
        ),
        lambda: pd.DataFrame(values.T, columns=labels),
        heading,
    )
    st.caption(md("positions.stages_note", most=num(most, 3)))


def _similarity(parts: EmbeddingSum, trace: Trace, one: int, other: int) -> None:
    found = same_word(parts, trace, one, other)
    names = [t(f"positions.stage.{name}") for name in found.names]
    names += [t("positions.stage.layer", layer=layer) for layer in range(1, len(found.layers))]
    alike = np.concatenate([found.stages, found.layers[1:]])
    heading = t("positions.same_title")
    figure(
        "same_word",
        lambda: curves(
            names,
            [(t("positions.axis_cosine"), alike)],
            style(),
            heading,
            across=t("positions.axis_stage"),
            up=t("positions.axis_cosine"),
            dots=True,
        ),
        t("positions.same_alt", first=num(found.stages[0], 3), last=num(found.layers[-1], 3)),
        lambda: pd.DataFrame({t("positions.axis_stage"): names, t("positions.axis_cosine"): alike}),
        heading,
    )


def _how(loaded: LoadedModel) -> None:
    """Where this model puts its positions."""
    relative = "positions:relative" in loaded.abilities
    if "positions:learned" in loaded.abilities:
        st.caption(t("positions.reading_note"))
        if relative:
            st.caption(md("positions.reading_also", model=loaded.card.name))
    elif relative:
        st.caption(md("positions.reading_relative", model=loaded.card.name))
    else:
        st.caption(md("positions.reading_rotary", model=loaded.card.name))


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Two places of the text, from the embedding table to the last layer."""
    with busy("shell.running"):
        parts, trace = store.ask(embedding_sum, loaded, tokens), store.ask(run, loaded, tokens)
    _how(loaded)
    address.forget(tokens.sentences, "one", "other")

    def place(name: str, label: str, at_first: int) -> int:
        return choice(
            name,
            label,
            range(len(tokens)),
            at_first,
            names=lambda at: f"{at} · {tokens.labels[at]}",
            labels=tokens,
            width=240,
        )

    first, second = _repeated(tokens)
    with st.container(horizontal=True):
        one = place("one", t("positions.first"), first)
        other = place("other", t("positions.second"), second)
    _stages(parts, tokens, one, other)
    left, right = st.columns(2, gap="medium")
    with left:
        _similarity(parts, trace, one, other)
    with right:
        st.subheader(t("positions.lengths"))
        lengths = {
            t(f"positions.stage.{name}"): np.linalg.norm(array.astype(float), axis=1)
            for name, array in parts.stages.items()
        }
        places = {t("positions.column_place"): np.arange(len(tokens)), t("positions.column_token"): tokens.labels}
        table("lengths", pd.DataFrame(places | lengths).round(4), height=420)
    ran("positions.ran", loaded, tokens=len(tokens), milliseconds=num(1000 * trace.seconds, 1))
