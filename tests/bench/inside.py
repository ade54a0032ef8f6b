"""Times taken in the benchmark's own process: the forward pass, and a run of the page's script without a browser."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import torch
from streamlit.testing.v1 import AppTest

from explain.engine.trace import run
from explain.models import LoadedModel
from tests.bench.texts import Texts

__all__ = ["ROOT", "ServerTime", "empty_script", "forward"]

ROOT = Path(__file__).parents[2]
_FORWARD = re.compile(r"forward pass ([\d,]+\.\d+) ms")
_WARM_UP = 2


def _bare(loaded: LoadedModel, inputs: dict[str, torch.Tensor]) -> None:
    """The body as anyone would call it with Hugging Face alone."""
    with torch.inference_mode():
        loaded.family.body(loaded.model)(**inputs, output_attentions=True)
        if loaded.device.type == "cuda":
            torch.cuda.synchronize(loaded.device)


def forward(loaded: LoadedModel, texts: Texts, length: int, repeats: int) -> tuple[float, float]:
    """Median milliseconds of the bare body and of `explain.engine.trace.run`, in turns, so that noise meets both alike."""
    tokens = texts.new(length)
    ids = torch.from_numpy(tokens.ids[None]).to(loaded.device)
    inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
    taken: tuple[list[float], list[float]] = ([], [])
    acts: tuple[Callable[[], object], ...] = (lambda: _bare(loaded, inputs), lambda: run(loaded, tokens))
    for turn in range(_WARM_UP + repeats):
        for kept, act in zip(taken, acts, strict=True):
            start = time.perf_counter()
            act()
            if turn >= _WARM_UP:
                kept.append(1000 * (time.perf_counter() - start))
    return median(taken[0]), median(taken[1])


class ServerTime:
    """The attention page's script under Streamlit's AppTest, warm: model loaded, page run once.

    AppTest runs the same script on the same kind of thread as the server, but sends nothing: packing the messages and
    the network are not in these times. What AppTest itself costs is; see `empty_script`.
    """

    def __init__(self) -> None:
        self._app = AppTest.from_file(ROOT / "app.py", default_timeout=300)
        self._app.query_params["lang"] = "en"
        self._app.run()
        self._app.switch_page("pages/attention.py").run()

    def _once(self, text: str) -> float:
        start = time.perf_counter()
        self._app.text_area(key="text").set_value(text).run()
        taken = 1000 * (time.perf_counter() - start)
        # `main`, since AppTest lists the captions of the sidebar last.
        said = _FORWARD.search(self._app.main.caption[-1].value.replace("\\", ""))
        if said is None or self._app.error or self._app.exception:
            raise RuntimeError(f"the page failed: {[box.value for box in (*self._app.error, *self._app.exception)]}")
        return taken - float(said[1].replace(",", ""))

    def beyond_forward(self, texts: Texts, length: int, repeats: int) -> float:
        """Median milliseconds of a whole run for a new text, less the forward pass of the same run."""
        times = [self._once(texts.new(length).sentences[0]) for _ in range(1 + repeats)]
        return median(times[1:])


def empty_script(repeats: int) -> float:
    """Median milliseconds of AppTest for a script that does nothing: what the other times hold of AppTest's own."""
    app = AppTest.from_string("pass").run()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        app.run()
        times.append(1000 * (time.perf_counter() - start))
    return median(times)
