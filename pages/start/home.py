"""The first page: what this is and where to go."""

import streamlit as st

from pages.shell.contents import PAGES
from pages.shell.words import t

# More cards in a row would have no room for their titles. (No text in quotes here: Streamlit would show it.)
BESIDE = 4

st.title(t("home.title"))
st.markdown(t("home.lead"))
for row in (PAGES[at : at + BESIDE] for at in range(0, len(PAGES), BESIDE)):
    for column, entry in zip(st.columns(BESIDE, border=True), row, strict=False):
        with column:
            label = f"**{t(f'{entry.name}.title')}**"
            st.page_link(f"pages/{entry.file}", label=label, icon=f":material/{entry.icon}:")
            st.markdown(t(f"home.{entry.name}"))
left, right = st.columns(2, gap="medium")
left.subheader(t("home.how_title"))
left.markdown(t("home.how"))
right.subheader(t("home.model_title"))
right.markdown(t("home.model"))
