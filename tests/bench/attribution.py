"""How fast Integrated Gradients is: `python -m tests.bench.attribution`.

Four ways on one model in one run, by turns, so that what else the machine does falls on all of them:

- plain: Captum's LayerIntegratedGradients as its documentation has it. Ids go in, the logits of all positions come out,
  all steps are one batch. 50 steps.
- ours: `explain.attribution`, also through Captum: only the asked position goes through the head, steps in batches that
  fit. 50 steps. Its numbers must be those of the plain way to 1e-4.
- floor: 50 bare passes forward and back as one batch, the head at one position, and nothing else.
- enough: ours with only the steps that the gap needs, at most the gap that the 50 steps leave or 2% of the change.
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import torch
from captum.attr import LayerIntegratedGradients

from explain.attribution import TOLERANCE
from explain.attribution.game import Game, Scorer
from explain.attribution.gradients import integrated_gradients
from explain.models import EMBEDDED_ID, LoadedModel, Settings, load
from explain.prediction.questions import Question, guesses, word_question
from tests.bench.pages import processor
from tests.bench.texts import Texts

STEPS, AIM = 50, 1.15


@dataclass(frozen=True)
class Row:
    """Milliseconds of each way, all repeats; the largest difference of numbers; steps and gaps of ours."""

    length: int
    times: dict[str, list[float]]
    difference: float
    gap: float
    enough_steps: int
    enough_gap: float


def best_guess(loaded: LoadedModel, texts: Texts, length: int) -> Question:
    """Why the best guess, at a blank in the middle of a text of so many tokens?"""
    tokens = texts.new(length)
    at = length // 2
    return word_question(loaded, tokens, at, int(np.argmax(guesses(loaded, tokens, at))), scale="logit")


def plain(loaded: LoadedModel, question: Question) -> Callable[[], Any]:
    """Captum's method as people use it."""
    ids = torch.from_numpy(question.readings[0].ids)[None].to(loaded.device)
    gone = ids.clone()
    gone[0, [token for unit in question.players for token in question.groups[unit]]] = loaded.tokenizer.mask_token_id

    def forward(read: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = loaded.model(input_ids=read, attention_mask=torch.ones_like(read)).logits
        return scores[:, question.output.at, question.output.target]

    method = LayerIntegratedGradients(forward, loaded.family.embedding_layer(loaded.model).word)
    return lambda: method.attribute(ids, baselines=gone, n_steps=STEPS, return_convergence_delta=True)


def floor(game: Game) -> Callable[[], Any]:
    """The same number of passes forward and back, and nothing else."""
    scorer = game.scorer
    alphas = torch.linspace(0.01, 0.99, STEPS, device=scorer.embedded.device)[:, None, None]

    def run() -> torch.Tensor:
        steps = (game.empty_embedded + alphas * (scorer.embedded - game.empty_embedded)).requires_grad_()
        return torch.autograd.grad(scorer(steps).sum(), steps)[0]

    return run


def timed(do: Callable[[], Any], loaded: LoadedModel) -> tuple[float, Any]:
    """Milliseconds and the result."""
    if loaded.device.type == "cuda":
        torch.cuda.synchronize()
    start = time.perf_counter()
    result = do()
    if loaded.device.type == "cuda":
        torch.cuda.synchronize()
    return 1000 * (time.perf_counter() - start), result


def measure(loaded: LoadedModel, texts: Texts, length: int, repeats: int) -> Row:
    """All four ways by turns; the first round is not counted."""
    question = best_guess(loaded, texts, length)
    scorer = Scorer(loaded, question)
    ways: dict[str, Callable[[], Any]] = {
        "plain": plain(loaded, question),
        # A new game each time: what an earlier one remembers would make it too fast.
        "ours": lambda: integrated_gradients(Game(scorer, "mask"), steps=STEPS, doubling=False),
        "floor": floor(Game(scorer, "mask")),
        "enough": lambda: integrated_gradients(Game(scorer, "mask"), steps=8),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    results: dict[str, Any] = {}
    for turn in range(1 + repeats):
        for name, way in ways.items():
            taken, results[name] = timed(way, loaded)
            if turn:
                times[name].append(taken)
    by_token = results["plain"][0][0].sum(-1).detach().cpu().numpy()
    expected = question.by_player(by_token)
    enough = results["enough"]
    return Row(
        length,
        times,
        float(np.abs(expected - results["ours"].values).max()),
        results["ours"].gap_share,
        sum(steps for steps, _ in enough.history),
        enough.gap_share,
    )


def report(loaded: LoadedModel, rows: list[Row], repeats: int, busy: str) -> str:
    """The report as Markdown."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("torch", "transformers", "captum"))
    same = max(row.difference for row in rows)
    best = [min(row.times["ours"]) / min(row.times["floor"]) for row in rows]
    lines = [
        "# Benchmark of Integrated Gradients",
        "",
        f"- Date: {date.today().isoformat()}",
        f"- Machine: {processor()}, {os.cpu_count()} cores, {platform.system()}; load average before the run {busy}",
        f"- Software: Python {platform.python_version()}, {versions}; {torch.get_num_threads()} torch threads",
        f"- Model: {loaded.card.name} on {loaded.device_name}; {STEPS} steps, logit of the best guess, baseline [MASK]",
        f"- {repeats} repeats of all ways by turns; minimum and, in brackets, median, ms",
        "",
        f"- Same numbers as the plain way to 1e-4: {'holds' if same <= 1e-4 else '**missed**'} ({same:.1e})",
        f"- Within {AIM} of the floor at every length, minima: {'holds' if max(best) <= AIM else '**missed**'} "
        f"({', '.join(f'{one:.2f}' for one in best)})",
        "",
        "| tokens | plain Captum | ours | floor | plain / ours | ours / floor | medians | gap of ours | only the steps needed "
        "| its steps, all tries | its gap | it / floor |",
        "|" + "---:|" * 12,
    ]
    for row in rows:
        low = {name: min(taken) for name, taken in row.times.items()}
        middle = {name: median(taken) for name, taken in row.times.items()}
        shown = {name: f"{low[name]:,.0f} ({middle[name]:,.0f})" for name in low}
        cells = [
            f"{row.length}",
            shown["plain"],
            shown["ours"],
            shown["floor"],
            f"{low['plain'] / low['ours']:.2f}",
            f"{low['ours'] / low['floor']:.2f}",
            f"{middle['ours'] / middle['floor']:.2f}",
            f"{100 * row.gap:.2f}%",
            shown["enough"],
            f"{row.enough_steps}",
            f"{100 * row.enough_gap:.2f}%",
            f"{low['enough'] / low['floor']:.2f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "- Floor: 50 passes forward and back in one batch, the vocabulary head at the asked position alone.",
        f"- Only the steps needed: from 8, doubled until the gap is at most {100 * TOLERANCE:.0f}% of the change or the limit "
        "for the length is reached; all tries are in its time.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.attribution", description=__doc__)
    parser.add_argument("--lengths", default="16,32,64,128", help="tokens of the texts, [CLS] and [SEP] counted")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--out", type=Path, help="file for the report, in Markdown")
    asked = parser.parse_args()
    busy = " ".join(f"{jobs:.1f}" for jobs in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    loaded = load(EMBEDDED_ID, Settings.from_environment())
    texts = Texts(loaded)
    rows = []
    for length in (int(part) for part in asked.lengths.split(",")):
        print(f"{length} tokens", file=sys.stderr, flush=True)
        rows.append(measure(loaded, texts, length, asked.repeats))
    written = report(loaded, rows, asked.repeats, busy)
    print(written)
    if asked.out:
        asked.out.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
