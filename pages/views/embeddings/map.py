"""Maps: chosen words of the embedding table, or the tokens of sentences layer by layer."""

from typing import Literal

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.content.examples.samples import WORD_GROUPS
from explain.figures import point_map
from explain.models.embedding_table import table_of, word_vector
from explain.space.projection import (
    MOST_GROUPS,
    MOST_POINTS,
    Layout,
    Projection,
    depth_maps,
    highest_perplexity,
    split_groups,
    token_map,
    word_map,
)
from explain.space.sentences import SentenceStates
from explain.text.word_kinds import KINDS_OF_WORDS, kind_of_word
from pages.shell import address, store
from pages.shell.controls import choice, example, number, switch, text
from pages.shell.frame import busy, chosen_model, figure, ran_table, style
from pages.shell.texts import joined, md, num, pct, t
from pages.views.embeddings.controls import choose_depth, ran_sentences, read_sentences, token_names

__all__ = ["show"]

METHODS: tuple[Literal["pca"], Literal["tsne"]] = ("pca", "tsne")
PAINTS = ("kind", "sentence")
KINDS_OF_MAPS = ("words", "tokens")


def _choose_layout() -> Layout:
    """Method, dimensions, and what t-SNE asks besides."""
    method = choice(
        "method", t("embeddings.method"), METHODS, names=lambda name: t(f"embeddings.method.{name}"), kind="row"
    )
    dimensions = 3 if switch("deep", t("embeddings.deep")) else 2
    if method == "pca":
        return Layout("pca", dimensions)
    perplexity = number("perplexity", t("embeddings.perplexity"), 2, 50, 10, width=240)
    seed = number("seed", t("embeddings.seed"), 0, 999, 0, kind="box", width=120)
    return Layout("tsne", dimensions, float(perplexity), seed)


def _draw(
    key: str,
    made: Projection,
    labels: list[str],
    groups: list[int],
    names: list[str],
    heading: str,
    method: str,
    ends: NDArray[np.float64] | None = None,
    trail: NDArray[np.float64] | None = None,
) -> None:
    if method == "pca":
        shares = [pct(share, 1) for share in made.variance]
        axes = [t("embeddings.axis_component", at=at, share=share) for at, share in enumerate(shares, start=1)]
    else:
        axes = [t("embeddings.axis_plain", at=at) for at in range(1, made.points.shape[1] + 1)]
    figure(
        key,
        lambda: point_map(made.points, labels, groups, names, style(), heading, axes, ends=ends, trail=trail),
        t(
            "embeddings.map_alt",
            title=heading,
            count=len(labels),
            groups=len(set(groups)),
            method=t(f"embeddings.method.{method}"),
        ),
        lambda: pd.DataFrame(made.points, columns=axes).assign(
            **{t("embeddings.column_word"): labels, t("embeddings.column_kind"): [names[at] for at in groups]}
        ),
        heading,
    )


def _explained(made: Projection, layout: Layout, note: str = "embeddings.pca_note") -> None:
    if layout.method == "pca":
        st.caption(md(note, dimensions=len(made.variance), share=pct(made.variance.sum(), 1)))
        return
    used = highest_perplexity(len(made.points), layout.perplexity)
    st.caption(md("embeddings.tsne_note", perplexity=num(used, 1), seed=layout.seed, loss=num(made.loss, 3)))


def _words() -> None:
    def fill(picked: str) -> None:
        address.put("groups", WORD_GROUPS[picked])

    loaded = chosen_model()
    left, right = st.columns([7, 3], gap="medium")
    with left:
        typed = text(
            "groups",
            t("embeddings.groups"),
            WORD_GROUPS["things"],
            height=130,
            help=t("embeddings.groups_help", groups=MOST_GROUPS, words=MOST_POINTS),
        )
    with right:
        example(
            "word_sample",
            t("embeddings.example"),
            {name: t(f"embeddings.group.{name}") for name in WORD_GROUPS},
            fill,
            placeholder=t("embeddings.example_placeholder"),
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layout = _choose_layout()
    groups = split_groups(typed)
    embeddings = table_of(loaded)
    words = [(at, word_vector(loaded, embeddings, word)) for at, group in enumerate(groups) for word in group.words]
    labels = [word.typed for _, word in words]
    with busy("shell.running"):
        made = store.ask(word_map, loaded, tuple(labels), layout)
    names = [group.name or t("embeddings.group_unnamed", at=at) for at, group in enumerate(groups, start=1)]
    _draw("map", made, labels, [at for at, _ in words], names, t("embeddings.map_words"), layout.method)
    _explained(made, layout)
    unknown = [word.typed for _, word in words if word.unknown]
    several = [word.typed for _, word in words if len(word.ids) > 1 and not word.unknown]
    if unknown:
        st.caption(md("embeddings.unknown_words", words=joined(unknown)))
    if several:
        st.caption(md("embeddings.pieces_words", words=joined(several)))
    ran_table(loaded, *embeddings.rows.shape)


def _kinds(read: SentenceStates) -> list[int]:
    """For each token an index into `KINDS_OF_WORDS`: that of the word it is a piece of."""
    kinds = []
    for tokens in read.sentences:
        for token in tokens:
            word = None if token.word is None else tokens.words[token.word]
            kinds.append("special" if word is None else kind_of_word(word.form))
    return [KINDS_OF_WORDS.index(kind) for kind in kinds]


def _tokens() -> None:
    loaded, lines, read = read_sentences()
    names = token_names(read)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        depth = choose_depth(read)
        layout = _choose_layout()
        paint = choice(
            "paint", t("embeddings.paint"), PAINTS, names=lambda name: t(f"embeddings.paint.{name}"), width=170
        )
        follow = -1
        if layout.method == "pca":
            follow = choice(
                "follow",
                t("embeddings.follow"),
                range(-1, len(names)),
                names=lambda at: names[at] if at >= 0 else t("embeddings.follow_none"),
                labels=names,
                width=200,
            )
    if paint == "kind":
        groups, titles = _kinds(read), [t(f"embeddings.class.{kind}") for kind in KINDS_OF_WORDS]
    else:
        groups = read.line.tolist()
        titles = [t("embeddings.sentence_name", line=at) for at in range(1, len(lines) + 1)]
    heading = t("embeddings.map_tokens", depth=depth)
    ends = trail = None
    with busy("shell.running"):
        if layout.method == "pca":
            every = store.ask(depth_maps, loaded, lines, layout.dimensions)
            made = every[depth]
            points = np.concatenate([one.points for one in every])
            room = 0.08 * np.ptp(points, axis=0)
            ends = np.stack([points.min(axis=0) - room, points.max(axis=0) + room], axis=1)
            trail = None if follow < 0 else np.stack([one.points[follow] for one in every[: depth + 1]])
        else:
            made = store.ask(token_map, loaded, lines, depth, layout)
    _draw("map", made, list(read.labels), groups, titles, heading, layout.method, ends, trail)
    _explained(made, layout, "embeddings.depth_note")
    if paint == "kind":
        st.caption(t("embeddings.class_note"))
    ran_sentences(loaded, read)


def show() -> None:
    """Words or tokens, laid out on two or three dimensions."""
    chosen = choice(
        "map_of",
        t("embeddings.map_of"),
        KINDS_OF_MAPS,
        names=lambda name: t(f"embeddings.map_of.{name}"),
        kind="row",
    )
    if chosen == "words":
        _words()
    else:
        _tokens()
