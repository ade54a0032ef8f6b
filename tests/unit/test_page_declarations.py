"""A page is declared once, in its own file; whatever else it needs is named here where it is missing."""

import re
from pathlib import Path

import pytest

from explain.content import LANGUAGES, say
from explain.content.examples.presets import PRESETS
from pages.shell import address
from pages.shell.old_links import NAMES, VALUES, translate
from pages.shell.page import Page, pages

ROOT = Path(__file__).parents[2]
OTHERS = [page for page in pages() if page.path]


def _texts(page: Page) -> set[str]:
    """The texts that a page needs whatever its views say."""
    keys = {f"{page.name}.{part}" for part in ("title", "lead")} | {f"nav.{page.section}"}
    if page.path:
        keys |= {f"{page.name}.look", f"{page.name}.try", f"home.{page.name}"}
    if len(page.views) > 1:
        keys |= {f"{page.name}.view"} | {f"{page.name}.view.{view}" for view in page.views}
    return keys | {f"preset.{one}" for one in page.examples}


def _said(key: str, language: str) -> str:
    try:
        return say(language, key)
    except KeyError:
        return ""


def test_every_page_has_all_that_it_needs() -> None:
    wrong = []
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = {preset.id for preset in PRESETS}
    for page in pages():
        wrong += [f"text {key} ({one})" for key in sorted(_texts(page)) for one in LANGUAGES if not _said(key, one)]
        if page.path and f"| {say('en', f'{page.name}.title')} |" not in readme:
            wrong.append(f"README.md: a row for {page.name}")
        wrong += [f"{page.file}: example {one} is nowhere" for one in page.examples if one not in examples]
        files = {path.stem: path for path in (ROOT / f"pages/views/{page.name}").glob("*.py")}
        for view in page.views:
            if view not in files:
                wrong.append(f"pages/views/{page.name}/{view}.py: the view that {page.file} names")
            elif not callable(getattr(page.view(view), "show", None)):
                wrong.append(f"pages/views/{page.name}/{view}.py: a function `show`")
        wrong += [
            f"{page.file}: {view} in `views`, since pages/views/{page.name}/{view}.py has a function `show`"
            for view, path in files.items()
            if view not in page.views and re.search(r"^def show\(", path.read_text(encoding="utf-8"), re.MULTILINE)
        ]
        if page.name != page.name.lower() or Path(page.file).stem != page.name:
            wrong.append(f"{page.file}: file and page have two names")
    assert not wrong, "\n".join(wrong)


def test_one_page_a_place_and_a_name() -> None:
    assert len({page.place for page in pages()}) == len(pages())
    assert len({page.name for page in pages()}) == len(pages())
    assert pages()[0].path == ""


def test_pages_are_files_and_files_are_pages() -> None:
    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == {page.name for page in pages()}
    folders = {path.name for path in (ROOT / "pages/views").iterdir() if (path / "__init__.py").exists()}
    assert folders == {page.name for page in OTHERS}


def test_old_links_lead_to_settings_of_today() -> None:
    """Every new name in the table is written somewhere in the views of its page."""
    for (page, old), new in NAMES.items():
        code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / f"pages/views/{page}").glob("*.py"))
        assert new == "view" or f'"{new}"' in code, (page, old, new)
    views = {page.name: page.views for page in pages()}
    for (page, name, old), new in VALUES.items():
        assert old != new
        assert name != "view" or new in views[page], (page, old, new)


@pytest.mark.parametrize(
    ("page", "written", "today"),
    [
        ("bias", {"lab": "tests", "lang": "tr"}, {"view": "associations", "lang": "tr"}),
        ("studio", {"lens": "removal", "layer": "3"}, {"view": "removal", "layer": "3"}),
        ("embeddings", {"space": "map"}, {"view": "map"}),
        ("positions", {"places": "distance"}, {"view": "distance"}),
        ("attributions", {"why": "trust", "text": "why"}, {"view": "trust", "text": "why"}),
        ("masked", {"view": "every", "k": "20"}, {"view": "every", "k": "20"}),
        ("bias", {"lab": "fill", "view": "jobs"}, {"view": "jobs"}),
        ("tokens", {"lab": "tests"}, {"lab": "tests"}),
    ],
)
def test_old_links_are_read(page: str, written: dict[str, str], today: dict[str, str]) -> None:
    assert translate(page, written) == today


def test_settings_are_a_pages_own_unless_shared() -> None:
    assert address.name_of("k", "masked") == "masked.k"
    assert {address.name_of(name, "masked") for name in address.SHARED} == address.SHARED
    assert address.key_of("text", ("a", 1)).startswith("text@")
    assert address.key_of("text", ("a", 1)) != address.key_of("text", ("b", 1))


def test_settings_go_through_controls() -> None:
    """A widget with a key of its own beside a setting is how a list comes to show what is no longer so."""
    widgets = (
        r"st\.(selectbox|segmented_control|slider|select_slider|number_input|text_input|text_area|toggle|multiselect)\("
    )
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in (ROOT / "pages/views").rglob("*.py")
        for found in re.finditer(widgets, path.read_text(encoding="utf-8"))
    ]
    assert not wrong, "\n".join(wrong)
