"""Sentences and word lists that the Embeddings page offers. Their language is part of them."""

from dataclasses import dataclass

__all__ = ["SENTENCE_SETS", "WORD_GROUPS", "SentenceSet"]


@dataclass(frozen=True)
class SentenceSet:
    """Sentences, one a line, and the word whose meanings they show; suffixes: whether longer forms of it count too."""

    text: str
    word: str
    suffixes: bool = False


SENTENCE_SETS: dict[str, SentenceSet] = {
    "bank": SentenceSet(
        "He sat on the bank of the river.\nThe river bank was muddy after the rain.\nShe opened an account at the bank.\n"
        "The bank raised its interest rates.",
        "bank",
    ),
    "yuz": SentenceSet(
        "Yüz kişi yüz maskesi ile denizdeki adama yüz diye bağırdı.\nBu kitap yüz sayfa.\nYüzünü soğuk suyla yıkadı.\n"
        "Her yaz denizde yüzer.",
        "yüz",
        suffixes=True,
    ),
    "pole": SentenceSet(
        "The pole vault was the last event.\nHe jumped with a long pole.\nThe ship sailed towards the north pole.\n"
        "The ice at the south pole is very thick.",
        "pole",
    ),
    "light": SentenceSet(
        "She turned on the light in the kitchen.\nThe light of the lamp was weak.\nThis bag is light, and I can carry it.\n"
        "A light rain began to fall.",
        "light",
    ),
}

WORD_GROUPS: dict[str, str] = {
    "things": (
        "animals: dog, cat, horse, bird, fish, sheep, cow, wolf, lion, bear\n"
        "cities: Paris, London, Berlin, Rome, Madrid, Vienna, Moscow, Tokyo, Istanbul, Athens\n"
        "jobs: doctor, teacher, lawyer, nurse, farmer, soldier, judge, priest, artist, writer\n"
        "numbers: one, two, three, four, five, six, seven, eight, nine, ten"
    ),
    "classes": (
        "nouns: house, river, table, garden, window, mountain, letter, street, village, bridge\n"
        "verbs: walk, speak, write, carry, sing, believe, remember, choose, build, follow\n"
        "adjectives: happy, narrow, ancient, bright, careful, empty, gentle, heavy, quiet, strange\n"
        "function words: the, of, and, in, with, from, but, because, although, while"
    ),
    "forms": (
        "base: go, see, take, give, write, know, speak, break, choose, drive\n"
        "past: went, saw, took, gave, wrote, knew, spoke, broke, chose, drove\n"
        "participle: gone, seen, taken, given, written, known, spoken, broken, chosen, driven"
    ),
    "turkish": (
        "hayvanlar: köpek, kedi, at, kuş, balık, koyun, inek, kurt, aslan, ayı\n"
        "kentler: Ankara, İstanbul, İzmir, Bursa, Adana, Konya, Edirne, Trabzon, Antalya, Sivas\n"
        "meslekler: doktor, öğretmen, avukat, hemşire, çiftçi, asker, hâkim, imam, sanatçı, yazar\n"
        "sayılar: bir, iki, üç, dört, beş, altı, yedi, sekiz, dokuz, on"
    ),
}
