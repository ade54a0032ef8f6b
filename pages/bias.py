"""The Bias lab: five probes of what a model inherited, and a report of those looked at."""

from pages.shell.page import Page

PAGE = Page(
    "bias",
    section="limits",
    place=8,
    icon="groups",
    views=("fill", "jobs", "pairs", "associations", "swap"),
)


def draw(page: Page) -> None:
    """The page."""
    from pages.shell.frame import choose_view, chosen_model, lesson, title
    from pages.views.bias import language, record

    title(page)
    lesson(page)
    view = choose_view(page)
    loaded = chosen_model()
    spoken = language.choose(loaded)
    try:
        if language.reads(loaded, spoken):
            with record.recording(view.__name__.rpartition(".")[2], loaded):
                view.show(loaded, spoken)
    finally:
        record.report(loaded)


if __name__ == "__main__":
    PAGE.open(draw)
