"""Saving a Plotly figure as a picture."""

from explain.figures import Style
from pages.shell.browser.component import component
from pages.shell.texts import t

__all__ = ["picture_buttons"]

_PICTURE = component("picture")


def picture_buttons(key: str, target: str, style: Style) -> None:
    """Buttons that save the Plotly figure in the container keyed `target` as PNG or SVG, in the browser."""
    _PICTURE(
        key=key,
        data={
            "target": target,
            "paper": style.paper,
            "file": f"saydam-{target}",
            "words": {"png": t("shell.export_png"), "svg": t("shell.export_svg")},
        },
    )
