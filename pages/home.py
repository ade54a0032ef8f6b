"""The first page: what this is and where to go."""

from pages.shell.page import Page, pages

PAGE = Page("home", section="start", place=0, icon="visibility")

# More cards in a row would have no room for their titles.
BESIDE = 4


def draw(page: Page) -> None:
    """The page."""
    import streamlit as st

    from pages.shell.texts import t

    st.title(t("home.headline"))
    st.markdown(t("home.lead"))
    others = [other for other in pages() if other != page]
    for row in (others[at : at + BESIDE] for at in range(0, len(others), BESIDE)):
        for column, other in zip(st.columns(BESIDE, border=True), row, strict=False):
            with column:
                label = f"**{t(f'{other.name}.title')}**"
                st.page_link(other.file, label=label, icon=f":material/{other.icon}:")
                st.markdown(t(f"home.{other.name}"))
    left, right = st.columns(2, gap="medium")
    left.subheader(t("home.how_title"))
    left.markdown(t("home.how"))
    right.subheader(t("home.model_title"))
    right.markdown(t("home.model"))


if __name__ == "__main__":
    PAGE.open(draw)
