"""Sentences, cases and lists that pages offer to begin with. Each belongs to one language, whatever the page speaks."""

__all__: list[str] = []
