"""The Attention studio: from q · k to a verdict on a head."""

from pages.inside.views.across import across
from pages.inside.views.lines import lines
from pages.inside.views.near import near
from pages.inside.views.paper import paper
from pages.inside.views.removal import removal
from pages.inside.views.roles import roles
from pages.inside.views.steps import steps
from pages.shell.frame import choose_view, lesson, sentence_boxes, title
from pages.shell.words import t

VIEWS = {
    "lines": lines, "steps": steps, "paper": paper, "roles": roles, "across": across, "removal": removal, "near": near,
}  # fmt: skip

title("studio")
lesson("studio")
# The same examples as on the page of the maps.
loaded, tokens = sentence_boxes("attention", "pepper")
names = {name: t(f"studio.view.{name}") for name in VIEWS}
chosen = choose_view(t("studio.view"), "lens", names)
VIEWS[chosen](loaded, tokens)
