"""Which pages there are: the one list that the navigation, the first page and the tests read."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["PAGES", "PageEntry", "open_app"]


@dataclass(frozen=True)
class PageEntry:
    """section: key of its heading. name: its address, and the prefix of its texts. file: below pages/."""

    section: str
    name: str
    file: str
    icon: str


PAGES = (
    PageEntry("nav.text", "tokens", "text/tokens.py", "content_cut"),
    PageEntry("nav.space", "embeddings", "space/embeddings.py", "scatter_plot"),
    PageEntry("nav.space", "positions", "space/positions.py", "format_list_numbered"),
    PageEntry("nav.inside", "attention", "inside/attention.py", "grid_on"),
    PageEntry("nav.inside", "studio", "inside/studio.py", "hub"),
    PageEntry("nav.prediction", "masked", "predict/masked.py", "question_mark"),
    PageEntry("nav.prediction", "attributions", "predict/attributions.py", "balance"),
    PageEntry("nav.limits", "bias", "limits/bias.py", "groups"),
)


def open_app() -> None:
    """Run app.py, for the front doors `pages/<name>.py`.

    Until app.py has run once in a server process, Streamlit takes the folder `pages/` for its old kind of multipage app
    and looks for a file there: without one, the first visitor to follow a link to a page is told that the page does not
    exist. With one that only opens the app, the link works.
    """
    app = Path(__file__).parents[2] / "app.py"
    exec(compile(app.read_text(encoding="utf-8"), str(app), "exec"), {"__name__": "__main__", "__file__": str(app)})
