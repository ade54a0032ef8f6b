"""Train the small GRU of the Positions page: `python -m explain.recipe.gru --corpus FOLDER`.

Next-token prediction, one pass over part of the corpus, on one thread and in minutes. Evaluated on the sentences of
`held_out.tsv`, none of which it read, beside the best guess that knows nothing but how frequent each token is.
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as f

from explain.models.loading import WEIGHTS
from explain.order.gru import GRU_FILE, GruModel, LoadedGru, load_gru, save_gru
from explain.recipe.config import RecipeConfig
from explain.recipe.evaluate import HELD_OUT
from explain.recipe.text import is_held_out, read_lines

__all__ = ["encode", "held_out_texts", "main", "perplexity", "train_gru"]

SEED = 2026
KEPT = 8_000
LONGEST = 96
BATCH = 48
PEAK_RATE = 4e-3
_IGNORE = -100


def held_out_texts() -> list[str]:
    """The sentences that no training of this project reads."""
    return [line.split("\t")[1] for line in HELD_OUT.read_text(encoding="utf-8").splitlines()]


def encode(gru: LoadedGru, texts: list[str]) -> list[NDArray[np.int64]]:
    """Rows of the GRU's table for each text, [CLS] before and [SEP] behind, the text cut at `LONGEST` tokens."""
    cls, sep = gru.tokenizer.cls_token_id, gru.tokenizer.sep_token_id
    cut = gru.tokenizer(texts, add_special_tokens=False)["input_ids"]
    return [gru.rows(np.array([cls, *ids[:LONGEST], sep], dtype=np.int64)) for ids in cut]


def _batches(sequences: list[NDArray[np.int64]], rng: np.random.Generator) -> list[NDArray[np.int64]]:
    """Sequences of like length together, padded with `_IGNORE`, the batches in random order."""
    order = sorted(range(len(sequences)), key=lambda index: len(sequences[index]))
    made = []
    for start in range(0, len(order), BATCH):
        part = [sequences[index] for index in order[start : start + BATCH]]
        block = np.full((len(part), max(map(len, part))), _IGNORE, dtype=np.int64)
        for row, sequence in zip(block, part, strict=True):
            row[: len(sequence)] = sequence
        made.append(block)
    return [made[index] for index in rng.permutation(len(made))]


def _loss(model: GruModel, block: NDArray[np.int64], reduction: str) -> torch.Tensor:
    """Cross-entropy in nats of every token but the first, given those before it."""
    rows = torch.from_numpy(block)
    states = model.states(model.embedding(rows[:, :-1].clamp(min=0)))
    asked = rows[:, 1:] != _IGNORE
    return f.cross_entropy(model.scores(states[asked]), rows[:, 1:][asked], reduction=reduction)


def perplexity(model: GruModel, sequences: list[NDArray[np.int64]]) -> float:
    """exp of the mean loss over all tokens but the first of each sequence. Lower is better."""
    with torch.inference_mode():
        blocks = _batches(sequences, np.random.default_rng(0))
        total = sum(float(_loss(model, block, "sum")) for block in blocks)
    return float(np.exp(total / sum(len(sequence) - 1 for sequence in sequences)))


def train_gru(model: GruModel, sequences: list[NDArray[np.int64]], seed: int = SEED) -> int:
    """One pass with Adam; the learning rate climbs for 2% of the steps and falls straight to 0. Returns the steps."""
    blocks = _batches(sequences, np.random.default_rng(seed))
    optimiser = torch.optim.Adam(model.parameters(), lr=PEAK_RATE)
    warm = max(1, len(blocks) // 50)
    began = time.perf_counter()
    for step, block in enumerate(blocks):
        optimiser.param_groups[0]["lr"] = PEAK_RATE * min(
            (step + 1) / warm, (len(blocks) - step) / (len(blocks) - warm)
        )
        loss = _loss(model, block, "mean")
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        if step % 100 == 0:
            print(f"step {step}/{len(blocks)} loss {loss.item():.3f} {time.perf_counter() - began:.0f} s", flush=True)
    return len(blocks)


def main() -> None:
    """Train, read back as saved, measure, and only then ship."""
    parser = argparse.ArgumentParser(prog="python -m explain.recipe.gru", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of *.txt.xz, one paragraph a line")
    parser.add_argument("--lines", type=int, default=24_000, help="how many lines to read, drawn at random")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    lines = [
        line for part in read_lines(arguments.corpus).values() for line in part if not is_held_out(line, RecipeConfig())
    ]
    texts = [lines[index] for index in rng.permutation(len(lines))[: arguments.lines]]
    # Every id is kept at first, so that the ids themselves can be counted.
    everything = LoadedGru(GruModel(1), np.arange(32_768))
    counts = np.bincount(np.concatenate(encode(everything, texts)))
    gru = LoadedGru(GruModel(KEPT + 1), np.sort(np.argsort(-counts, kind="stable")[:KEPT]))
    sequences = encode(gru, texts)
    tokens = sum(len(sequence) - 1 for sequence in sequences)
    began = time.perf_counter()
    steps = train_gru(gru.model, sequences)
    seconds = time.perf_counter() - began
    # Measured as it will be read, in float16, before what ships is touched.
    with tempfile.TemporaryDirectory() as folder:
        save_gru(gru.model, gru.kept, {}, Path(folder) / GRU_FILE.name)
        shipped = load_gru(Path(folder) / GRU_FILE.name).model
    held_out = encode(gru, held_out_texts())
    # One more of each, or a token that training never met would cost an infinite loss.
    frequency = np.bincount(np.concatenate([s[1:] for s in sequences]), minlength=KEPT + 1) + 1.0
    asked = np.concatenate([sequence[1:] for sequence in held_out])
    facts = {
        "steps": float(steps),
        "tokens": float(tokens),
        "seconds": round(seconds),
        "perplexity": perplexity(shipped, held_out),
        "unigram_perplexity": float(np.exp(-np.log(frequency / frequency.sum())[asked].mean())),
        "unknown_share": float((asked == KEPT).mean()),
    }
    save_gru(gru.model, gru.kept, facts)
    print(facts, f"{GRU_FILE.stat().st_size:,} bytes; tokenizer of {WEIGHTS.name}/")


if __name__ == "__main__":
    main()
