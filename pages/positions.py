"""Positions: four encodings, what the model reads, what shuffling does, how far a word reaches."""

from pages.shell.page import Page

PAGE = Page(
    "positions",
    section="space",
    place=3,
    icon="format_list_numbered",
    views=("encodings", "reading", "shuffling", "distance"),
    examples=("bites", "robot", "far"),
)


def draw(page: Page) -> None:
    """The page."""
    from pages.shell.frame import choose_view, read_text, title

    title(page)
    loaded, tokens = read_text(page)
    choose_view(page).show(loaded, tokens)


if __name__ == "__main__":
    PAGE.open(draw)
