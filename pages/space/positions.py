"""Positions: four encodings, what the model reads, what shuffling does, how far a word reaches."""

import streamlit as st

from pages.shell import address
from pages.shell.frame import read_text, title
from pages.shell.words import t
from pages.space.views.distance import distance
from pages.space.views.encodings import encodings
from pages.space.views.reading import reading
from pages.space.views.shuffling import shuffling

VIEWS = {"encodings": encodings, "reading": reading, "shuffling": shuffling, "distance": distance}

title("positions")
loaded, tokens = read_text("positions", "bites")
chosen = address.setting("places", "encodings", address.one_of(list(VIEWS)))
st.segmented_control(
    t("positions.view"),
    list(VIEWS),
    format_func=lambda name: t(f"positions.view.{name}"),
    key="places",
    required=True,
    label_visibility="collapsed",
)
VIEWS[chosen](loaded, tokens)
