"""Attributions: which words made the model say that, by many methods, and whether to believe them."""

import streamlit as st

from pages.predict.why.asking import ask
from pages.predict.why.inside import inside
from pages.predict.why.one import one
from pages.predict.why.path import path
from pages.predict.why.several import several
from pages.predict.why.trust import trust
from pages.shell import address
from pages.shell.frame import ran, read_text, title
from pages.shell.words import t

VIEWS = {"one": one, "several": several, "trust": trust, "path": path, "inside": inside}

title("attributions")
loaded, tokens = read_text("attributions", "cabinet")
asking = ask(loaded, tokens)
if asking is not None:
    chosen = address.setting("why", "one", address.one_of(list(VIEWS)))
    st.segmented_control(
        t("attributions.view"),
        list(VIEWS),
        format_func=lambda name: t(f"attributions.view.{name}"),
        key="why",
        required=True,
        label_visibility="collapsed",
    )
    VIEWS[chosen](asking)
ran("attributions.ran", loaded, tokens=len(tokens))
