"""The Attention studio: from q · k to a verdict on a head."""

import streamlit as st

from pages.inside.views.across import across
from pages.inside.views.lines import lines
from pages.inside.views.near import near
from pages.inside.views.paper import paper
from pages.inside.views.removal import removal
from pages.inside.views.roles import roles
from pages.inside.views.steps import steps
from pages.shell import address
from pages.shell.frame import lesson, sentence_boxes, title
from pages.shell.words import t

VIEWS = {
    "lines": lines, "steps": steps, "paper": paper, "roles": roles, "across": across, "removal": removal, "near": near,
}  # fmt: skip

title("studio")
lesson("studio")
# The same examples as on the page of the maps.
loaded, tokens = sentence_boxes("attention", "pepper")
chosen = address.setting("lens", "lines", address.one_of(list(VIEWS)))
st.segmented_control(
    t("studio.view"),
    list(VIEWS),
    format_func=lambda name: t(f"studio.view.{name}"),
    key="lens",
    required=True,
    label_visibility="collapsed",
)
VIEWS[chosen](loaded, tokens)
