"""The wall of heads: the attention of every head as a small map, each to be clicked."""

import base64
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from explain.figures import Style
from pages.shell.browser.component import clicked, component
from pages.shell.texts import language, t

__all__ = ["head_wall"]

_HEADS = component("heads")


def head_wall(
    key: str, pictures: NDArray[np.uint8], style: Style, *, chosen: Sequence[int], on_click: Callable[[int], None]
) -> None:
    """All heads as small maps; clicking one calls `on_click(layer * heads + head)`.

    pictures: (layers, heads, size, size), from 0 for weight 0 to 255 for weight 1.
    """
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
        on_clicked_change=clicked(key, on_click),
    )
