"""Four ways to mark places, in the same views: a map, curves, and what is left against distance."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from explain.errors import ExplainError
from explain.figures import curves, place_map
from explain.models import LoadedModel
from explain.order.encodings import KINDS, Encoding, EncodingSettings, encode
from explain.order.learned_positions import cosines, position_table, rotary_facts
from explain.order.position_codes import alibi_slopes, wavelengths
from explain.text.tokens import Tokens
from pages.shell import address, store
from pages.shell.controls import choice, several
from pages.shell.frame import figure, ran, say_problem, style, table
from pages.shell.texts import md, num, t
from pages.views.positions.controls import choose_settings
from pages.views.positions.turning import turning

__all__ = ["show"]

MOST_CELLS = 65_536
"""Cells of one map: about 350 kB on the way to the browser."""
SEEN = ("map", "curves", "against")
SLIDE = {"encoding": "sinusoidal", "length": 4, "width": 4, "base": 100, "text": "I am a Robot", "pair": ""}


def _rows(kind: str, tokens: Tokens, count: int) -> list[str]:
    """Places with what stands there: words for the sinusoids, as on the slide, the model's own tokens elsewhere."""
    names = [word.form for word in tokens.words] if kind == "sinusoidal" else list(tokens.labels)
    return [f"{place} {names[place]}" if place < len(names) else str(place) for place in range(count)]


def _frame(found: Encoding, rows: Sequence[str]) -> pd.DataFrame:
    frame = pd.DataFrame(found.matrix, columns=list(found.columns))
    frame.insert(0, t("positions.axis_place"), rows)
    return frame


def _map(found: Encoding, tokens: Tokens, settings: EncodingSettings) -> None:
    rows = _rows(found.kind, tokens, len(found.matrix))
    shown = min(len(found.columns), MOST_CELLS // len(found.matrix))
    heading = t(f"positions.map.{found.kind}", head=settings.head)
    bias = found.kind == "alibi"
    most = {"sinusoidal": 1.0, "rotary": 1.0, "learned": float(np.percentile(np.abs(found.matrix), 99))}.get(found.kind)
    figure(
        f"map_{found.kind}",
        lambda: place_map(
            found.matrix[:, :shown],
            rows,
            rows if bias else found.columns[:shown],
            style(),
            heading,
            across=t("positions.axis_key" if bias else "positions.axis_column"),
            down=t("positions.axis_place"),
            value=t("positions.axis_bias" if bias else "positions.axis_value"),
            most=most,
        ),
        t(
            "positions.map_alt",
            title=heading,
            rows=len(rows),
            columns=len(found.columns),
            low=num(np.nanmin(found.matrix), 3),
            high=num(np.nanmax(found.matrix), 3),
        ),
        lambda: _frame(found, rows),
        heading,
    )
    if found.kind == "learned":
        st.caption(md("positions.map_capped", most=num(most or 0, 3)))
    if shown < len(found.columns):
        st.caption(md("positions.map_part", shown=shown, columns=len(found.columns)))


def _names(found: Encoding, settings: EncodingSettings) -> list[str]:
    """What each curve is called; waves are told with their wavelength."""
    names = [t(f"positions.name.{found.kind}", at=at, pair=at // 2, name=name) for at, name in enumerate(found.names)]
    if found.kind == "sinusoidal":
        waves = wavelengths(settings.width, settings.base)
        names = [
            t("positions.wavelength", name=name, places=num(waves[at // 2], 1)) for at, name in enumerate(found.names)
        ]
    return names


def _drawn(count: int, chosen: Sequence[int], most: int) -> list[int]:
    return [at for at in chosen if at < count] or sorted({round(at) for at in np.linspace(0, count - 1, most)})


def _curves(found: Encoding, settings: EncodingSettings, chosen: Sequence[int]) -> None:
    names = _names(found, settings)
    drawn = _drawn(len(names), chosen, 8 if found.kind == "alibi" else 4)
    heading = t(f"positions.curves.{found.kind}")
    places = np.arange(found.curves.shape[1])
    figure(
        f"curves_{found.kind}",
        lambda: curves(
            places,
            [(names[at], found.curves[at]) for at in drawn],
            style(),
            heading,
            across=t("positions.axis_key" if found.kind == "alibi" else "positions.axis_place"),
            up=t("positions.axis_bias" if found.kind == "alibi" else "positions.axis_value"),
        ),
        t("positions.curves_alt", title=heading, count=len(drawn), places=len(places)),
        lambda: pd.DataFrame({t("positions.axis_place"): places} | {names[at]: found.curves[at] for at in drawn}),
        heading,
    )


def _against(found: Encoding, chosen: Sequence[int]) -> None:
    heading = t(f"positions.against.{found.kind}")
    distances = np.arange(found.against.shape[1])
    if found.kind == "alibi":
        lines = [
            (t("positions.name.alibi", name=found.names[at]), found.against[at])
            for at in _drawn(len(found.names), chosen, 8)
        ]
    else:
        lines = [(t("positions.mean" if found.low is not None else "positions.product"), found.against[0])]
    band = None if found.low is None or found.high is None else (t("positions.band"), found.low, found.high)
    figure(
        f"against_{found.kind}",
        lambda: curves(
            distances,
            lines,
            style(),
            heading,
            across=t("positions.axis_distance"),
            up=t("positions.axis_value"),
            band=band,
        ),
        t("positions.curves_alt", title=heading, count=len(lines), places=len(distances)),
        lambda: pd.DataFrame({t("positions.axis_distance"): distances} | dict(lines)),
        heading,
    )
    st.caption(t(f"positions.against_note.{found.kind}"))


def _similarity(found: Encoding, tokens: Tokens) -> None:
    """Every place against every place, for the table that has no formula."""
    shown = min(len(found.matrix), 256)
    alike = cosines(found.matrix[:shown])
    rows = _rows(found.kind, tokens, shown)
    heading = t("positions.similarity")
    figure(
        "similarity",
        lambda: place_map(
            alike,
            rows,
            rows,
            style(),
            heading,
            across=t("positions.axis_place"),
            down=t("positions.axis_place"),
            value=t("positions.axis_cosine"),
            most=1.0,
        ),
        t(
            "positions.map_alt",
            title=heading,
            rows=shown,
            columns=shown,
            low=num(alike.min(), 3),
            high=num(alike.max(), 3),
        ),
        lambda: pd.DataFrame(alike, columns=rows),
        heading,
    )
    if shown < len(found.matrix):
        st.caption(md("positions.similarity_part", shown=shown))


def _slopes(settings: EncodingSettings) -> None:
    slopes = alibi_slopes(settings.heads)
    st.subheader(t("positions.slopes"))
    columns = {
        t("positions.column_head"): range(1, settings.heads + 1),
        t("positions.column_slope"): slopes,
        t("positions.column_half"): np.log(2) / slopes,
    }
    table("slopes", pd.DataFrame(columns).round(6))


def _about(kind: str, loaded: LoadedModel, settings: EncodingSettings) -> None:
    values: dict[str, object] = {}
    if kind == "learned":
        places, width = position_table(loaded).shape
        values = {"model": loaded.card.name, "places": places, "width": width}
    if kind == "alibi":
        slope = alibi_slopes(settings.heads)[settings.head - 1]
        values = {"heads": settings.heads, "head": settings.head, "slope": num(slope, 5)}
    st.caption(md(f"positions.about.{kind}", **values) if values else t(f"positions.about.{kind}"))
    if kind == "rotary" and settings.layer:
        angles = rotary_facts(loaded, settings.layer - 1)
        if angles.turned < angles.width:
            st.caption(md("positions.rotary_part", model=loaded.card.name, turned=angles.turned, width=angles.width))
        if angles.stretched:
            st.caption(md("positions.rotary_stretched", model=loaded.card.name, kind=angles.stretched))


def _one(kind: str, loaded: LoadedModel, tokens: Tokens, settings: EncodingSettings) -> None:
    """All views of one kind."""
    found = store.ask(encode, loaded, kind, settings)
    _about(kind, loaded, settings)
    left, right = st.columns(2, gap="medium")
    with left:
        _map(found, tokens, settings)
    with right:
        picture = st.container()
        names = _names(found, settings)
        chosen = several(
            "dims",
            t("positions.dims"),
            range(len(names)),
            names=names.__getitem__,
            labels=tuple(names),
            most=8,
            placeholder=t("positions.dims_empty"),
        )
        with picture:
            _curves(found, settings, chosen)
    left, right = st.columns(2, gap="medium")
    with left:
        _against(found, chosen)
    with right:
        if kind == "learned":
            _similarity(found, tokens)
        elif found.frequencies:
            turning(found)
        else:
            _slopes(settings)


def _side_by_side(loaded: LoadedModel, tokens: Tokens, settings: EncodingSettings) -> None:
    seen = choice("seen", t("positions.seen"), SEEN, names=lambda name: t(f"positions.seen.{name}"), kind="row")
    columns = [column for _ in range(2) for column in st.columns(2, gap="medium")]
    for column, kind in zip(columns, KINDS, strict=True):
        with column:
            try:
                found = store.ask(encode, loaded, kind, settings)
            except ExplainError as problem:
                st.subheader(t(f"positions.kind.{kind}"))
                say_problem(problem) if problem.code == "odd_width" else st.info(
                    md(f"error.{problem.code}", **problem.values), icon=":material/info:"
                )
                continue
            if seen == "map":
                _map(found, tokens, settings)
            elif seen == "curves":
                _curves(found, settings, [])
            else:
                _against(found, [])


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Choose an encoding and its numbers, and look."""

    def fill() -> None:
        for name, value in SLIDE.items():
            address.put(name, value)
        address.drop("dims")

    # By itself in its line: beside something else it would not wrap on a phone.
    kind = choice(
        "encoding",
        t("positions.kind"),
        ("all", *KINDS),
        "sinusoidal",
        names=lambda name: t(f"positions.kind.{name}"),
        kind="row",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        settings = choose_settings(kind, loaded)
        st.button(t("positions.slide"), on_click=fill, help=t("positions.slide_help"), icon=":material/table:")
    try:
        if kind == "all":
            _side_by_side(loaded, tokens, settings)
        else:
            _one(kind, loaded, tokens, settings)
    except ExplainError as problem:
        say_problem(problem)
    ran("positions.ran_none", loaded, tokens=len(tokens))
