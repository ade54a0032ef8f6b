"""The Bias lab: five probes of what a model inherited, and a report of those looked at."""

from pages.limits import keeping
from pages.limits.views.fill import fill
from pages.limits.views.jobs import whose_job
from pages.limits.views.pairs import pairs
from pages.limits.views.swap import swap
from pages.limits.views.tests import tests
from pages.shell.frame import choose_view, chosen_model, lesson, title
from pages.shell.words import t

VIEWS = {"fill": fill, "jobs": whose_job, "pairs": pairs, "tests": tests, "swap": swap}

title("bias")
lesson("bias")
names = {name: t(f"bias.view.{name}") for name in VIEWS}
chosen = choose_view(t("bias.view"), "lab", names)
loaded = chosen_model()
spoken = keeping.spoken(loaded)
try:
    if keeping.reads(loaded, spoken):
        keeping.begin(chosen)
        VIEWS[chosen](loaded, spoken)
finally:
    keeping.report(loaded)
