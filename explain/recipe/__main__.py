"""Make the embedded model: `python -m explain.recipe --corpus FOLDER --work FOLDER`.

Trains (or resumes) in the work folder, evaluates float32 and int8 side by side, and only when all of that is done puts
the int8 weights, the configuration and the tokenizer into `--out`. A run that dies leaves what was shipped untouched.
"""

import argparse
import dataclasses
import json
from pathlib import Path

import numpy as np
import torch

from explain.recipe.config import RecipeConfig
from explain.recipe.evaluate import evaluate, summary_table
from explain.recipe.ship import ship
from explain.recipe.start import start_model, start_tokenizer
from explain.recipe.text import held_out_sentences, read_lines, training_chunks
from explain.recipe.train import train

_DEFAULTS = RecipeConfig()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m explain.recipe", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of *.txt.xz, one paragraph a line")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints; give it again to resume")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "weights")
    parser.add_argument("--steps", type=int, default=_DEFAULTS.steps)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args()


def main() -> None:
    """Train, evaluate, and only then ship."""
    arguments = _arguments()
    config = dataclasses.replace(_DEFAULTS, steps=arguments.steps)
    arguments.work.mkdir(parents=True, exist_ok=True)
    tokenizer = start_tokenizer()
    lines = read_lines(arguments.corpus)
    sentences = held_out_sentences(lines, config)
    chunks = training_chunks(lines, tokenizer, config)
    counts = np.bincount(np.concatenate(chunks), minlength=len(tokenizer))
    # The frame that [CLS], [SEP] and padding make is never asked for.
    counts[:104] = 0
    print(f"{len(chunks):,} chunks, {int(counts.sum()):,} tokens, {len(sentences):,} held-out sentences")
    model = start_model(counts.astype(np.int64))
    columns = {"start": evaluate(model, tokenizer, sentences, config, device=arguments.device, label="start")}
    history = train(
        model,
        chunks,
        config,
        mask_id=tokenizer.mask_token_id,
        device=arguments.device,
        checkpoint=arguments.work / "checkpoint.pt",
    )
    columns["trained, fp32"] = evaluate(model, tokenizer, sentences, config, device=arguments.device, label="fp32")

    staged = ship(model.cpu(), tokenizer, arguments.work / "staged")
    columns["trained, int8"] = evaluate(staged, tokenizer, sentences, config, device=arguments.device, label="int8")
    report = summary_table(columns)
    figures = {"config": dataclasses.asdict(config), "history": history}
    (arguments.work / "report.md").write_text(report + "\n", encoding="utf-8")
    (arguments.work / "run.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    arguments.out.mkdir(parents=True, exist_ok=True)
    for file in sorted((arguments.work / "staged").iterdir()):
        beside = arguments.out / f"{file.name}.partial"
        beside.write_bytes(file.read_bytes())
        beside.replace(arguments.out / file.name)
    print(report)


if __name__ == "__main__":
    main()
