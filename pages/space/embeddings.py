"""Embeddings: one-hot against embedding, neighbours, relations, maps, one word with many meanings."""

import streamlit as st

from pages.shell import address
from pages.shell.frame import lesson, title
from pages.shell.words import t
from pages.space.views.context import context
from pages.space.views.maps import maps
from pages.space.views.near import near
from pages.space.views.onehot import onehot
from pages.space.views.relations import relations
from pages.space.views.senses import meanings

VIEWS = {
    "onehot": onehot, "near": near, "context": context, "relations": relations, "map": maps, "senses": meanings,
}  # fmt: skip

title("embeddings")
lesson("embeddings")
chosen = address.setting("space", "onehot", address.one_of(list(VIEWS)))
st.segmented_control(
    t("embeddings.view"),
    list(VIEWS),
    format_func=lambda name: t(f"embeddings.view.{name}"),
    key="space",
    required=True,
    label_visibility="collapsed",
)
VIEWS[chosen]()
