"""Templates: sentences with a gap that different words go into, and lists of words typed by a visitor."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.errors import ExplainError
from explain.models.loading import LoadedModel

__all__ = [
    "LONGEST_TEMPLATE",
    "MOST_FILLERS",
    "MOST_JOBS",
    "MOST_TEMPLATES",
    "Filled",
    "Group",
    "entry_of",
    "fill_job",
    "fill_slot",
    "fill_wordings",
    "group_log_probabilities",
    "group_of",
    "split_list",
    "split_templates",
]

MOST_FILLERS = 6
MOST_TEMPLATES = 12
MOST_JOBS = 120
LONGEST_TEMPLATE = 300
_LONGEST_FILLER = 60
_SLOT = re.compile(r"\{([^{}]*)\}")
_ARTICLE = re.compile(r"\b([Aa])n? \{job\}")
_VOWELS = frozenset("aeiouAEIOU")


@dataclass(frozen=True)
class Filled:
    """A template with one of its words filled in. span: where the word stands in the text, in characters."""

    filler: str
    text: str
    span: tuple[int, int]


@dataclass(frozen=True)
class Group:
    """Words that count together. name: as a visitor reads it. ids: their entries, with a capital and without."""

    name: str
    words: tuple[str, ...]
    ids: tuple[int, ...]


def _bounded(template: str) -> str:
    if len(template) > LONGEST_TEMPLATE:
        raise ExplainError("long_template", length=len(template), limit=LONGEST_TEMPLATE)
    return template


def fill_slot(template: str) -> tuple[Filled, ...]:
    """ "The {man|woman} worked." becomes one text for each word between the braces.

    Raises ExplainError: empty_text, long_template, template_no_slot, template_many_slots, few_fillers, empty_filler,
    many_fillers.
    """
    if not template.strip():
        raise ExplainError("empty_text")
    slots = list(_SLOT.finditer(_bounded(template)))
    if not slots:
        raise ExplainError("template_no_slot")
    if len(slots) > 1:
        raise ExplainError("template_many_slots", count=len(slots))
    start, end = slots[0].span()
    fillers = list(dict.fromkeys(one.strip() for one in slots[0].group(1).split("|")))
    if "" in fillers:
        raise ExplainError("empty_filler")
    if len(fillers) < 2:
        raise ExplainError("few_fillers")
    if len(fillers) > MOST_FILLERS:
        raise ExplainError("many_fillers", count=len(fillers), limit=MOST_FILLERS)
    return tuple(Filled(one, template[:start] + one + template[end:], (start, start + len(one))) for one in fillers)


def _lines(typed: str) -> tuple[str, ...]:
    lines = tuple(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))
    if len(lines) > MOST_TEMPLATES:
        raise ExplainError("many_templates", count=len(lines), limit=MOST_TEMPLATES)
    return lines


def fill_wordings(typed: str) -> tuple[tuple[Filled, ...], ...]:
    """Several wordings of one template, one a line: (W, G) texts, the same fillers in each.

    A line after the first may have empty braces, "{}", for the fillers of the first.
    Raises ExplainError: those of `fill_slot`, many_templates, other_fillers.
    """
    lines = _lines(typed) or ("",)
    first = fill_slot(lines[0])
    names = [one.filler for one in first]
    found = [first]
    for line in lines[1:]:
        filled = fill_slot(line.replace("{}", "{" + "|".join(names) + "}"))
        if [one.filler for one in filled] != names:
            raise ExplainError("other_fillers", text=line)
        found.append(filled)
    return tuple(found)


def split_templates(typed: str) -> tuple[str, ...]:
    """Templates with {job}, one a line.

    Raises ExplainError: no_templates, many_templates, long_template, template_no_job (without {job} or with two).
    """
    lines = _lines(typed)
    if not lines:
        raise ExplainError("no_templates")
    for line in lines:
        if _bounded(line).count("{job}") != 1:
            raise ExplainError("template_no_job", text=line)
    return lines


def fill_job(template: str, job: str) -> Filled:
    """A template with an occupation in it; "a {job}" becomes "an engineer" before a, e, i, o, u."""
    article = "an" if job[:1] in _VOWELS else "a"
    written = _ARTICLE.sub(lambda match: f"{match.group(1)}{article[1:]} {{job}}", template)
    start = written.index("{job}")
    return Filled(job, written.replace("{job}", job), (start, start + len(job)))


def split_list(typed: str, most: int) -> tuple[str, ...]:
    """Words or phrases with commas or line breaks between them, each once.

    Raises ExplainError: empty_group, many_words, long_word.
    """
    found = tuple(dict.fromkeys(one.strip() for one in typed.replace("\n", ",").split(",") if one.strip()))
    if not found:
        raise ExplainError("empty_group")
    if len(found) > most:
        raise ExplainError("many_words", count=len(found), limit=most)
    for one in found:
        if len(one) > _LONGEST_FILLER:
            raise ExplainError("long_word", length=len(one), limit=_LONGEST_FILLER)
    return found


def _with_capital(word: str) -> str:
    first = "İ" if word[:1] == "i" and any(sign in "çğıöşü" for sign in word) else word[:1].upper()
    return first + word[1:]


def entry_of(loaded: LoadedModel, word: str) -> int | None:
    """The vocabulary entry that is this word, space before it included; None where it takes several pieces."""
    ids = loaded.tokenizer(word, add_special_tokens=False, verbose=False)["input_ids"]
    return int(ids[0]) if len(ids) == 1 and ids[0] != loaded.tokenizer.unk_token_id else None


def group_of(loaded: LoadedModel, typed: str, most: int = 12) -> Group:
    """Words that are counted together as answers, each with and without a capital at its beginning.

    A blank is one token, so only words with an entry of their own can be answers.
    Raises ExplainError: empty_group, many_words, long_word, word_not_single.
    """
    words = split_list(typed, most)
    starts = (" ", "") if loaded.vocabulary.style == "bytes" else ("",)
    ids: list[int] = []
    for word in words:
        # A byte-level vocabulary has another entry for a word after a space than for one that begins the text.
        forms = [before + form for form in dict.fromkeys((word, _with_capital(word))) for before in starts]
        own = [one for form in forms if (one := entry_of(loaded, form)) is not None]
        if not own:
            raise ExplainError("word_not_single", word=word, model=loaded.card.name)
        ids += own
    return Group(" / ".join(words), words, tuple(dict.fromkeys(ids)))


def group_log_probabilities(logs: NDArray[np.floating], groups: Sequence[Group]) -> NDArray[np.float64]:
    """(..., G) log of the summed probabilities of each group, from log-probabilities (..., W) of all ids in order."""
    found, start = [], 0
    for group in groups:
        part = logs[..., start : start + len(group.ids)].astype(np.float64)
        found.append(np.logaddexp.reduce(part, axis=-1))
        start += len(group.ids)
    return np.stack(found, axis=-1)
