"""Lists whose labels depend on the text: another text shows its own labels, and a choice stays while it is on offer.

A widget in the browser keeps the label that it last sent, which no test without a browser can see.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from explain.content import say

pytestmark = pytest.mark.browser

CATS, BIRDS, LONGER = "Cats chase small mice.", "Birds eat red berries.", "Old dogs sleep all day long."


@dataclass(frozen=True)
class List:
    """A list on a page. address: its page and view; key: its setting; box: the text key of what its labels come from.

    typed: three texts for that box, the last with the most to choose from. offered: the labels that each gives.
    """

    address: str
    key: str
    box: str
    typed: tuple[str, ...]
    offered: tuple[list[str], ...]


def _counted(labels: list[str], first: int = 1, sign: str = " · ") -> list[str]:
    return [f"{at}{sign}{label}" for at, label in enumerate(labels, first)]


TEXTS = (CATS, BIRDS, LONGER)
PLAIN = tuple([*text.removesuffix(".").split(), "."] for text in TEXTS)
WHOLE = tuple(_counted(["[CLS]", *labels, "[SEP]"]) for labels in PLAIN)
FILLED = tuple(
    "\n".join(f"The {{{words}}} {verb} [MASK]." for verb in ("is", "was"))
    for words in ("cat|dog|bird", "king|queen|pope", "red|green|blue|grey")
)
FILLERS = (["cat", "dog", "bird"], ["king", "queen", "pope"], ["red", "green", "blue", "grey"])
PAIRS = (
    (("He reads.", "She reads."), ("Men cook.", "Women cook."), ("Boys play.", "Girls play.")),
    (("He sings.", "She sings."), ("Men dance.", "Women dance."), ("Boys run.", "Girls run.")),
    (("He sits.", "She sits."), ("Men write.", "Women write."), ("Boys fly.", "Girls fly."), ("A king.", "A queen.")),
)
TYPED_PAIRS = tuple("\n".join(" | ".join(pair) for pair in pairs) for pairs in PAIRS)

LISTS = {
    "tokens": List("tokens", "tokens.token", "shell.text", TEXTS, WHOLE),
    "attention": List("attention", "attention.token", "shell.text", TEXTS, WHOLE),
    "one-hot": List("embeddings?view=onehot", "embeddings.picked", "shell.text", TEXTS, PLAIN),
    "bias fill, first": List("bias?view=fill", "bias.first", "bias.template", FILLED, FILLERS),
    "bias fill, second": List("bias?view=fill", "bias.second", "bias.template", FILLED, FILLERS),
    "bias pairs": List(
        "bias?view=pairs",
        "bias.pair_at",
        "bias.pairs",
        TYPED_PAIRS,
        tuple(_counted([" | ".join(pair) for pair in pairs]) for pairs in PAIRS),
    ),
    "one step at a time": List("studio?view=steps", "studio.token", "shell.text", TEXTS, WHOLE),
    "across layers": List(
        "studio?view=across",
        "studio.token",
        "shell.text",
        TEXTS,
        tuple(_counted(["[CLS]", *labels, "[SEP]"], sign=" ") for labels in PLAIN),
    ),
    "two places": List(
        "positions?view=reading",
        "positions.other",
        "shell.text",
        TEXTS,
        tuple(_counted(["[CLS]", *labels, "[SEP]"], first=0) for labels in PLAIN),
    ),
}
"""Every page with such a list. At the last one another sentence starts with places of its own."""


def _box(visitor: Any, list_: List) -> Any:
    name = list_.key.replace(".", "-")
    return visitor.page.locator(f'[class*="st-key-{name}-"]').get_by_role("combobox")


def _open(visitor: Any, list_: List) -> Any:
    """The options of the opened list. In the middle of the screen, for scrolling would close it again."""
    box = _box(visitor, list_)
    box.evaluate("box => box.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box.click()
    options = visitor.page.get_by_role("option")
    options.first.wait_for()
    return options


def _offered(visitor: Any, list_: List) -> list[str]:
    """What the list shows when it is opened."""
    found: list[str] = _open(visitor, list_).all_text_contents()
    visitor.page.keyboard.press("Escape")
    return found


def _choose(visitor: Any, list_: List, label: str) -> None:
    _open(visitor, list_)
    visitor.page.get_by_role("option", name=label, exact=True).click()
    visitor.settle()


def _type(visitor: Any, text: str, label: str) -> None:
    box = visitor.page.get_by_label(say("en", label), exact=True)
    box.fill(text)
    box.press("Control+Enter")
    visitor.settle()


def _setting(visitor: Any, list_: List) -> str | None:
    found = parse_qs(urlsplit(visitor.page.url).query).get(list_.key.rpartition(".")[2])
    return found[0] if found else None


@pytest.mark.parametrize("name", LISTS)
def test_another_text_brings_its_own_labels(visitor: Any, name: str) -> None:
    """The labels are the new text's, before anybody chose and after, and the list never shows one of the old."""
    list_ = LISTS[name]
    visitor.open(list_.address + ("&" if "?" in list_.address else "?") + "lang=en")
    _type(visitor, list_.typed[0], list_.box)
    shown = _box(visitor, list_).input_value()
    assert shown in list_.offered[0]
    _type(visitor, list_.typed[1], list_.box)
    assert _box(visitor, list_).input_value() in list_.offered[1]
    assert _offered(visitor, list_) == list_.offered[1]
    chosen = list_.offered[1][-1]
    _choose(visitor, list_, chosen)
    assert _box(visitor, list_).input_value() == chosen
    _type(visitor, list_.typed[2], list_.box)
    assert _offered(visitor, list_) == list_.offered[2]
    assert _box(visitor, list_).input_value() in list_.offered[2]


@pytest.mark.parametrize("name", [name for name in LISTS if name != "two places"])
def test_a_choice_stays_while_it_is_on_offer(visitor: Any, name: str) -> None:
    """Third of the list remains third, there and back; where a shorter text has no such place, its own first choice is."""
    list_ = LISTS[name]
    visitor.open(list_.address + ("&" if "?" in list_.address else "?") + "lang=en")
    _type(visitor, list_.typed[0], list_.box)
    _choose(visitor, list_, list_.offered[0][2])
    for at in (1, 2, 0):
        _type(visitor, list_.typed[at], list_.box)
        assert _box(visitor, list_).input_value() == list_.offered[at][2], list_.typed[at]
    _type(visitor, list_.typed[2], list_.box)
    last = list_.offered[2][-1]
    _choose(visitor, list_, last)
    written = _setting(visitor, list_)
    _type(visitor, list_.typed[0], list_.box)
    assert _box(visitor, list_).input_value() in list_.offered[0]
    assert _setting(visitor, list_) != written


SENTENCES = [name for name, list_ in LISTS.items() if list_.box == "shell.text" and name != "two places"]


@pytest.mark.parametrize("name", SENTENCES)
def test_a_second_sentence_keeps_the_choice(visitor: Any, name: str) -> None:
    list_ = LISTS[name]
    visitor.open(list_.address + ("&" if "?" in list_.address else "?") + urlencode({"lang": "en", "text": CATS}))
    chosen = list_.offered[0][3]
    _choose(visitor, list_, chosen)
    for second in ("They like cheese.", "We sleep.", ""):
        _type(visitor, second, "shell.pair")
        assert _box(visitor, list_).input_value() == chosen, second
        if second:
            assert any("They" in label or "We" in label for label in _offered(visitor, list_)), second


def test_hidden_words_of_another_text(visitor: Any) -> None:
    """A list of several: the words that are hidden are called as the new text calls them."""
    page = visitor.open("masked?" + urlencode({"lang": "en", "text": CATS, "hidden": "1,2"}))
    chosen = page.locator('[class*="st-key-masked-hidden-"]')
    assert chosen.get_by_text("2 · chase").is_visible()
    _type(visitor, BIRDS, "shell.text")
    assert chosen.get_by_text("2 · eat").is_visible()
    assert chosen.get_by_text("3 · red").is_visible()
    assert chosen.get_by_text("chase").count() == 0
    _type(visitor, "They like cheese.", "shell.pair")
    assert chosen.get_by_text("2 · eat").is_visible()
