"""The numbers that an encoding depends on."""

from dataclasses import replace

from explain.models import LoadedModel
from explain.order.encodings import MOST_PLACES, EncodingSettings
from pages.shell.controls import choice, number
from pages.shell.texts import t

__all__ = ["choose_settings"]


def choose_settings(kind: str, loaded: LoadedModel) -> EncodingSettings:
    """Only what the chosen kind depends on."""
    length = number("length", t("positions.length"), 2, MOST_PLACES, 32, kind="box", width=150)
    layer = 0
    if kind == "rotary" and "positions:rotary" in loaded.abilities:
        layers = loaded.layers
        layer = choice(
            "angles",
            t("positions.angles"),
            range(layers + 1),
            1,
            names=lambda at: t("positions.angles_layer", layer=at) if at else t("positions.angles_formula"),
            width=220,
        )
    settings = EncodingSettings(length, layer=layer)
    if kind in ("all", "sinusoidal") or (kind == "rotary" and not layer):
        width = number("width", t("positions.width"), 2, 1024, 64, kind="box", width=150)
        base = number("base", t("positions.base"), 2, 1_000_000, 10_000, kind="box", width=150)
        settings = replace(settings, width=width, base=float(base))
    if kind in ("all", "alibi"):
        heads = number("heads", t("positions.heads"), 1, 64, 8, kind="box", width=150)
        head = number("bias_head", t("positions.bias_head"), 1, heads, 1, kind="box", width=150)
        settings = replace(settings, heads=heads, head=head)
    return settings
