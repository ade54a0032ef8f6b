"""Maps: chosen words of the embedding table, or the tokens of sentences layer by layer."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.content.examples.samples import WORD_GROUPS
from explain.figures import point_map
from explain.models.embedding_table import word_vector
from explain.space.contexts import Contexts
from explain.space.projection import MOST_GROUPS, MOST_POINTS, Projection, highest_perplexity, split_groups
from explain.text.word_kinds import KINDS_OF_WORDS, kind_of_word
from pages.shell import address, store
from pages.shell.frame import busy, chosen_model, figure, style
from pages.shell.texts import joined, md, num, pct, t
from pages.views.embeddings import results
from pages.views.embeddings.controls import layer, ran_pass, ran_table, sentences, spread
from pages.views.positions.controls import between

__all__ = ["show"]

METHODS = ("pca", "tsne")
PAINTS = ("kind", "sentence")


def _method() -> tuple[str, int, float, int]:
    """Method, dimensions, and what t-SNE asks besides."""
    method: str = address.setting("method", "pca", address.one_of(METHODS))
    st.segmented_control(
        t("embeddings.method"),
        METHODS,
        format_func=lambda name: t(f"embeddings.method.{name}"),
        key="method",
        required=True,
    )
    deep = address.setting("deep", False, address.flag)
    st.toggle(t("embeddings.deep"), key="deep")
    perplexity, seed = 10, 0
    if method == "tsne":
        perplexity = address.setting("perplexity", 10, address.index(49, 2))
        st.slider(t("embeddings.perplexity"), 2, 50, key="perplexity", width=240)
        seed = address.setting("seed", 0, between(0, 999))
        st.number_input(t("embeddings.seed"), 0, 999, key="seed", width=120)
    return method, 3 if deep else 2, float(perplexity), seed


def _draw(
    key: str,
    made: Projection,
    labels: list[str],
    groups: list[int],
    names: list[str],
    heading: str,
    method: str,
    ends: np.ndarray | None = None,
    trail: np.ndarray | None = None,
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


def _explained(made: Projection, method: str, perplexity: float, note: str = "embeddings.pca_note") -> None:
    if method == "pca":
        st.caption(md(note, dimensions=len(made.variance), share=pct(made.variance.sum(), 1)))
        return
    used = highest_perplexity(len(made.points), perplexity)
    st.caption(md("embeddings.tsne_note", perplexity=num(used, 1), loss=num(made.loss, 3)))


def _words() -> None:
    loaded = chosen_model()
    address.setting("groups", WORD_GROUPS["things"], address.text)

    def fill() -> None:
        if st.session_state["word_sample"] in WORD_GROUPS:
            st.session_state["groups"] = WORD_GROUPS[st.session_state["word_sample"]]
            st.session_state["word_sample"] = None

    left, right = st.columns([7, 3], gap="medium")
    typed = left.text_area(
        t("embeddings.groups"),
        key="groups",
        height=130,
        help=t("embeddings.groups_help", groups=MOST_GROUPS, words=MOST_POINTS),
    )
    offered = {name: t(f"embeddings.group.{name}") for name in WORD_GROUPS}
    right.selectbox(
        t("embeddings.example"),
        list(WORD_GROUPS),
        index=None,
        key="word_sample",
        on_change=fill,
        format_func=offered.__getitem__,
        placeholder=t("embeddings.example_placeholder"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        method, dimensions, perplexity, seed = _method()
    groups = split_groups(typed or "")
    embeddings = store.table(loaded)
    words = [(at, word_vector(loaded, embeddings, word)) for at, group in enumerate(groups) for word in group.words]
    vectors = np.stack([word.vector for _, word in words])
    key = ("words", loaded.card.id, tuple(word.typed for _, word in words))
    with busy("shell.running"):
        made = results.laid_out(key, vectors, method, dimensions, perplexity, seed)
    names = [group.name or t("embeddings.group_unnamed", at=at) for at, group in enumerate(groups, start=1)]
    labels = [word.typed for _, word in words]
    _draw("map", made, labels, [at for at, _ in words], names, t("embeddings.map_words"), method)
    _explained(made, method, perplexity)
    unknown = [word.typed for _, word in words if word.unknown]
    several = [word.typed for _, word in words if len(word.ids) > 1 and not word.unknown]
    if unknown:
        st.caption(md("embeddings.unknown_words", words=joined(unknown)))
    if several:
        st.caption(md("embeddings.pieces_words", words=joined(several)))
    ran_table(loaded, *embeddings.rows.shape)


def _kinds(found: Contexts) -> list[int]:
    """For each token an index into `KINDS_OF_WORDS`: that of the word it is a piece of."""
    kinds = []
    for trace in found.traces:
        for token in trace.tokens:
            word = None if token.word is None else trace.tokens.words[token.word]
            kinds.append("special" if word is None else kind_of_word(word.form))
    return [KINDS_OF_WORDS.index(kind) for kind in kinds]


def _tokens() -> None:
    loaded, lines, found = sentences()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        depth = layer(found)
        method, dimensions, perplexity, seed = _method()
        paint = address.setting("paint", "kind", address.one_of(PAINTS))
        st.selectbox(
            t("embeddings.paint"),
            PAINTS,
            format_func=lambda name: t(f"embeddings.paint.{name}"),
            key="paint",
            width=170,
        )
        names = spread(found)
        follow = -1
        if method == "pca":
            follow = address.setting("follow", -1, address.index(len(names) + 1, -1))
            st.selectbox(
                t("embeddings.follow"),
                range(-1, len(names)),
                key="follow",
                width=200,
                format_func=lambda at: names[at] if at >= 0 else t("embeddings.follow_none"),
            )
    if paint == "kind":
        groups, titles = _kinds(found), [t(f"embeddings.class.{kind}") for kind in KINDS_OF_WORDS]
    else:
        groups = found.line.tolist()
        titles = [t("embeddings.sentence_name", line=at) for at in range(1, len(lines) + 1)]
    heading = t("embeddings.map_tokens", depth=depth)
    ends = trail = None
    with busy("shell.running"):
        if method == "pca":
            every = results.depths(loaded, lines, found, dimensions)
            made = every[depth]
            points = np.concatenate([one.points for one in every])
            room = 0.08 * np.ptp(points, axis=0)
            ends = np.stack([points.min(axis=0) - room, points.max(axis=0) + room], axis=1)
            trail = None if follow < 0 else np.stack([one.points[follow] for one in every[: depth + 1]])
        else:
            key = ("tokens", loaded.card.id, lines, depth)
            made = results.laid_out(key, found.states[depth], method, dimensions, perplexity, seed)
    _draw("map", made, list(found.labels), groups, titles, heading, method, ends, trail)
    _explained(made, method, perplexity, "embeddings.depth_note")
    if paint == "kind":
        st.caption(t("embeddings.class_note"))
    ran_pass(loaded, found)


def show() -> None:
    """Words or tokens, laid out on two or three dimensions."""
    chosen = address.setting("map_of", "words", address.one_of(("words", "tokens")))
    st.segmented_control(
        t("embeddings.map_of"),
        ("words", "tokens"),
        format_func=lambda name: t(f"embeddings.map_of.{name}"),
        key="map_of",
        required=True,
    )
    if chosen == "words":
        _words()
    else:
        _tokens()
