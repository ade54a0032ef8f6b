"""Association tests on the embedding table, or on states in templates."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.bias.association import Association, association_test, classic_lists
from explain.bias.templates import LONGEST_TEMPLATE, split_list
from explain.content.examples.probes import TEST_SETS, TEST_TEMPLATES
from explain.errors import ExplainError
from explain.figures import null_histogram, signed_bars
from explain.models import LoadedModel
from explain.models.embedding_table import table_of, word_vector
from pages.shell import address, store
from pages.shell.controls import choice, example, text
from pages.shell.frame import ran, ran_table, style
from pages.shell.texts import joined, md, num, t
from pages.shell.work import work
from pages.views.bias.record import fact, note, report_figure

__all__ = ["show"]

MOST_WORDS = 40
MOST_TEMPLATES = 4
LEAST_WORDS = 8
SIDES = ("x", "y", "a", "b")
VECTORS = ("input", "context")


def _words_of(listed: str) -> str:
    """A list by name, or as written."""
    return ", ".join(classic_lists().get(listed, ())) or listed


def _lists(spoken: str) -> list[tuple[str, ...]]:
    offered = {name: one for name, one in TEST_SETS.items() if one.language == spoken}
    first = next(iter(offered.values()))

    def take(picked: str) -> None:
        for side in SIDES:
            address.put(side, _words_of(getattr(offered[picked], side)))

    example(
        "test_set",
        t("bias.example"),
        {name: t(f"bias.test_set.{name}") for name in offered},
        take,
        placeholder=t("bias.example_placeholder"),
        width=420,
    )
    typed = []
    for pair in (SIDES[:2], SIDES[2:]):
        for column, side in zip(st.columns(2, gap="medium"), pair, strict=True):
            with column:
                typed.append(text(side, t(f"bias.{side}"), _words_of(getattr(first, side)), height=100))
    lists = [split_list(one, MOST_WORDS) for one in typed]
    for side, words in zip(SIDES, lists, strict=True):
        fact(t(f"bias.{side}"), ", ".join(words))
    return lists


def _templates(spoken: str) -> tuple[str, ...] | None:
    """Templates for states in context; None for the embedding table."""
    names = {name: t(f"bias.vectors.{name}") for name in VECTORS}
    kind = choice("vectors", t("bias.vectors"), VECTORS, names=names, kind="row")
    fact(t("bias.vectors"), names[kind])
    if kind == "input":
        return None
    typed = text("test_templates", t("bias.test_templates"), TEST_TEMPLATES[spoken], height=100)
    lines = tuple(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))
    if not lines:
        raise ExplainError("template_no_word", text="")
    if len(lines) > MOST_TEMPLATES:
        raise ExplainError("many_templates", count=len(lines), limit=MOST_TEMPLATES)
    for line in lines:
        if len(line) > LONGEST_TEMPLATE:
            raise ExplainError("long_template", length=len(line), limit=LONGEST_TEMPLATE)
    fact(t("bias.test_templates"), "\n".join(lines))
    return lines


def _result(found: Association, lists: list[tuple[str, ...]]) -> None:
    left, right = st.columns(2)
    left.metric(t("bias.effect"), num(found.effect, 2))
    right.metric(t("bias.p"), num(found.p, 4) if found.p >= 0.0001 else f"< {num(0.0001, 4)}")
    reached = int((found.null >= found.statistic - 1e-9).sum()) + (not found.exact)
    note(
        "bias.test_exact" if found.exact else "bias.test_sampled",
        reached=reached,
        count=num(len(found.null) + (not found.exact), 0),
    )
    smallest = min(map(len, lists))
    if smallest < LEAST_WORDS:
        st.warning(md("bias.test_small", count=smallest, least=LEAST_WORDS), icon=":material/warning:")
    left, right = st.columns(2, gap="medium")
    heading = t("bias.test_null")
    with left:
        report_figure(
            "null",
            lambda: null_histogram(
                found.null,
                found.statistic,
                style(),
                heading,
                across=t("bias.test_null_axis"),
                up=t("bias.test_null_count"),
                name=t("bias.test_found"),
            ),
            t(
                "bias.test_null_alt",
                count=num(len(found.null), 0),
                low=num(found.null.min(), 3),
                high=num(found.null.max(), 3),
                found=num(found.statistic, 3),
            ),
            lambda: pd.DataFrame({t("bias.test_null_axis"): found.null}),
            heading,
        )
    words = [*(f"X: {word}" for word in lists[0]), *(f"Y: {word}" for word in lists[1])]
    order = np.argsort(-found.scores)
    title = t("bias.test_words")
    with right:
        report_figure(
            "targets",
            lambda: signed_bars(
                found.scores[order], [words[at] for at in order], style(), title, across=t("bias.test_words_axis")
            ),
            t("bias.test_words_alt", count=len(words), first=words[order[0]], last=words[order[-1]]),
            lambda: pd.DataFrame({t("bias.word"): words, t("bias.test_words_axis"): found.scores}),
            title,
        )


def show(loaded: LoadedModel, spoken: str) -> None:
    """Four lists of words, one number, and how far chance would bring it."""
    lists = _lists(spoken)
    templates = _templates(spoken)
    x, y, a, b = lists
    found = work(
        "associations",
        t("bias.associations_work"),
        (loaded.card.id, *lists, templates),
        lambda: store.ask(association_test, loaded, x, y, a, b, templates),
    )
    if found is None:
        return
    _result(found, lists)
    embeddings = table_of(loaded)
    several = [word for words in lists for word in words if len(word_vector(loaded, embeddings, word).ids) > 1]
    if several:
        note("bias.test_pieces", words=joined(dict.fromkeys(several)))
    note("bias.test_note")
    if templates is None:
        ran_table(loaded, *embeddings.rows.shape)
    else:
        ran("bias.ran", loaded)
