"""The question: what is to be explained, and with what words are replaced."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from explain.attribution import Effort, Game, baselines_of
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.prediction.questions import SCALES, Asked, ask_label, ask_similarity, ask_word, find_entry
from explain.text.tokens import Tokens, tokenize
from pages.shell import address
from pages.shell.browser import GREY, Lane, chips
from pages.shell.frame import busy, say_problem
from pages.shell.texts import md, num, pct, sig, t
from pages.views.attributions import results

__all__ = ["Asking", "ask", "number"]

_OFFERED = 30


@dataclass(frozen=True)
class Asking:
    """A question put to a model. name: the asked number in words, such as P(were)."""

    loaded: LoadedModel
    asked: Asked
    game: Game
    effort: Effort
    name: str


def number(asking: Asking, value: float, digits: int = 3) -> str:
    """A value of the asked number as the language writes it; small ones keep three places that count."""
    return sig(value, 2) if value and abs(value) < 10.0 ** (1 - digits) else num(value, digits)


def _place(loaded: LoadedModel, tokens: Tokens) -> int | None:
    """Which token is asked for: a typed [MASK], or a word that is hidden for the question; by click or list."""
    if "masked" not in loaded.abilities:
        return len(tokens) - 1
    mask = loaded.tokenizer.mask_token_id
    open_to = [at for at, token in enumerate(tokens) if not token.special or token.id == mask]
    if not open_to:
        st.info(t("error.only_special"), icon=":material/info:")
        return None
    typed = [at for at in open_to if tokens.tokens[at].id == mask]
    long = [at for at in open_to if tokens.labels[at].isalpha()]
    address.about((loaded.card.id, tokens.sentences), "blank")
    chosen: int = address.setting("blank", (typed or long[-1:] or open_to)[0], address.one_of(open_to))

    def click(at: int) -> None:
        if 0 <= at < len(open_to):
            address.put("blank", open_to[at])

    if len(open_to) <= 64:
        shown = [(tokens.labels[at], 0 if at == chosen else GREY, "", tokens.tokens[at].id == mask) for at in open_to]
        chips(
            "blank_strip",
            [Lane(t("attributions.blank_strip"), "", shown, clickable=True)],
            label=t("attributions.blank_strip"),
            pressed=[open_to.index(chosen)],
            on_click=click,
        )
    else:
        st.selectbox(
            t("attributions.blank"),
            open_to,
            format_func=lambda at: f"{at} · {tokens.labels[at]}",
            key="blank",
            width=280,
        )
    return chosen


def _entry(loaded: LoadedModel, logs: np.ndarray, name: str, label: str, first: int) -> int:
    """A word out of the best guesses, or any that is typed; "" stands for `first`. Raises ExplainError("no_entry")."""
    pieces, vocabulary = loaded.vocabulary.pieces, loaded.vocabulary
    count = min(len(logs), len(pieces))
    best = [int(at) for at in np.argsort(-logs[:count], kind="stable")[:_OFFERED] if pieces[at].strip()]
    written: str = address.setting(name, "", address.text)

    def shown(piece: str) -> str:
        try:
            at = find_entry(vocabulary, piece) if piece else first
        except ExplainError:
            return piece
        share = pct(float(np.exp(logs[at])), 2) if at < count else "–"
        said = f"{vocabulary.readable(at)} · {share}"
        return said if piece else t("attributions.first", word=said)

    options = ["", *dict.fromkeys(pieces[at] for at in best)]
    if written not in options:
        options.append(written)
    labels = {piece: shown(piece) for piece in options}
    with st.container(width=300):
        st.selectbox(
            label,
            options,
            format_func=lambda piece: labels.get(piece, piece),
            key=name,
            accept_new_options=True,
            help=t("attributions.entry_help"),
        )
    return find_entry(vocabulary, written) if written else first


def _word(loaded: LoadedModel, tokens: Tokens, kind: str) -> tuple[Asked, str] | None:
    at = _place(loaded, tokens)
    if at is None:
        return None
    with busy("shell.running"):
        logs = results.candidates(loaded, tokens, at)
    address.about((loaded.card.id, tokens.sentences, at), "target", "rather")
    order = np.argsort(-logs[: len(loaded.vocabulary.pieces)], kind="stable")
    readable = loaded.vocabulary.readable
    with st.container(horizontal=True, vertical_alignment="bottom"):
        target = _entry(loaded, logs, "target", t("attributions.target"), int(order[0]))
        if kind == "rather":
            second = int(next(other for other in order if other != target))
            against = _entry(loaded, logs, "rather", t("attributions.against"), second)
            asked = ask_word(loaded, tokens, at, target, against=against)
            return asked, t("attributions.name_rather", word=readable(target), other=readable(against))
        scale = address.setting("scale", "probability", address.one_of(SCALES))
        st.segmented_control(
            t("attributions.scale"),
            SCALES,
            format_func=lambda name: t(f"attributions.scale.{name}"),
            key="scale",
            required=True,
            help=t("attributions.scale_help"),
        )
    return ask_word(loaded, tokens, at, target, scale=scale), t(f"attributions.name_{scale}", word=readable(target))


def _similar(loaded: LoadedModel, tokens: Tokens) -> tuple[Asked, str] | None:
    if len(tokens.sentences) < 2:
        st.info(t("attributions.need_pair"), icon=":material/info:")
        return None
    halves = [tokenize(loaded, sentence) for sentence in tokens.sentences]
    return ask_similarity(loaded, halves[0], halves[1]), t("attributions.name_similar")


def _label(loaded: LoadedModel, tokens: Tokens) -> tuple[Asked, str]:
    names = {int(at): str(name) for at, name in loaded.model.config.id2label.items()}
    label = address.setting("label", 0, address.one_of(list(names)))
    scale = address.setting("scale", "probability", address.one_of(SCALES))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(t("attributions.label"), list(names), format_func=names.__getitem__, key="label", width=300)
        st.segmented_control(
            t("attributions.scale"),
            SCALES,
            format_func=lambda name: t(f"attributions.scale.{name}"),
            key="scale",
            required=True,
            help=t("attributions.scale_help"),
        )
    return ask_label(loaded, tokens, label, scale=scale), t(f"attributions.name_{scale}", word=names[label])


def _whole_number(name: str, low: int, high: int, default: int) -> int:
    def check(value: object) -> int | None:
        try:
            found = int(str(value))
        except ValueError:
            return None
        return found if low <= found <= high else None

    chosen: int = address.setting(name, default, check)
    st.number_input(t(f"attributions.{name}"), low, high, key=name, help=t(f"attributions.{name}_help"))
    return chosen


def _effort() -> Effort:
    """How much work methods may take, in a menu of its own."""
    with st.popover(t("attributions.effort"), icon=":material/tune:"):
        steps = address.setting("steps", 16, address.one_of((8, 16, 32, 64, 128, 256)))
        st.select_slider(t("attributions.steps"), (8, 16, 32, 64, 128, 256), key="steps")
        doubling = address.setting("doubling", True, address.flag)
        st.toggle(t("attributions.doubling"), key="doubling", help=t("attributions.doubling_help"))
        orders = _whole_number("permutations", 2, 512, 32)
        samples = _whole_number("samples", 16, 4_096, 256)
        seed = _whole_number("draw", 0, 9_999, 1)
    return Effort(steps, doubling, orders, samples, seed)


def ask(loaded: LoadedModel, tokens: Tokens) -> Asking | None:
    """The controls of the question; None, with a word on why, where there is nothing to ask yet."""
    kinds = [kind for kind in ("word", "rather") if loaded.abilities & {"masked", "causal"}]
    kinds += ["label"] if "labels" in loaded.abilities else []
    kinds += ["similar"]
    kind = address.setting("ask", kinds[0], address.one_of(kinds))
    st.subheader(t("attributions.question"), anchor=False)
    st.segmented_control(
        t("attributions.question"),
        kinds,
        format_func=lambda name: t(f"attributions.ask.{name}"),
        key="ask",
        required=True,
        label_visibility="collapsed",
    )
    try:
        if kind == "similar":
            found = _similar(loaded, tokens)
        elif kind == "label":
            found = _label(loaded, tokens)
        else:
            found = _word(loaded, tokens, kind)
        offered = baselines_of(loaded)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            baseline = address.setting("replaced", offered[0], address.one_of(offered))
            st.segmented_control(
                t("attributions.baseline"),
                offered,
                format_func=lambda name: t(f"attributions.baseline.{name}"),
                key="replaced",
                required=True,
                help=t("attributions.baseline_help"),
            )
            effort = _effort()
        if found is None:
            return None
        asked, name = found
        return Asking(loaded, asked, results.game(loaded, asked, baseline), effort, name)
    except ExplainError as problem:
        if problem.code == "no_players":
            # The page is fine; it only has nothing to take away.
            st.info(md("error.no_players"), icon=":material/info:")
        else:
            say_problem(problem)
        return None
