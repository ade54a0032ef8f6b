"""Getting ready before the first visitor: the slow imports, the embedded model, and one pass through it."""

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st

__all__ = ["lifespan", "warm"]


def warm() -> None:
    """Load the embedded model and run a few words through it, so that nobody waits for what is done only once."""
    from explain.engine.trace import run
    from explain.errors import ExplainError
    from explain.models import EMBEDDED_ID
    from explain.text.tokens import tokenize
    from pages.shell import store

    import_module("pages.shell.frame")

    try:
        loaded = store.engine().model(EMBEDDED_ID)
        store.ask(run, loaded, tokenize(loaded, "A few words."))
    except ExplainError:
        # Whoever comes first is told, in their own language.
        logging.getLogger("saydam").exception("getting ready")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """For the time that the server runs: it answers at once, and gets ready meanwhile."""
    threading.Thread(target=warm, name="saydam-warm", daemon=True).start()
    yield
