"""Masked language modelling on one device, seeded, resumable, with a progress bar."""

import dataclasses
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm
from transformers import DistilBertForMaskedLM

from explain.prediction.training_mask import UNCHOSEN, draw_training_mask
from explain.recipe.config import RecipeConfig

__all__ = ["batches", "fast_bfloat16", "learning_rate_scale", "masked_logits", "train"]


def batches(chunks: list[NDArray[np.int32]], config: RecipeConfig) -> Iterator[NDArray[np.int64]]:
    """Padded batches of about `batch_tokens` tokens, (rows, length); chunks of like length go together.

    Chunks are sorted only within a window, so that every stretch of training sees all sources and lengths.
    """
    window = 4096
    epoch = 0
    while True:
        rng = np.random.default_rng((config.seed, epoch))
        for start in range(0, len(chunks), window):
            pool = sorted(chunks[start : start + window], key=len)
            groups: list[list[NDArray[np.int32]]] = [[]]
            for chunk in pool:
                if groups[-1] and (len(groups[-1]) + 1) * len(chunk) > config.batch_tokens:
                    groups.append([])
                groups[-1].append(chunk)
            for index in rng.permutation(len(groups)):
                rows = groups[index]
                padded = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
                for row, chunk in zip(padded, rows, strict=True):
                    row[: len(chunk)] = chunk
                yield padded
        epoch += 1


def masked_logits(
    model: DistilBertForMaskedLM, ids: torch.Tensor, attention_mask: torch.Tensor, where: torch.Tensor
) -> torch.Tensor:
    """Logits at the chosen positions alone, (chosen, vocabulary): the head is a third of the work otherwise."""
    hidden = model.distilbert(input_ids=ids, attention_mask=attention_mask).last_hidden_state[where]
    hidden = model.vocab_layer_norm(model.activation(model.vocab_transform(hidden)))
    logits: torch.Tensor = model.vocab_projector(hidden)
    return logits


def learning_rate_scale(step: int, config: RecipeConfig) -> float:
    """The factor on the learning rates at a step: see `warmup_share` and `decay_share` of the settings."""
    warmup = max(1, round(config.steps * config.warmup_share))
    decay = max(1, round(config.steps * config.decay_share))
    fall = max(0, step - (config.steps - decay)) / decay
    return min((step + 1) / warmup, 1 - math.sqrt(fall))


def fast_bfloat16(device: str) -> bool:
    """Whether a device multiplies bfloat16 matrices itself.

    A CPU with AVX-512 BF16 took a step 2.2 times as fast as in float32; with AVX2 alone, 90 times as slow.
    """
    if torch.device(device).type == "cpu":
        known = torch.cpu.get_capabilities()
        return bool(known.get("avx512_bf16") or known.get("amx_bf16"))
    return torch.device(device).type != "cuda" or torch.cuda.is_bf16_supported(including_emulation=False)


def _save(path: Path, content: object) -> None:
    """Write beside and rename: a killed run or a full disk leaves the last checkpoint whole."""
    beside = path.with_suffix(".partial")
    try:
        torch.save(content, beside)
    except (OSError, RuntimeError) as problem:  # torch's own writer reports a full disk as the latter.
        beside.unlink(missing_ok=True)
        raise SystemExit(
            f"Could not write {beside} ({str(problem).splitlines()[0]}). Free some space and give the same command "
            "again: the run goes on from its last checkpoint. The weights that ship are untouched."
        ) from problem
    beside.replace(path)


def _settings(config: RecipeConfig) -> dict[str, float | str]:
    """What must be the same when a run goes on: all but when it ends and how it is measured."""
    free = ("steps", "checkpoint_every", "evaluation_sentences", "evaluation_mask_rate")
    return {key: value for key, value in dataclasses.asdict(config).items() if key not in free}


def train(
    model: DistilBertForMaskedLM,
    chunks: list[NDArray[np.int32]],
    config: RecipeConfig,
    *,
    mask_id: int,
    device: str,
    checkpoint: Path,
) -> list[tuple[int, float]]:
    """Train in place and return the running loss, (step, mean over the last 50 steps).

    Resumes from `checkpoint` where there is one, with the settings that it was started with or other `steps`. Computes
    in bfloat16 where the processor can (`fast_bfloat16`); the weights and the optimizer stay float32. Raises SystemExit
    where the checkpoint cannot be written, or is another run's.
    """
    torch.manual_seed(config.seed)
    model.to(device).train()
    # For chunks this short, plain attention was a fifth faster on a CPU than the fused kernel and its backward pass.
    model.set_attn_implementation("eager" if torch.device(device).type == "cpu" else "sdpa")
    for module in model.modules():
        # Well under one pass over the text: there is nothing to regularise against.
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    body = [p for n, p in model.named_parameters() if n.startswith("distilbert.")]
    head = [p for n, p in model.named_parameters() if not n.startswith("distilbert.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": config.body_lr}, {"params": head, "lr": config.head_lr}],
        betas=(0.9, 0.98),
        weight_decay=config.weight_decay,
        fused=True,
    )
    base_rates = [config.body_lr, config.head_lr]
    bfloat16 = fast_bfloat16(device)
    first, history = 0, []
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        differing = [key for key, value in _settings(config).items() if saved.get("settings", {}).get(key) != value]
        if differing:
            raise SystemExit(
                f"{checkpoint} was started with other settings ({', '.join(differing)}): give the same ones, or a new "
                "--work folder."
            )
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        first, history = saved["step"], [tuple(row) for row in saved["history"]]
    ordinary = np.arange(1000 if model.config.vocab_size > 2000 else 5, model.config.vocab_size)
    stream = batches(chunks, config)
    recent: list[float] = []
    bar = tqdm(total=config.steps, initial=first, desc="training", unit="step")
    for step in range(config.steps):
        ids = next(stream)
        if step < first:
            continue
        rng = np.random.default_rng((config.seed, 1, step))
        # The special tokens come first in this vocabulary, all below 104: [PAD], unused, [UNK], [CLS], [SEP], [MASK].
        drawn = draw_training_mask(
            ids, ids > mask_id, rate=config.mask_rate, mask_id=mask_id, random_ids=ordinary, rng=rng, at_least_one=True
        )
        where = torch.from_numpy(drawn.action != UNCHOSEN).to(device)
        target = torch.from_numpy(ids).to(device)[where]
        read = torch.from_numpy(drawn.input_ids).to(device)
        for group, base in zip(optimizer.param_groups, base_rates, strict=True):
            group["lr"] = base * learning_rate_scale(step, config)
        with torch.autocast(torch.device(device).type, torch.bfloat16, enabled=bfloat16):
            logits = masked_logits(model, read, torch.from_numpy((ids != 0).astype(np.int64)).to(device), where)
        loss = torch.nn.functional.cross_entropy(logits.float(), target)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip_norm)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        recent.append(float(loss.detach()))
        bar.update()
        if (step + 1) % 50 == 0:
            history.append((step + 1, sum(recent[-50:]) / len(recent[-50:])))
            bar.set_postfix(loss=f"{history[-1][1]:.3f}")
        if (step + 1) % config.checkpoint_every == 0 or step + 1 == config.steps:
            _save(
                checkpoint,
                {
                    "model": model.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "step": step + 1,
                    "settings": _settings(config),
                    "history": [list(row) for row in history],
                },
            )
    bar.close()
    model.eval()
    return history
