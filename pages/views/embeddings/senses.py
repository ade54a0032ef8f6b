"""One word, many meanings: the same word in several places, layer by layer."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.figures import depth_lines, pair_map
from explain.models import LoadedModel
from explain.space.senses import Senses, senses_of
from pages.shell import store
from pages.shell.controls import switch, text
from pages.shell.frame import figure, style
from pages.shell.texts import joined, md, num, t
from pages.views.embeddings.controls import FIRST, choose_depth, ran_sentences, read_sentences

__all__ = ["show"]


def _number(value: float) -> str:
    """A mean, or a dash where there was nothing to average."""
    return num(value, 3) if np.isfinite(value) else "–"


def _entering(loaded: LoadedModel, compared: Senses) -> str:
    """What differs between the places before the first layer."""
    if not compared.same_pieces:
        forms = dict.fromkeys(" ".join(one.pieces) for one in compared.occurrences)
        return md("embeddings.senses_enter.forms", forms=joined(forms))
    added = "positions:learned" in loaded.abilities
    return t("embeddings.senses_enter.places" if added else "embeddings.senses_enter.same")


def show() -> None:
    """Find a word in the sentences and compare its places."""
    loaded, lines, read = read_sentences()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        word = text("sense", t("embeddings.sense"), FIRST.word, width=220)
        suffixes = switch("suffixes", t("embeddings.suffixes"), FIRST.suffixes, help=t("embeddings.suffixes_help"))
        depth = choose_depth(read)
    compared = store.ask(senses_of, loaded, lines, word, suffixes=suffixes)
    chosen = compared.occurrences
    names = [f"{one.line + 1}: {one.form}" for one in chosen]
    values = compared.cosines[depth]
    others = float(compared.others[depth])
    apart = values[~np.eye(len(chosen), dtype=bool)]
    name, word = t("embeddings.score.cosine"), word.strip()
    left, right = st.columns(2, gap="medium")
    heading = t("embeddings.senses_title", word=word, depth=depth)
    with left:
        figure(
            "senses",
            # From the level of different words up: in the last layers everything is of one colour otherwise.
            lambda: pair_map(
                values, names, style(), heading, name, ends=(float(np.nanmin([others, apart.min()])), 1.0)
            ),
            t(
                "embeddings.senses_alt",
                count=len(chosen),
                word=word,
                depth=depth,
                low=num(apart.min(), 3),
                high=num(apart.max(), 3),
            ),
            lambda: pd.DataFrame(values, columns=names).assign(**{t("embeddings.column_token"): names}),
            heading,
        )
    lines_heading = t("embeddings.senses_lines")
    titles = [t("embeddings.senses_between"), t("embeddings.senses_others")]
    with right:
        figure(
            "senses_lines",
            lambda: depth_lines(
                [compared.between, compared.others],
                titles,
                style(),
                lines_heading,
                name,
                across=t("embeddings.depth_axis"),
                depth=depth,
                dashed=[1],
            ),
            t("embeddings.senses_lines_alt", first=num(compared.between[0], 3), last=num(compared.between[-1], 3)),
            lambda: pd.DataFrame(
                {
                    t("embeddings.depth"): np.arange(len(compared.between)),
                    titles[0]: compared.between,
                    titles[1]: compared.others,
                }
            ),
            lines_heading,
        )
    st.caption(
        md(
            "embeddings.senses_note",
            depth=depth,
            between=num(compared.between[depth], 3),
            pairs=compared.pairs[0],
            others=_number(compared.others[depth]),
            other_pairs=num(compared.pairs[1], 0),
            first=_number(compared.others[0]),
        )
    )
    st.caption(_entering(loaded, compared))
    for one in chosen:
        if len(one.indices) > 1:
            st.caption(md("embeddings.senses_pieces", form=one.form, line=one.line + 1, pieces=" ".join(one.pieces)))
    ran_sentences(loaded, read)
