"""A running app and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: requirements-dev.txt")
ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LISTEN = "127.0.0.1"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind((LISTEN, 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            "--server.port",
            str(port),
            "--server.address",
            LISTEN,
            "--server.headless",
            "true",
            "--server.fileWatcherType",
            "none",
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://{LISTEN}:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.25)
        else:
            pytest.fail("the app did not start")
        yield f"http://{LISTEN}:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    if CHROMIUM is None:
        if os.environ.get("SAYDAM_NEED_BROWSER"):
            pytest.fail("SAYDAM_NEED_BROWSER is set and no browser was found")
        pytest.skip("no chromium on this machine")
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Visitor:
    """One browser tab, with everything it complained about and every host it reached for."""

    def __init__(self, browser: "Browser", server: str, **options: Any) -> None:
        given: dict[str, Any] = {"viewport": {"width": 1440, "height": 1000}, "accept_downloads": True, **options}
        self.context = browser.new_context(**given)
        self.page = self.context.new_page()
        self.server = server
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._complained)
        self.page.on("dialog", self._asked)
        self.page.on("request", self._reached)

    def _complained(self, message: "ConsoleMessage") -> None:
        if "Error" in message.text and message.type == "error":
            self.errors.append(message.text)

    def _asked(self, dialog: "Dialog") -> None:
        self.errors.append("dialog: " + dialog.message)
        dialog.dismiss()

    def _reached(self, request: "Request") -> None:
        if not request.url.startswith((self.server, "data:", "blob:", "ws:")):
            self.outside.append(request.url)

    def open(self, address: str) -> "Page":
        self.page.goto(f"{self.server}/{address}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page has stopped running for a while."""
        self.page.evaluate("() => { window.quiet = 0 }")
        self.page.wait_for_function(
            "() => { const app = document.querySelector('[data-testid=stApp]');"
            " const busy = !app || ['running', 'initial'].includes(app.dataset.testScriptState)"
            "  || document.querySelector('[data-testid=stSkeleton], [data-testid=stSpinner]');"
            " if (busy) { window.quiet = 0; return false; }"
            " window.quiet = window.quiet || performance.now(); return performance.now() - window.quiet > 400; }",
            timeout=120_000,
            polling=100,
        )


@pytest.fixture
def visitor(browser: "Browser", server: str) -> Iterator[Visitor]:
    tab = Visitor(browser, server)
    yield tab
    tab.context.close()
    assert not tab.errors
    assert not tab.outside, "the app must work with no network"


@pytest.fixture
def another(browser: "Browser", server: str) -> Iterator[Visitor]:
    """A second person, with a fresh browser."""
    tab = Visitor(browser, server, locale="tr-TR")
    yield tab
    tab.context.close()
    assert not tab.errors
