"""What the visitor chooses above the views: the question, what words are replaced with, and how much work to do."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explain.attribution import Attribution, Effort, attribution, baselines_of
from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.prediction.questions import (
    SCALES,
    Question,
    find_entry,
    guesses,
    label_probabilities,
    label_probability,
    label_question,
    label_scales,
    label_scores,
    labels_of,
    similarity_question,
    word_question,
)
from explain.text.blanks import blanks_in
from explain.text.guesses import guess_label
from explain.text.tokens import Tokens, tokenize
from pages.shell import address, store
from pages.shell.browser import GREY, Lane, chips
from pages.shell.controls import choice, entry, number, switch
from pages.shell.frame import busy, say_problem
from pages.shell.texts import listed, md, num, pct, sig, t
from pages.shell.work import work

__all__ = ["Choices", "choose", "run_method", "written"]

_OFFERED = 30
_STEPS = (8, 16, 32, 64, 128, 256)


@dataclass(frozen=True)
class Choices:
    """A question put to a model. name: the asked number in words, such as P(were)."""

    loaded: LoadedModel
    question: Question
    baseline: str
    effort: Effort
    name: str

    @property
    def about(self) -> Hashable:
        """All that work on this question depends on."""
        return (self.loaded.card.id, self.question, self.baseline, self.effort)


def run_method(choices: Choices, method: str) -> Attribution | None:
    """One method, with a count; None where it was stopped, or cannot."""
    return work(
        method,
        t(f"attributions.work.{method}"),
        choices.about,
        lambda: store.ask(
            attribution, choices.loaded, choices.question, choices.baseline, method, choices.effort.only(method)
        ),
    )


def written(value: float, digits: int = 3) -> str:
    """A value of the asked number as the language writes it; small ones keep three places that count."""
    return sig(value, 2) if value and abs(value) < 10.0 ** (1 - digits) else num(value, digits)


def _place(loaded: LoadedModel, tokens: Tokens) -> int | None:
    """Which token is asked for: a typed [MASK], or a word that is hidden for the question; by click or list."""
    if "masked" not in loaded.abilities:
        return len(tokens) - 1
    typed = blanks_in(loaded, tokens)
    open_to = [at for at, token in enumerate(tokens) if not token.special or at in typed]
    if not open_to:
        st.info(t("error.only_special"), icon=":material/info:")
        return None
    long = [at for at in open_to if tokens.labels[at].isalpha()]
    first = (*typed, *long[-1:], *open_to)[0]
    address.forget((loaded.card.id, tokens), "blank")
    if len(open_to) > 64:
        return choice(
            "blank",
            t("attributions.blank"),
            open_to,
            first,
            names=lambda at: f"{at} · {tokens.labels[at]}",
            labels=tokens,
            width=280,
        )
    chosen = address.setting("blank", first, address.one_of(open_to), widget=address.key_of("blank"))

    def click(at: int) -> None:
        if 0 <= at < len(open_to):
            address.put("blank", open_to[at])

    chips(
        "blank_strip",
        [
            Lane(
                t("attributions.blank_strip"),
                "",
                [(tokens.labels[at], 0 if at == chosen else GREY, "", at in typed) for at in open_to],
                clickable=True,
            )
        ],
        label=t("attributions.blank_strip"),
        pressed=[open_to.index(chosen)],
        on_click=click,
    )
    return chosen


def _entry(
    loaded: LoadedModel,
    name: str,
    label: str,
    first: int,
    logs: NDArray[np.float32],
    best: Sequence[int],
    called: Callable[[int], str],
    about: Hashable,
) -> int:
    """One of the best guesses, or any word that is typed; "" stands for `first`.

    logs: (V,) of all entries. called: an entry as it would stand in the text. about: what these depend on. Raises
    ExplainError("no_entry").
    """
    vocabulary = loaded.vocabulary
    offered: dict[str, int | None] = {"": first}
    # Not by their forms: `the` is what is typed for " the", and may be the form of an entry that continues a word, too.
    offered |= {vocabulary.name(at): at for at in best if vocabulary.pieces[at]}
    typed = str(address.get(name, ""))
    new = "" if typed in offered else typed
    if new:
        try:
            offered[new] = find_entry(vocabulary, new)
        except ExplainError:
            offered[new] = None

    def shown(option: str) -> str:
        at = offered[option]
        if at is None:
            return option
        share = pct(float(np.exp(logs[at])), 2) if at < len(logs) else "–"
        said = f"{listed(called(at))} · {share}"
        if not option:
            return t("attributions.first", word=said)
        # What was typed may have been taken for an entry that is spelled otherwise: " the" with a space before it.
        taken = vocabulary.in_full(at)
        return f"{listed(option)} → {listed(taken)} · {share}" if option == new and taken != option else said

    chosen = entry(
        name,
        label,
        list(offered),
        names=shown,
        # Another list where something was typed: the one that it was typed into would go on showing just that.
        labels=(about, first, new),
        help=t("attributions.entry_help"),
        width=300,
    )
    return find_entry(vocabulary, chosen) if chosen else first


def _scale(help: str = "attributions.scale_help") -> str:
    return choice(
        "scale",
        t("attributions.scale"),
        SCALES,
        names=lambda name: t(f"attributions.scale.{name}"),
        kind="row",
        help=t(help),
    )


def _word(loaded: LoadedModel, tokens: Tokens, kind: str) -> tuple[Question, str] | None:
    at = _place(loaded, tokens)
    if at is None:
        return None
    with busy("shell.running"):
        logs = store.ask(guesses, loaded, tokens, at)
    about = (loaded.card.id, tokens, at)
    address.forget(about, "target", "rather")
    place = at if "masked" in loaded.abilities else len(tokens)

    def called(entry: int) -> str:
        return guess_label(loaded.vocabulary, tokens, place, entry)

    order: list[int] = np.argsort(-logs[: len(loaded.vocabulary.pieces)], kind="stable").tolist()
    offered = (logs, order[:_OFFERED], called, about)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        target = _entry(loaded, "target", t("attributions.target"), order[0], *offered)
        if kind == "rather":
            second = next(other for other in order if other != target)
            against = _entry(loaded, "rather", t("attributions.against"), second, *offered)
            question = word_question(loaded, tokens, at, target, against=against)
            return question, t("attributions.name_rather", word=called(target), other=called(against))
        scale = _scale()
    question = word_question(loaded, tokens, at, target, scale=scale)
    return question, t(f"attributions.name_{scale}", word=called(target))


def _similar(loaded: LoadedModel, tokens: Tokens) -> tuple[Question, str] | None:
    if len(tokens.sentences) < 2:
        st.info(t("attributions.need_pair"), icon=":material/info:")
        return None
    first, second = (tokenize(loaded, sentence) for sentence in tokens.sentences)
    return similarity_question(first, second), t("attributions.name_similar")


def _label(loaded: LoadedModel, tokens: Tokens) -> tuple[Question, str]:
    names = labels_of(loaded)
    with busy("shell.running"):
        scores = store.ask(label_scores, loaded, tokens)
    shares = label_probabilities(loaded, scores)
    order: list[int] = np.argsort(-scores, kind="stable").tolist()

    def shown(label: int) -> str:
        value = num(float(scores[label]), 2) if shares is None else pct(float(shares[label]), 1)
        return f"{names[label]} · {value}"

    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = choice("label", t("attributions.label"), order, names=shown, labels=(loaded.card.id, tokens), width=300)
        how = label_probability(loaded)
        scale = _scale(f"attributions.scale_help_{how}") if how else label_scales(loaded)[0]
    if not how:
        st.caption(t("attributions.raw_score"))
    said = t(f"attributions.name_{scale if how else 'score'}", word=names[label])
    return label_question(loaded, tokens, label, scale=scale), said


def _amount(name: str, low: int, high: int, default: int) -> int:
    return number(name, t(f"attributions.{name}"), low, high, default, kind="box", help=t(f"attributions.{name}_help"))


def _effort() -> Effort:
    """How much work methods may take, in a menu of its own."""
    with st.popover(t("attributions.effort"), icon=":material/tune:"):
        steps = choice("steps", t("attributions.steps"), _STEPS, 16, kind="slide")
        doubling = switch("doubling", t("attributions.doubling"), True, help=t("attributions.doubling_help"))
        orders = _amount("permutations", 2, 512, 32)
        samples = _amount("samples", 16, 4_096, 256)
        seed = _amount("draw", 0, 9_999, 1)
    return Effort(steps, doubling, orders, samples, seed)


def choose(loaded: LoadedModel, tokens: Tokens) -> Choices | None:
    """The controls of the question; None, with a word on why, where there is nothing to ask yet."""
    kinds = [kind for kind in ("word", "rather") if loaded.abilities & {"masked", "causal"}]
    kinds += ["label"] if "labels" in loaded.abilities else []
    kinds += ["similar"]
    st.subheader(t("attributions.question"), anchor=False)
    kind = choice(
        "ask",
        t("attributions.question"),
        kinds,
        names=lambda name: t(f"attributions.ask.{name}"),
        kind="row",
        title=False,
    )
    try:
        if kind == "similar":
            found = _similar(loaded, tokens)
        elif kind == "label":
            found = _label(loaded, tokens)
        else:
            found = _word(loaded, tokens, kind)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            baseline = choice(
                "replaced",
                t("attributions.baseline"),
                baselines_of(loaded),
                names=lambda name: t(f"attributions.baseline.{name}"),
                kind="row",
                help=t("attributions.baseline_help"),
            )
            effort = _effort()
        return None if found is None else Choices(loaded, found[0], baseline, effort, found[1])
    except ExplainError as problem:
        if problem.code == "no_players":
            # The page is fine; it only has nothing to take away.
            st.info(md("error.no_players"), icon=":material/info:")
        else:
            say_problem(problem)
        return None
