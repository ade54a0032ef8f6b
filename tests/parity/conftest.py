"""What a page would save as CSV."""

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from tests.pages.conftest import fine, fresh, open_page

__all__ = ["Saved", "fresh", "saved"]

Saved = Callable[..., dict[str, pd.DataFrame]]


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> Saved:
    """Opens a page in English and gives every CSV on it by the key of its button, without "_csv"."""
    given: dict[str, Callable[[], bytes]] = {}
    real = st.download_button

    def caught(label: str, data: Any, **options: Any) -> bool:
        if options["mime"] == "text/csv":
            given[options["key"].removesuffix("_csv")] = data
        return real(label, data=data, **options)

    monkeypatch.setattr(st, "download_button", caught)

    def opened(name: str, **address: str) -> dict[str, pd.DataFrame]:
        given.clear()
        assert fine(open_page(name, "en", **address))
        return {
            key: pd.read_csv(io.BytesIO(data()), encoding="utf-8-sig", keep_default_na=False, na_values=[""])
            for key, data in given.items()
        }

    return opened
