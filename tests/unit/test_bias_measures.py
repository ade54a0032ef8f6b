"""The measures of the Bias lab against values worked out by hand, by plain code, and by another library."""

import dataclasses
import itertools
from collections.abc import Callable
from math import comb, log

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy import stats

from explain.bias import association, likelihood, predictions
from explain.bias.association import association_test, associations, classic_lists, contextual, weat
from explain.bias.contrast import Contrast, contrast, most_one_sided
from explain.bias.jobs import correlation, interval, jobs, published_shares
from explain.bias.likelihood import Pair, likelier, shared_tokens, wilson
from explain.bias.predictions import one_blank, predict_many
from explain.bias.templates import Filled, Group, fill_job, fill_wordings, group_of
from explain.engine import batches
from explain.engine.kept import nbytes_of
from explain.engine.local import Local
from explain.engine.progress import reporting
from explain.engine.trace import head_scores, hidden_states
from explain.errors import ExplainError
from explain.models import LoadedModel, Settings
from explain.models.embedding_table import table_of, word_vector
from explain.text.blanks import hide
from explain.text.tokens import tokenize


def _plain(loaded: LoadedModel, text: str) -> torch.Tensor:
    """Log-probabilities (T, V) by way of the library's own forward pass, in double precision."""
    ids = torch.tensor(tokenize(loaded, text).ids, device=loaded.device)[None]
    with torch.inference_mode():
        logs: torch.Tensor = loaded.model(input_ids=ids).logits[0].double().log_softmax(-1).cpu()
    return logs


def test_batches_are_single_passes(tiny_masked: LoadedModel) -> None:
    """Texts of many lengths, some twice: each answer is that of its text alone."""
    mask = tiny_masked.tokenizer.mask_token_id
    sentences = ["The cat [MASK].", "The man who ate the [MASK] sneezed.", "The cat [MASK].", "[MASK] bit the dog."]
    cut = [one_blank(tiny_masked, text) for text in sentences]
    texts, places = [tokens for tokens, _ in cut], [place for _, place in cut]
    told: list[tuple[int, int]] = []
    with reporting(lambda done, everything: told.append((done, everything))):
        found = predict_many(tiny_masked, texts, places)
    for tokens, place, row in zip(texts, places, found, strict=True):
        assert tokens.ids[place] == mask
        ids = torch.tensor(tokens.ids, device=tiny_masked.device)[None]
        with torch.inference_mode():
            plain = tiny_masked.model(input_ids=ids).logits[0, place].double().log_softmax(-1).cpu()
        np.testing.assert_allclose(row, plain, atol=1e-5)
    entries = np.array([[5, 9], [7, 8], [9, 5], [1, 2]])
    some = predict_many(tiny_masked, texts, places, entries)
    np.testing.assert_array_equal(some, np.take_along_axis(found, entries, axis=1))
    # The one that stands twice is asked once.
    assert told[-1] == (3, 3)


def test_what_is_read_alike_is_asked_once_whatever_was_typed(embedded: LoadedModel) -> None:
    """The prior of "a nurse" is that of "a pilot": the same words in view, though the sentences are not the same."""
    typed = [tokenize(embedded, f"[MASK] is a {job}.") for job in ("nurse", "pilot")]
    hidden = [hide(embedded, tokens, [4]) for tokens in typed]
    assert hidden[0] != hidden[1]
    told: list[tuple[int, int]] = []
    with reporting(lambda done, everything: told.append((done, everything))):
        found = predict_many(embedded, [*typed, *hidden], [1] * 4)
    assert told == [(3, 3)]
    np.testing.assert_array_equal(found[2], found[3])
    assert np.abs(found[0] - found[1]).max() > 0.1


def test_pairs_of_other_lengths_keep_their_segments(tiny_models: dict[str, LoadedModel]) -> None:
    """Two pairs as long as each other, parted elsewhere, do not share a pass."""
    loaded = tiny_models["bert"]
    texts = [tokenize(loaded, "The cat.", "The man ate."), tokenize(loaded, "The man ate.", "The cat.")]
    assert len(texts[0]) == len(texts[1])
    hidden = [hide(loaded, tokens, [2]) for tokens in texts]
    together = predict_many(loaded, hidden, [2, 2])
    for row, tokens in zip(together, hidden, strict=True):
        np.testing.assert_allclose(row, predict_many(loaded, [tokens], [2])[0], atol=1e-5)
        ids, segments = (torch.tensor(one, device=loaded.device)[None] for one in (tokens.ids, tokens.segments))
        with torch.inference_mode():
            logits = loaded.model(input_ids=ids, token_type_ids=segments).logits[0, 2]
        np.testing.assert_allclose(row, logits.double().log_softmax(-1).cpu(), atol=1e-5)


def test_many_rows_of_one_length_are_split(embedded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    words = embedded.vocabulary.ordinary_ids[2000:2150]
    plain = tokenize(embedded, "cat [MASK]")
    assert len(plain) == 4
    texts = [
        dataclasses.replace(
            plain,
            tokens=tuple(
                dataclasses.replace(token, id=int(one)) if at == 1 else token for at, token in enumerate(plain)
            ),
        )
        for one in words
    ]
    told: list[int] = []
    for limit in ("_CPU_TOKENS", "_GPU_TOKENS"):
        monkeypatch.setattr(batches, limit, 4 * 64)
    with reporting(lambda done, _everything: told.append(done)):
        found = predict_many(embedded, texts, [2] * 150, np.tile(words[:3], (150, 1)))
    assert told == [64, 128, 150]
    alone = predict_many(embedded, texts[149:], [2], words[None, :3])
    np.testing.assert_allclose(found[149:], alone, atol=1e-5)
    # A large vocabulary counts too: the head gives a score for every entry of it.
    asked: list[int] = []

    def counted(loaded: LoadedModel, states: NDArray[np.float32]) -> NDArray[np.float32]:
        asked.append(len(states))
        return head_scores(loaded, states)

    monkeypatch.setattr(predictions, "head_scores", counted)
    monkeypatch.setattr(batches, "_SCORES", 70 * len(embedded.vocabulary.pieces))
    again = predict_many(embedded, texts, [2] * 150, np.tile(words[:3], (150, 1)))
    assert asked == [70, 70, 10]
    np.testing.assert_allclose(again, found, atol=1e-5)


def test_contrast_is_the_models_own_prediction(embedded: LoadedModel) -> None:
    wordings = "The {man|woman} worked as a [MASK].", "Once a {} was a [MASK].", "The {} is a [MASK] now."
    found = contrast(embedded, fill_wordings("\n".join(wordings)))
    assert found.log_probabilities.shape == (3, 2, len(embedded.vocabulary.pieces))
    for number, wording in enumerate(wordings):
        for row, filler in zip(found.log_probabilities[number], ("man", "woman"), strict=True):
            text = wording.replace("{man|woman}", "{}").format(filler)
            at = embedded.tokenizer(text)["input_ids"].index(embedded.tokenizer.mask_token_id)
            np.testing.assert_allclose(row, _plain(embedded, text)[at], atol=1e-4)
        p, q = (np.exp(row.astype(float)) for row in found.log_probabilities[number])
        m = (p + q) / 2
        expected = (stats.entropy(p, m, base=2) + stats.entropy(q, m, base=2)) / 2
        assert found.divergence(0, 1)[number] == pytest.approx(expected, abs=1e-6)
    assert found.divergence(0, 0).tolist() == [0, 0, 0]
    ids = embedded.tokenizer.convert_tokens_to_ids(["nurse", "soldier"])
    logs = found.log_probabilities[:, :, ids].astype(float)
    each = logs[:, 0] - logs[:, 1]
    mean, low, high = found.ratio(0, 1, np.array(ids))
    for at in range(2):
        expected = stats.t.interval(0.95, 2, each[:, at].mean(), stats.sem(each[:, at]))
        np.testing.assert_allclose((low[at], high[at]), expected)
        assert mean[at] == pytest.approx(each[:, at].mean())
    alone = contrast(embedded, fill_wordings(wordings[0]))
    np.testing.assert_allclose(alone.mean, alone.log_probabilities[0])
    assert np.isnan(alone.ratio(0, 1, np.array(ids))[1]).all()


def test_one_sided_words_by_hand() -> None:
    p = np.array([[0.5, 0.3, 0.19, 0.01, 1e-9], [0.1, 0.3, 0.57, 0.03, 1e-3]])
    found = Contrast(((Filled("a", "", (0, 0)), Filled("b", "", (0, 0))),), np.log(p).astype(np.float32)[None])
    first, second = most_one_sided(found, 0, 1, 10, least=0.02)
    # The ratio of 3 is as good for entry 3 as for entry 2; entry 4 lies below the threshold on both sides.
    assert first.tolist() == [0]
    assert sorted(second.tolist()) == [2, 3]
    allowed = np.array([True, True, True, False])
    assert most_one_sided(found, 0, 1, 10, least=0.02, allowed=allowed)[1].tolist() == [2]
    assert most_one_sided(found, 0, 1, 10, least=1e-4)[1].tolist()[0] == 4


def test_jobs_by_hand(embedded: LoadedModel) -> None:
    groups = group_of(embedded, "he"), group_of(embedded, "she, woman")
    templates = ("[MASK] worked as a {job}.", "The {job} said that [MASK] was late.")
    found = jobs(embedded, templates, ("nurse", "engineer", "paleontologist"), groups)
    ids = [
        embedded.tokenizer.convert_tokens_to_ids(list(forms))
        for forms in (("he", "He"), ("she", "She", "woman", "Woman"))
    ]
    assert [sorted(group.ids) for group in groups] == [sorted(one) for one in ids]
    for at, template in enumerate(templates):
        for job_at, job in enumerate(found.jobs):
            text = template.replace("a {job}", "an {job}" if job == "engineer" else "a {job}").replace("{job}", job)
            tokens = tokenize(embedded, text)
            mask = embedded.tokenizer.mask_token_id
            place = tokens.ids.tolist().index(mask)
            word = next(i for i, one in enumerate(tokens.words) if one.form == job)
            hidden = tokens.ids.copy()
            hidden[list(tokens.pieces_of(word))] = mask
            for ids_read, result in ((tokens.ids, found.log_p), (hidden, found.prior)):
                with torch.inference_mode():
                    logits = embedded.model(input_ids=torch.tensor(ids_read, device=embedded.device)[None]).logits
                p = logits[0, place].double().softmax(-1).cpu()
                expected = [log(float(p[one].sum())) for one in ids]
                np.testing.assert_allclose(result[at, job_at], expected, atol=1e-4)
    raw = found.log_p[..., 1] - found.log_p[..., 0]
    np.testing.assert_allclose(found.score(corrected=False), raw)
    np.testing.assert_allclose(found.score(corrected=True), raw - (found.prior[..., 1] - found.prior[..., 0]))


def test_interval_is_students_t() -> None:
    scores = np.random.default_rng(1).normal(size=(8, 3))
    mean, low, high = interval(scores)
    for at in range(3):
        expected = stats.t.interval(0.95, 7, loc=scores[:, at].mean(), scale=stats.sem(scores[:, at]))
        np.testing.assert_allclose((low[at], high[at]), expected)
    np.testing.assert_allclose(mean, scores.mean(0))
    assert np.isnan(interval(scores[:1])[1]).all()


def test_correlation_with_shares() -> None:
    rng = np.random.default_rng(3)
    shares = rng.uniform(0, 100, 60)
    scores = shares / 50 + rng.normal(size=60)
    found = correlation(scores, shares)
    assert found is not None
    assert found.pearson == pytest.approx(stats.pearsonr(scores, shares).statistic)
    assert found.spearman == pytest.approx(stats.spearmanr(scores, shares).statistic)
    assert found.count == 60
    # Near the interval of Fisher's z, which rests on another assumption.
    fisher = stats.pearsonr(scores, shares).confidence_interval()
    np.testing.assert_allclose(found.pearson_interval, fisher, atol=0.06)
    assert found.spearman_interval[0] < found.spearman < found.spearman_interval[1]
    assert correlation(scores, shares) == found
    assert correlation(scores[:3], shares[:3]) is None
    assert correlation(np.ones(60), shares) is None


def test_resamples_in_which_nothing_varies_are_left_out() -> None:
    """Of four occupations, one resample in 64 is a single one four times over: it has no correlation."""
    scores, shares = np.array([0.1, 0.9, 0.2, 0.4]), np.array([10.0, 80.0, 30.0, 20.0])
    found = correlation(scores, shares)
    assert found is not None
    for low, high in (found.pearson_interval, found.spearman_interval):
        assert -1 <= low <= high <= 1


def test_published_shares_are_those_of_the_source() -> None:
    shares = published_shares()
    assert len(shares) == 60
    assert (shares["engineer"], shares["nurse"]) == (10.72, 89.58)
    assert all(0 <= share <= 100 for share in shares.values())


def test_pairs_by_hand(tiny_masked: LoadedModel) -> None:
    pair = Pair("The man ate the pepper.", "The cat ate the pepper.")
    (found,) = likelier(tiny_masked, (pair,))
    mask = tiny_masked.tokenizer.mask_token_id
    cut = [tokenize(tiny_masked, text) for text in (pair.more, pair.less)]
    shared = shared_tokens(*cut)
    assert len(shared[0]) == len(found.labels) > 3
    for row, tokens, places in zip(found.logs, cut, shared, strict=True):
        for value, place in zip(row, places, strict=True):
            ids = torch.tensor(tokens.ids, device=tiny_masked.device)[None].clone()
            ids[0, place] = mask
            with torch.inference_mode():
                plain = tiny_masked.model(input_ids=ids).logits[0, place].double().log_softmax(-1)[tokens.ids[place]]
            assert value == pytest.approx(float(plain), abs=1e-4)
    assert found.difference == pytest.approx(found.logs[0].sum() - found.logs[1].sum())


def test_what_two_sentences_share(embedded: LoadedModel) -> None:
    one, other = tokenize(embedded, "He is a good doctor."), tokenize(embedded, "She is a very good doctor.")
    places = shared_tokens(one, other)
    assert [one.labels[at] for at in places[0]] == ["is", "a", "good", "doctor", "."]
    assert [other.labels[at] for at in places[1]] == ["is", "a", "good", "doctor", "."]
    (found,) = likelier(embedded, (Pair("He is a good doctor.", "She is a very good doctor."),))
    assert found.changed == (("He",), ("She", "very"))


def test_pairs_that_cannot_be_compared(embedded: LoadedModel) -> None:
    good, told = Pair("He ran.", "She ran."), []
    for more, less, code in (
        ("Same here.", "Same here.", "same_sentences"),
        ("Dogs bark", "We sing", "nothing_shared"),
        (" ", "x", "empty_text"),
    ):
        # The bad one is found before any other is asked.
        with reporting(lambda done, everything: told.append((done, everything))), pytest.raises(ExplainError) as caught:
            likelier(embedded, (*[good] * 40, Pair(more, less)))
        assert caught.value.code == code, more
    assert not told


def test_stopped_work_goes_on_where_it_was(embedded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked before the stop is not asked again; the count is of pairs, and of templates."""
    monkeypatch.setattr(likelihood, "_PAIRS_AT_ONCE", 2)
    name, settings = embedded.card.id, Settings(device=str(embedded.device))
    pairs = tuple(Pair(f"He saw {count} dogs.", f"She saw {count} dogs.") for count in ("one", "two", "three", "four"))
    groups = group_of(embedded, "he"), group_of(embedded, "she")
    templates = "[MASK] is a {job}.", "[MASK] was a {job}."
    asked: list[int] = []
    told: list[int] = []

    def counted(loaded: LoadedModel, ids: NDArray[np.int64], segments: NDArray[np.int64]) -> NDArray[np.float32]:
        asked.append(len(ids))
        return hidden_states(loaded, ids, segments)

    monkeypatch.setattr(predictions, "hidden_states", counted)

    class StoppedError(Exception):
        pass

    works: list[tuple[int, Callable[[Local], object]]] = [
        (2, lambda engine: engine.ask(likelier, name, pairs)),
        (1, lambda engine: engine.ask(jobs, name, templates, ("nurse", "pilot"), groups)),
    ]
    for half, work in works:

        def stop(done: int, everything: int, /, half: int = half) -> None:
            assert everything == 2 * half
            # Told twice: by the last pass of the part, and when the part is kept.
            told.append(done)
            if told.count(half) == 2:
                raise StoppedError

        engine = Local(settings)
        asked.clear()
        told.clear()
        with reporting(stop), pytest.raises(StoppedError):
            work(engine)
        before = sum(asked)
        with reporting(lambda done, everything: told.append(done)):
            found = work(engine)
        after = sum(asked) - before
        asked.clear()
        work(Local(settings))
        assert before > 0
        assert before + after == sum(asked)
        assert told == sorted(told)
        assert told[-1] == 2 * half
        assert work(engine) is found


def test_pairs_that_are_too_long_together(embedded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likelihood, "MOST_TOKENS", 60)
    short = Pair("He ran.", "She ran.")
    assert len(likelier(embedded, (short, short))) == 2
    with pytest.raises(ExplainError, match="many_tokens_in_pairs"):
        likelier(embedded, (short,) * 4)


def test_wilson_interval() -> None:
    # Newcombe 1998, table I: 81 of 263 and 15 of 148.
    np.testing.assert_allclose(wilson(81, 263), (0.2553, 0.3662), atol=5e-5)
    np.testing.assert_allclose(wilson(15, 148), (0.0624, 0.1605), atol=5e-5)
    assert wilson(0, 20)[0] == pytest.approx(0, abs=1e-12)
    assert wilson(20, 20)[1] == pytest.approx(1, abs=1e-12)


def test_weat_by_hand() -> None:
    """Vectors on a plane, so that every cosine is known."""

    def at(*degrees: float) -> NDArray[np.float64]:
        turns = np.radians(degrees)
        return np.asarray(np.stack([np.cos(turns), np.sin(turns)], axis=1) * 3)

    x, y, a, b = at(0, 30), at(60, 90), at(0, 0), at(90, 90)
    cos = [np.cos(np.radians(angle)) - np.cos(np.radians(angle - 90)) for angle in (0, 30, 60, 90)]
    scores = np.array(cos)
    np.testing.assert_allclose(associations(np.concatenate([x, y]), a, b), scores, atol=1e-12)
    found = weat(x, y, a, b)
    effect = (scores[:2].mean() - scores[2:].mean()) / scores.std(ddof=1)
    assert found.effect == pytest.approx(effect)
    # Of the six ways to deal four targets into two pairs, the one found is the most extreme.
    assert found.p == pytest.approx(1 / 6)
    assert (found.exact, len(found.null)) == (True, 6)
    assert weat(y, x, a, b).effect == pytest.approx(-effect)


def test_permutation_p_is_exhaustive() -> None:
    for n, m in ((3, 3), (4, 4), (2, 5)):
        rng = np.random.default_rng(n)
        x, y, a, b = (rng.normal(size=(size, 6)) for size in (n, m, 3, 4))
        found = weat(x, y, a, b)
        scores = associations(np.concatenate([x, y]), a, b)
        parts = [list(part) for part in itertools.combinations(range(n + m), n)]
        rest = [[at for at in range(n + m) if at not in part] for part in parts]
        reached = sum(
            scores[part].sum() - scores[other].sum() >= found.statistic - 1e-12
            for part, other in zip(parts, rest, strict=True)
        )
        assert found.p == pytest.approx(reached / comb(n + m, n)), (n, m)
        assert len(found.null) == comb(n + m, n), (n, m)


def test_sampled_p_is_near_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(8)
    x, y, a, b = (rng.normal(size=(9, 10)) + shift for shift in (0.1, 0, 0.3, 0))
    exact = weat(x, y, a, b)
    monkeypatch.setattr(association, "MOST_EXACT", 10)
    sampled = weat(x, y, a, b)
    assert not sampled.exact
    assert sampled.p == pytest.approx(exact.p, abs=0.012)
    assert sampled.p == weat(x, y, a, b).p
    assert weat(x, y, a, b, seed=1).p != sampled.p


def test_too_few_targets() -> None:
    one = np.ones((1, 3))
    with pytest.raises(ExplainError, match="few_targets"):
        weat(one, one, one, one)
    same = np.ones((4, 3))
    with pytest.raises(ExplainError, match="few_targets"):
        weat(same, same, same, same)


def test_states_in_templates(tiny_masked: LoadedModel) -> None:
    templates = ("The {word} barked.", "A {word}.")
    found = contextual(tiny_masked, ("cat", "sneezed"), templates)
    for row, word in zip(found, ("cat", "sneezed"), strict=True):
        states = []
        for template in templates:
            text = template.replace("{word}", word)
            tokens = tokenize(tiny_masked, text)
            at = next(i for i, one in enumerate(tokens.words) if one.form == word)
            ids = torch.tensor(tokens.ids, device=tiny_masked.device)[None]
            with torch.inference_mode():
                hidden = tiny_masked.family.body(tiny_masked.model)(ids).last_hidden_state[0].cpu().double()
            states.append(hidden[list(tokens.pieces_of(at))].mean(0).numpy())
        np.testing.assert_allclose(row, np.mean(states, axis=0), atol=1e-5)
    with pytest.raises(ExplainError, match="template_no_word"):
        contextual(tiny_masked, ("cat",), ("no slot",))


def test_classic_lists_are_whole() -> None:
    lists = classic_lists()
    assert (len(lists["flowers"]), len(lists["male_names"]), lists["career"][0]) == (25, 8, "executive")


def test_groups_and_articles(embedded: LoadedModel) -> None:
    assert fill_job("[MASK] is a {job}.", "engineer").text == "[MASK] is an engineer."
    filled = fill_job("An {job} said that [MASK] is late.", "nurse")
    assert filled.text == "A nurse said that [MASK] is late."
    assert filled.text[slice(*filled.span)] == "nurse"
    assert fill_job("{job} bir [MASK].", "aşçı").text == "aşçı bir [MASK]."
    group = group_of(embedded, "he, him")
    assert isinstance(group, Group)
    assert {embedded.vocabulary.pieces[one] for one in group.ids} == {"he", "He", "him", "Him"}
    with pytest.raises(ExplainError, match="word_not_single"):
        group_of(embedded, "he, paleontologist")


def test_words_are_compared_by_their_vectors_or_by_their_states(embedded: LoadedModel) -> None:
    x, y, a, b = ("poet", "dancer"), ("chemist", "physicist"), ("she", "unhappiness"), ("he", "his")
    table = table_of(embedded)
    rows = [np.stack([word_vector(embedded, table, word).vector for word in words]) for words in (x, y, a, b)]
    found, expected = association_test(embedded, x, y, a, b), weat(rows[0], rows[1], rows[2], rows[3])
    np.testing.assert_array_equal(found.scores, expected.scores)
    assert (found.effect, found.p) == (expected.effect, expected.p)
    templates = ("This is {word}.",)
    states = [contextual(embedded, words, templates) for words in (x, y, a, b)]
    told: list[tuple[int, int]] = []
    with reporting(lambda done, everything: told.append((done, everything))):
        found = association_test(embedded, x, y, a, b, templates)
    np.testing.assert_array_equal(found.scores, weat(states[0], states[1], states[2], states[3]).scores)
    assert {everything for _, everything in told} == {8}
    assert told[-1] == (8, 8)


def test_results_tell_their_size() -> None:
    x, y, a, b = np.random.default_rng(0).normal(size=(4, 4, 3))
    assert nbytes_of(weat(x, y, a, b)) >= 8 * (8 + 70)


WEFE = {
    ("flowers", "insects", "pleasant_5", "unpleasant_5a"): (0.1314323064684867, 0.09220350555047427),
    ("male_names", "female_names", "career", "family"): (-1.356825538445264, -1.0333339068010325),
    ("science", "arts_2", "male_terms_2", "female_terms_2"): (0.9579253240954131, 1.0712952400457558),
}
"""What WEFE 1.0.1 (`WEAT().run_query(..., return_effect_size=True)`) gave for the statistic and the effect size, with one
vector for each word of the classic lists, sorted, out of `default_rng(2026).normal(size=(words, 12))` as float32."""


def test_weat_is_that_of_wefe() -> None:
    lists = classic_lists()
    words = sorted({word for one in lists.values() for word in one})
    vectors = np.random.default_rng(2026).normal(size=(len(words), 12)).astype(np.float32)
    for names, (statistic, effect) in WEFE.items():
        x, y, a, b = (vectors[[words.index(word) for word in lists[name]]] for name in names)
        found = weat(x, y, a, b)
        assert found.statistic == pytest.approx(statistic, abs=1e-5), names
        # WEFE divides by n below the root of the standard deviation; May et al. 2019 and this project by n - 1.
        count = len(x) + len(y)
        assert found.effect * np.sqrt(count / (count - 1)) == pytest.approx(effect, abs=1e-5), names
