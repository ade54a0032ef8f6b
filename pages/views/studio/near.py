"""Near and far: verb, subject, and a noun in between."""

import numpy as np
import pandas as pd
import streamlit as st

from explain.attention.ablation import effects
from explain.attention.verb_agreement import MOST_BETWEEN, Reach, Words, margins, one_piece, reach, without_verb
from explain.content.examples.cases import BETWEEN, CASES, Case
from explain.engine.trace import run
from explain.errors import ExplainError
from explain.figures import curves, ranked_bars
from explain.models import LoadedModel
from explain.text.tokens import Tokens
from pages.shell import address, store
from pages.shell.controls import choice, example, switch, text
from pages.shell.frame import busy, figure, ran, say_problem, style, table
from pages.shell.texts import md, num, t
from pages.shell.work import work

__all__ = ["show"]

RANKED = 12
PARTS = ("verb", "subject", "distractor")


def _index(forms: list[str], wanted: str, otherwise: int) -> int:
    return forms.index(wanted) if wanted in forms else otherwise


def _choose(tokens: Tokens) -> tuple[Words, str, str, str]:
    """The three words, the two verbs to compare, and what is put between."""
    forms = [word.form for word in tokens.words]
    sentence, count = tokens.sentences[0], len(forms)
    address.forget(sentence, *PARTS, "right_verb", "wrong_verb")
    known = next((case for case in CASES.values() if case.text == sentence), None)
    case = known or Case(sentence, "", "", "", "is", "are")
    first = {
        "verb": _index(forms, case.verb, count - 1),
        "subject": _index(forms, case.subject, min(1, count - 1)),
        "distractor": _index(forms, case.distractor, max(0, count - 2)),
    }

    def fill(picked: str) -> None:
        address.put("text", CASES[picked].text)
        address.put("pair", "")

    columns = st.columns(4)
    with columns[0]:
        offered = {name: one.text for name, one in CASES.items()}
        example("case", t("studio.case"), offered, fill, placeholder=t("shell.example_placeholder"))
    chosen = {}
    for column, name in zip(columns[1:], PARTS, strict=True):
        with column:
            chosen[name] = choice(
                name,
                t(f"studio.{name}"),
                range(count),
                first[name],
                names=lambda at: f"{at + 1} · {forms[at]}",
                labels=tokens,
            )
    left, middle, right = st.columns([2, 2, 6])
    with left:
        right_verb = text("right_verb", t("studio.right"), case.right, most=40)
    with middle:
        wrong_verb = text("wrong_verb", t("studio.wrong"), case.wrong, most=40)
    with right:
        help = t("studio.between_help", most=MOST_BETWEEN)
        between = text("between", t("studio.between"), BETWEEN, most=600, help=help)
    return Words(**chosen), right_verb, wrong_verb, between


def _attention(found: Reach, tokens: Tokens, words: Words, *, shown: bool) -> tuple[int, int]:
    """Rank heads by how much more the subject gets; return the first one."""
    heads = found.lead.shape[1]
    verb, subject, distractor = (tokens.words[at].form for at in words)
    order = np.argsort(-found.lead.ravel(), kind="stable")[:RANKED]
    names = [f"{at // heads + 1}.{at % heads + 1}" for at in order]
    best = int(order[0] // heads), int(order[0] % heads)
    heading = t("studio.near_title" if shown else "studio.near_title_hidden", verb=verb)
    groups = [
        (t("studio.to", word=subject), found.subject.ravel()[order]),
        (t("studio.to", word=distractor), found.distractor.ravel()[order]),
    ]
    figure(
        "near",
        lambda: ranked_bars(names, groups, style(), heading, t("attention.weight")),
        t(
            "studio.near_alt",
            title=heading,
            head=names[0],
            subject=num(found.subject[best], 3),
            distractor=num(found.distractor[best], 3),
        ),
        lambda: pd.DataFrame({t("studio.column.head"): names} | dict(groups)),
        heading,
    )
    lead = float(found.lead[best])
    st.caption(
        md(
            "studio.near_order",
            subject=subject,
            distractor=distractor,
            head=names[0],
            lead=num(lead, 3),
            most=f"{int(found.subject.argmax()) // heads + 1}.{int(found.subject.argmax()) % heads + 1}",
            weight=num(found.subject.max(), 3),
        )
    )
    if len(found.others):
        st.caption(
            md(
                "studio.near_chance",
                pairs=len(found.others),
                heads=found.lead.size,
                median=num(np.median(found.others), 3),
                lead=num(lead, 3),
                reached=int((found.others >= lead).sum()),
            )
        )
    return best


def _effects(
    loaded: LoadedModel, tokens: Tokens, found: Reach, words: Words, verbs: tuple[int, int], *, shown: bool
) -> None:
    """How the margin moves when each head is taken away."""
    read, position = without_verb(loaded, tokens, words.verb)
    about = (loaded.card.id, read, position, verbs)
    moved = work(
        "near_heads", t("studio.removal_work"), about, lambda: store.ask(effects, loaded, read, position, verbs)
    )
    if moved is None:
        return
    whole = moved.whole[0] - moved.whole[1]
    without = moved.without[..., 0] - moved.without[..., 1]
    heads = without.shape[1]
    frame = pd.DataFrame(
        {
            t("studio.column.head"): [f"{at // heads + 1}.{at % heads + 1}" for at in range(without.size)],
            t("studio.to", word=tokens.words[words.subject].form): found.subject.ravel(),
            t("studio.to", word=tokens.words[words.distractor].form): found.distractor.ravel(),
            t("studio.column.lead"): found.lead.ravel(),
            t("studio.column.margin_moved"): (without - whole).ravel(),
        }
    )
    flat = (found.lead.ravel(), (without - whole).ravel())
    correlation = num(float(np.corrcoef(*flat)[0, 1]), 2) if min(map(np.std, flat)) > 0 else "–"
    worst = int(np.argmin(flat[1]))
    falls = {"layer": worst // heads + 1, "head": worst % heads + 1, "moved": num(-flat[1][worst], 2)}
    st.markdown(
        md("studio.near_falls", margin=num(whole, 2), **falls)
        if flat[1][worst] < 0
        else md("studio.near_stays", margin=num(whole, 2))
    )
    st.markdown(md("studio.near_effect", correlation=correlation, heads=without.size))
    st.caption(t("studio.near_two_texts" if shown else "studio.near_one_text"))
    table("near_heads", frame.sort_values(t("studio.column.lead"), ascending=False).round(4), height=320)


def _margins(
    loaded: LoadedModel,
    tokens: Tokens,
    words: Words,
    between: tuple[str, ...],
    verbs: tuple[int, int],
    best: tuple[int, int],
) -> None:
    """The margin as more words are put between."""
    found = store.ask(margins, loaded, tokens, words, between, verbs)
    off = store.ask(margins, loaded, tokens, words, between, verbs, without=(best,))
    readable = loaded.vocabulary.readable
    right, wrong = (readable(one).strip() for one in verbs)
    heading = t("studio.margin_title", right=right, wrong=wrong)
    lines = [
        (t("studio.margin_whole"), found.margin),
        (t("studio.margin_without", layer=best[0] + 1, head=best[1] + 1), off.margin),
    ]
    frame = pd.DataFrame(
        {
            t("studio.column.between"): found.words,
            t("studio.column.right"): np.exp(found.right),
            t("studio.column.wrong"): np.exp(found.wrong),
            t("studio.column.margin"): found.margin,
            lines[1][0]: off.margin,
            t("studio.column.guess"): [loaded.vocabulary.label(int(one)) for one in found.guess],
            t("studio.column.sentence"): found.sentences,
        }
    )
    figure(
        "margins",
        lambda: curves(
            found.words,
            lines,
            style(),
            heading,
            across=t("studio.column.between"),
            up=t("studio.column.margin"),
            dots=True,
        ),
        t(
            "studio.margin_alt",
            title=heading,
            first=num(found.margin[0], 2),
            last=num(found.margin[-1], 2),
            words=int(found.words[-1]),
        ),
        lambda: frame,
        heading,
    )
    st.caption(md("studio.margin_note", layer=best[0] + 1, head=best[1] + 1))
    with st.expander(t("studio.margin_table")):
        table("margin_rows", frame.round(5))


def show(loaded: LoadedModel, tokens: Tokens) -> None:
    """Rank heads, take each away, put words between."""
    st.caption(t("studio.near_about"))
    try:
        if len(tokens.words) < 2:
            raise ExplainError("few_words")
        words, right, wrong, between = _choose(tokens)
        if any(tokens.word_sentence[at] for at in words):
            raise ExplainError("first_sentence_only")
        shown = switch("verb_shown", t("studio.verb_shown"), help=t("studio.verb_shown_help"))
        with busy("shell.running"):
            trace = store.ask(run, loaded, tokens)
            found = store.ask(reach, loaded, tokens, words, verb_shown=shown)
        best = _attention(found, tokens, words, shown=shown)
        verbs = one_piece(loaded, right), one_piece(loaded, wrong)
        phrases = tuple(part.strip() for part in between.split(",") if part.strip())
        with busy("shell.running"):
            _margins(loaded, tokens, words, phrases, verbs, best)
        _effects(loaded, tokens, found, words, verbs, shown=shown)
    except ExplainError as problem:
        say_problem(problem)
        return
    ran("shell.ran", loaded, tokens=len(tokens), milliseconds=num(1000 * trace.seconds, 1))
