"""The Attention studio beside BertViz: one machine, one run, the same weights. `python -m tests.bench.bertviz_race`.

BertViz (Vig 2019) and the scripts it asks a CDN for come from PyPI and npm into a cache folder of the user, not into the
project. Its requests to the CDN are answered from that folder, so that no network time counts against it.
"""

import argparse
import importlib
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
import time
import types
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, Route, WebSocket, sync_playwright

from explain.attention.heads import summarise, view
from explain.attention.packing import pack
from explain.engine.trace import Trace, run
from explain.models import EMBEDDED_ID, LoadedModel, Settings, load
from explain.text.tokens import Tokens
from tests.bench.browser import open_browser, serve
from tests.bench.pages import processor
from tests.bench.texts import Texts

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "saydam-bench"
BERTVIZ = "1.4.1"
# The versions that BertViz names; jQuery 2.0.0 was never on npm, and 2.1.4 is the next of its line there.
SCRIPTS = {
    "require": ("requirejs", "2.3.6", "package/require.js"),
    "d3": ("d3", "5.7.0", "package/dist/d3.min.js"),
    "jquery": ("jquery", "2.1.4", "package/dist/jquery.min.js"),
}
PATIENCE = 120
"""Seconds after which a drawing is given up."""

AIM_BYTES, AIM_SWITCH, AIM_LONGEST = 25, 50.0, 3000.0
# Two frames after what was asked for: seen in one, painted by the next.
_PAINTED = """
async ([act, ready]) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const start = performance.now()
  act && (await eval(act)())
  const made = performance.now() - start
  while (!eval(ready)()) await frame()
  await frame()
  await frame()
  return [made, performance.now() - start]
}
"""
_LINES = """() => {
  const find = (node) => node.querySelector?.(".lines") ?? [...node.querySelectorAll("*")].map((one) => one.shadowRoot && find(one.shadowRoot)).find(Boolean)
  const host = document.querySelector(".st-key-head_lines")
  return host && find(host)
}"""


@dataclass
class Row:
    """One length of one tool. Milliseconds and bytes; None where it was given up."""

    tokens: int
    tool: str
    server: float | None = None
    sent: float | None = None
    painted: float | None = None
    layer: float | None = None
    head: float | None = None
    nodes: int | None = None
    notes: list[str] = field(default_factory=list)


def fetch() -> tuple[Any, dict[str, bytes]]:
    """BertViz as a module and its scripts by name."""
    CACHE.mkdir(parents=True, exist_ok=True)
    package = CACHE / f"bertviz-{BERTVIZ}"
    if not package.exists():
        command = [sys.executable, "-m", "pip", "download", f"bertviz=={BERTVIZ}", "--no-deps", "-q", "-d", str(CACHE)]
        subprocess.run(command, check=True)
        zipfile.ZipFile(next(CACHE.glob("bertviz*.whl"))).extractall(package)
    scripts = {}
    for name, (npm, number, member) in SCRIPTS.items():
        packed = CACHE / f"{npm}-{number}.tgz"
        if not packed.exists():
            subprocess.run(
                ["npm", "pack", f"{npm}@{number}", "--silent"], cwd=CACHE, check=True, stdout=subprocess.DEVNULL
            )
        with tarfile.open(packed) as archive:
            found = archive.extractfile(member)
            assert found is not None
            scripts[name] = found.read()
    # All it wants of IPython is a box for a string.
    with suppress(ImportError):
        importlib.import_module("IPython.display")
    if "IPython" not in sys.modules:
        shell, display = types.ModuleType("IPython"), types.ModuleType("IPython.display")
        box = type("Box", (), {"__init__": lambda self, data: setattr(self, "data", data)})
        display.HTML, display.Javascript, display.display = box, box, lambda *_: None  # type: ignore[attr-defined]
        sys.modules |= {"IPython": shell, "IPython.display": display}
    sys.path.insert(0, str(package))
    return importlib.import_module("bertviz"), scripts


def measured(act: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    """Least milliseconds and the last result."""
    times, result = [], None
    for _ in range(repeats):
        start = time.perf_counter()
        result = act()
        times.append(1000 * (time.perf_counter() - start))
    return min(times), result


def _answer(content: bytes, route: Route) -> None:
    route.fulfill(body=content, content_type="text/javascript")


def _serve_scripts(page: Page, scripts: dict[str, bytes]) -> None:
    for name, content in scripts.items():
        page.route(f"**/cdnjs.cloudflare.com/**/{name}*.js*", partial(_answer, content))


def bertviz_row(tool: Any, view: str, scripts: dict[str, bytes], trace: Trace, browser: Browser, repeats: int) -> Row:
    """One view of BertViz on one text."""
    import torch

    tokens = list(trace.tokens.labels)
    row = Row(len(tokens), f"bertviz {view}")
    attention = tuple(torch.from_numpy(layer.copy())[None] for layer in trace.attention)
    make = getattr(tool, view)
    row.server, drawn = measured(lambda: make(attention, tokens, html_action="return").data, repeats)
    row.sent = len(drawn.encode())
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "view.html"
        target.write_text(f"<!doctype html><meta charset=utf-8>{drawn}", encoding="utf-8")
        del drawn
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(1000 * PATIENCE)
        _serve_scripts(page, scripts)
        try:
            times = []
            for _ in range(repeats):
                start = time.perf_counter()
                page.goto(target.as_uri(), wait_until="commit", timeout=1000 * PATIENCE)
                page.wait_for_function(
                    "() => document.querySelectorAll('#vis svg line').length > 0",
                    timeout=1000 * PATIENCE,
                    polling="raf",
                )
                page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
                times.append(1000 * (time.perf_counter() - start))
            row.painted = min(times)
            row.nodes = page.evaluate("() => document.querySelectorAll('*').length")
            if view == "head_view":
                layers = len(trace.attention)
                switch = """() => { const s = document.querySelector('#layer'); s.value = %d; s.dispatchEvent(new Event('change')) }"""
                row.layer = min(
                    page.evaluate(_PAINTED, [switch % (1 + at % (layers - 1)), "() => true"])[1]
                    for at in range(repeats)
                )
                click = """() => [...document.querySelectorAll('#vis svg > g:last-of-type > rect')][%d].dispatchEvent(new MouseEvent('click', {bubbles: true}))"""
                row.head = min(page.evaluate(_PAINTED, [click % at, "() => true"])[1] for at in range(repeats))
        except Exception as problem:
            row.notes.append(f"given up: {str(problem).splitlines()[0][:90]}")
        finally:
            with suppress(Exception):
                page.close()
    return row


def _count(received: list[int], socket: WebSocket) -> None:
    socket.on("framereceived", lambda frame: received.append(len(frame)))


def saydam_row(address: str, loaded: LoadedModel, texts: Texts, length: int, browser: Browser, repeats: int) -> Row:
    """The studio on new texts of one length; both of its views come with one parcel."""
    row = Row(length, "saydam, both views")
    traces = [run(loaded, texts.new(length)) for _ in range(repeats)]
    row.server = min(measured(partial(_prepare, trace), 1)[0] for trace in traces)
    painted, layers, heads, sent = [], [], [], []
    for trace in traces:
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        page = context.new_page()
        page.set_default_timeout(1000 * PATIENCE)
        received: list[int] = []
        page.on("websocket", partial(_count, received))
        start = time.perf_counter()
        page.goto(f"{address}/studio?lang=en&lesson=0&text={quote(trace.tokens.sentences[0])}", wait_until="commit")
        ready = f"() => ({_LINES})()?.dataset.shown"
        page.wait_for_function(ready, timeout=1000 * PATIENCE, polling="raf")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        painted.append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(1500)
        sent.append(sum(received))
        press = "() => (%s)().querySelectorAll('%s')[%d].click()"
        for at in (1, 4):
            layers.append(page.evaluate(_PAINTED, [press % (_LINES, ".layers button", at), "() => true"])[1])
            heads.append(page.evaluate(_PAINTED, [press % (_LINES, "button.head", at), "() => true"])[1])
        row.nodes = page.evaluate(f"() => ({_LINES})().querySelectorAll('*').length")
        page.wait_for_timeout(2500)
        row.notes = [f"a rerun after a switch sends {(sum(received) - sent[-1]) / 1e3:,.0f} kB"]
        context.close()
    row.painted, row.layer, row.head, row.sent = min(painted), min(layers), min(heads), max(sent)
    return row


def _prepare(trace: Trace) -> None:
    """What the page computes for the drawing after the forward pass."""
    pack(trace)
    summarise(view(trace))


def number(value: float | None, scale: float = 1) -> str:
    """A cell."""
    return "–" if value is None else f"{value / scale:,.1f}" if scale > 1 else f"{value:,.0f}"


def verdict(name: str, holds: bool | None, said: str) -> str:
    """One aim."""
    return f"- {name}: {'not measured' if holds is None else 'holds' if holds else '**missed**'} ({said})"


def report(rows: list[Row], loaded: LoadedModel, repeats: int, busy: str) -> str:
    """Markdown."""
    by = {(row.tokens, row.tool): row for row in rows}
    own = "saydam, both views"
    at64 = [by[64, name].sent for name in ("bertviz head_view", "bertviz model_view", own) if (64, name) in by]
    lines = [
        "# The head view beside BertViz",
        "",
        f"- Date: {date.today().isoformat()}; {processor()}, {os.cpu_count()} cores, {platform.system()}; load average {busy}",
        f"- Model: {loaded.card.name} on {loaded.device_name}; BertViz {BERTVIZ}, Streamlit {version('streamlit')}",
        f"- Least of {repeats} repeats (of one for BertViz from 256 tokens): other work on a machine only adds to a time",
        "",
        "## Aims",
        "",
    ]
    sizes = [size for size in at64 if size]
    if len(sizes) == 3:
        head, whole, mine = sizes
        both = head + whole
        said = f"{both / mine:,.0f} times fewer than both views of BertViz, {head / mine:,.0f} times fewer than its head view"
        lines.append(verdict(f"At 64 tokens {AIM_BYTES} times fewer bytes", both / mine >= AIM_BYTES, said))
    switches = [row.layer for row in rows if row.tool == own and row.layer is not None]
    if switches:
        lines.append(
            verdict("Layer switch below 50 ms", max(switches) < AIM_SWITCH, f"at most {max(switches):,.0f} ms")
        )
    if (512, own) in by:
        longest = by[512, own].painted or 0.0
        lines.append(verdict("512 tokens painted in under 3 s", longest < AIM_LONGEST, f"{longest:,.0f} ms"))
    lines += [
        "",
        "## By length",
        "",
        "| tokens | tool | server, ms | sent, kB | open → painted, ms | layer switch, ms | head switch, ms | DOM nodes | notes |",
        "|---:|---|" + "---:|" * 6 + "---|",
    ]
    for row in rows:
        cells = [
            str(row.tokens),
            row.tool,
            number(row.server),
            number(row.sent, 1e3),
            number(row.painted),
            number(row.layer),
            number(row.head),
            number(row.nodes),
            "; ".join(row.notes),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "- Server: what is computed after the forward pass to make the drawing; the forward pass itself is the same for both.",
        "- Sent: for BertViz the page it makes, without its three scripts; for Saydam everything the websocket brings for the "
        "first page, sentence boxes and texts included, without Streamlit's own scripts, which a browser keeps.",
        "- Open → painted: from the request until two frames after the first lines stand. For Saydam that includes loading "
        "Streamlit in a fresh browser, the forward pass and the server; for BertViz a finished file is opened from disk.",
        "- Switches: from the click to two frames after it, in the browser's own clock.",
        f"- Given up: no drawing after {PATIENCE} s, or the tab died.",
        "",
    ]
    return "\n".join(lines)


def race(lengths: list[int], repeats: int) -> str:
    """Everything, with word of what is being done on the error stream."""
    busy = " ".join(f"{jobs:.1f}" for jobs in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    tool, scripts = fetch()
    loaded = load(EMBEDDED_ID, Settings.from_environment())
    texts = Texts(loaded, seed=7)
    rows: list[Row] = []
    with sync_playwright() as playwright, serve() as (address, _):
        browser = open_browser(playwright)
        # The first visitor waits for torch and the model; that is measured elsewhere.
        warm = browser.new_page()
        warm.goto(f"{address}/studio?lang=en")
        warm.wait_for_function(f"() => ({_LINES})()?.dataset.shown", timeout=1000 * PATIENCE)
        warm.close()
        for length in lengths:
            print(f"saydam, {length} tokens", file=sys.stderr, flush=True)
            rows.append(saydam_row(address, loaded, texts, length, browser, repeats))
        browser.close()
        for length in lengths:
            tokens: Tokens = texts.new(length)
            for view in ("head_view", "model_view"):
                print(f"bertviz {view}, {length} tokens", file=sys.stderr, flush=True)
                # A browser of its own: a tab that dies may take it along.
                browser = open_browser(playwright)
                rows.append(
                    bertviz_row(tool, view, scripts, run(loaded, tokens), browser, repeats if length < 256 else 1)
                )
                with suppress(Exception):
                    browser.close()
    rows.sort(key=lambda row: row.tokens)
    return report(rows, loaded, repeats, busy)


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bertviz_race", description=__doc__)
    parser.add_argument("--lengths", default="16,64,128,256,512")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--out", type=Path, help="file for the report, in Markdown")
    asked = parser.parse_args()
    written = race([int(part) for part in asked.lengths.split(",")], asked.repeats)
    print(written)
    if asked.out:
        asked.out.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
