"""Heads taken away: each in turn for one prediction, or several at once."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attention.ablation import ablate, effects
from explain.errors import ExplainError
from explain.figures import place_map
from explain.models import LoadedModel
from explain.text.blanks import blanks_in, leave_out
from explain.text.guesses import guess_label
from explain.text.tokens import Tokens
from pages.shell import address, store
from pages.shell.controls import choice, several
from pages.shell.frame import busy, figure, ran, say_problem, style, table
from pages.shell.texts import md, num, pct, t
from pages.shell.work import work

__all__ = ["show"]

LISTED = 10


def _choose(loaded: LoadedModel, tokens: Tokens) -> int:
    """The token that the model is asked for."""
    causal = "masked" not in loaded.abilities
    typed = blanks_in(loaded, tokens)
    offered = [
        at for at, token in enumerate(tokens) if (not token.special or at in typed) and (at or not causal)
    ] or list(range(int(causal), len(tokens)))
    if not offered:
        raise ExplainError("no_positions")
    # The last word that is one piece: the rest of a word gives a piece of it away.
    whole = [
        at
        for at in offered
        if (word := tokens.tokens[at].word) is not None
        and tokens.words[word].form.isalpha()
        and len(tokens.pieces_of(word)) == 1
    ]
    first = typed[0] if typed else (whole or offered)[-1]
    address.forget(tokens.sentences, "asked")
    return choice(
        "asked",
        t("studio.asked"),
        offered,
        first,
        names=lambda at: f"{at + 1} · {tokens.labels[at]}",
        labels=tokens,
        help=t("studio.asked_causal" if causal else "studio.asked_masked"),
        width=240,
    )


def _each(loaded: LoadedModel, tokens: Tokens, at: int, read: Tokens, position: int, words: tuple[int, ...]) -> None:
    """Every head by itself. read: the text without the word at `at`, asked for at a position. words: none for a blank."""
    about = (loaded.card.id, read, position, words)
    found = work("removal", t("studio.removal_work"), about, lambda: store.ask(effects, loaded, read, position, words))
    if found is None:
        return

    def label(entry: int) -> str:
        return guess_label(loaded.vocabulary, tokens, at, entry)

    word = label(int(found.words[0]))
    moved = found.without[..., 0] - found.whole[0]
    layers, heads = moved.shape
    layer, head = np.unravel_index(int(np.abs(moved).argmax()), moved.shape)
    heading = t("studio.removal_title", word=word)
    rows, columns = [str(one + 1) for one in range(layers)], [str(one + 1) for one in range(heads)]
    frame = pd.DataFrame(
        {
            t("studio.column.head"): [f"{one // heads + 1}.{one % heads + 1}" for one in range(moved.size)],
            t("studio.column.moved"): moved.ravel(),
            t("studio.column.probability"): np.exp(found.without[..., 0]).ravel(),
            t("studio.column.divergence"): found.divergence.ravel(),
            t("studio.column.guess"): [label(int(one)) for one in found.guesses.ravel()],
        }
    )
    st.markdown(
        md(
            "studio.removal_whole",
            word=word,
            probability=pct(np.exp(found.whole[0]), 2),
            guess=label(found.guess),
            layer=layer + 1,
            head=head + 1,
            moved=num(moved[layer, head], 3),
        )
    )
    figure(
        "removal",
        lambda: place_map(
            moved,
            rows,
            columns,
            style(),
            heading,
            across=t("studio.heads_axis"),
            down=t("attention.layer"),
            value=t("studio.column.moved"),
            falls=True,
            height=48 * layers + 230,
        ),
        t("studio.removal_alt", title=heading, layer=layer + 1, head=head + 1, moved=num(moved[layer, head], 3)),
        lambda: frame,
        heading,
    )
    st.caption(f"{t('studio.removal_note')} {t('studio.divergence_note')}")
    order = np.argsort(-np.abs(moved.ravel()), kind="stable")
    table("removals", frame.iloc[order].round(4), height=300)
    ran("studio.ran_removal", loaded, tokens=len(tokens), heads=moved.size, milliseconds=num(1000 * found.seconds, 0))


def _several(loaded: LoadedModel, tokens: Tokens, at: int, read: Tokens, position: int, names: list[str]) -> None:
    """Chosen heads at once: guesses, states, later attention."""
    st.subheader(t("studio.several"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        off = several("off", t("studio.off"), names, [names[0]], help=t("attention.average_help"), width=520)

        def every() -> None:
            address.put("off", list(names))

        st.button(t("studio.off_all"), on_click=every)
    if not off:
        st.info(t("studio.off_none"), icon=":material/info:")
        return
    heads = tuple(sorted((int(one) - 1, int(other) - 1) for one, other in (name.split(".") for name in off)))
    with busy("shell.running"):
        found = store.ask(ablate, loaded, read, position, heads)
    order = [np.argsort(-logs, kind="stable")[:LISTED] for logs in (found.whole, found.without)]
    left, right = st.columns(2, gap="medium")
    for column, key, ids in ((left, "studio.with_all", order[0]), (right, "studio.with_some", order[1])):
        with column:
            st.markdown(f"**{t(key)}**")
            frame = pd.DataFrame(
                {
                    t("masked.column_guess"): [guess_label(loaded.vocabulary, tokens, at, int(one)) for one in ids],
                    t("studio.column.with_all"): np.exp(found.whole[ids].astype(float)),
                    t("studio.column.with_some"): np.exp(found.without[ids].astype(float)),
                }
            )
            table(f"guesses_{key.rsplit('_', 1)[1]}", frame.round(5))
    hidden, attention = found.change.hidden, found.change.attention
    rows = [t("positions.layer_read"), *(str(one) for one in range(1, len(hidden)))]
    # A causal model read only what stands before the word.
    labels = [f"{place} {label}" for place, label in enumerate(tokens.labels[: len(read)], start=1)]
    left, right = st.columns(2, gap="medium")
    with left:
        heading = t("studio.moved_hidden")
        figure(
            "moved_hidden",
            lambda: place_map(
                hidden.T,
                labels,
                rows,
                style(),
                heading,
                across=t("attention.layer"),
                down=t("attention.column_token"),
                value=t("studio.relative"),
                signed=False,
            ),
            t("studio.map_alt", title=heading, tokens=len(tokens), most=num(hidden.max(), 3)),
            lambda: pd.DataFrame(hidden.T, columns=rows).assign(**{t("attention.column_token"): labels}),
            heading,
        )
    with right:
        other = t("studio.moved_attention")
        layers, count = attention.shape
        columns = [str(one + 1) for one in range(count)]
        figure(
            "moved_attention",
            lambda: place_map(
                attention,
                rows[1:],
                columns,
                style(),
                other,
                across=t("studio.heads_axis"),
                down=t("attention.layer"),
                value=t("studio.moved_share"),
                signed=False,
                height=48 * layers + 230,
            ),
            t("studio.map_alt", title=other, tokens=len(tokens), most=num(attention.max(), 3)),
            lambda: pd.DataFrame(attention, columns=columns).assign(**{t("attention.layer"): rows[1:]}),
            other,
        )
    st.caption(t("studio.moved_note"))


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """One prediction, each head in turn, then several at once."""
    st.caption(t("studio.removal_about"))
    try:
        at = _choose(loaded, tokens)
        read, position = leave_out(loaded, tokens, [at])
        words = () if at in blanks_in(loaded, tokens) else (int(tokens.ids[at]),)
        _each(loaded, tokens, at, read, position, words)
        names = [f"{one}.{other}" for one in range(1, loaded.layers + 1) for other in range(1, loaded.heads + 1)]
        _several(loaded, tokens, at, read, position, names)
    except ExplainError as problem:
        say_problem(problem)
