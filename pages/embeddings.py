"""Embeddings: one-hot against embedding, neighbours, relations, maps, one word with many meanings."""

from pages.shell.page import Page

PAGE = Page(
    "embeddings",
    section="space",
    place=2,
    icon="scatter_plot",
    views=("onehot", "near", "context", "relations", "map", "senses"),
    examples=("pets", "robot", "yuz"),
)


def draw(page: Page) -> None:
    """The page."""
    from pages.shell.frame import choose_view, lesson, title

    title(page)
    lesson(page)
    choose_view(page).show()


if __name__ == "__main__":
    PAGE.open(draw)
