"""What to train first when time is short: everything, the head alone, or LoRA with the head.

`python -m tests.bench.training --corpus FOLDER [--seconds 200]` gives each the same number of seconds from the same
start on the same text, one after the other, and then the same held-out sentences.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import DistilBertForMaskedLM

from explain.prediction.training_mask import UNCHOSEN, draw_training_mask
from explain.recipe.config import RecipeConfig
from explain.recipe.evaluate import by_model, evaluate, summary_table
from explain.recipe.start import start_model, start_tokenizer
from explain.recipe.text import held_out_sentences, mixed, read_lines, token_counts, training_chunks
from explain.recipe.train import batches, masked_logits


class Lora(torch.nn.Module):
    """W x + (alpha / r) B A x with W frozen, A small and random, B zero (Hu et al. 2021, section 4.1)."""

    def __init__(self, linear: torch.nn.Linear, rank: int = 16) -> None:
        super().__init__()
        self.linear = linear
        self.a = torch.nn.Parameter(torch.randn(rank, linear.in_features) / linear.in_features**0.5)
        self.b = torch.nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.linear(x) + 2 * (x @ self.a.T) @ self.b.T
        return found


def everything(model: DistilBertForMaskedLM) -> list[dict[str, Any]]:
    body = [p for n, p in model.named_parameters() if n.startswith("distilbert.")]
    head = [p for n, p in model.named_parameters() if not n.startswith("distilbert.")]
    return [{"params": body, "base": 8e-5}, {"params": head, "base": 4e-4}]


def head_alone(model: DistilBertForMaskedLM) -> list[dict[str, Any]]:
    model.distilbert.requires_grad_(False)
    return [{"params": [p for p in model.parameters() if p.requires_grad], "base": 1e-3}]


def lora(model: DistilBertForMaskedLM) -> list[dict[str, Any]]:
    model.distilbert.requires_grad_(False)
    for _, module in list(model.distilbert.transformer.named_modules()):
        for child, linear in list(module.named_children()):
            if isinstance(linear, torch.nn.Linear) and not isinstance(module, Lora):
                setattr(module, child, Lora(linear))
    return [{"params": [p for p in model.parameters() if p.requires_grad], "base": 1e-3}]


def run(
    model: DistilBertForMaskedLM,
    groups: list[dict[str, Any]],
    chunks: list[NDArray[np.int32]],
    config: RecipeConfig,
    mask_id: int,
    seconds: float,
) -> int:
    """Steps of the recipe until the time is up, learning rate falling linearly to zero; returns how many."""
    model.train()
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    ordinary = np.arange(1000, model.config.vocab_size)
    began, stream, step = time.monotonic(), batches(chunks, config), 0
    while (spent := time.monotonic() - began) < seconds:
        ids = next(stream)
        rng = np.random.default_rng((config.seed, 1, step))
        drawn = draw_training_mask(
            ids, ids > mask_id, rate=config.mask_rate, mask_id=mask_id, random_ids=ordinary, rng=rng, at_least_one=True
        )
        where = torch.from_numpy(drawn.action != UNCHOSEN)
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * min((step + 1) / 10, 1 - spent / seconds)
        with torch.autocast("cpu", torch.bfloat16):
            attends = torch.from_numpy((ids != 0).astype(np.int64))
            logits = masked_logits(model, torch.from_numpy(drawn.input_ids), attends, where)
        torch.nn.functional.cross_entropy(logits.float(), torch.from_numpy(ids)[where]).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], config.clip_norm)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
    return step


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=200)
    arguments = parser.parse_args()
    config = RecipeConfig()
    tokenizer = start_tokenizer()
    lines = read_lines(arguments.corpus)
    sentences = held_out_sentences(lines, config)
    few = {source: paragraphs[:: max(1, len(paragraphs) // 2000)] for source, paragraphs in lines.items()}
    by_source = training_chunks(few, tokenizer, config)
    counts, chunks = token_counts(by_source, tokenizer), mixed(by_source, config)
    ways: dict[str, Callable[[DistilBertForMaskedLM], list[dict[str, Any]]]] = {
        "everything": everything,
        "head alone": head_alone,
        "LoRA and head": lora,
    }
    columns = {}
    for name, choose in ways.items():
        torch.manual_seed(config.seed)
        model = start_model(counts)
        steps = run(model, choose(model), chunks, config, tokenizer.mask_token_id, arguments.seconds)
        columns[f"{name}, {steps} steps"] = evaluate(
            by_model(model), tokenizer, sentences, config, device="cpu", label=name
        )
        print(summary_table(columns).splitlines()[-1], flush=True)
    print(summary_table(columns))


if __name__ == "__main__":
    main()
