"""Attributions: which words made the model say that, by many methods, and whether to believe them."""

from pages.shell.page import Page

PAGE = Page(
    "attributions",
    section="prediction",
    place=7,
    icon="balance",
    views=("one", "several", "trust", "path", "inside"),
    examples=("cabinet", "bites", "bank", "capital", "sat", "nurse"),
)


def draw(page: Page) -> None:
    """The page."""
    from pages.shell.frame import choose_view, ran, read_text, title
    from pages.views.attributions.choices import choose

    title(page)
    loaded, tokens = read_text(page)
    choices = choose(loaded, tokens)
    if choices is not None:
        choose_view(page).show(choices)
    ran("attributions.ran", loaded, tokens=len(tokens))


if __name__ == "__main__":
    PAGE.open(draw)
