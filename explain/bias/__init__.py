"""Probing what a model inherited: templates, pairs, association tests, each with its uncertainty."""
