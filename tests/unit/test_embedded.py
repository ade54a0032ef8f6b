"""The model that ships: what its card says of it, measured again."""

import re
from itertools import pairwise

import numpy as np
import pytest
import torch
from transformers import DistilBertConfig, DistilBertForMaskedLM

from explain.models import LoadedModel
from explain.models.loading import WEIGHTS
from explain.recipe.cloze import Item, cloze_table, read_items, score_items
from explain.recipe.config import RecipeConfig
from explain.recipe.evaluate import by_frequency, by_model, evaluate, read_sentences, summary_table
from explain.recipe.heads import collapsed, heads_table, how_broad, what_changed
from explain.recipe.report import MARKS, blanks_table, insert

CARD = (WEIGHTS / "MODEL_CARD.md").read_text(encoding="utf-8")
ITEMS = read_items()


def _row(start: str, heading: str = "") -> dict[str, str]:
    """A row of a table of the card, by its first cell, with the names of the columns."""
    lines = CARD[CARD.index(heading) :].splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith(f"| {start} |"))
    top = next(index for index in range(at, 0, -1) if lines[index].startswith("|---"))
    cells = ([cell.strip() for cell in lines[index].strip("|").split("|")] for index in (top - 1, at))
    return dict(zip(*cells, strict=True))


def _numbers(cell: str) -> list[float]:
    return [float(part.replace(",", "")) for part in re.findall(r"[\d,]*\d(?:\.\d+)?", cell)]


def test_blanks_by_kind_are_well_made(embedded: LoadedModel) -> None:
    vocabulary = embedded.tokenizer.get_vocab()
    assert len(ITEMS) >= 120
    assert len({item.text for item in ITEMS}) == len(ITEMS)
    assert {"facts", "agreement", "collocation", "negation", "numbers", "idioms"} <= {item.kind for item in ITEMS}
    for item in ITEMS:
        assert item.text.count("[MASK]") == 1, item
        assert item.right, item
        assert all(word in vocabulary and word != "[UNK]" for word in item.right + item.wrong), item
        assert not set(item.right) & set(item.wrong), item
        if item.kind == "agreement":
            assert item.wrong, item


def test_scores_of_blanks_by_hand(embedded: LoadedModel) -> None:
    """The same counts by way of the model's own forward pass, one guess list at a time."""
    items = [item for item in ITEMS if item.kind in ("agreement", "numbers")][::4]
    expected = {"agreement": [0] * 5, "numbers": [0] * 5}
    for item in items:
        ids = torch.tensor([embedded.tokenizer(item.text)["input_ids"]], device=embedded.device)
        with torch.inference_mode():
            logits = embedded.model(input_ids=ids).logits[0, ids[0].tolist().index(embedded.tokenizer.mask_token_id)]
        guesses = embedded.tokenizer.convert_ids_to_tokens(logits.topk(5).indices.tolist())
        place = {
            word: float(logits[embedded.tokenizer.convert_tokens_to_ids(word)]) for word in item.right + item.wrong
        }
        pairs = list(zip(item.right, item.wrong, strict=False))
        more = (
            1,
            guesses[0] in item.right,
            bool(set(guesses) & set(item.right)),
            len(pairs),
            sum(place[a] > place[b] for a, b in pairs),
        )
        expected[item.kind] = [a + int(b) for a, b in zip(expected[item.kind], more, strict=True)]
    found = score_items(embedded.model, embedded.tokenizer, items, device=str(embedded.device))
    assert {s.kind: [s.items, s.top1, s.top5, s.pairs, s.pairs_right] for s in found} == expected


def test_blanks_by_kind_are_as_the_card_says(embedded: LoadedModel) -> None:
    scores = score_items(embedded.model, embedded.tokenizer, ITEMS, device=str(embedded.device))
    table = cloze_table({"shipped, int8": scores}).splitlines()[2:]
    for line in table:
        kind, items, cell = (part.strip() for part in line.strip("|").split("|"))
        row = _row(kind, "### Blanks by kind")
        assert row["items"] == items
        # One item may fall the other way where two guesses are as good as equal on another processor.
        assert _numbers(row["shipped, int8"]) == pytest.approx(_numbers(cell), abs=100 / int(items.strip("*")) + 0.5)
    agreement = next(score for score in scores if score.kind == "agreement")
    assert agreement.pairs_right / agreement.pairs > 0.85


def test_held_out_figures_are_as_the_card_says(embedded: LoadedModel) -> None:
    source = "common_voice_cc0"
    sentences = [pair for pair in read_sentences() if pair[0] == source]
    options = {"device": str(embedded.device), "label": "test"}
    scores = evaluate(by_model(embedded.model), embedded.tokenizer, sentences, RecipeConfig(), **options)
    row = _row(source)
    assert _numbers(row["masked tokens"]) == [scores[0].tokens]
    cell = summary_table({"x": scores}).splitlines()[2].strip("|").split("|")[-1]
    assert _numbers(row["shipped, int8"]) == pytest.approx(_numbers(cell), abs=0.5)


def test_held_out_sentences_are_those_of_the_card() -> None:
    config, sentences = RecipeConfig(), read_sentences()
    assert f"{len(sentences):,} sentences" in CARD
    assert len({text for _, text in sentences}) == len(sentences)
    lengths = [len(text.split()) for _, text in sentences]
    assert config.shortest_sentence_words <= min(lengths)
    assert max(lengths) <= config.longest_sentence_words


def test_targets_hold_on_the_card() -> None:
    top1, top5, _ = _numbers(_row("**all**", "### Held-out text")["shipped, int8"])
    assert top1 >= 42
    assert top5 >= 63


@pytest.mark.parametrize(
    ("text", "wanted", "within"),
    [
        ("The capital of France is [MASK].", {"Paris"}, 3),
        (
            "The cat sat on the [MASK].",
            {"floor", "ground", "bed", "bench", "table", "chair", "mat", "sofa", "couch"},
            1,
        ),
        ("The keys to the cabinet [MASK] on the table.", {"were", "are", "lay"}, 1),
    ],
)
def test_it_fills_the_blanks_a_class_will_try(embedded: LoadedModel, text: str, wanted: set[str], within: int) -> None:
    line = blanks_table(embedded.model.to("cpu"), embedded.tokenizer, (text,)).splitlines()[-1]
    embedded.model.to(embedded.device)
    guesses = re.findall(r"(\S+) \([\d.]+%\)", line)
    assert len(guesses) == 5
    assert wanted & set(guesses[:within])
    shares = [float(share) for share in re.findall(r"\(([\d.]+)%\)", line)]
    assert all(earlier >= later for earlier, later in pairwise(shares))


def _small(seed: int) -> DistilBertForMaskedLM:
    torch.manual_seed(seed)
    config = DistilBertConfig(vocab_size=28996, dim=16, n_layers=2, n_heads=2, hidden_dim=16, initializer_range=0.5)
    return DistilBertForMaskedLM(config).eval()


def test_no_head_has_collapsed(embedded: LoadedModel) -> None:
    texts = [text for _, text in read_sentences()[::75]]
    breadth = how_broad(embedded.model, embedded.tokenizer, texts)
    embedded.model.to(embedded.device)
    assert breadth.shape == (len(texts), 6, 12)
    assert collapsed(breadth) == []
    # A head whose queries are zero looks at everything alike, and one with huge queries at one token: both are seen.
    model = _small(1)
    attention = model.distilbert.transformer.layer[1].attention
    with torch.no_grad():
        attention.q_lin.weight.zero_()
        attention.q_lin.bias.zero_()
        attention.q_lin.bias[8:] = 1e4
    assert [where for where in collapsed(how_broad(model, embedded.tokenizer, texts[:4])) if where[0] == 1] == [
        (1, 0),
        (1, 1),
    ]


def test_change_of_heads_by_hand(embedded: LoadedModel) -> None:
    texts = ["The cat sat.", "A dog barked at the bank."]
    one, other = _small(1), _small(2)
    change = what_changed(one, other, embedded.tokenizer, texts)
    rows = []
    for text in texts:
        ids = torch.tensor([embedded.tokenizer(text)["input_ids"]])
        with torch.no_grad():
            p, q = (
                m.distilbert(input_ids=ids, output_attentions=True).attentions[1][0, 0].numpy() for m in (one, other)
            )
        m = (p + q) / 2
        js = 0.5 * (p * np.log2(p / m)).sum(-1) + 0.5 * (q * np.log2(q / m)).sum(-1)
        rows.append((js.mean(), (-(q * np.log2(q)).sum(-1) / np.log2(len(q))).mean()))
    assert change.divergence[1, 0] == pytest.approx(np.mean([row[0] for row in rows]), abs=1e-6)
    assert change.after[1, 0] == pytest.approx(np.mean([row[1] for row in rows]), abs=1e-6)
    assert np.abs(what_changed(one, one, embedded.tokenizer, texts).divergence).max() < 1e-9
    assert len(heads_table(change).splitlines()) == 4


def test_frequency_is_the_same_guess_everywhere(embedded: LoadedModel) -> None:
    counts = np.zeros(len(embedded.tokenizer), dtype=np.int64)
    the, cat = embedded.tokenizer.convert_tokens_to_ids(["the", "cat"])
    counts[the], counts[cat] = 90, 9
    where = torch.tensor([[True, False], [True, True]])
    logits = by_frequency(counts)(where.long(), where.long(), where)
    assert logits.shape == (3, len(counts))
    p = logits.double().exp()
    assert p.sum(1).tolist() == pytest.approx([1, 1, 1], abs=1e-4)
    assert float(p[0, the]) == pytest.approx(91 / (99 + len(counts)), rel=1e-5)
    scores = evaluate(
        by_frequency(counts),
        embedded.tokenizer,
        [("a", "the the the the the")],
        RecipeConfig(),
        device="cpu",
        label="x",
    )
    assert scores[0].top1 == scores[0].tokens > 0


def test_figures_go_between_the_marks() -> None:
    card = f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter"
    assert insert(card, "new") == f"before\n{MARKS[0]}\n\nnew\n\n{MARKS[1]}\nafter"
    with pytest.raises(ValueError, match="substring"):
        insert("no marks", "new")
    assert all(CARD.count(mark) == 1 for mark in MARKS)


def test_an_item_without_wrong_words_makes_no_pairs(embedded: LoadedModel) -> None:
    item = Item("x", "She opened the [MASK].", ("door",), ())
    (score,) = score_items(embedded.model, embedded.tokenizer, [item], device=str(embedded.device))
    assert (score.items, score.pairs, score.pairs_right) == (1, 0, 0)
    assert "pairs" not in cloze_table({"m": [score]})
