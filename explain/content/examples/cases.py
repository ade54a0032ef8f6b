"""Sentences whose verb has its subject far away and another noun near by."""

from dataclasses import dataclass

__all__ = ["BETWEEN", "CASES", "MORE", "Case"]


@dataclass(frozen=True)
class Case:
    """text: with the verb in its place. verb, subject, distractor: words of it. right, wrong: verbs to compare there."""

    text: str
    verb: str
    subject: str
    distractor: str
    right: str
    wrong: str


CASES = {
    "keys": Case("The keys to the cabinet are on the table.", "are", "keys", "cabinet", "are", "is"),
    "pepper": Case("The man who ate the pepper sneezed.", "sneezed", "man", "pepper", "died", "grew"),
    "cat": Case("The cat who bit the dog barked.", "barked", "cat", "dog", "was", "were"),
}
BETWEEN = "in the corner, of the kitchen, near the window, behind the old house, by the river, under the tree"
MORE = (
    "The cat who bit the dog barked.\nThe keys to the cabinet are on the table.\nJack and Jill went up the hill.\n"
    "The dog saw the cat and the cat saw the dog."
)
