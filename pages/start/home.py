"""The first page: what this is and where to go."""

import streamlit as st

from pages.shell.contents import PAGES
from pages.shell.words import t

st.title(t("home.title"))
st.markdown(t("home.lead"))
for column, entry in zip(st.columns(len(PAGES), border=True), PAGES, strict=True):
    with column:
        st.page_link(f"pages/{entry.file}", label=f"**{t(f'{entry.name}.title')}**", icon=f":material/{entry.icon}:")
        st.markdown(t(f"home.{entry.name}"))
left, right = st.columns(2, gap="medium")
left.subheader(t("home.how_title"))
left.markdown(t("home.how"))
right.subheader(t("home.model_title"))
right.markdown(t("home.model"))
