"""Masked language modelling on one device for as long as it is given, resumable, measured on the way."""

import dataclasses
import json
import math
import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm
from transformers import BertForMaskedLM, DistilBertForMaskedLM

from explain.prediction.training_mask import UNCHOSEN, draw_training_mask
from explain.recipe.train import fast_bfloat16
from explain.recipe.turkish.config import TurkishConfig
from explain.recipe.turkish.start import SPECIAL
from explain.recipe.turkish.text import Stream

__all__ = ["Masked", "cpu_seconds", "learning_rate_scale", "masked_logits", "read_checkpoint", "train"]

_FREE = (
    "seconds", "decay_steps", "batch_tokens", "body_lr", "head_lr", "checkpoint_seconds", "evaluation_sentences",
    "evaluation_mask_rate", "average", "mask_rate", "shares", "vocabulary_characters", "listed_words",
)  # fmt: skip
"""Settings that may differ when a run goes on."""

_LONGEST_UNWRITTEN = 600.0
"""Seconds of the wall's time after which a checkpoint is written in any case."""


def cpu_seconds() -> float:
    """Seconds of processor time that this process has had so far, all threads together."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


Masked: TypeAlias = BertForMaskedLM | DistilBertForMaskedLM
"""Both architectures that were tried; the one that ships is a matter of the settings."""


def masked_logits(model: Masked, ids: torch.Tensor, attention_mask: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
    """Logits at the chosen positions alone, (chosen, vocabulary): the head is half of the work otherwise."""
    hidden = model.base_model(input_ids=ids, attention_mask=attention_mask).last_hidden_state[where]
    logits: torch.Tensor
    if isinstance(model, DistilBertForMaskedLM):
        hidden = model.vocab_layer_norm(model.activation(model.vocab_transform(hidden)))
        logits = model.vocab_projector(hidden)
    else:
        logits = model.cls(hidden)
    return logits


def learning_rate_scale(step: int, decay_from: int, config: TurkishConfig) -> float:
    """The factor on the learning rates: a climb, then level, and in a decay a fall as 1 - sqrt from `decay_from` on."""
    climb = min(1.0, (step + 1) / max(1, config.warmup_steps))
    if not config.decay_steps:
        return climb
    return climb * (1 - math.sqrt(min(1.0, (step - decay_from) / config.decay_steps)))


def _save(path: Path, content: object) -> None:
    """Write beside and rename: a killed run or a full disk leaves the last checkpoint whole."""
    beside = path.with_suffix(".partial")
    try:
        torch.save(content, beside)
    except (OSError, RuntimeError) as problem:  # torch's own writer reports a full disk as the latter.
        beside.unlink(missing_ok=True)
        raise SystemExit(
            f"Could not write {beside} ({str(problem).splitlines()[0]}). Free some space and give the same command "
            "again: the run goes on from its last checkpoint."
        ) from problem
    beside.replace(path)


def read_checkpoint(path: Path, device: str = "cpu") -> dict[str, Any]:
    """What `train` wrote: model, average, optimizer, step, place in the text, tokens, seconds, settings, history."""
    content: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    return content


def _must_match(config: TurkishConfig) -> dict[str, Any]:
    return {key: value for key, value in dataclasses.asdict(config).items() if key not in _FREE}


def _batches(stream: Stream, window: int, within: int) -> Iterator[tuple[int, int, NDArray[np.int64]]]:
    """(window, number of the batch in it, batch) from a place in the text on."""
    while True:
        for at, batch in enumerate(stream.window(window)):
            if at >= within:
                yield window, at, batch
        window, within = window + 1, 0


class _Run:
    """A model on its way: optimizer, average of the weights, place in the text, history; what a checkpoint holds."""

    def __init__(self, model: Masked, config: TurkishConfig, device: str, checkpoint: Path) -> None:
        self.model, self.config, self.device = model, config, device
        self.on_cpu = torch.device(device).type == "cpu"
        self.bfloat16 = fast_bfloat16(device)
        self.file = checkpoint.with_suffix(".decay.pt") if config.decay_steps else checkpoint
        model.to(device).train()
        # For sentences this short, plain attention was twice as fast on a CPU as the fused kernel and its backward.
        model.set_attn_implementation("eager" if self.on_cpu else "sdpa")
        for module in model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0
        self.parameters = dict(model.named_parameters())
        # The embeddings are tied to the head, and many of them are as new as it is.
        inner = ("bert.encoder.", "distilbert.transformer.")
        body = [p for name, p in self.parameters.items() if name.startswith(inner)]
        head = [p for name, p in self.parameters.items() if not name.startswith(inner)]
        self.rates = (config.body_lr, config.head_lr)
        self.optimizer = torch.optim.AdamW(
            [{"params": body}, {"params": head}], betas=(0.9, 0.98), weight_decay=config.weight_decay, fused=True
        )
        self.average = {name: p.detach().clone() for name, p in self.parameters.items()} if config.average else {}
        self.step = self.tokens = self.window = self.within = self.decay_from = 0
        self.seconds = 0.0
        self.history: list[dict[str, float]] = []
        for path in (self.file, checkpoint):
            if path.exists():
                self._read(path)
                break

    def _read(self, path: Path) -> None:
        saved = read_checkpoint(path, self.device)
        differing = [key for key, value in _must_match(self.config).items() if saved["settings"].get(key) != value]
        if differing:
            raise SystemExit(
                f"{path} was started with other settings ({', '.join(differing)}): give the same ones, or a new "
                "--work folder."
            )
        self.model.load_state_dict(saved["model"])
        self.optimizer.load_state_dict(saved["optimizer"])
        for name, mean in self.average.items():
            mean.copy_(saved["average"].get(name, self.parameters[name]))
        self.step, self.tokens, self.seconds = saved["step"], saved["tokens"], saved["seconds"]
        self.window, self.within, self.history = saved["window"], saved["within"], list(saved["history"])
        self.decay_from = saved["decay_from"] if path == self.file else self.step

    def clock(self) -> float:
        """Seconds of the processor's time on a CPU, of the wall's elsewhere."""
        return cpu_seconds() if self.on_cpu else time.monotonic()

    def over(self) -> bool:
        """Whether the run has had all that its settings give it."""
        if self.config.decay_steps:
            return self.step >= self.decay_from + self.config.decay_steps
        return self.seconds >= self.config.seconds

    def learn(self, ids: NDArray[np.int64]) -> float:
        """One step on a batch (rows, length); the loss in nats."""
        mask_id, pad_id = SPECIAL.index("<mask>"), SPECIAL.index("<pad>")
        drawn = draw_training_mask(
            ids, ids >= len(SPECIAL), rate=self.config.mask_rate, mask_id=mask_id,
            random_ids=np.arange(len(SPECIAL), self.model.config.vocab_size),
            rng=np.random.default_rng((self.config.seed, 1, self.step)), at_least_one=True,
        )  # fmt: skip
        where = torch.from_numpy(drawn.action != UNCHOSEN).to(self.device)
        read, real = torch.from_numpy(drawn.input_ids), torch.from_numpy(ids != pad_id).long()
        scale = learning_rate_scale(self.step, self.decay_from, self.config)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * scale
        with torch.autocast(torch.device(self.device).type, torch.bfloat16, enabled=self.bfloat16):
            logits = masked_logits(self.model, read.to(self.device), real.to(self.device), where)
        loss = torch.nn.functional.cross_entropy(logits.float(), torch.from_numpy(ids).to(self.device)[where])
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.config.clip_norm)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.tokens += int((ids != pad_id).sum())
        if self.average:
            # Early steps would be remembered for too long otherwise.
            keep = min(self.config.average, (1 + self.step) / (10 + self.step))
            with torch.no_grad():
                torch._foreach_lerp_(list(self.average.values()), list(self.parameters.values()), 1 - keep)
        return float(loss.detach())

    def _of_average(self, measure: Callable[[Masked], dict[str, float]]) -> dict[str, float]:
        held = {name: p.detach().clone() for name, p in self.parameters.items()}
        with torch.no_grad():
            for name, p in self.parameters.items():
                p.copy_(self.average[name])
            figures = measure(self.model)
            for name, p in self.parameters.items():
                p.copy_(held[name])
        return {f"average_{key}": value for key, value in figures.items()}

    def note(self, loss: float, measure: Callable[[Masked], dict[str, float]] | None) -> None:
        """Measure, and add a row to the history."""
        row = {"step": self.step, "tokens": self.tokens, "seconds": round(self.seconds, 1), "loss": round(loss, 4)}
        if measure:
            row |= measure(self.model)
            if self.average:
                row |= self._of_average(measure)
            self.model.train()
        self.history.append(row)
        print(json.dumps(row), flush=True)

    def write(self) -> None:
        """Put everything into the checkpoint."""
        content = {name: getattr(self, name) for name in ("average", "step", "tokens", "window", "within", "seconds")}
        content |= {"decay_from": self.decay_from, "settings": _must_match(self.config), "history": self.history}
        content |= {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict()}
        _save(self.file, content)


def train(
    model: Masked,
    stream: Stream,
    config: TurkishConfig,
    *,
    device: str,
    checkpoint: Path,
    measure: Callable[[Masked], dict[str, float]] | None = None,
) -> list[dict[str, float]]:
    """Train in place and return the history, a row for every `checkpoint_seconds`.

    Goes on from `checkpoint` where there is one, until the run has had `config.seconds` of processor time in all (wall
    time on a GPU), or, with `decay_steps`, that many further steps with falling rates, which are kept beside it in
    `<name>.decay.pt` and leave the open checkpoint as it was. `measure` is asked every `checkpoint_seconds`, of the
    weights and of their average, and its figures go into the history; its time is not counted. A checkpoint is written
    then, and every ten minutes of the wall's time, for on a busy machine a processor's minute can take an hour.
    Computes in bfloat16 where the processor can; weights and optimizer stay float32. Raises SystemExit where the
    checkpoint cannot be written, or is another run's.
    """
    torch.manual_seed(config.seed)
    run = _Run(model, config, device, checkpoint)
    # A bfloat16 residual stream saves a third of the time that goes into copies between the two formats.
    narrow = model.base_model.embeddings.register_forward_hook(
        lambda _module, _inputs, output: output.bfloat16() if run.bfloat16 and model.training else output
    )
    recent: list[float] = []
    last, kept_at, written = run.clock(), run.seconds, time.monotonic()
    bar = tqdm(desc="training", unit="step", initial=run.step, mininterval=30, disable=bool(os.environ.get("QUIET")))
    for window, at, ids in _batches(stream, run.window, run.within):
        if run.over():
            break
        recent = [*recent[-99:], run.learn(ids)]
        run.window, run.within = window, at + 1
        now = run.clock()
        run.seconds, last = run.seconds + now - last, now
        bar.update()
        due = run.seconds - kept_at >= config.checkpoint_seconds or run.over()
        if due:
            run.note(sum(recent) / len(recent), measure)
            kept_at = run.seconds
        if due or time.monotonic() - written > _LONGEST_UNWRITTEN:
            run.write()
            last, written = run.clock(), time.monotonic()
    bar.close()
    narrow.remove()
    model.eval()
    return run.history
