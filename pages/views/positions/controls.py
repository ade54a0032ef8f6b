"""The numbers that an encoding depends on."""

from collections.abc import Callable

import streamlit as st

from explain.models import LoadedModel
from explain.order.encodings import MOST_PLACES, Wanted
from pages.shell import address
from pages.shell.texts import t

__all__ = ["between", "controls"]


def between(low: int, high: int) -> Callable[[object], int | None]:
    """A check of a whole number for the address; a list of a million values would be slow to make."""

    def check(value: object) -> int | None:
        try:
            number = int(str(value))
        except ValueError:
            return None
        return number if low <= number <= high else None

    return check


def _number(name: str, label: str, low: int, high: int, default: int) -> int:
    chosen: int = address.setting(name, default, between(low, high))
    st.number_input(label, low, high, key=name, width=150)
    return chosen


def controls(kind: str, loaded: LoadedModel) -> Wanted:
    """Only what the chosen kind depends on."""
    length = _number("length", t("positions.length"), 2, MOST_PLACES, 32)
    layer = 0
    if kind == "rotary" and "positions:rotary" in loaded.abilities:
        layers = loaded.model.config.num_hidden_layers
        layer = address.setting("angles", 1, address.index(layers + 1))
        st.selectbox(
            t("positions.angles"),
            range(layers + 1),
            key="angles",
            width=220,
            format_func=lambda at: t("positions.angles_layer", layer=at) if at else t("positions.angles_formula"),
        )
    wanted = Wanted(length, layer=layer)
    if kind in ("all", "sinusoidal") or (kind == "rotary" and not layer):
        wanted = Wanted(
            length,
            _number("width", t("positions.width"), 2, 1024, 64),
            float(_number("base", t("positions.base"), 2, 1_000_000, 10_000)),
            layer=layer,
        )
    if kind in ("all", "alibi"):
        heads = _number("heads", t("positions.heads"), 1, 64, 8)
        wanted = Wanted(
            length, wanted.width, wanted.base, heads, _number("bias_head", t("positions.bias_head"), 1, heads, 1), layer
        )
    return wanted
