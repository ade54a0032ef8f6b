"""Embeddings: one-hot against embedding, neighbours, relations, maps, one word with many meanings."""

from pages.shell.frame import choose_view, lesson, title
from pages.shell.words import t
from pages.space.views.context import context
from pages.space.views.maps import maps
from pages.space.views.near import near
from pages.space.views.onehot import onehot
from pages.space.views.relations import relations
from pages.space.views.senses import meanings

VIEWS = {
    "onehot": onehot, "near": near, "context": context, "relations": relations, "map": maps, "senses": meanings,
}  # fmt: skip

title("embeddings")
lesson("embeddings")
names = {name: t(f"embeddings.view.{name}") for name in VIEWS}
chosen = choose_view(t("embeddings.view"), "space", names)
VIEWS[chosen]()
