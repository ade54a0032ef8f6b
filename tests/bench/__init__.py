"""Benchmarks of the app, run by hand: `python -m tests.bench.pages`. The tests never import this."""
