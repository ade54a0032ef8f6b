"""Relations as offsets: one question of the visitor's, and how often such questions are answered rightly."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.content.examples import LANGUAGES
from explain.figures import kind_bars, offset_plane, score_bars
from explain.models import LoadedModel
from explain.models.embedding_table import EmbeddingTable, WordVector, table_of, word_vector
from explain.space.neighbours import lexicon_of
from explain.space.projection import pca
from explain.space.relations import KINDS, Evaluation, Relation, evaluation, relate
from explain.text.lists import split_words
from pages.shell import store
from pages.shell.controls import choice, text
from pages.shell.frame import busy, chosen_model, figure, ran_table, style, table
from pages.shell.texts import joined, md, num, pct, t

__all__ = ["show"]

COUNT = 8
ANSWERS = ("without", "with_inputs", "near_c")


def _answers(
    loaded: LoadedModel, key: str, ids: NDArray[np.int64], scores: NDArray[np.float64], inputs: set[int]
) -> None:
    labels = [loaded.vocabulary.readable(int(one)) for one in ids]
    heading, name = t(f"embeddings.relation_{key}"), t("embeddings.score.cosine")
    figure(
        f"relation_{key}",
        lambda: score_bars(
            labels, scores, style(), heading, name, marked=[at for at, one in enumerate(ids) if int(one) in inputs]
        ),
        t("embeddings.relation_alt", title=heading, first=labels[0], score=num(scores[0], 3)),
        lambda: pd.DataFrame({t("embeddings.column_neighbour"): labels, t("embeddings.column_id"): ids, name: scores}),
        heading,
    )


def _plane(embeddings: EmbeddingTable, words: list[WordVector], found: Relation, answer: str) -> None:
    """The five points laid flat."""
    vectors = [*(word.vector for word in words), found.target, embeddings.rows[found.ids_without[0]].astype(float)]
    # As in the sum, the words have length 1; the sum itself is left as long as it is.
    unit = [vector / max(np.linalg.norm(vector), 1e-12) for at, vector in enumerate(vectors) if at != 3]
    flat = pca(np.stack([*unit[:3], found.target, unit[3]]), 2)
    a, b, c = (word.typed for word in words)
    labels = [f"a: {a}", f"b: {b}", f"c: {c}", "b − a + c", answer]
    heading = t("embeddings.offset_title")
    shares = [pct(share) for share in flat.variance]
    axes = [t("embeddings.axis_component", at=at, share=share) for at, share in enumerate(shares, start=1)]
    figure(
        "offset",
        lambda: offset_plane(flat.points, labels, style(), heading, axes),
        t("embeddings.offset_alt", a=a, b=b, c=c, answer=answer),
        lambda: pd.DataFrame(flat.points, columns=axes).assign(**{t("embeddings.column_word"): labels}),
        heading,
    )
    st.caption(md("embeddings.offset_note", share=pct(flat.variance.sum())))


def _question(loaded: LoadedModel, embeddings: EmbeddingTable) -> None:
    columns = st.columns(3)
    words = []
    for column, name, default in zip(columns, "abc", ("man", "king", "woman"), strict=True):
        with column:
            words.append(text(f"word_{name}", t(f"embeddings.word_{name}"), default))
    vectors = [word_vector(loaded, embeddings, split_words(word, 1)[0]) for word in words]
    a, b, c = (word.typed for word in vectors)
    st.markdown(md("embeddings.relation_lead", a=a, b=b, c=c))
    found = relate(embeddings, (vectors[0], vectors[1], vectors[2]), COUNT, lexicon_of(loaded).whole)
    inputs = {one for word in vectors for one in word.ids}
    left, right = st.columns(2, gap="medium")
    with left:
        _answers(loaded, "without", found.ids_without, found.scores_without, inputs)
    with right:
        _answers(loaded, "with", found.ids, found.scores, inputs)
    answer, first = (loaded.vocabulary.readable(int(one)) for one in (found.ids_without[0], found.ids[0]))
    if found.rank == 1:
        st.markdown(md("embeddings.relation_same", answer=answer))
    else:
        st.markdown(md("embeddings.relation_note", answer=answer, rank=found.rank, first=first))
    for word in vectors:
        if word.unknown:
            st.warning(md("embeddings.made_unknown", word=word.typed), icon=":material/help:")
    _plane(embeddings, vectors, found, answer)


def _frame(found: Evaluation) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("embeddings.column_kind"): [t(f"embeddings.kind.{one.kind}") for one in found.outcomes],
            t("embeddings.column_question"): [f"{one.a} : {one.b} = {one.c} : …" for one in found.outcomes],
            t("embeddings.column_right"): [one.right for one in found.outcomes],
            **{
                t(f"embeddings.answer.{answer}"): [getattr(one, answer) for one in found.outcomes] for answer in ANSWERS
            },
        }
    )


def _evaluation(loaded: LoadedModel) -> None:
    st.subheader(t("embeddings.evaluation"))
    own = "tr" if loaded.card.languages == ("tr",) else "en"
    spoken = choice("questions", t("embeddings.question_language"), list(LANGUAGES), own, names=LANGUAGES, kind="row")
    with busy("shell.running"):
        found = store.ask(evaluation, loaded, spoken)
    if not found.outcomes:
        st.info(t("embeddings.evaluation_none"), icon=":material/info:")
        return
    kinds = [kind for kind in KINDS if found.share(kind, "without")[1]]
    counts = [[found.share(kind, answer) for kind in kinds] for answer in ANSWERS]
    totals = {answer: found.share(None, answer) for answer in ANSWERS}
    heading = t("embeddings.evaluation_title")
    right = {answer: totals[answer][0] for answer in ANSWERS}
    figure(
        "evaluation",
        lambda: kind_bars(
            [t(f"embeddings.kind.{kind}") for kind in kinds],
            np.array([[hits / asked for hits, asked in row] for row in counts]),
            [[f"{hits}/{asked}" for hits, asked in row] for row in counts],
            [t(f"embeddings.answer.{answer}") for answer in ANSWERS],
            style(),
            heading,
            across=t("embeddings.axis_right"),
        ),
        t(
            "embeddings.evaluation_alt",
            count=len(found.outcomes),
            without=right["without"],
            with_inputs=right["with_inputs"],
            near=right["near_c"],
        ),
        lambda: _frame(found),
        heading,
    )
    share = {answer: pct(hits / asked, 1) for answer, (hits, asked) in totals.items()}
    st.caption(
        md(
            "embeddings.evaluation_note",
            count=len(found.outcomes),
            among=num(found.among, 0),
            without=share["without"],
            with_inputs=share["with_inputs"],
            near=share["near_c"],
        )
    )
    if found.skipped:
        st.caption(md("embeddings.evaluation_skipped", pairs=joined(f"{a} – {b}" for a, b in found.skipped)))
    with st.expander(t("embeddings.questions")):
        table("relation_questions", _frame(found))


def show() -> None:
    """One question, then all of them."""
    loaded = chosen_model()
    embeddings = table_of(loaded)
    _question(loaded, embeddings)
    _evaluation(loaded)
    ran_table(loaded, *embeddings.rows.shape)
