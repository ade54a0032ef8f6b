"""A page, declared once: in `pages/<name>.py`, which is the page and its own front door.

app.py finds the declarations by looking into the folder. What else must exist for a page (its texts, its views, its row
in the README) a test names.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

__all__ = ["Page", "find", "from_app", "pages"]

_FOLDER = Path(__file__).parents[1]
_opened: ContextVar[bool] = ContextVar("opened", default=False)


@dataclass(frozen=True)
class Page:
    """What the navigation, the first page and the tests know of a page.

    name: its file, its address, and the prefix of its texts and settings. section: its heading, `nav.<section>`.
    place: where it stands on the way; sections stand in the order of their first pages.
    icon: a Material symbol. views: modules of `pages.views.<name>`, in the order of the row of views.
    examples: ids of the sentences that its box offers; the first one is there at first.
    places: settings that name a place in the sentence; an example lets go of them.
    """

    name: str
    section: str
    place: int
    icon: str
    views: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Its file, from the root of the project."""
        return f"pages/{self.name}.py"

    @property
    def path(self) -> str:
        """Its address; the first page's is empty."""
        return "" if self.place == 0 else self.name

    def view(self, name: str) -> ModuleType:
        """The module of a view, imported when it is first looked at; its `show` draws it."""
        return import_module(f"pages.views.{self.name}.{name}")

    def open(self, draw: Callable[["Page"], None]) -> None:
        """Draw the page, or, where a visitor's first link led here past app.py, run that.

        Until app.py has run once in a server process, Streamlit takes the folder `pages/` for its old kind of multipage
        app and runs the file that a link names by itself.
        """
        if _opened.get():
            draw(self)
            return
        app = _FOLDER.parent / "app.py"
        exec(compile(app.read_text(encoding="utf-8"), str(app), "exec"), {"__name__": "__main__", "__file__": str(app)})


def from_app(run: Callable[[], None]) -> None:
    """Run a page as app.py does."""
    token = _opened.set(True)
    try:
        run()
    finally:
        _opened.reset(token)


@cache
def pages() -> tuple[Page, ...]:
    """Every page there is, in the order of the way; the first one is the first page."""
    declared = [import_module(f"pages.{file.stem}").PAGE for file in sorted(_FOLDER.glob("*.py"))]
    return tuple(sorted(declared, key=lambda page: page.place))


def find(name: str) -> Page:
    """The page of that name."""
    return next(page for page in pages() if page.name == name)
