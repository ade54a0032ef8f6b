"""Every number of a training run, in one place."""

from dataclasses import dataclass

__all__ = ["RecipeConfig"]


@dataclass(frozen=True)
class RecipeConfig:
    """Settings of one run. Learning rates follow a linear warm-up and then a cosine down to zero."""

    seed: int = 2026
    steps: int = 1900
    chunk_tokens: int = 64
    batch_tokens: int = 2048
    mask_rate: float = 0.18
    body_lr: float = 8e-5
    head_lr: float = 4e-4
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    warmup_share: float = 0.04
    checkpoint_every: int = 150
    held_out_percent: int = 1
    evaluation_sentences: int = 2000
    evaluation_mask_rate: float = 0.15
    shortest_sentence_words: int = 10
    longest_sentence_words: int = 35
