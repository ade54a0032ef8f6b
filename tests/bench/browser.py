"""Times and bytes as a visitor has them: a real server, a real browser, the attention page."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Playwright, WebSocket

from explain.text.tokens import Tokens
from tests.bench.inside import ROOT

__all__ = ["Change", "ColdStart", "Visit", "cold_start", "open_browser", "serve"]

_PATIENCE = 300
"""Seconds after which a start or a figure is given up."""

_QUIET = 500
"""Milliseconds to wait after a change, for messages that trail behind."""

# Looks at every frame the browser draws, and counts from the gesture itself, so that no time of the driver's is in it.
_WATCH = """
window.bench = {
  look() {
    const plot = document.querySelector(".st-key-head_map .js-plotly-plot")
    const plain = (text) => (text ?? "").replace(/[\\u2066-\\u2069]/g, "")
    return {
      title: plain(plot?.querySelector(".gtitle")?.textContent),
      rows: (plot?.data?.[0]?.y ?? []).map((name) => plain(name).replace(/^\\d+·/, "")).join(" "),
      ticks: [...(plot?.querySelectorAll(".ytick text") ?? [])].map((tick) => tick.textContent).join(" "),
      picture: plot?.querySelector(".main-svg .heatmaplayer image")?.href.baseVal ?? "",
    }
  },
  watch(gesture, wanted, seconds) {
    const before = this.look()
    let start = gesture ? null : 0
    const begin = (event) => {
      if (event.type === "keydown" && event.key !== "Enter") return
      start = performance.now()
      removeEventListener(gesture, begin, true)
    }
    if (gesture) addEventListener(gesture, begin, true)
    const drawn = () => {
      const now = this.look()
      const fits = Object.entries(wanted).every(([name, value]) => now[name] === value)
      return fits && now.picture && now.picture !== before.picture && (now.ticks !== before.ticks || !("rows" in wanted))
    }
    const state = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState
    this.times = new Promise((resolve, reject) => {
      const end = performance.now() + 1000 * seconds
      let [seen, painted] = [false, null]
      const frame = () => {
        const now = performance.now()
        // Seen in one frame, painted by the next.
        if (seen && painted === null) painted = now - start
        if (!seen && start !== null) seen = drawn()
        if (painted !== null && state() === "notRunning") resolve([painted, now - start])
        else if (now > end) reject(new Error(`no such figure in ${seconds} s: ` + document.querySelector("[data-testid=stMain]")?.innerText.slice(0, 500)))
        else requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
    })
    this.times.catch(() => {})
  },
}
"""


@dataclass(frozen=True)
class ColdStart:
    """healthy: ms from process start to the health answer. painted, settled: ms from opening the page, see `Change`.

    received: bytes over the websocket for the first page.
    """

    healthy: float
    painted: float
    settled: float
    received: int


@dataclass(frozen=True)
class Change:
    """painted: ms from the gesture until the heat map shows it. settled: until the app has also stopped running.

    received: bytes the websocket brought for it.
    """

    painted: float
    settled: float
    received: int


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def serve() -> Iterator[tuple[str, float]]:
    """Run the app in a process of its own; gives its address and the ms until it was healthy."""
    port = _free_port()
    options = {
        "server.headless": "true",
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "browser.gatherUsageStats": "false",
        "server.fileWatcherType": "none",
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    for name, value in options.items():
        command += [f"--{name}", value]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            while not _healthy(f"http://127.0.0.1:{port}"):
                if process.poll() is not None or time.perf_counter() - start > _PATIENCE:
                    raise RuntimeError("the server did not start")
                time.sleep(0.02)
            yield f"http://127.0.0.1:{port}", 1000 * (time.perf_counter() - start)
        except Exception:
            log.seek(0)
            print(log.read()[-4000:], file=sys.stderr)
            raise
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def open_browser(playwright: Playwright) -> Browser:
    """Chromium of the machine, or else Playwright's own."""
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox"], timeout=1000 * _PATIENCE
    )


class Visit:
    """One visitor on the attention page."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._page: Page = browser.new_page(viewport={"width": 1400, "height": 1000})
        self._received = 0
        self._page.set_default_timeout(1000 * _PATIENCE)
        self._page.add_init_script(_WATCH)
        self._page.on("websocket", self._listen)
        self._page.on("pageerror", lambda error: print(f"error in the browser: {error}", file=sys.stderr))
        self._page.goto(f"{address}/attention?lang=en", wait_until="commit")
        self._watch("", {})
        # Times of a page count from the moment it was asked for.
        self.first = self._change()

    def _listen(self, socket: WebSocket) -> None:
        def count(payload: str | bytes) -> None:
            self._received += len(payload.encode() if isinstance(payload, str) else payload)

        socket.on("framereceived", count)

    def _watch(self, gesture: str, wanted: dict[str, str]) -> None:
        self._page.evaluate("([...all]) => bench.watch(...all)", [gesture, wanted, _PATIENCE])

    def _change(self) -> Change:
        painted, settled = self._page.evaluate("() => bench.times")
        self._page.wait_for_timeout(_QUIET)
        received, self._received = self._received, 0
        return Change(painted, settled, received)

    def type_text(self, tokens: Tokens) -> Change:
        """Put a text in the sentence box and commit it."""
        box = self._page.locator(".st-key-text textarea")
        box.fill(tokens.sentences[0])
        self._watch("keydown", {"rows": " ".join(tokens.labels)})
        box.press("Control+Enter")
        return self._change()

    def choose_head(self, layer: int, head: int, heads: int) -> Change:
        """Click a small map, layer and head counted from 0."""
        small = self._page.locator(f'.st-key-head_wall button[data-at="{layer * heads + head}"]')
        small.scroll_into_view_if_needed()
        self._watch("click", {"title": f"Layer {layer + 1}, head {head + 1}"})
        small.click()
        return self._change()


def cold_start(playwright: Playwright, wait: float = 0.0) -> ColdStart:
    """A new server and a new browser that asks it for the attention page as soon as it answers, or some seconds later."""
    browser = open_browser(playwright)
    try:
        with serve() as (address, healthy):
            time.sleep(wait)
            first = Visit(browser, address).first
        return ColdStart(healthy, first.painted, first.settled, first.received)
    finally:
        browser.close()
