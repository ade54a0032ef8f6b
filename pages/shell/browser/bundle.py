"""Joins the modules of a part of the page into the one script that Streamlit takes.

Streamlit imports an inline component from a blob, where a relative import leads nowhere, and serves folders of modules
for installed packages alone. So the modules stay what node and an editor can read, and are joined when the app starts:
each becomes a function that is called once and gives what the module exports; each import takes out of that. Comments
and indentation stay behind, since the script travels with every run of a page.
"""

import re
from pathlib import Path

__all__ = ["bundle"]

_IMPORT = re.compile(r'import \{([^{}]*)\} from "(\.{1,2}/[\w./-]+\.js)"\n\n?')
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) ([A-Za-z_$][\w$]*))", re.MULTILINE)
_MAIN = re.compile(r"^export default (?=function main\()", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
# Lines that are comments, and the indentation of all others.
_UNSENT = re.compile(r"^[ \t]*//[^\n]*\n|^[ \t]+", re.MULTILINE)
# What is left of a module that does more than this function knows.
_FOREIGN = re.compile(r"^[ \t]*(?:import|export)\b.*|.*\bimport\s*[(.].*", re.MULTILINE)
# A string over several lines could hold a line that looks like a comment, an import or an export.
_OPEN_STRING = re.compile(r"^[^`\n]*`(?:[^`\n]*`[^`\n]*`)*[^`\n]*$", re.MULTILINE)


def bundle(entry: Path, root: Path) -> str:
    """One script out of a module and everything that it imports.

    entry: the file with `export default function main`. root: the folder that all modules lie in.

    A module begins with its imports, `import { a, b } from "./x.js"`, and exports functions, classes and constants where
    they are declared. Everything else that a module may do elsewhere (another name for an import, `export { … }`,
    importing in the middle, importing in a circle, a template string over several lines …) is a ValueError that says
    where.
    """
    done: dict[Path, tuple[str, set[str]]] = {}
    _add(entry.resolve(), root.resolve(), done, ())
    return "\n".join(script for script, _ in done.values())


def _add(path: Path, root: Path, done: dict[Path, tuple[str, set[str]]], above: tuple[Path, ...]) -> None:
    """Put a module, as a script and the names of its exports, into `done`, after what it imports.

    above: the modules that wait for this one, entry first.
    """
    name = path.relative_to(root).as_posix()
    if path in above:
        raise ValueError(f"{name} imports itself, by way of {', '.join(one.name for one in above)}")
    code = _UNSENT.sub("", path.read_text(encoding="utf-8")).lstrip("\n")
    head = []
    while found := _IMPORT.match(code):
        code = code[found.end() :]
        target = (path.parent / found[2]).resolve()
        if target not in done:
            _add(target, root, done, (*above, path))
        wanted = [one.strip() for one in found[1].split(",") if one.strip()]
        for one in wanted:
            if not _NAME.fullmatch(one) or one not in done[target][1]:
                raise ValueError(f"{name}: {found[2]} exports no {one!r}")
        head.append(f"const {{ {', '.join(wanted)} }} = {_variable(target, root)}\n")
    exports = set(_EXPORT.findall(code))
    code = _EXPORT.sub("", code)
    if not above:
        code, mains = _MAIN.subn("", code)
        if mains != 1 or exports:
            raise ValueError(f"{name}: a part has `export default function main(` and no other export")
        exports = {"main"}
    for pattern in (_FOREIGN, _OPEN_STRING):
        if found := pattern.search(code):
            raise ValueError(f"{name} cannot be joined with other modules: {found[0].strip()}")
    inside = f"{''.join(head)}{code}return {{ {', '.join(sorted(exports))} }}\n"
    script = f"// {name}\nconst {_variable(path, root)} = (() => {{\n{inside}}})()\n"
    if not above:
        script += f"export default {_variable(path, root)}.main\n"
    done[path] = (script, exports)


def _variable(path: Path, root: Path) -> str:
    """What the exports of a module are called in the joined script."""
    return "$" + re.sub(r"\W", "_", path.relative_to(root).with_suffix("").as_posix())
