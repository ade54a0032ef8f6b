"""Hidden states of several sentences, one word in many of them, and maps of vectors."""

from collections.abc import Callable

import numpy as np
import pytest
import torch

from explain.errors import ExplainError
from explain.models import LoadedModel
from explain.models.embedding_table import table_of, word_vector
from explain.space.projection import (
    Layout,
    along_depth,
    depth_maps,
    highest_perplexity,
    lay_out,
    pca,
    split_groups,
    token_map,
    tsne,
    word_map,
)
from explain.space.senses import occurrences, senses_of
from explain.space.sentences import SentenceStates, baseline, nearest_tokens, sentence_states, token_pairs
from explain.text.lists import split_lines
from explain.text.segmentation import folded
from explain.text.tokens import tokenize
from explain.vectors import pairs

BANK = (
    "He sat on the bank of the river.",
    "The river bank was muddy.",
    "She opened an account at the bank.",
    "The bank raised its interest rates.",
)
YUZ = "Yüz kişi yüz maskesi ile denizdeki adama yüz diye bağırdı."


@pytest.fixture(scope="module")
def bank(embedded: LoadedModel) -> SentenceStates:
    return sentence_states(embedded, BANK)


def test_states_are_those_of_each_sentence_alone(tiny: LoadedModel) -> None:
    lines = ("The cat bit the dog.", "The dog barked.")
    read = sentence_states(tiny, lines)
    second = tokenize(tiny, lines[1])
    ids = torch.tensor(second.ids, device=tiny.device)[None]
    with torch.inference_mode():
        output = tiny.family.body(tiny.model)(ids, output_hidden_states=True)
    start = read.starts[1]
    np.testing.assert_allclose(read.states[0, start:], output.hidden_states[0][0].cpu(), atol=1e-5)
    np.testing.assert_allclose(read.states[-1, start:], output.last_hidden_state[0].cpu(), atol=1e-5)
    assert read.labels[start:] == second.labels
    assert read.line.tolist() == [0] * start + [1] * len(second)
    assert read.place[start] == 0


def test_two_meanings_part_on_the_way_up(embedded: LoadedModel) -> None:
    found = senses_of(embedded, BANK, "bank")
    assert found.cosines.shape == (7, 4, 4)
    last = found.cosines[-1]
    same = (last[0, 1] + last[2, 3]) / 2
    other = np.mean([last[0, 2], last[0, 3], last[1, 2], last[1, 3]])
    assert same > other + 0.1, last
    # What enters is the same row each time but for the place; what leaves is not.
    assert found.between[0] > found.between[-1]


def test_cosines_are_the_plain_ones(embedded: LoadedModel, bank: SentenceStates) -> None:
    found = senses_of(embedded, BANK, "bank")
    assert found.occurrences == occurrences(bank, "bank")
    at = [one.indices[0] for one in found.occurrences]
    for depth in (0, 3, 6):
        states = torch.tensor(bank.states[depth, at], dtype=torch.float64)
        expected = torch.nn.functional.cosine_similarity(states[:, None], states[None], dim=-1)
        np.testing.assert_allclose(found.cosines[depth], expected, atol=1e-9)
    apart = ~np.eye(4, dtype=bool)
    np.testing.assert_allclose(found.between, [layer[apart].mean() for layer in found.cosines])


def _pairs_of(read: SentenceStates, depth: int, different: Callable[[str, str], bool]) -> list[float]:
    """Cosines between the words of all sentences, signs left out, of every pair that counts as different."""
    words = []
    for tokens, start in zip(read.sentences, read.starts, strict=True):
        for at, word in enumerate(tokens.words):
            if any(map(str.isalnum, word.form)):
                own = [start + piece for piece in tokens.pieces_of(at)]
                words.append((word.form, read.states[depth, own].astype(float).mean(0)))
    return [
        float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))
        for at, (form, one) in enumerate(words)
        for form_of, other in words[at + 1 :]
        if different(form, form_of)
    ]


def test_the_level_of_unrelated_words(embedded: LoadedModel) -> None:
    """A word that comes again is not different from itself, in its own sentence or another, whatever its capitals."""

    def plainly(form: str, other: str) -> bool:
        return form.casefold() != other.casefold()

    def but_for_yuz(form: str, other: str) -> bool:
        return plainly(form, other) and not all(one.casefold().startswith("yüz") for one in (form, other))

    for lines, word, suffixes, different, count in (
        (("Dogs bark.", "Dogs sleep."), "dogs", False, plainly, 5),
        (BANK, "bank", False, plainly, None),
        (("Bank on the bank!", "A bank, the bank."), "BANK", False, plainly, None),
        (("Yüzünü yıka, yüz git.", "Yüzer o."), "yüz", True, but_for_yuz, 15 - 3),
        (("Yüzünü yıka, yüz git.", "Yüzer yüz."), "yüz", False, plainly, None),
    ):
        read, found = sentence_states(embedded, lines), senses_of(embedded, lines, word, suffixes=suffixes)
        for depth in (0, 4):
            values = _pairs_of(read, depth, different)
            assert found.others[depth] == pytest.approx(np.mean(values), abs=1e-6), lines
        assert found.pairs[1] == len(values), lines
        assert count is None or count == len(values), lines
        n = len(found.occurrences)
        assert found.pairs[0] == n * (n - 1) // 2


def test_nothing_to_compare_with(embedded: LoadedModel) -> None:
    found = senses_of(embedded, ("Bank. bank!",), "bank")
    assert np.isnan(found.others).all()
    assert found.pairs == (1, 0)


def test_what_differs_before_the_first_layer(embedded: LoadedModel, tiny_models: dict[str, LoadedModel]) -> None:
    for lines, word, suffixes, same in (
        (BANK, "bank", False, True),
        (("The bank.", "Bank!"), "bank", False, False),
        (("Yüzü güldü.", "Yüzmek zor."), "yüz", True, False),
        (("He will bark.", "Trees have bark."), "bark", False, True),
    ):
        assert senses_of(embedded, lines, word, suffixes=suffixes).same_pieces == same, lines
    # Where no position is added, the same pieces enter as the same vectors; elsewhere they do not.
    for family, loaded in tiny_models.items():
        found = senses_of(loaded, ("the cat saw the cat",), "cat")
        assert found.same_pieces, family
        alone = np.allclose(found.cosines[0], 1, atol=1e-6)
        assert alone == ("positions:learned" not in loaded.abilities), family


def test_the_level_of_every_layer(embedded: LoadedModel, bank: SentenceStates) -> None:
    for metric, special in (("cosine", False), ("cosine", True), ("dot", False), ("euclid", True)):
        among = np.arange(len(bank.labels)) if special else np.flatnonzero(~bank.special)
        levels = baseline(embedded, BANK, metric, tuple(among.tolist()))
        assert levels.shape == (7,)
        for depth in (0, 6):
            compared = pairs(bank.states[depth], metric)
            values = [compared[i, j] for at, i in enumerate(among) for j in among[at + 1 :]]
            assert levels[depth] == pytest.approx(np.median(values)), (metric, depth)
            near = nearest_tokens(compared, int(among[0]), among, metric)
            assert near.middle == pytest.approx(levels[depth])
            assert near.pairs == len(values)


def test_pieces_of_an_occurrence_are_averaged(embedded: LoadedModel) -> None:
    read, found = sentence_states(embedded, (YUZ,)), senses_of(embedded, (YUZ,), "YÜZ")
    chosen = found.occurrences
    assert [one.form for one in chosen] == ["Yüz", "yüz", "yüz"]
    assert all(len(one.indices) == len(one.pieces) > 1 for one in chosen)
    vectors = np.stack([read.states[5, list(one.indices)].mean(0) for one in chosen])
    np.testing.assert_allclose(found.cosines[5], pairs(vectors, "cosine"), atol=1e-6)


def test_suffixes_and_capitals(embedded: LoadedModel) -> None:
    read = sentence_states(embedded, ("IŞIK yandı, ışığı gördüm.", "Işık'ın rengi. isik"))
    assert [one.form for one in occurrences(read, "ışık", suffixes=True)] == ["IŞIK", "Işık'ın"]
    read = sentence_states(embedded, ("Yüzü güldü, yüz güldü, yüzmek zor, göz.",))
    assert [one.form for one in occurrences(read, "Yüz", suffixes=True)] == ["Yüzü", "yüz", "yüzmek"]
    assert folded("IŞIK") == {"işik", "ışık"} - set() or folded("IŞIK") >= {"ışık"}
    assert "istanbul" in folded("İSTANBUL")
    assert "title" in folded("TITLE")


def test_words_that_cannot_be_compared(bank: SentenceStates) -> None:
    for word, code in (("", "no_words"), ("zebra", "word_not_found"), ("muddy", "one_occurrence")):
        with pytest.raises(ExplainError) as caught:
            occurrences(bank, word)
        assert caught.value.code == code, word


def test_too_many_occurrences(embedded: LoadedModel) -> None:
    with pytest.raises(ExplainError, match="many_occurrences"):
        senses_of(embedded, ("word " * 30,), "word")


def test_neighbours_in_context(embedded: LoadedModel, bank: SentenceStates) -> None:
    token = bank.labels.index("bank")
    among = np.flatnonzero(~bank.special)
    for metric in ("cosine", "dot", "euclid"):
        compared = token_pairs(embedded, BANK, 6, metric)
        np.testing.assert_array_equal(compared, pairs(bank.states[6], metric))
        found = nearest_tokens(compared, token, among, metric)
        assert token not in found.indices
        assert len(found.indices) == len(among) - 1
        expected = sorted(compared[token, found.indices], reverse=metric != "euclid")
        np.testing.assert_array_equal(found.scores, expected)
        block = [compared[i, j] for i in among for j in among if i != j]
        assert found.middle == pytest.approx(np.median(block))
    with pytest.raises(ExplainError, match="nothing_left"):
        nearest_tokens(compared, token, np.array([token]), "dot")


def test_splitting_lines() -> None:
    assert split_lines("a b\n\n  c \r\n") == ("a b", "c")
    with pytest.raises(ExplainError, match="empty_text"):
        split_lines(" \n ")
    with pytest.raises(ExplainError, match="many_lines"):
        split_lines("a\n" * 17)


def test_pca_is_that_of_the_singular_values() -> None:
    vectors = np.random.default_rng(3).normal(size=(20, 7)) * np.arange(1, 8)
    found = pca(vectors, 3)
    centred = vectors - vectors.mean(0)
    left, singular, _ = np.linalg.svd(centred, full_matrices=False)
    np.testing.assert_allclose(np.abs(found.points), np.abs(left[:, :3] * singular[:3]), atol=1e-9)
    np.testing.assert_allclose(found.variance, singular[:3] ** 2 / (singular**2).sum())


def test_pca_of_three_points_in_three_dimensions() -> None:
    found = pca(np.eye(3), 3)
    assert found.variance[:2].sum() == pytest.approx(1)
    assert np.abs(found.points[:, 2]).max() < 1e-9


def test_one_pair_of_axes_for_all_depths(bank: SentenceStates) -> None:
    found = along_depth(bank.states, 2)
    assert len(found) == 7
    stacked = np.concatenate([one.points for one in found])
    layers = []
    for layer in bank.states.astype(np.float64):
        centred = layer - layer.mean(0)
        layers.append(centred / np.sqrt(centred.var(axis=0).sum()))
    left, singular, _ = np.linalg.svd(np.concatenate(layers), full_matrices=False)
    np.testing.assert_allclose(np.abs(stacked), np.abs(left[:, :2] * singular[:2]), atol=1e-4)
    # All depths weigh alike, so their shares average to that of the whole.
    np.testing.assert_allclose(np.mean([one.variance for one in found], 0), singular[:2] ** 2 / (singular**2).sum())
    # A layer made of the same state over and over is a single point, not a division by zero.
    flat = np.concatenate([bank.states[:2], np.ones_like(bank.states[:1])])
    assert np.abs(along_depth(flat, 3)[2].points).max() < 1e-9


def test_what_the_pages_ask_together_is_bounded(embedded: LoadedModel) -> None:
    with pytest.raises(ExplainError, match="many_together"):
        sentence_states(embedded, ("word " * 150,) * 3)


def test_tsne_is_repeatable_and_keeps_clusters() -> None:
    random = np.random.default_rng(1)
    vectors = np.concatenate([random.normal(size=(12, 5)) + 12 * np.eye(5)[at] for at in range(3)])
    first, again = tsne(vectors, 2, 5, seed=4), tsne(vectors, 2, 5, seed=4)
    np.testing.assert_array_equal(first.points, again.points)
    assert first.points.shape == (36, 2)
    assert first.variance.size == 0
    apart = np.linalg.norm(first.points[:, None] - first.points[None], axis=-1)
    np.fill_diagonal(apart, np.inf)
    assert (apart.argmin(axis=1) // 12 == np.arange(36) // 12).all()
    assert tsne(vectors, 3, 5).points.shape == (36, 3)


def test_perplexity_stays_below_the_number_of_points() -> None:
    assert highest_perplexity(10, 30) == 3
    assert highest_perplexity(300, 30) == 30
    assert np.isfinite(tsne(np.eye(3), 2, 50).points).all()


def test_maps_need_points_but_not_too_many() -> None:
    for layout in (Layout("pca"), Layout("tsne")):
        with pytest.raises(ExplainError, match="few_points"):
            lay_out(np.array([[1.0, 2.0], [1.0, 2.0], [3.0, 4.0]]), layout)
        with pytest.raises(ExplainError, match="many_points"):
            lay_out(np.zeros((301, 2)), layout)


def test_maps_are_of_the_vectors_that_are_named(embedded: LoadedModel, bank: SentenceStates) -> None:
    table, words = table_of(embedded), ("dog", "unbelievable", "Paris", "#17")
    vectors = np.stack([word_vector(embedded, table, word).vector for word in words])
    for layout, plain in (
        (Layout("pca", 3), pca(vectors, 3)),
        (Layout("tsne", 2, 2.0, 5), tsne(vectors, 2, 2.0, 5)),
    ):
        np.testing.assert_array_equal(word_map(embedded, words, layout).points, plain.points)
    for layout, plain in (
        (Layout("pca", 2), pca(bank.states[3], 2)),
        (Layout("tsne", 3, 4.0, 1), tsne(bank.states[3], 3, 4.0, 1)),
    ):
        np.testing.assert_array_equal(token_map(embedded, BANK, 3, layout).points, plain.points)
    for made, one in zip(depth_maps(embedded, BANK, 2), along_depth(bank.states, 2), strict=True):
        np.testing.assert_array_equal(made.points, one.points)


def test_groups() -> None:
    groups = split_groups("animals: cat, dog\n\nRome; dog, Paris\nempty:\n: x")
    assert [(group.name, group.words) for group in groups] == [
        ("animals", ("cat", "dog")),
        ("", ("Rome", "Paris")),
        ("", ("x",)),
    ]
    for typed, code in (
        (" \n:", "no_words"),
        ("a: b\n" * 9, "many_groups"),
        (",".join(map(str, range(301))), "many_words"),
    ):
        with pytest.raises(ExplainError, match=code):
            split_groups(typed)
