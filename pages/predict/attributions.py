"""Attributions: which words made the model say that, by many methods, and whether to believe them."""

from pages.predict.why.asking import ask
from pages.predict.why.inside import inside
from pages.predict.why.one import one
from pages.predict.why.path import path
from pages.predict.why.several import several
from pages.predict.why.trust import trust
from pages.shell.frame import choose_view, ran, read_text, title
from pages.shell.words import t

VIEWS = {"one": one, "several": several, "trust": trust, "path": path, "inside": inside}

title("attributions")
loaded, tokens = read_text("attributions", "cabinet")
asking = ask(loaded, tokens)
if asking is not None:
    names = {name: t(f"attributions.view.{name}") for name in VIEWS}
    chosen = choose_view(t("attributions.view"), "why", names)
    VIEWS[chosen](asking)
ran("attributions.ran", loaded, tokens=len(tokens))
