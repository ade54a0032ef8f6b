"""Attention as lines between tokens, and all heads small: sent once, everything else done in the browser."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explain.attention.packing import Parcel
from explain.figures import Style, colours
from pages.shell.browser.component import component
from pages.shell.texts import language, t

__all__ = ["Drawn", "head_lines"]

_LINES = component("lines")
_LONGEST = 4_000
"""Characters of one setting that a browser may send back."""

_WORDS = (
    "all", "alt", "by", "by_tokens", "by_words", "cut", "cut_note", "head", "head_name", "head_switch", "hint", "lay",
    "lay_across", "lay_down", "layer", "lines", "looked", "looks", "mean", "model_alt", "model_hint", "most", "next",
    "no_heads", "nosep", "pairs", "pairs_all", "png", "precision", "solo", "sort", "sum", "svg", "tab", "tab_lines",
    "tab_model", "thumb", "thumb_lines", "thumb_maps", "unpin",
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """What stands beside the weights. labels, special, sentence: one per token; sentence 0 for A and 1 for B.

    groups: first token and the one after the last, for each word; word_labels: one per word.
    summaries: for each name L · H numbers, head by head.
    """

    parcel: Parcel
    labels: Sequence[str]
    special: Sequence[bool]
    sentence: Sequence[int]
    groups: Sequence[tuple[int, int]]
    word_labels: Sequence[str]
    summaries: Mapping[str, NDArray[np.floating]]


def head_lines(
    key: str, drawn: Drawn, style: Style, state: dict[str, Any], on_change: Callable[[dict[str, Any]], None]
) -> None:
    """Draw what `send` has sent; `on_change` gets what was changed in the browser, a while after the last change.

    What it gets is checked for size alone.

    state: layer (from 0), shown (heads from 0), pins ("q3", "k5"), lay, words, cut, pairs, nosep, tab, sort, thumb.
    """
    layers, heads, count = drawn.parcel.shape

    def changed() -> None:
        told = getattr(st.session_state[key], "changed", None)
        # What comes from a browser may be anything.
        if isinstance(told, Mapping) and len(str(dict(told))) <= _LONGEST:
            st.session_state[f"_{key}_seq"] = told.get("seq") if isinstance(told.get("seq"), int) else 0
            on_change(dict(told))

    theme = colours.theme(style.dark)
    text = {name: t(f"studio.word.{name}") for name in _WORDS}
    _LINES(
        key=key,
        data={
            "parcel": drawn.parcel.id, "layers": layers, "heads": heads, "n": count,
            "labels": list(drawn.labels), "special": [int(one) for one in drawn.special],
            "sentence": list(drawn.sentence), "pair": max(drawn.sentence, default=0) > 0,
            "groups": [list(group) for group in drawn.groups], "wordLabels": list(drawn.word_labels),
            "summaries": {name: values.ravel().round(4).tolist() for name, values in drawn.summaries.items()},
            "names": {name: t(f"studio.sort.{name}") for name in ("place", *drawn.summaries)},
            "state": state, "seq": st.session_state.get(f"_{key}_seq", 0), "text": text, "lang": language(),
            "colours": list(colours.HEADS), "scale": style.scale, "ink": theme.ink, "paper": theme.paper,
            "primary": theme.primary, "border": theme.border, "chosen": colours.CHOSEN,
            "file": "saydam-lines",
        },
        on_changed_change=changed,
    )  # fmt: skip
