"""Tokens: a text as characters, words, sub-words and ids."""

import pandas as pd
import streamlit as st

from explain.figures import word_pieces
from explain.models import LoadedModel
from explain.text.forms import Form, damage_of, forms_of
from explain.text.tokens import Tokens
from explain.text.vocabulary import Vocabulary
from pages.shell import address
from pages.shell.browser import GREY, Lane, chips
from pages.shell.controls import choice
from pages.shell.frame import figure, ran, style, table
from pages.shell.texts import joined, markdown_safe, md, num, t

__all__ = ["show"]

MOST_WORDS_DRAWN = 30


def lanes(loaded: LoadedModel, tokens: Tokens) -> list[Lane]:
    """The four rows; only sub-words and ids can be clicked, since each of them is one token."""
    forms = forms_of(tokens)
    # Which sentence each token is told to belong to: worth its space only where there are two to tell apart.
    told = len(tokens.sentences) > 1 and "segments" in loaded.abilities
    segments = [("A", "B")[token.segment] if told else "" for token in tokens]

    def row(name: str, units: tuple[Form, ...], *, clickable: bool = False) -> Lane:
        notes = segments if clickable else [""] * len(units)
        shown = [
            (unit.written, GREY if unit.word is None else unit.word, note, False)
            for unit, note in zip(units, notes, strict=True)
        ]
        return Lane(t(f"tokens.{name}"), num(len(units), 0), shown, clickable)

    return [
        row("characters", forms.characters),
        row("words", forms.words),
        row("pieces", forms.pieces, clickable=True),
        row("ids", forms.ids, clickable=True),
    ]


def warnings(tokens: Tokens) -> None:
    """What the vocabulary did to the text, said once."""
    damage = damage_of(tokens)
    ratio = num(damage.per_word)
    if damage.words:
        st.markdown(md("tokens.fertility", words=damage.words, pieces=damage.pieces, ratio=ratio))
    if damage.spoiled:
        examples = joined(md("tokens.damage_example", written=w, read=r) for w, r in damage.spoiled[:4])
        st.warning(t("tokens.damage", examples=examples), icon=":material/warning:")
    elif damage.shredded:
        st.warning(md("tokens.shredded", ratio=ratio), icon=":material/warning:")


def role(loaded: LoadedModel, tokens: Tokens, index: int) -> str:
    """What a token is there for."""
    token, known = tokens.tokens[index], loaded.tokenizer
    special = {known.cls_token_id: "cls", known.sep_token_id: "sep", known.mask_token_id: "mask"}
    if token.special:
        return t(f"tokens.role_{special.get(token.id, 'special')}")
    if token.id == known.unk_token_id:
        return t("tokens.role_unknown")
    first = token.word is None or tokens.pieces_of(token.word)[0] == index
    return t("tokens.role_word" if first else "tokens.role_inside")


def facts(loaded: LoadedModel, tokens: Tokens, index: int) -> pd.DataFrame:
    """Everything known about one token."""
    token = tokens.tokens[index]
    start, end = token.span
    span = t("tokens.span_none")
    if token.sentence is not None:
        span = t("tokens.span", start=start, end=end, sentence=token.sentence + 1)
    word = "–"
    if tokens.words_of(index):
        own = next(unit for unit in tokens.units if index in unit)
        word = t("tokens.word_part", word=tokens.unit_form(own), n=own.index(index) + 1, all=len(own))
    segment = t("tokens.segment_none")
    if "segments" in loaded.abilities:
        segment = t("tokens.segment_b" if token.segment else "tokens.segment_a")
    rows = {
        "place": f"{index + 1} / {len(tokens)}",
        "id": str(token.id),
        "piece": token.piece,
        "covers": tokens.covered(index) or "–",
        "span": span,
        "word": word,
        "role": role(loaded, tokens, index),
        "segment": segment,
        "lost": t(f"tokens.lost_{token.lost or 'none'}"),
    }
    named = [t(f"tokens.fact_{name}") for name in rows]
    return pd.DataFrame({t("tokens.fact"): named, t("tokens.value"): list(rows.values())})


def neighbours(vocabulary: Vocabulary, token_id: int) -> pd.DataFrame:
    """The rows of the vocabulary around one id."""
    ids = vocabulary.neighbours(token_id)
    return pd.DataFrame(
        {
            t("tokens.column_id"): ids,
            t("tokens.column_piece"): [vocabulary.pieces[i] for i in ids],
            t("tokens.column_readable"): [("▶ " if i == token_id else "") + vocabulary.label(i) for i in ids],
        }
    )


def whole_table(loaded: LoadedModel, tokens: Tokens) -> pd.DataFrame:
    """One row per token."""
    segments = tokens.segments if "segments" in loaded.abilities else [None] * len(tokens)
    written = {index: tokens.unit_form(unit) for unit in tokens.units for index in unit}
    return pd.DataFrame(
        {
            t("tokens.column_place"): range(1, len(tokens) + 1),
            t("tokens.column_id"): tokens.ids,
            t("tokens.column_piece"): [token.piece for token in tokens],
            t("tokens.column_readable"): tokens.labels,
            t("tokens.fact_covers"): [tokens.covered(index) for index in range(len(tokens))],
            t("tokens.fact_word"): [written[at] if tokens.words_of(at) else None for at in range(len(tokens))],
            t("tokens.fact_segment"): segments,
            t("tokens.fact_lost"): [t(f"tokens.lost_{token.lost or 'none'}") for token in tokens],
        }
    )


def cuts(tokens: Tokens) -> list[tuple[str, list[str]]]:
    """Every word with its pieces, none for one that the tokenizer drops; words that share a token stand together."""
    found = {unit[0]: (tokens.unit_form(unit), [tokens.labels[at] for at in unit]) for unit in tokens.units}
    columns: dict[tuple[str, int], tuple[str, list[str]]] = {}
    for index, word in enumerate(tokens.words):
        own = tokens.pieces_of(index)
        if not own:
            columns["dropped", index] = (word.form, [])
            continue
        first = max(at for at in found if at <= own[0])
        columns["read", first] = found[first]
    return list(columns.values())


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """The view."""

    def choose(at: int) -> None:
        """A click on a chip moves the choice below."""
        if 0 <= at < len(tokens):
            address.put("token", at)

    strip = st.container()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chosen = choice(
            "token",
            t("tokens.chosen"),
            range(len(tokens)),
            min(1, len(tokens) - 1),
            names=lambda at: f"{at + 1} · {tokens.labels[at]}",
            labels=tokens,
        )
        st.table(facts(loaded, tokens, chosen).map(markdown_safe), hide_index=True, border="horizontal")
    with strip:
        chips("token_lanes", lanes(loaded, tokens), label=t("tokens.strip_label"), pressed=[chosen], on_click=choose)
        warnings(tokens)
    with right:
        st.markdown(f"**{t('tokens.neighbours')}**")
        st.dataframe(
            neighbours(loaded.vocabulary, tokens.tokens[chosen].id), hide_index=True, width="stretch", placeholder="–"
        )
        st.caption(t("tokens.neighbours_note"))

    columns = cuts(tokens)
    drawn, cut = [word for word, _ in columns[:MOST_WORDS_DRAWN]], [own for _, own in columns[:MOST_WORDS_DRAWN]]
    if cut:
        figure(
            "pieces",
            lambda: word_pieces(
                drawn,
                cut,
                style(),
                t("tokens.figure"),
                across=t("tokens.axis_word"),
                up=t("tokens.axis_pieces"),
            ),
            t("tokens.figure_alt", words=len(cut), pieces=sum(map(len, cut))),
            lambda: whole_table(loaded, tokens),
            t("tokens.figure"),
        )
        if len(cut) < len(columns):
            st.caption(md("tokens.figure_first", shown=len(cut)))
    with st.expander(t("tokens.table")):
        table("tokens", whole_table(loaded, tokens))
    ran("shell.ran_tokenizer", loaded, tokens=len(tokens), milliseconds=num(1000 * tokens.seconds, 1))
