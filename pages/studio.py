"""The Attention studio: from q · k to a verdict on a head."""

from pages.shell.page import Page

PAGE = Page(
    "studio",
    section="inside",
    place=5,
    icon="hub",
    views=("lines", "steps", "paper", "roles", "across", "removal", "near"),
    examples=("pepper", "cat", "hill", "pole", "robot", "far", "bank", "keys", "yuz"),
)


def draw(page: Page) -> None:
    """The page."""
    from pages.shell.frame import choose_view, read_text, title

    title(page)
    loaded, tokens = read_text(page)
    choose_view(page).show(loaded, tokens)


if __name__ == "__main__":
    PAGE.open(draw)
