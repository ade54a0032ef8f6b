"""How long a visitor waits and what is sent: `python -m tests.bench.pages`.

Everything comes from one run on one machine with the embedded model; what else the machine does is in the numbers.
"""

import argparse
import logging
import os
import platform
import sys
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

import torch
from playwright.sync_api import sync_playwright

from explain.models import EMBEDDED_ID, LoadedModel, Settings, load
from tests.bench.browser import Change, ColdStart, Visit, cold_start, open_browser, serve
from tests.bench.inside import ServerTime, empty_script, forward
from tests.bench.texts import SHORTEST, Texts

AIM_LENGTH, AIM_SERVER, AIM_SENT = 64, 100.0, 1_000_000
"""At so many tokens: fewer ms of server time beyond the forward pass, fewer bytes sent for a new text."""

GET_READY = 20.0
"""Seconds after which a server has loaded its model."""


@dataclass(frozen=True)
class Results:
    """busy: the load average before the run. own: ms of AppTest for an empty script."""

    loaded: LoadedModel
    busy: str
    own: float
    starts: list[ColdStart]
    ready: list[ColdStart]
    rows: list["Row"]


@dataclass(frozen=True)
class Row:
    """Medians for one length: ms of the bare pass, of `trace.run`, of the server beyond the pass; both changes."""

    length: int
    bare: float
    traced: float
    server: float
    text: Change
    head: Change


def middle(changes: list[Change]) -> Change:
    """Medians of each measure by itself."""
    return Change(
        median(change.painted for change in changes),
        median(change.settled for change in changes),
        round(median(change.received for change in changes)),
    )


def measure_browser(
    visit: Visit, loaded: LoadedModel, texts: Texts, length: int, repeats: int
) -> tuple[Change, Change]:
    """A new text and then another head, over and over; a round before the first is not counted."""
    layers, heads = loaded.layers, loaded.heads
    typed, switched = [], []
    for turn in range(1 + repeats):
        typed.append(visit.type_text(texts.new(length)))
        # Never the first head of a layer, which the page starts with, and never the same twice in a row.
        switched.append(visit.choose_head(turn % layers, 1 + turn % (heads - 1), heads))
    return middle(typed[1:]), middle(switched[1:])


def measure(lengths: list[int], repeats: int) -> Results:
    """Everything, with word of what is being done on the error stream."""

    def say(doing: str) -> None:
        print(doing, file=sys.stderr, flush=True)

    busy = " ".join(f"{jobs:.1f}" for jobs in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    say("forward pass")
    loaded = load(EMBEDDED_ID, Settings.from_environment())
    texts = Texts(loaded)
    passes = {length: forward(loaded, texts, length, repeats) for length in lengths}
    say("server time")
    page, own = ServerTime(), empty_script(repeats)
    servers = {length: page.beyond_forward(texts, length, repeats) for length in lengths}
    changes = {}
    with sync_playwright() as playwright:
        say("cold start")
        starts = [cold_start(playwright) for _ in range(repeats)]
        say("a server that had time to get ready")
        ready = [cold_start(playwright, GET_READY) for _ in range(repeats)]
        browser = open_browser(playwright)
        try:
            with serve() as (address, _):
                visit = Visit(browser, address)
                for length in lengths:
                    say(f"browser, {length} tokens")
                    changes[length] = measure_browser(visit, loaded, texts, length, repeats)
        finally:
            browser.close()
    rows = [Row(length, *passes[length], servers[length], *changes[length]) for length in lengths]
    return Results(loaded, busy, own, starts, ready, rows)


def processor() -> str:
    """The name of the processor, as Linux tells it or else as Python does."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def verdict(name: str, unit: str, value: float | None, aim: float) -> str:
    """One aim and whether it holds."""
    if value is None:
        return f"- {name} below {aim:g} {unit} at {AIM_LENGTH} tokens: not measured in this run"
    said = "holds" if value < aim else "**missed**"
    return f"- {name} below {aim:g} {unit} at {AIM_LENGTH} tokens: {said} ({value:,.2f} {unit})"


def report(results: Results, repeats: int) -> str:
    """The report as Markdown."""
    loaded, rows, starts = results.loaded, results.rows, results.starts
    versions = ", ".join(f"{name} {version(name)}" for name in ("torch", "transformers", "streamlit"))
    at_aim = next((row for row in rows if row.length == AIM_LENGTH), None)
    lines = [
        "# Benchmark of the attention page",
        "",
        f"- Date: {date.today().isoformat()}",
        f"- Machine: {processor()}, {os.cpu_count()} cores, {platform.system()}; load average before the run {results.busy}",
        f"- Software: Python {platform.python_version()}, {versions}; {torch.get_num_threads()} torch threads",
        f"- Model: {loaded.card.name} on {loaded.device_name}",
        f"- Medians of {repeats} repeats; every text is new to the server",
        "",
        "## Aims",
        "",
        verdict("Server time beyond the forward pass", "ms", at_aim.server if at_aim else None, AIM_SERVER),
        verdict(
            "Sent to the browser for a new text", "MB", at_aim.text.received / 1e6 if at_aim else None, AIM_SENT / 1e6
        ),
        "",
        "## Cold start",
        "",
        f"- Process start to health answer: {median(s.healthy for s in starts):,.0f} ms",
        f"- Opening the attention page to its first painted figure: {median(s.painted for s in starts):,.0f} ms "
        f"(app at rest: {median(s.settled for s in starts):,.0f} ms)",
        f"- Both together: {median(s.healthy + s.painted for s in starts):,.0f} ms",
        f"- The first visitor of a server that has run for {GET_READY:.0f} s: {median(s.painted for s in results.ready):,.0f} ms "
        "to the first painted figure",
        f"- Websocket bytes for the first page: {median(s.received for s in starts) / 1e3:,.0f} kB",
        "",
        "## By length",
        "",
        "| tokens | bare forward, ms | `trace.run`, ms | server beyond forward, ms | new text painted, ms | app at rest, ms "
        "| new text sent, kB | head painted, ms | app at rest, ms | head sent, kB |",
        "|" + "---:|" * 10,
    ]
    for row in rows:
        times = (row.bare, row.traced, row.server, row.text.painted, row.text.settled)
        cells = [f"{row.length}", *(f"{time:,.1f}" for time in times), f"{row.text.received / 1e3:,.1f}"]
        cells += [f"{row.head.painted:,.1f}", f"{row.head.settled:,.1f}", f"{row.head.received / 1e3:,.1f}"]
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "- Bare forward: the plain Hugging Face body with `output_attentions=True` in inference mode. `trace.run` also "
        "keeps hidden states, and copies both into arrays.",
        "- Server beyond forward: a whole run of the page's script for a new text under AppTest, less the forward pass "
        f"which that run names. AppTest's own cost is in it: {results.own:,.1f} ms for an empty script. Packing and sending the "
        "messages is not.",
        "- Painted: from Ctrl+Enter, or the click, to the frame after the heat map shows it, in the browser's own clock. "
        "At rest: until the script has stopped too. Server and browser share the machine.",
        "- Sent: payload of the websocket frames that the browser received; 1 kB is 1000 bytes.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description=__doc__)
    parser.add_argument("--lengths", default="16,64,128,256,512", help="tokens of the texts, [CLS] and [SEP] counted")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--out", type=Path, help="file for the report, in Markdown")
    asked = parser.parse_args()
    lengths = [int(part) for part in asked.lengths.split(",")]
    if min(lengths) < SHORTEST or asked.repeats < 1:
        parser.error(f"lengths start at {SHORTEST}, repeats at 1")
    # AppTest runs without a server, which Streamlit warns of at every turn.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True
    written = report(measure(lengths, asked.repeats), asked.repeats)
    print(written)
    if asked.out:
        asked.out.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
