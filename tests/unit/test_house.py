"""The rules of the house: which way imports point, texts in both languages, pins, public names."""

import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from explain.content import CATALOGUES

ROOT = Path(__file__).parents[2]
EXPLAIN = sorted((ROOT / "explain").rglob("*.py"))
PAGES = [*sorted((ROOT / "pages").rglob("*.py")), ROOT / "app.py"]


def test_imports_point_the_right_way() -> None:
    """The contracts stand in pyproject.toml; what breaks one is named by file and line."""
    found = subprocess.run(
        ["lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_figures_do_not_load_torch() -> None:
    code = "import sys, explain.figures; sys.exit('torch' in sys.modules or 'streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_what_is_kept_is_kept_by_the_engine() -> None:
    for path in PAGES:
        assert "st.cache_" not in path.read_text(encoding="utf-8"), path


def _module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize(
    "path", [p for p in EXPLAIN if p.name != "__main__.py" and p != ROOT / "explain/__init__.py"], ids=_module_name
)
def test_public_names_are_said_and_documented(path: Path) -> None:
    module = importlib.import_module(_module_name(path))
    assert module.__doc__
    if path.name == "__init__.py" and not hasattr(module, "__all__"):
        # The door of a chapter: its modules are asked by name.
        return
    if path == ROOT / "explain/recipe/__init__.py":
        return
    for name in module.__all__:
        thing = getattr(module, name)
        if callable(thing):
            assert thing.__doc__, name


def test_texts_and_code_know_each_other() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in [*PAGES, *(p for p in EXPLAIN if "content" not in p.parts)])
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

    pages = {page.name for page in declared()}
    by_name = {f"{page}.{part}" for page in pages for part in ("title", "lead", "look", "try", "view")}
    by_name |= {f"home.{page}" for page in pages}
    by_name |= {f"nav.{page.section}" for page in declared()}
    by_name |= {f"{page.name}.view.{view}" for page in declared() for view in page.views}
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


def test_pins_are_exact() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "explain/recipe/requirements.txt"):
        for line in (ROOT / name).read_text().splitlines():
            assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9-]+==[0-9a-z.]+", line), line


def test_the_readme_does_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    said = re.search(r"\): (\(.*\))", code)
    assert said is not None
    assert capsys.readouterr().out.strip() == said.group(1)


def test_no_bare_string_of_a_page_is_shown() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["runner"]["magicEnabled"] is False
