"""Everything a person reads, in English and Turkish. `say(language, key)` looks it up; nothing here computes."""

from explain.content import (
    attention,
    attributions,
    bias,
    embeddings,
    errors,
    home,
    masked,
    positions,
    presets,
    shell,
    steps,
    studio,
    tokens,
    verdicts,
)
from explain.content.presets import PRESETS, Preset

__all__ = ["LANGUAGES", "PRESETS", "TEXTS", "Preset", "say"]

LANGUAGES = {"en": "English", "tr": "Türkçe"}

TEXTS: dict[str, tuple[str, str]] = {}
for _module in (
    shell,
    home,
    tokens,
    embeddings,
    positions,
    attention,
    studio,
    steps,
    verdicts,
    masked,
    attributions,
    bias,
    errors,
    presets,
):
    _twice = TEXTS.keys() & _module.TEXT.keys()
    if _twice:
        raise ValueError(f"texts named twice: {sorted(_twice)}")
    TEXTS |= _module.TEXT


def say(language: str, key: str, /, **values: object) -> str:
    """The text `key` in a language, with `{name}` filled in from `values`. An unknown key is a KeyError."""
    text = TEXTS[key][list(LANGUAGES).index(language)]
    return text.format(**values) if values else text
