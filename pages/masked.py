"""Masked words: blanks of one's own choice, every position in turn, and masking as in BERT's training."""

from pages.shell.page import Page

PAGE = Page(
    "masked",
    section="prediction",
    place=6,
    icon="question_mark",
    views=("blanks", "every", "training"),
    examples=("capital", "pepper", "cat", "hill", "pole", "robot", "bites", "bank", "keys", "sat", "cabinet", "nurse"),
    places=("hidden", "part"),
)


def draw(page: Page) -> None:
    """The page."""
    from pages.shell.frame import choose_view, read_text, title

    title(page)
    loaded, tokens = read_text(page)
    choose_view(page).show(loaded, tokens)


if __name__ == "__main__":
    PAGE.open(draw)
