"""The parts of a page that Streamlit lacks: clickable chips, the wall of small attention maps, picture export."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explain.figures import Style
from pages.shell.texts import language, t

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

_HERE = Path(__file__).parent
GREY = -1


def _component(name: str, *before: str) -> Any:
    """A part out of the files of its folder; `before` names scripts that stand before its own."""
    script = "\n".join((_HERE / f"{one}.js").read_text(encoding="utf-8") for one in (*before, f"{name}/{name}"))
    return st.components.v2.component(
        f"saydam_{name}",
        html=f'<div class="{name}"></div>',
        css=(_HERE / name / f"{name}.css").read_text(encoding="utf-8"),
        js=script,
    )


_CHIPS = _component("chips")
_HEADS = _component("heads", "shared/saving")
_PICTURE = _component("picture", "shared/saving")


@dataclass(frozen=True)
class Lane:
    """One row of chips. chips: (text, colour number or GREY, small note, dashed)."""

    title: str
    count: str
    chips: Sequence[tuple[str, int, str, bool]]
    clickable: bool = False


def _on_click(key: str, act: Callable[[int], None]) -> Callable[[], None]:
    def clicked() -> None:
        at = getattr(st.session_state[key], "clicked", None)
        # What comes from a browser may be anything.
        if isinstance(at, (int, float)) and not isinstance(at, bool):
            act(int(at))

    return clicked


def chips(
    key: str,
    lanes: Sequence[Lane],
    *,
    label: str,
    pressed: Sequence[int] = (),
    legend: Sequence[tuple[int, str]] = (),
    on_click: Callable[[int], None] = lambda at: None,
) -> None:
    """Rows of chips; clicking chip `at` of a clickable row calls `on_click(at)` before the page is run again."""
    _CHIPS(
        key=key,
        data={
            "lang": language(),
            "label": label,
            "lanes": [
                {
                    "title": lane.title,
                    "count": lane.count,
                    "chips": [list(c) for c in lane.chips],
                    "clickable": lane.clickable,
                }
                for lane in lanes
            ],
            "pressed": list(pressed),
            "legend": [list(entry) for entry in legend],
        },
        on_clicked_change=_on_click(key, on_click),
    )


def head_wall(
    key: str, pictures: NDArray[np.uint8], style: Style, *, chosen: Sequence[int], on_click: Callable[[int], None]
) -> None:
    """All heads as small maps; clicking one calls `on_click(layer * heads + head)`."""
    layers, heads, size, _ = pictures.shape
    _HEADS(
        key=key,
        data={
            # Raw bytes travel only as the whole of `data`; these are few enough for base64.
            "pictures": base64.b64encode(pictures.tobytes()).decode("ascii"),
            "layers": layers,
            "heads": heads,
            "size": size,
            "chosen": list(chosen),
            "scale": style.scale,
            "ink": style.ink,
            "paper": style.paper,
            "lang": language(),
            "label": t("attention.overview_alt", layers=layers, heads=heads),
            "name": t("attention.map_name"),
            "words": {kind: t(f"shell.export_{kind}") for kind in ("png", "svg", "html")},
            "title": t("attention.overview"),
            "file": "saydam-heads",
        },
        on_clicked_change=_on_click(key, on_click),
    )


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


# Below what they are built of.
from pages.shell.browser.lines.lines import Drawn, head_lines, send  # noqa: E402
from pages.shell.browser.shaded.shaded import ShadedRow, shaded  # noqa: E402
