"""The modules of the parts in the browser: their own tests, and how they are joined into the scripts that Streamlit takes."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pages.shell.browser.bundle import bundle

ROOT = Path(__file__).parents[2]
BROWSER = ROOT / "pages/shell/browser"
# A part is a folder with a module of its own name.
PARTS = sorted(folder.name for folder in BROWSER.iterdir() if (folder / f"{folder.name}.js").exists())


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node") or shutil.which("nodejs")
    if found is None:
        missing = "no node on this machine, which runs the tests of the JavaScript (Debian: apt-get install nodejs)"
        if os.environ.get("SAYDAM_NEED_BROWSER"):
            pytest.fail(f"SAYDAM_NEED_BROWSER is set and there is {missing}")
        pytest.skip(missing)
    return found


def _run(node: str, *arguments: str | Path) -> str:
    done = subprocess.run([node, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_modules_pass_their_own_tests(node: str) -> None:
    files = sorted((ROOT / "tests/unit/js").glob("*.test.js"))
    told = _run(node, "--test", "--test-reporter=tap", *files)
    # Node is content with no tests at all.
    passed = re.search(r"^# pass (\d+)$", told, re.MULTILINE)
    assert passed
    assert int(passed[1]) > 80


def test_joined_modules_are_a_script_with_one_function(node: str, tmp_path: Path) -> None:
    assert PARTS == ["chips", "heads", "lines", "picture", "shaded", "tensor"]
    for part in PARTS:
        (tmp_path / f"{part}.mjs").write_text(bundle(BROWSER / part / f"{part}.js", BROWSER), encoding="utf-8")
    (tmp_path / "all.mjs").write_text(
        "".join(f"import {part} from './{part}.mjs'\n" for part in PARTS)
        + f"console.log([{', '.join(PARTS)}].every((one) => typeof one === 'function'))\n"
    )
    assert _run(node, tmp_path / "all.mjs") == "true\n"


def _write(folder: Path, **modules: str) -> Path:
    for name, code in modules.items():
        (folder / f"{name}.js").write_text(code, encoding="utf-8")
    return folder / "main.js"


def test_modules_are_joined_in_the_order_of_their_imports(node: str, tmp_path: Path) -> None:
    entry = _write(
        tmp_path,
        main="// Says what the others say.\n"
        'import { both } from "./middle.js"\nimport {\n  base,\n  Base,\n} from "./base.js"\n\n'
        "const secret = 3\n\nexport default function main() {\n  return [both(), base, new Base().name, secret]\n}\n",
        middle='import { base } from "./base.js"\n\nconst secret = 2\n\nexport function both() {\n  return base + secret\n}\n',
        # Private names may be the same everywhere, and a module is run once.
        base="const secret = (globalThis.runs = (globalThis.runs ?? 0) + 1)\n\n"
        "export const base = 10 * secret\nexport class Base {\n  name = `base ${secret}`\n}\n",
    )
    joined = bundle(entry, tmp_path)
    (tmp_path / "joined.mjs").write_text(joined + "console.log(JSON.stringify($main.main()))\n")
    assert _run(node, tmp_path / "joined.mjs") == '[12,10,"base 1",3]\n'
    assert "Says what" not in joined


MAIN = "export default function main() {}\n"


# A module that uses another in the common way.
USES = 'import { a } from "./other.js"\n' + MAIN
GIVES = "export const a = 1\n"
BAD = [
    # main.js, other.js, what is said of them
    ('import { b } from "./other.js"\n' + MAIN, GIVES, "main.js: ./other.js exports no 'b'"),
    ('import { a as b } from "./other.js"\n' + MAIN, GIVES, "main.js: ./other.js exports no 'a as b'"),
    ('import a from "./other.js"\n' + MAIN, GIVES, 'main.js cannot be joined .*: import a from "'),
    ('import * as a from "./other.js"\n' + MAIN, GIVES, "main.js cannot be joined .*: import \\* as a"),
    ('import { a } from "other"\n' + MAIN, GIVES, 'main.js cannot be joined .*: import { a } from "other"'),
    ('import "./other.js"\n' + MAIN, GIVES, 'main.js cannot be joined .*: import "./other.js"'),
    ("const b = 1\n" + USES, GIVES, "main.js cannot be joined .*: import { a }"),
    (MAIN + 'const later = () => import("./other.js")\n', "", "main.js cannot be joined .*: const later"),
    (MAIN + "const here = import.meta.url\n", "", "main.js cannot be joined .*: const here"),
    (MAIN + "const text = `one\n// two`\n", "", "main.js cannot be joined .*: const text = `one"),
    (USES, "const a = 1\nexport { a }\n", "other.js cannot be joined .*: export { a }"),
    # What is changed after it was exported would stay as it was for those who took it.
    (USES, "export let a = 1\n", "other.js cannot be joined .*: export let a"),
    (USES, GIVES + "export default a\n", "other.js cannot be joined .*: export default a"),
    (USES, 'import { b } from "./main.js"\n' + GIVES, "main.js imports itself, by way of main.js, other.js"),
    (GIVES + MAIN, "", "main.js: a part has `export default function main\\(` and no other export"),
    (GIVES, "", "main.js: a part has `export default function main\\(`"),
]


def test_what_cannot_be_joined_is_named(tmp_path: Path) -> None:
    for main, other, told in BAD:
        entry = _write(tmp_path, main=main, other=other)
        with pytest.raises(ValueError, match=told):
            bundle(entry, tmp_path)


def test_a_missing_module_is_named(tmp_path: Path) -> None:
    entry = _write(tmp_path, main='import { a } from "./gone.js"\n' + MAIN)
    with pytest.raises(FileNotFoundError, match=r"gone\.js"):
        bundle(entry, tmp_path)
