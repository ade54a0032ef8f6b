"""One head and one token from its vector to the next layer, with the model's own numbers."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explain.attention.steps import Entrance, Steps, entrance, step_by_step
from explain.engine.trace import run
from explain.figures import place_map
from explain.models import LoadedModel
from explain.text.tokens import Tokens
from pages.shell import store
from pages.shell.controls import choice
from pages.shell.frame import busy, figure, ran, style, table
from pages.shell.texts import joined, md, num, sig, t
from pages.views.studio.formulas import dot_product, formula, written

__all__ = ["show"]

CLOSE = 1e-5
ENTERING = ("word", "position", "segment", "total")
SAID = {
    "studio.about.prenorm": {"rms": "studio.about.prenorm_rms"},
    "studio.about.norm_before": {"rms": "studio.about.norm_before_rms", "parallel": "studio.about.norm_parallel"},
    "studio.part.fed": {"rms": "studio.part.fed_rms", "parallel": "studio.part.fed_parallel"},
    "studio.stage.read": {"rms": "studio.stage.read_rms"},
    "studio.stage.fed": {"rms": "studio.stage.fed_rms"},
    "studio.stage.total": {"parallel": "studio.stage.total_parallel"},
}
"""What is said otherwise where the norm or the order of the parts is another one."""


def badge(*differences: float) -> None:
    """How far this page's own computation is from the model's."""
    worst = max(differences)
    st.badge(
        t("studio.badge" if worst < CLOSE else "studio.badge_off", difference=sig(worst, 2)),
        icon=":material/check:" if worst < CLOSE else ":material/warning:",
        color="green" if worst < CLOSE else "red",
    )


def vectors(key: str, heading: str, rows: list[tuple[str, NDArray[np.float64]]], *, across: str) -> None:
    """Vectors of one width, one below the other."""
    values = np.stack([vector for _, vector in rows])
    names = [name for name, _ in rows]
    # A few dimensions of most models are so large that the rest would be blank.
    most = float(np.percentile(np.abs(values), 99))
    columns = [str(at + 1) for at in range(values.shape[1])]
    figure(
        key,
        lambda: place_map(
            values,
            names,
            columns,
            style(),
            heading,
            across=across,
            down=t("studio.vector"),
            value=t("studio.value"),
            most=most,
            height=190 + 26 * len(names),
        ),
        t("studio.vectors_alt", title=heading, rows=joined(names[:12]), columns=values.shape[1]),
        lambda: pd.DataFrame(values.T, columns=[f"{at + 1} {name}" for at, name in enumerate(names)]),
        heading,
    )


def choose(tokens: Tokens, layers: int, heads: int) -> tuple[int, int, int, int]:
    """Layer, head, token, and the key that is followed, all from 0."""

    def token(name: str, label: str, default: int) -> int:
        return choice(
            name,
            label,
            range(len(tokens)),
            min(default, len(tokens) - 1),
            names=lambda at: f"{at + 1} · {tokens.labels[at]}",
            labels=tokens,
            width=220,
        )

    with st.container(horizontal=True, vertical_alignment="bottom"):
        layer = choice("layer", t("attention.layer"), range(1, layers + 1), width=110)
        head = choice("head", t("attention.head"), range(1, heads + 1), width=110)
        query, key = token("token", t("studio.query_token"), 2), token("against", t("studio.key_token"), 4)
    return layer - 1, head - 1, query, key


def _entrance(found: Entrance, label: str) -> None:
    st.subheader(t("studio.step.entrance"))
    st.markdown(md("studio.about.entrance", token=label))
    # The layer norm makes all lengths alike: on its scale the parts would be too faint to see.
    parts = [(t(f"studio.part.{name}"), found.stages[name]) for name in ENTERING if name in found.stages]
    vectors("entrance", t("studio.figure.entrance"), parts, across=t("studio.dimension"))
    badge(found.difference)


def _projections(found: Steps, tokens: Tokens, against: int, width: int) -> None:
    st.subheader(t("studio.step.projections"))
    st.markdown(_said(found, "studio.about.prenorm" if found.pre_norm else "studio.about.projections"))
    d, length = len(found.stages["query"]), len(tokens)
    formula(
        *(
            rf"\underset{{{length}\times {d}}}{{{name}}}=\underset{{{length}\times {width}}}{{X}}\;"
            rf"\underset{{{width}\times {d}}}{{W_{name}}}" + (f"+b_{name}" if found.biased[0] else "")
            for name in "QKV"
        )
    )
    token, other = tokens.labels[found.token], tokens.labels[against]
    turned = "turned_query" in found.stages
    rows = [(t("studio.part.query", token=token), found.stages["query"])]
    if turned:
        rows.append((t("studio.part.turned_query", token=token), found.stages["turned_query"]))
    rows.append((t("studio.part.key", token=other), found.stages["keys"][against]))
    if turned:
        rows.append((t("studio.part.turned_key", token=other), found.stages["turned_keys"][against]))
    rows.append((t("studio.part.value", token=other), found.stages["values"][against]))
    vectors("qkv", t("studio.figure.projections"), rows, across=t("studio.dimension_head"))
    if found.groups < found.heads:
        st.caption(md("studio.about.shared_keys", each=found.heads // found.groups))
    if turned and found.turned < d:
        st.caption(md("studio.about.turned_part", turned=found.turned, width=d))
    elif turned:
        st.caption(t("studio.about.turned"))
    badge(*(found.differences[name] for name in ("query", "keys", "values")))


def _scores(found: Steps, tokens: Tokens, against: int) -> None:
    st.subheader(t("studio.step.scores"))
    token, other = tokens.labels[found.token], tokens.labels[against]
    st.markdown(md("studio.about.scores", token=token, other=other))
    turned = "turned_query" in found.stages
    query = found.stages["turned_query" if turned else "query"]
    key = found.stages["turned_keys" if turned else "keys"][against]
    dot_product(query, key, found.stages["products"][against])
    product, score = found.stages["products"][against], found.stages["scores"][against]
    weight, d = found.stages["weights"][against], len(query)
    usual = bool(np.isclose(found.scaling, d**-0.5))
    for name in found.terms:
        st.markdown(t(f"studio.about.term.{name}"))
    if np.isfinite(score):
        # One model may scale otherwise than by the root of d; what it does is what is shown.
        below = rf"\sqrt{{{d}}}" if usual else written(1 / found.scaling)
        added = "".join(rf"+({written(found.stages[name][against])})" for name in found.terms)
        highest = float(found.stages["scores"].max())
        total = float(np.exp(found.stages["scores"] - highest).sum())
        formula(
            rf"\frac{{{written(product)}}}{{{below}}}{added}={written(score)}",
            rf"\frac{{e^{{{written(score)}-({written(highest)})}}}}{{{written(total)}}}={written(weight, 4)}",
        )
        st.caption(md("studio.about.softmax", highest=num(highest, 3), total=num(total, 3)))
    else:
        st.info(md("studio.about.masked", token=token, other=other), icon=":material/visibility_off:")
    scores = np.where(np.isfinite(found.stages["scores"]), found.stages["scores"], np.nan)
    scaled = t("studio.column.scaled") if usual else f"÷ {num(1 / found.scaling, 3)}"
    columns = {
        t("studio.column.key"): [f"{at + 1} {label}" for at, label in enumerate(tokens.labels)],
        "q · k": found.stages["products"],
        scaled: np.where(np.isfinite(scores), found.stages["products"] * found.scaling, np.nan),
    }
    if found.terms:
        columns |= {t(f"studio.column.term.{name}"): found.stages[name] for name in found.terms}
        columns[t("studio.column.score")] = scores
    frame = pd.DataFrame(columns | {t("studio.column.weight"): found.stages["weights"]})
    table("scores", frame.round(4), height=min(420, 38 + 35 * len(frame)))
    badge(found.differences["weights"])


def _values(found: Steps, tokens: Tokens) -> None:
    st.subheader(t("studio.step.values"))
    st.markdown(t("studio.about.values"))
    weighted = found.stages["weights"][:, None] * found.stages["values"]
    order = np.argsort(-found.stages["weights"], kind="stable")[:12]
    rows = [(f"{num(found.stages['weights'][at], 3)} × v({tokens.labels[at]})", weighted[at]) for at in sorted(order)]
    if len(tokens) > len(order):
        rest = np.delete(np.arange(len(tokens)), order)
        rows.append((t("studio.part.rest", count=len(rest)), weighted[rest].sum(0)))
    rows.append((t("studio.part.sum"), found.stages["head"]))
    vectors("weighted", t("studio.figure.values"), rows, across=t("studio.dimension_head"))
    badge(found.differences["head"])


def _output(found: Steps, width: int) -> None:
    st.subheader(t("studio.step.output"))
    d = len(found.stages["head"])
    st.markdown(md("studio.about.output", heads=found.heads, width=d))
    formula(
        rf"\underset{{1\times {width}}}{{o}}=[\,h_1\,;\ldots;h_{{{found.heads}}}\,]\;"
        rf"\underset{{{found.heads * d}\times {width}}}{{W_O}}" + ("+b_O" if found.biased[1] else "")
    )
    rows = [
        (t("studio.part.head", head=at + 1) + (" ◀" if at == found.head else ""), part)
        for at, part in enumerate(found.stages["joined"].reshape(found.heads, -1))
    ]
    vectors("joined", t("studio.part.joined"), rows, across=t("studio.dimension_head"))
    names = [name for name in ("entering", "mixed", "summed", "middle", "fed") if name in found.stages]
    parts = [(_said(found, f"studio.part.{name}"), _of(found, name)) for name in names]
    vectors("residual", t("studio.step.residual"), parts, across=t("studio.dimension"))
    st.caption(_said(found, "studio.about.norm_after" if "middle" in found.stages else "studio.about.norm_before"))
    badge(*(found.differences[name] for name in ("joined", "mixed", "middle", "fed") if name in found.differences))


def _said(found: Steps, key: str) -> str:
    """A text of the page, in the wording that fits the layer."""
    kind = "parallel" if found.parallel else found.norm
    return t(SAID.get(key, {}).get(kind, key))


def _of(found: Steps, name: str) -> NDArray[np.float64]:
    """A stage of the token alone."""
    array = found.stages[name]
    return array[found.token] if name in ("entering", "read") else array


def _feed_forward(found: Steps) -> None:
    st.subheader(t("studio.step.feed"))
    active = found.stages["active"]
    st.markdown(
        md(
            "studio.about.gated" if found.gated else "studio.about.feed",
            units=len(active),
            name=found.activation,
            strong=int((np.abs(active) > 0.1).sum()),
        )
    )
    names = [name for name in ("middle", "fed", "down", "total", "left") if name in found.stages]
    parts = [(_said(found, f"studio.part.{name}"), found.stages[name]) for name in names]
    vectors("feed", t("studio.figure.feed"), parts, across=t("studio.dimension"))
    badge(*(found.differences[name] for name in ("up", "active", "down", "total", "left") if name in found.differences))


def _overview(found: Steps) -> None:
    """Every stage with its shape, its length and its difference."""
    rows = [
        {
            t("studio.column.stage"): _said(found, f"studio.stage.{name}"),
            t("studio.column.shape"): " × ".join(map(str, array.shape)),
            t("studio.column.norm"): float(np.linalg.norm(array[np.isfinite(array)])),
            t("studio.column.difference"): sig(found.differences[name], 2) if name in found.differences else "",
        }
        for name, array in found.stages.items()
    ]
    with st.expander(t("studio.all_stages")):
        table("stages", pd.DataFrame(rows))


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Follow one token."""
    with busy("shell.running"):
        trace = store.ask(run, loaded, tokens)
    layers, heads = trace.attention.shape[:2]
    layer, head, token, against = choose(tokens, layers, heads)
    with busy("shell.running"):
        found = store.ask(step_by_step, loaded, tokens, layer, head, token)
    st.caption(md("studio.steps_note", model=loaded.card.name))
    badge(found.worst)
    width = trace.hidden.shape[-1]
    if layer == 0:
        _entrance(store.ask(entrance, loaded, tokens, token), tokens.labels[token])
    _projections(found, tokens, against, width)
    _scores(found, tokens, against)
    _values(found, tokens)
    _output(found, width)
    _feed_forward(found)
    _overview(found)
    ran("shell.ran", loaded, tokens=len(tokens), milliseconds=num(1000 * trace.seconds, 1))
