"""Masked words: blanks of one's own choice, every position in turn, and masking as in BERT's training."""

import streamlit as st

from pages.predict.views import blanks, every_position, training
from pages.shell import address
from pages.shell.frame import read_text, title
from pages.shell.words import t

VIEWS = {"blanks": blanks, "every": every_position, "training": training}

title("masked")
loaded, tokens = read_text("masked", "capital")
chosen = address.setting("view", "blanks", address.one_of(list(VIEWS)))
st.segmented_control(
    t("masked.view"),
    list(VIEWS),
    format_func=lambda name: t(f"masked.view.{name}"),
    key="view",
    required=True,
    label_visibility="collapsed",
)
VIEWS[chosen](loaded, tokens)
