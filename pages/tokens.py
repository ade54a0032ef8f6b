"""Tokens: one text as characters, words, sub-words and ids, and what a vocabulary loses."""

from pages.shell.page import Page

PAGE = Page(
    "tokens",
    section="text",
    place=1,
    icon="content_cut",
    views=("forms",),
    examples=("pole", "pepper", "cat", "hill", "robot", "pets", "bank", "yuz", "istanbul", "cekoslovakya", "signs"),
    places=("token",),
)


def draw(page: Page) -> None:
    """The page."""
    from pages.shell.frame import choose_view, read_text, title
    from pages.shell.texts import language

    title(page)
    loaded, tokens = read_text(page, "yuz" if language() == "tr" else "pole")
    choose_view(page).show(loaded, tokens)


if __name__ == "__main__":
    PAGE.open(draw)
