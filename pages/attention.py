"""Attention: all heads at a glance, one head in full, one token followed."""

from pages.shell.page import Page

PAGE = Page(
    "attention",
    section="inside",
    place=4,
    icon="grid_on",
    views=("heads",),
    examples=("pepper", "cat", "hill", "pole", "robot", "far", "bank", "keys", "yuz"),
    places=("token",),
)


def draw(page: Page) -> None:
    """The page."""
    from pages.shell.frame import choose_view, read_text, title

    title(page)
    loaded, tokens = read_text(page)
    choose_view(page).show(loaded, tokens)


if __name__ == "__main__":
    PAGE.open(draw)
