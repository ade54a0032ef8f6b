"""Sentences, cases and lists that pages offer to begin with. Each belongs to one language, whatever the page speaks."""

__all__ = ["LANGUAGES"]

LANGUAGES = {"en": "English", "tr": "Türkçe"}
"""Code and name of each language that there are examples in."""
