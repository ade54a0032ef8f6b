"""Does the loaded model know a language? Probing one that does not would show noise."""

from dataclasses import dataclass

from explain.models.loading import LoadedModel
from explain.text.segmentation import words

__all__ = ["MANY_PIECES", "Knowledge", "knows"]

MANY_PIECES = 2.2
"""Sub-words per word above which a vocabulary was hardly made for a language."""


@dataclass(frozen=True)
class Knowledge:
    """knows: whether the language is the model's. stated: whether its card says so; else it was judged by the text.

    pieces: sub-words per word of the text. unknown: share of tokens that are [UNK].
    """

    knows: bool
    stated: bool
    pieces: float
    unknown: float


def knows(loaded: LoadedModel, language: str, text: str) -> Knowledge:
    """Judge by the model card (ISO 639-1 codes), or where it is silent by how the vocabulary cuts a text."""
    ids = loaded.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]
    # A blank is no word of any language.
    ids = [one for one in ids if one != loaded.tokenizer.mask_token_id]
    pieces = len(ids) / max(1, len(words(text.replace("[MASK]", " "))))
    unknown = ids.count(loaded.tokenizer.unk_token_id) / max(1, len(ids)) if loaded.vocabulary.style != "bytes" else 0.0
    spoken = loaded.card.languages
    if spoken:
        return Knowledge(language in spoken or "multilingual" in spoken, True, pieces, unknown)
    return Knowledge(pieces <= MANY_PIECES and unknown == 0, False, pieces, unknown)
