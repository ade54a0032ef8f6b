"""Every number of a Turkish training run, in one place."""

from dataclasses import dataclass, field

__all__ = ["SHARES", "TurkishConfig"]

SHARES: dict[str, float] = {
    # Everyday and encyclopaedic Turkish is what the model will be asked about.
    "tr/wikipedia_ner_sentences": 3.0,
    "tr/turkish_web_treebank_wiki": 1.0,
    "tr/xquad_tr_contexts": 0.8,
    "tr/ud_turkish": 2.2,
    "tr/common_voice_cc0": 2.0,
    "tr/tatoeba": 1.4,
    "tr/parlamint_tr": 1.6,
    "tr/ataturk_speeches": 2.2,
    "tr/d2l_tr": 1.0,
    "tr/react_docs_tr": 1.0,
    "tr/python_docs_tr": 0.6,
    "tr/debian_handbook_tr": 0.4,
    # Large, but of few kinds of sentence.
    "tr/libreoffice_help_tr": 1.2,
    "tr/microsoft_docs_tr": 2.6,
    "tr/turkish_laws": 2.6,
    # English, a fifth in all.
    "en/wikipedia_vital_summaries": 1.6,
    "en/common_voice_cc0": 0.8,
    "en/openstax_current": 0.6,
    "en/openstax_earlier": 0.9,
    "en/standard_ebooks": 0.8,
    "en/novels_pd": 0.8,
    "en/state_of_the_union": 0.4,
}
"""How much of the training text comes from each file, in parts of their sum; a file that is not named gets 0.5."""


@dataclass(frozen=True)
class TurkishConfig:
    """Settings of one run; the command line has a flag for each.

    body: "e5" (the body of multilingual-e5-small) or "english" (the English model that ships, see `english.py`).
    layers: which layers of the source to begin with, by number from 0 and parted by commas.
    fresh_layers: how many of the last of them begin anew, with random weights.
    pieces: "fresh" (a vocabulary learned on the text, see `vocabulary.py`) or "cut" (the source's commonest pieces).
    vocabulary: how many tokens to keep, special ones included.
    vocabulary_characters, listed_words: how much text a fresh vocabulary is learned on, and how many words of lists by
        frequency (Turkish; a fifth as many English ones).
    seconds: how long to train on the processor's clock; the rates stay flat after the warm-up. 0 trains no further.
    decay_steps: 0 while the end is open; else the run goes on from its checkpoint and falls to zero as 1 - sqrt over
        this many steps (Hägele et al. 2024, "Scaling Laws and Compute-Optimal Training Beyond Fixed Training
        Durations"), into a checkpoint of its own, so that the open one can still be prolonged.
    body_lr, head_lr: learning rates of the layers, and of the embeddings and the head that is tied to them.
    average: the share of the old in an exponential moving average of the weights, at every step; 0 for none.
    """

    seed: int = 2026
    body: str = "e5"
    pieces: str = "fresh"
    layers: str = "0,1,2,3,4,5,6,7,8,9,10,11"
    fresh_layers: int = 0
    vocabulary: int = 20000
    vocabulary_characters: float = 20e6
    listed_words: int = 4_000_000
    seconds: int = 300
    decay_steps: int = 0
    chunk_tokens: int = 96
    batch_tokens: int = 4096
    lone_share: float = 0.75
    mask_rate: float = 0.2
    body_lr: float = 3e-4
    head_lr: float = 1e-3
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    warmup_steps: int = 50
    average: float = 0.995
    checkpoint_seconds: int = 300
    held_out_percent: int = 2
    evaluation_sentences: int = 1500
    evaluation_mask_rate: float = 0.15
    shortest_sentence_words: int = 4
    longest_sentence_words: int = 30
    shares: dict[str, float] = field(default_factory=lambda: dict(SHARES))
