"""Make the embedded model: `python -m explain.recipe --corpus FOLDER --work FOLDER`.

Trains (or resumes) in the work folder, evaluates float32 and int8 side by side, and only when all of that is done puts
the int8 weights, the configuration and the tokenizer into `--out`. A run that dies leaves what was shipped untouched.
"""

import argparse
import dataclasses
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import DistilBertForMaskedLM

from explain.models import EMBEDDED_ID, Settings, load
from explain.recipe.config import RecipeConfig
from explain.recipe.evaluate import Score, by_model, evaluate, summary_table
from explain.recipe.ship import ship
from explain.recipe.start import start_model, start_tokenizer
from explain.recipe.text import held_out_sentences, mixed, read_lines, token_counts, training_chunks
from explain.recipe.train import train


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m explain.recipe", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of *.txt.xz, one paragraph a line")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints; give it again to resume")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "weights" / EMBEDDED_ID)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    settings = parser.add_argument_group("settings of the run (see config.py)")
    for name, value in dataclasses.asdict(RecipeConfig()).items():
        choices = ("wheel", "embedded") if name == "start" else None
        settings.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, choices=choices)
    return parser.parse_args()


def _start(config: RecipeConfig, counts: NDArray[np.int64]) -> DistilBertForMaskedLM:
    if config.start == "wheel":
        return start_model(counts)
    model: DistilBertForMaskedLM = load(EMBEDDED_ID, Settings(device="cpu")).model
    return model.requires_grad_(True)


def publish(staged: Path, out: Path) -> None:
    """Put the files of one folder into another: all are written beside first, so that a full disk changes nothing."""
    out.mkdir(parents=True, exist_ok=True)
    files = sorted(file for file in staged.iterdir() if file.is_file())
    partial = [out / f"{file.name}.partial" for file in files]
    try:
        for file, beside in zip(files, partial, strict=True):
            shutil.copyfile(file, beside)
    except BaseException:
        for beside in partial:
            beside.unlink(missing_ok=True)
        raise
    for file, beside in zip(files, partial, strict=True):
        beside.replace(out / file.name)


def main() -> None:
    """Train, evaluate, and only then ship."""
    arguments = _arguments()
    config = RecipeConfig(**{f.name: getattr(arguments, f.name) for f in dataclasses.fields(RecipeConfig)})
    arguments.work.mkdir(parents=True, exist_ok=True)
    tokenizer = start_tokenizer()
    lines = read_lines(arguments.corpus)
    sentences = held_out_sentences(lines, config)
    by_source = training_chunks(lines, tokenizer, config)
    counts = token_counts(by_source, tokenizer)
    chunks = mixed(by_source, config)
    print(
        f"{int(counts.sum()):,} tokens of text, {len(chunks):,} chunks a round, {len(sentences):,} held-out sentences"
    )
    model = _start(config, counts)

    def measured(label: str) -> list[Score]:
        return evaluate(
            by_model(model.to(arguments.device)), tokenizer, sentences, config, device=arguments.device, label=label
        )

    columns = {"start": measured("start")}
    history = train(
        model,
        chunks,
        config,
        mask_id=tokenizer.mask_token_id,
        device=arguments.device,
        checkpoint=arguments.work / "checkpoint.pt",
    )
    columns["trained, fp32"] = measured("fp32")
    model = ship(model.cpu(), tokenizer, arguments.work / "staged")
    columns["trained, int8"] = measured("int8")
    report = summary_table(columns)
    figures = {"config": dataclasses.asdict(config), "history": history}
    (arguments.work / "report.md").write_text(report + "\n", encoding="utf-8")
    (arguments.work / "run.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    publish(arguments.work / "staged", arguments.out)
    print(report)


if __name__ == "__main__":
    main()
