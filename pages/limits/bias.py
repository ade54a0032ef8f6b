"""The Bias lab: five probes of what a model inherited, and a report of those looked at."""

import streamlit as st

from pages.limits import keeping
from pages.limits.views.fill import fill
from pages.limits.views.jobs import whose_job
from pages.limits.views.pairs import pairs
from pages.limits.views.swap import swap
from pages.limits.views.tests import tests
from pages.shell import address
from pages.shell.frame import chosen_model, lesson, title
from pages.shell.words import t

VIEWS = {"fill": fill, "jobs": whose_job, "pairs": pairs, "tests": tests, "swap": swap}

title("bias")
lesson("bias")
chosen = address.setting("lab", "fill", address.one_of(list(VIEWS)))
st.segmented_control(
    t("bias.view"),
    list(VIEWS),
    format_func=lambda name: t(f"bias.view.{name}"),
    key="lab",
    required=True,
    label_visibility="collapsed",
)
loaded = chosen_model()
spoken = keeping.spoken(loaded)
try:
    if keeping.reads(loaded, spoken):
        keeping.begin(chosen)
        VIEWS[chosen](loaded, spoken)
finally:
    keeping.report(loaded)
