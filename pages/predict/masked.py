"""Masked words: blanks of one's own choice, every position in turn, and masking as in BERT's training."""

from pages.predict.views import blanks, every_position, training
from pages.shell.frame import choose_view, read_text, title
from pages.shell.words import t

VIEWS = {"blanks": blanks, "every": every_position, "training": training}

title("masked")
loaded, tokens = read_text("masked", "capital")
names = {name: t(f"masked.view.{name}") for name in VIEWS}
chosen = choose_view(t("masked.view"), "view", names)
VIEWS[chosen](loaded, tokens)
