"""Example sentences, many of them the lecture's. What a preset shows is said in the catalogues, in every language."""

from dataclasses import dataclass

__all__ = ["PRESETS", "Preset"]


@dataclass(frozen=True)
class Preset:
    """id: stands in no text. text, pair: what goes into the boxes. pages: where it is offered."""

    id: str
    text: str
    pair: str = ""
    pages: tuple[str, ...] = ("tokens", "attention", "masked")


PRESETS: tuple[Preset, ...] = (
    Preset("pepper", "The man who ate the pepper sneezed."),
    Preset("cat", "The cat who bit the dog barked."),
    Preset("hill", "Jack and Jill went up the hill."),
    Preset("pole", "The pole vault was the last event."),
    Preset("robot", "I am a robot.", pages=("tokens", "embeddings", "positions", "attention", "masked")),
    Preset("pets", "The cat and the dog chased a bird near Paris and London.", pages=("tokens", "embeddings")),
    Preset("bites", "The dog bit the man, so the man [MASK] the dog.", pages=("positions", "masked", "attributions")),
    Preset(
        "far",
        "The man who ate the pepper that his neighbour had grown in the little garden behind the old house by the river "
        "sneezed.",
        pages=("positions", "attention"),
    ),
    Preset(
        "bank",
        "He sat on the bank of the river.",
        "He put his money in the bank.",
        ("tokens", "attention", "masked", "attributions"),
    ),
    Preset("keys", "The keys to the cabinet are on the table.", pages=("attention", "masked")),
    Preset("capital", "The capital of France is [MASK].", pages=("masked", "attributions")),
    Preset("sat", "The cat sat on the [MASK].", pages=("masked", "attributions")),
    Preset("cabinet", "The keys to the cabinet [MASK] on the table.", pages=("masked", "attributions")),
    Preset("nurse", "The doctor told the nurse that [MASK] was late.", pages=("masked", "attributions")),
    Preset(
        "yuz", "Yüz kişi yüz maskesi ile denizdeki adama yüz diye bağırdı.", pages=("tokens", "embeddings", "attention")
    ),
    Preset("istanbul", "İstanbul'da IŞIK, Iğdır'da ılık bir gün.", pages=("tokens",)),
    Preset("cekoslovakya", "Çekoslovakyalılaştıramadıklarımızdan mısınız?", pages=("tokens",)),
    Preset("signs", "Merhaba dünya! 👩‍👩‍👧 naïve café — مرحبا 你好", pages=("tokens",)),
)
