"""What the tests of pages share: opening a page by its address, and finding what is on it."""

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.shell.page import pages

ROOT = Path(__file__).parents[2]
FILES = {page.name: page.file for page in pages() if page.path}
LANGUAGES = ("en", "tr")


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No cache of one test reaches the next, but for the models, which nothing changes."""
    for name in ("SAYDAM_MODEL_FOLDERS", "SAYDAM_ANY_MODEL"):
        monkeypatch.delenv(name, raising=False)
    from pages.shell import store

    store.engine.cache_clear()
    yield
    store.engine.cache_clear()


def open_page(name: str, language: str = "en", **address: str) -> AppTest:
    """A page as its address opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    for key, value in address.items():
        app.query_params[key] = value
    # The address is read on the first run, so the page must be the first thing that runs. Streamlit knows a page by
    # the hash of its address; the public `switch_page` would need a run before it.
    app._page_hash = calc_hash(name)
    return app.run()


def frame(app: AppTest, column: str) -> pd.DataFrame:
    """The table on the page that has a column of this name."""
    return next(table.value for table in app.dataframe if column in table.value.columns)


def fine(app: AppTest) -> bool:
    return not app.exception and not app.error


def widget(found: Iterable[Any], name: str) -> Any:
    """The one widget of a setting among those of its kind, whatever its labels: `widget(app.selectbox, "tokens.token")`."""
    (one,) = [each for each in found if each.key and each.key.split("@")[0] == name]
    return one


def charts(app: AppTest) -> dict[str, Any]:
    """Every Plotly figure on the page by its title."""
    found = {}
    for element in app.get("plotly_chart"):
        spec = json.loads(element.proto.spec)
        title = spec["layout"]["title"]["text"].replace("\u2068", "").replace("\u2069", "").replace("<br>", " ")
        found[title] = spec
    return found


def numbers(packed: dict[str, str] | list[float]) -> NDArray[Any]:
    """An array of a figure as it travels."""
    if isinstance(packed, list):
        return np.array(packed, dtype=float)
    flat = np.frombuffer(base64.b64decode(packed["bdata"]), dtype=np.dtype("<" + packed["dtype"]))
    return flat.reshape([int(n) for n in packed["shape"].split(",")]) if "shape" in packed else flat
