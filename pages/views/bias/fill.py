"""One template in one or more wordings, two fillers: the whole vocabulary under one against the other."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.bias.contrast import Contrast, contrast, most_one_sided
from explain.bias.templates import MOST_FILLERS, MOST_TEMPLATES, entry_of, fill_wordings, split_list
from explain.content.examples.probes import FILL_SETS
from explain.figures import signed_bars, vocabulary_map
from explain.models import LoadedModel
from pages.shell import address, store
from pages.shell.controls import choice, example, switch, text
from pages.shell.frame import busy, ran, style, table
from pages.shell.texts import joined, md, num, sig, t
from pages.views.bias.language import legible
from pages.views.bias.record import fact, note, report_figure

__all__ = ["show"]

LEAST = (0.0, 1e-6, 1e-5, 1e-4, 1e-3)
SIDED = 12
MOST_SOUGHT = 20
IN_TABLE = 300


def _template(spoken: str) -> str:
    offered = FILL_SETS[spoken]
    left, right = st.columns([7, 3], gap="medium")
    with left:
        typed = text(
            "template",
            t("bias.template"),
            offered["man"],
            height=130,
            help=t("bias.template_help", most=MOST_FILLERS, lines=MOST_TEMPLATES),
        )
    with right:
        example(
            "fill_set",
            t("bias.example"),
            {name: t(f"bias.fill_set.{name}") for name in offered},
            lambda picked: address.put("template", offered[picked]),
            placeholder=t("bias.example_placeholder"),
        )
    return typed


def _sought(loaded: LoadedModel) -> tuple[list[int], list[str]]:
    """Ids of the words searched for, and those without an entry."""
    typed = text("sought", t("bias.search"), help=t("bias.search_help"), width=260)
    if not typed.strip(" ,"):
        return [], []
    before = " " if loaded.vocabulary.style == "bytes" else ""
    found, missing = [], []
    for word in split_list(typed, MOST_SOUGHT):
        entry = entry_of(loaded, before + word)
        if entry is None:
            missing.append(word)
        else:
            found.append(entry)
    return found, missing


def _frame(loaded: LoadedModel, found: Contrast, ids: NDArray[np.int64], one: int, other: int) -> pd.DataFrame:
    p, q = np.exp(found.mean[[one, other]][:, ids])
    first, second = (found.filled[0][at].filler for at in (one, other))
    several = len(found.filled) > 1
    mean, low, high = found.ratio(one, other, ids)
    column = "bias.column_mean_p" if several else "bias.column_p"
    columns = {
        t("bias.word"): [loaded.vocabulary.pieces[at] for at in ids],
        t(column, word=first): p,
        t(column, word=second): q,
        t("bias.column_ratio"): np.exp(mean),
    }
    if several:
        columns |= {t("bias.column_ratio_low"): np.exp(low), t("bias.column_ratio_high"): np.exp(high)}
    return pd.DataFrame(columns)


def _sided(
    loaded: LoadedModel,
    found: Contrast,
    sides: tuple[NDArray[np.int64], NDArray[np.int64]],
    sought: list[int],
    one: int,
    other: int,
) -> None:
    sided = np.concatenate([sides[0], sides[1][::-1]]).tolist()
    ids = np.array(list(dict.fromkeys([*sided, *sought])), dtype=np.int64)
    mean, low, high = (part / np.log(10) for part in found.ratio(one, other, ids))
    heading = t("bias.fill_sided")
    readable = loaded.vocabulary.readable
    first, second = (found.filled[0][at].filler for at in (one, other))
    labels = [("★ " if at in sought else "") + readable(int(at)) for at in ids]
    report_figure(
        "sided",
        lambda: signed_bars(
            mean,
            labels,
            style(),
            heading,
            across=f"log₁₀ p({first}) / p({second})",
            spread=(low, high) if len(found.filled) > 1 else None,
        ),
        t(
            "bias.fill_alt",
            count=len(ids),
            one=first,
            other=second,
            first=joined(readable(int(at)) for at in sides[0][:3]),
            second=joined(readable(int(at)) for at in sides[1][:3]),
        ),
        lambda: _frame(loaded, found, ids, one, other),
        heading,
    )


def _words_map(
    loaded: LoadedModel,
    found: Contrast,
    shown: NDArray[np.int64],
    sides: tuple[NDArray[np.int64], NDArray[np.int64]],
    sought: list[int],
    one: int,
    other: int,
) -> None:
    count = len(found.filled)
    x, y = found.mean[[one, other], : len(loaded.vocabulary.pieces)] / np.log(10)
    first, second = (found.filled[0][at].filler for at in (one, other))
    heading = t("bias.fill_title", one=first, other=second)
    readable = loaded.vocabulary.forms
    axis = "bias.fill_axis_mean" if count > 1 else "bias.fill_axis"
    layers = [
        (t("bias.fill_other"), shown.tolist(), False),
        (t("bias.fill_side", word=first), sides[0].tolist(), True),
        (t("bias.fill_side", word=second), sides[1].tolist(), True),
        (t("bias.fill_found"), sought, True),
    ]
    report_figure(
        "vocabulary",
        lambda: vocabulary_map(
            x,
            y,
            readable,
            style(),
            heading,
            line=t("bias.fill_line"),
            layers=layers,
            axes=(t(axis, word=first, count=count), t(axis, word=second, count=count)),
        ),
        t(
            "bias.fill_alt",
            count=len(shown),
            one=first,
            other=second,
            first=joined(readable[at] for at in sides[0][:3]),
            second=joined(readable[at] for at in sides[1][:3]),
        ),
        lambda: _frame(loaded, found, shown, one, other),
        heading,
    )
    bits = found.divergence(one, other)
    if count > 1:
        spread = {"low": num(bits.min(), 3), "high": num(bits.max(), 3)}
        note("bias.fill_note_many", count=count, bits=num(bits.mean(), 3), **spread)
    else:
        note("bias.fill_note", bits=num(bits[0], 3))


def show(loaded: LoadedModel, spoken: str) -> None:
    """Type a template, look at the map."""
    template = _template(spoken)
    filled = fill_wordings(template)
    names = [one.filler for one in filled[0]]
    numbers, called = range(len(names)), names.__getitem__
    with st.container(horizontal=True, vertical_alignment="bottom"):
        one = choice("first", t("bias.first"), numbers, 0, names=called, labels=tuple(names), width=180)
        other = choice("second", t("bias.second"), numbers, 1, names=called, labels=tuple(names), width=180)
        least = choice(
            "least",
            t("bias.least"),
            LEAST,
            1e-5,
            names=lambda value: sig(value) if value else t("bias.least_all"),
            width=330,
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sought, missing = _sought(loaded)
        whole = switch("fill_whole", t("bias.only_whole"), True)
    if not legible(loaded, spoken, filled[0][one].text):
        return
    with busy("shell.running"):
        found = store.ask(contrast, loaded, filled)
    for name, value in (
        ("bias.template", template),
        ("bias.least", sig(least)),
        ("bias.first", names[one]),
        ("bias.second", names[other]),
        ("bias.only_whole", "✓" if whole else "–"),
    ):
        fact(t(name), value)
    allowed = loaded.vocabulary.whole_words if whole else None
    sides = most_one_sided(found, one, other, SIDED, least=max(least, 1e-4), allowed=allowed)
    x, y = found.mean[[one, other], : len(loaded.vocabulary.pieces)]
    kept = np.maximum(x, y) >= (np.log(least) if least else -np.inf)
    if allowed is not None:
        kept &= allowed[: len(kept)]
    shown = np.flatnonzero(kept)
    if not shown.size:
        st.info(t("bias.fill_none"), icon=":material/info:")
        return
    _words_map(loaded, found, shown, sides, sought, one, other)
    if missing:
        st.caption(md("bias.fill_not", words=joined(missing)))
    if sides[0].size + sides[1].size + len(sought):
        _sided(loaded, found, sides, sought, one, other)
        if len(filled) > 1:
            note("bias.fill_interval", count=len(filled))
        note("bias.fill_sided_note", least=num(max(least, 1e-4), 4))
    order = np.argsort(-np.abs(x - y)[shown])[:IN_TABLE]
    listed = np.unique([*shown[order], *sought]).astype(int)
    with st.expander(t("bias.fill_table", count=len(listed))):
        table("fill_words", _frame(loaded, found, listed, one, other))
    ran("bias.ran", loaded)
