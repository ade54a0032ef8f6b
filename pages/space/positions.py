"""Positions: four encodings, what the model reads, what shuffling does, how far a word reaches."""

from pages.shell.frame import choose_view, read_text, title
from pages.shell.words import t
from pages.space.views.distance import distance
from pages.space.views.encodings import encodings
from pages.space.views.reading import reading
from pages.space.views.shuffling import shuffling

VIEWS = {"encodings": encodings, "reading": reading, "shuffling": shuffling, "distance": distance}

title("positions")
loaded, tokens = read_text("positions", "bites")
names = {name: t(f"positions.view.{name}") for name in VIEWS}
chosen = choose_view(t("positions.view"), "places", names)
VIEWS[chosen](loaded, tokens)
