"""Links that were shared when settings had other names: what they said then, and what it is called now."""

from collections.abc import Mapping

__all__ = ["NAMES", "VALUES", "translate"]

NAMES: dict[tuple[str, str], str] = {
    ("embeddings", "space"): "view",
    ("positions", "places"): "view",
    ("studio", "lens"): "view",
    ("attributions", "why"): "view",
    ("bias", "lab"): "view",
}
"""(page, name in the link) → name of the setting."""

VALUES: dict[tuple[str, str, str], str] = {
    ("bias", "view", "tests"): "associations",
    ("studio", "ranked", "separator"): "special",
}
"""(page, name of the setting, value in the link) → value."""


def translate(page: str, query: Mapping[str, str]) -> dict[str, str]:
    """An address as it would be written today. Where it holds both names, today's counts."""
    named = {NAMES.get((page, name), name): value for name, value in query.items()}
    named |= {name: query[name] for name in named if name in query}
    return {name: VALUES.get((page, name, value), value) for name, value in named.items()}
