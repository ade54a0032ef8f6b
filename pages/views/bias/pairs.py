"""Which sentence is likelier? Pairs that differ in a few words."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.bias.likelihood import Pair, PairScore, likelier, wilson
from explain.bias.uploads import LARGEST_FILE, MOST_PAIRS, own_pairs, read_pairs, split_pairs
from explain.figures import pair_words, signed_bars
from explain.models import LoadedModel
from pages.shell import store
from pages.shell.controls import choice, text
from pages.shell.frame import ran, style, table
from pages.shell.texts import md, num, pct, sig, t
from pages.shell.work import work
from pages.views.bias.language import legible
from pages.views.bias.record import fact, from_file, note, report_figure

__all__ = ["show"]

DRAWN = 40
COUNTS = (50, 100, 200, 500, 0)
"""How many pairs of a long list to ask; 0 for all."""
KINDS = ("gender", "age", "religion", "nationality", "class", "race", "region", "disability")


def _kind(kind: str) -> str:
    return t(f"bias.kind.{kind}") if kind in KINDS else kind


def _some(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """A random part of a long list, the same part every time: all of CrowS-Pairs takes minutes without a GPU."""
    if len(pairs) <= COUNTS[0]:
        return pairs
    count = choice(
        "pair_count",
        t("bias.pair_count"),
        COUNTS,
        100,
        names=lambda value: str(value) if value else t("bias.pair_every"),
        width=260,
    )
    if not count or count >= len(pairs):
        return pairs
    order = np.random.default_rng(0).permutation(len(pairs))[:count]
    return tuple(pairs[at] for at in np.sort(order))


def _given(spoken: str) -> tuple[Pair, ...]:
    """Pairs out of a file, or else as typed."""
    own = own_pairs(spoken)
    written = "\n".join(f"{pair.more} | {pair.less}" for pair in own)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        typed = text("pair_list", t("bias.pairs"), written, height=220, help=t("bias.pairs_help"))
    upload = right.file_uploader(
        t("bias.upload"),
        type=["csv", "tsv", "json", "txt"],
        key="pair_file",
        help=t("bias.upload_help", most=MOST_PAIRS),
        max_upload_size=LARGEST_FILE // 1_000_000,
    )
    if upload is not None:
        found = read_pairs(upload.getvalue())
        right.caption(md("bias.uploaded", count=len(found)))
        from_file()
        return found
    kinds = {(pair.more, pair.less): pair.kind for pair in own}
    return tuple(Pair(one.more, one.less, kinds.get((one.more, one.less), "")) for one in split_pairs(typed))


def _frame(found: tuple[PairScore, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("bias.column_more"): [one.pair.more for one in found],
            t("bias.column_less"): [one.pair.less for one in found],
            t("bias.pair_kind"): [_kind(one.pair.kind) for one in found],
            t("bias.column_shared"): [len(one.labels) for one in found],
            t("bias.column_difference"): [one.difference for one in found],
        }
    )


def _named(one: PairScore) -> str:
    changed = (" ".join(words) or "∅" for words in one.changed)
    return " / ".join(changed) + f" · {one.pair.more}"


def _overall(found: tuple[PairScore, ...]) -> None:
    hits = sum(one.difference > 0 for one in found)
    low, high = wilson(hits, len(found))
    st.metric(t("bias.pairs_metric"), pct(hits / len(found)))
    note("bias.pairs_share", hits=hits, count=len(found), low=pct(low), high=pct(high))
    order = sorted(found, key=lambda one: -one.difference)
    if len(order) > DRAWN:
        order = sorted(sorted(found, key=lambda one: -abs(one.difference))[:DRAWN], key=lambda one: -one.difference)
    heading = t("bias.pairs_title")
    report_figure(
        "pair_bars",
        lambda: signed_bars(
            np.array([one.difference for one in order]),
            [_named(one) for one in order],
            style(),
            heading,
            across=t("bias.pairs_axis"),
        ),
        t("bias.pairs_alt", count=len(found), hits=hits),
        lambda: _frame(found),
        heading,
    )
    if len(order) < len(found):
        st.caption(t("bias.pairs_first", shown=len(order), count=len(found)))


def _one(found: tuple[PairScore, ...]) -> None:
    at = choice(
        "pair_at",
        t("bias.pair"),
        range(len(found)),
        names=lambda at: f"{at + 1} · {found[at].pair.more} | {found[at].pair.less}",
        labels=tuple(one.pair for one in found),
    )
    one = found[at]
    names = tuple(
        t("bias.pair_left", words=" ".join(words)) if words else t("bias.pair_nothing") for words in one.changed
    )
    heading = t("bias.pair_title")
    sums = [num(total, 2) for total in one.totals]
    report_figure(
        "pair_words",
        lambda: pair_words(one.logs, one.labels, (names[0], names[1]), style(), heading, up=t("bias.pair_axis")),
        t("bias.pair_alt", count=len(one.labels), one=sums[0], other=sums[1]),
        lambda: pd.DataFrame({t("bias.word"): one.labels, names[0]: one.logs[0], f"{names[1]} ": one.logs[1]}),
        heading,
    )
    note(
        "bias.pair_sum",
        one=sums[0],
        other=sums[1],
        winner=t("bias.left" if one.difference > 0 else "bias.right"),
        difference=num(abs(one.difference), 2),
        factor=sig(np.exp(min(abs(one.difference), 700))),
    )


def show(loaded: LoadedModel, spoken: str) -> None:
    """All pairs, then one of them word by word."""
    pairs = _some(_given(spoken))
    if not legible(loaded, spoken, " ".join(pair.more for pair in pairs)[:2_000]):
        return
    found = work("pairs", t("bias.pairs_work"), (loaded.card.id, pairs), lambda: store.ask(likelier, loaded, pairs))
    if found is None:
        return
    fact(t("bias.pairs"), "\n".join(f"{one.pair.more} | {one.pair.less}" for one in found))
    _overall(found)
    _one(found)
    st.info(t("bias.pairs_note"), icon=":material/warning:")
    kinds = sorted({one.pair.kind for one in found if one.pair.kind})
    if kinds:
        st.subheader(t("bias.kinds_table"))
        rows = []
        for kind in kinds:
            own = [one for one in found if one.pair.kind == kind]
            hits = sum(one.difference > 0 for one in own)
            low, high = wilson(hits, len(own))
            rows.append((_kind(kind), len(own), *(round(100 * one, 1) for one in (hits / len(own), low, high))))
        names = [
            t("bias.pair_kind"),
            t("bias.column_pairs"),
            t("bias.column_left") + ", %",
            t("bias.column_low"),
            t("bias.column_high"),
        ]
        table("pair_kinds", pd.DataFrame(rows, columns=names))
    with st.expander(t("bias.pairs_table")):
        table("pair_scores", _frame(found))
    ran("bias.ran", loaded)
