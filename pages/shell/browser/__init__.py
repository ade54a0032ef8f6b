"""The parts of a page that Streamlit lacks: each in a folder of its own, with its modules for the browser."""

from pages.shell.browser.chips.chips import GREY, Lane, chips
from pages.shell.browser.heads.heads import head_wall
from pages.shell.browser.lines.lines import Drawn, head_lines
from pages.shell.browser.picture.picture import picture_buttons
from pages.shell.browser.shaded.shaded import ShadedRow, shaded
from pages.shell.browser.tensor.tensor import send

__all__ = [
    "GREY",
    "Drawn",
    "Lane",
    "ShadedRow",
    "chips",
    "head_lines",
    "head_wall",
    "picture_buttons",
    "send",
    "shaded",
]
