"""Probing what a model inherited: templates, pairs, association tests, each with its uncertainty."""

__all__: list[str] = []
