"""Lines between tokens, and all heads small: one part of the page, drawn in the browser."""

from typing import Any, TypeVar

import streamlit as st

from explain.attention.heads import group_labels, summary, word_groups
from explain.attention.packing import parcel
from explain.engine.trace import run
from explain.models import LoadedModel
from explain.text.tokens import Tokens
from pages.shell import address, store
from pages.shell.browser import Drawn, head_lines, send
from pages.shell.frame import busy, ran, style
from pages.shell.texts import md, num, t

__all__ = ["show"]

T = TypeVar("T")
SUMMARIES = ("entropy", "distance", "special", "previous", "following", "itself")


def _sentences(tokens: Tokens) -> list[int]:
    """Sentence of each token; one that was put in goes with the token before it."""
    found: list[int] = []
    for token in tokens:
        found.append(token.sentence if token.sentence is not None else (found[-1] if found else 0))
    return found


def _setting(name: str, default: T, check: address.Check[T]) -> T:
    """A setting whose widget is the drawing."""
    return address.setting(name, default, check, widget=address.key_of(name))


def _state(layers: int, heads: int, count: int) -> dict[str, Any]:
    """What the address says of the drawing, checked."""
    every = list(range(1, heads + 1))
    pins = [f"{side}{at}" for at in range(count) for side in "qk"]
    return {
        "layer": _setting("layer", 1, address.index(layers, 1)) - 1,
        "shown": [head - 1 for head in _setting("shown", every, address.some_of(every))],
        "pins": _setting("pins", list[str](), address.some_of(pins)),
        "lay": _setting("lay", "down", address.one_of(("down", "across"))),
        "words": _setting("words", False, address.flag),
        "cut": _setting("cut", 0, address.index(101)),
        "pairs": _setting("pairs", "all", address.one_of(("all", "aa", "ab", "ba", "bb"))),
        "nosep": _setting("nosep", False, address.flag),
        "tab": _setting("tab", "lines", address.one_of(("lines", "model"))),
        "sort": _setting("sort", "place", address.one_of(("place", *SUMMARIES))),
        "thumb": _setting("thumb", "lines", address.one_of(("lines", "maps"))),
    }


def _took(told: dict[str, Any]) -> None:
    """Take over what was changed in the browser; what is wrong in it, the checks of the address drop."""
    if isinstance(told.get("layer"), int):
        address.put("layer", told["layer"] + 1)
    if isinstance(told.get("shown"), list):
        address.put("shown", [head + 1 for head in told["shown"] if isinstance(head, int)])
    for name in ("pins", "lay", "words", "cut", "pairs", "nosep", "tab", "sort", "thumb"):
        if name in told:
            address.put(name, told[name])


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Send the weights once; the rest happens in the browser."""
    with busy("shell.running"):
        trace = store.ask(run, loaded, tokens)
        packed = store.ask(parcel, loaded, tokens)
        # On its way before the rest is computed: of a long text this is what takes longest.
        send("head_lines", packed)
        measured = store.ask(summary, loaded, tokens)
    groups = word_groups(tokens)
    layers, heads, count = packed.shape
    address.forget(tokens.sentences, "pins")
    drawn = Drawn(
        packed,
        tokens.labels,
        tokens.special.tolist(),
        _sentences(tokens),
        [(group[0], group[-1] + 1) for group in groups],
        group_labels(tokens, groups),
        {name: getattr(measured, name) for name in SUMMARIES},
    )
    head_lines("head_lines", drawn, style(), _state(layers, heads, count), _took)
    st.caption(
        md(
            "studio.parcel",
            heads=layers * heads,
            tokens=count,
            size=num(len(packed.content) / 1000, 0),
            raw=num(4 * layers * heads * count * count / 1000, 0),
        )
    )
    ran("shell.ran", loaded, tokens=len(tokens), milliseconds=num(1000 * trace.seconds, 1))
    st.caption(t("studio.keys"))
