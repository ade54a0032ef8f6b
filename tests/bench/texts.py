"""Texts of an exact number of tokens, a new one every time, so that no cache can answer for the model."""

import random

from explain.models import LoadedModel
from explain.text.tokens import Tokens, tokenize

__all__ = ["SHORTEST", "Texts"]

SHORTEST = 8
"""Tokens below which there are too few word orders for texts to be new."""

_LISTED = """
the of and to in that was his with for had you not are but from have they which one were all when there can more if no
what out about who will so their been some into time only than may first its new other now these two any over very
after most also made before many must through back where much your way well down should because each just those people
how too little state good make world still own see men work long here get both between life being under never day same
another know while last might us great old year off come since against go came right used take three
"""
WORDS = tuple(_LISTED.split())
"""Common words that English WordPiece vocabularies hold whole: one token each."""


class Texts:
    """Hands out texts; two of one seed hand out the same ones, and none hands out a text twice."""

    def __init__(self, loaded: LoadedModel, seed: int = 1) -> None:
        self._loaded = loaded
        self._random = random.Random(seed)
        self._given: set[str] = set()

    def new(self, length: int) -> Tokens:
        """A new text of exactly `length` tokens, [CLS] and [SEP] counted; `sentences[0]` is what to type."""
        while True:
            text = " ".join(self._random.choices(WORDS, k=length - 2))
            if text not in self._given:
                break
        self._given.add(text)
        tokens = tokenize(self._loaded, text)
        if len(tokens) != length:
            raise ValueError(f"{len(tokens)} tokens instead of {length}: this vocabulary splits some of WORDS")
        return tokens
