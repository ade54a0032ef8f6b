"""The rules of the house: which way imports point, texts in both languages, pins, public names."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from explain.content import CATALOGUES

ROOT = Path(__file__).parents[2]
EXPLAIN = sorted((ROOT / "explain").rglob("*.py"))
PAGES = [*sorted((ROOT / "pages").rglob("*.py")), ROOT / "app.py"]


def _imports(path: Path) -> set[str]:
    """Modules a file imports anywhere, functions included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _room(path: Path) -> str:
    parts = path.relative_to(ROOT / "explain").parts
    return parts[0] if len(parts) > 1 and parts[0] in ("figures", "content", "recipe") else "core"


def _starts(name: str, *roots: str) -> bool:
    return any(name == root or name.startswith(root + ".") for root in roots)


FORBIDDEN = {
    "core": ("streamlit", "plotly", "pages", "app", "explain.figures", "explain.content", "explain.recipe"),
    "figures": ("streamlit", "torch", "transformers", "pages", "app", "explain.recipe"),
    "content": ("streamlit", "torch", "transformers", "plotly", "numpy", "pages", "app", "explain.figures"),
    "recipe": ("streamlit", "plotly", "pages", "app", "explain.figures", "explain.content"),
}


@pytest.mark.parametrize("path", EXPLAIN, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_the_right_way(path: Path) -> None:
    room = _room(path)
    wrong = {name for name in _imports(path) if _starts(name, *FORBIDDEN[room])}
    if room == "figures":
        # Figures know results by their labels and arrays alone; of what is read, only how numbers are written.
        wrong |= {
            name
            for name in _imports(path)
            if name.startswith("explain.") and not _starts(name, "explain.figures", "explain.content.numbers")
        }
    if room == "content":
        wrong |= {
            name for name in _imports(path) if name.startswith("explain.") and not _starts(name, "explain.content")
        }
    assert not wrong


def test_pages_leave_models_to_the_library() -> None:
    for path in PAGES:
        assert not {name for name in _imports(path) if _starts(name, "torch", "transformers")}, path


def test_figures_do_not_load_torch() -> None:
    code = "import sys, explain.figures; sys.exit('torch' in sys.modules or 'streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_caches_are_in_one_place() -> None:
    for path in PAGES:
        if path.name != "store.py":
            assert "st.cache_" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("path", EXPLAIN + PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_two_subjects(path: Path) -> None:
    limit = 600 if "content" in path.parts else 260
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def _module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize(
    "path", [p for p in EXPLAIN if p.name != "__main__.py" and p != ROOT / "explain/__init__.py"], ids=_module_name
)
def test_public_names_are_said_and_documented(path: Path) -> None:
    module = importlib.import_module(_module_name(path))
    assert module.__doc__
    if path == ROOT / "explain/recipe/__init__.py":
        return
    for name in module.__all__:
        thing = getattr(module, name)
        if callable(thing):
            assert thing.__doc__, name


def test_texts_and_code_know_each_other() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in [*PAGES, *(p for p in EXPLAIN if _room(p) != "content")])
    literal = set(re.findall(r"""["']([a-z]+\.[a-z0-9_.]+)["']""", code))
    used = {key for key in literal if key.split(".")[0] in {key.split(".")[0] for key in CATALOGUES.texts}}
    prefixes = re.findall(r"""f["']([a-z]+\.[a-z_.]*)\{""", code)
    unknown = {
        key for key in used if key not in CATALOGUES.texts and not key.endswith(("py", "js", "css", "png", "text_alt"))
    }
    assert not {key for key in unknown if f't("{key}"' in code or f'md("{key}"' in code or f'say("{key}"' in code}
    errors = set(re.findall(r'ExplainError\(\s*"([a-z_]+)"', code))
    assert {f"error.{code}" for code in errors} <= set(CATALOGUES.texts)
    from pages.shell.page import pages as declared

    pages = {page.name for page in declared() if page.path}
    by_name = {f"{page}.{part}" for page in pages for part in ("title", "lead", "look", "try")} | {
        f"home.{page}" for page in pages
    }
    dead = {
        key
        for key in CATALOGUES.texts
        if key not in literal
        and key not in by_name
        and not any(key.startswith(prefix) for prefix in prefixes if "." in prefix and prefix != "home.")
        and not key.startswith(("error.", "preset."))
    }
    assert not dead
    assert {key for key in CATALOGUES.texts if key.startswith("error.")} - {"error.unexpected"} == {
        f"error.{one}" for one in errors
    }


def test_every_page_has_its_front_door() -> None:
    from pages.shell.page import pages

    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == {page.name for page in pages()}


def test_pins_are_exact() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "explain/recipe/requirements.txt"):
        for line in (ROOT / name).read_text().splitlines():
            assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9-]+==[0-9a-z.]+", line), line
