"""The recipe of the Turkish model, on a made-up source file, a corpus of a few lines and models of a few weights."""

import dataclasses
import lzma
import re
import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from transformers import BertConfig, BertForMaskedLM, DistilBertConfig, DistilBertForMaskedLM, PreTrainedTokenizerFast

from explain.recipe.turkish.cloze import Item, piece_at, read_items, score_items
from explain.recipe.turkish.config import TurkishConfig
from explain.recipe.turkish.english import carried_over, nearest
from explain.recipe.turkish.evaluate import HELD_OUT, by_frequency, by_model, evaluate, read_sentences, word_starts
from explain.recipe.turkish.morphology import PROMPT, Form, form_scores, score_forms
from explain.recipe.turkish.prepare import prepare
from explain.recipe.turkish.report import how_broad, table
from explain.recipe.turkish.ship import load_shipped, ship, trained
from explain.recipe.turkish.start import (
    SPECIAL,
    keep_pieces,
    make_tokenizer,
    read_source,
    sentence_encoder,
    start_model,
    whole_tokenizer,
)  # fmt: skip
from explain.recipe.turkish.text import Stream, drop_near_duplicates, held_out_of, sentences_of
from explain.recipe.turkish.train import Masked, learning_rate_scale, read_checkpoint, train
from explain.recipe.turkish.vocabulary import meanings, old_pieces, static_embeddings, train_pieces

CONFIG = TurkishConfig(
    vocabulary=120, batch_tokens=96, chunk_tokens=24, held_out_percent=20, evaluation_sentences=60, warmup_steps=2,
    shortest_sentence_words=3, checkpoint_seconds=0, seconds=0, shares={"tr/masal": 3.0, "en/tale": 1.0},
)  # fmt: skip
WORDS = ("kral", "deniz", "okul", "kedi", "çocuk", "ışık", "şehir", "göl", "ördek", "yüz")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    rng = np.random.default_rng(2)

    def sentence(first: str) -> str:
        return f"{first} {' '.join(rng.choice(WORDS, 5))} {rng.choice(['geldi', 'durdu', 'uyudu'])}."

    for name, first in (("tr/masal", "Bir"), ("en/tale", "The")):
        made = [f"{sentence(first)} {sentence(first)}" for _ in range(150)]
        file = folder / f"{name}.txt.xz"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(lzma.compress("\n".join(made).encode()))
    return folder


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    letters = sorted(set("abcçdefgğhıijklmnoöpqrsştuüvwxyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ.,?!'\"▁0123456789"))
    words = ["▁kral", "▁Ankara", "▁bir", "lar", "da", "de", "▁kitap", "▁su", "▁içti", "▁yedi", "▁geldi", "▁mi", "nin"]
    return make_tokenizer([*letters, *words], np.array([-6.0] * len(letters) + [-2.0] * len(words), dtype=np.float32))


def _tiny(size: int, kind: str = "bert") -> Masked:
    torch.manual_seed(5)
    if kind == "distilbert":
        return DistilBertForMaskedLM(
            DistilBertConfig(vocab_size=size, dim=16, n_layers=2, n_heads=2, hidden_dim=24, pad_token_id=1)
        )
    return BertForMaskedLM(
        BertConfig(
            vocab_size=size, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24, pad_token_id=1
        )
    )  # fmt: skip


def _four_bit(matrix: NDArray[np.float32]) -> bytes:
    """Blocks of 32 weights as the file has them; the matrix must lie on its own grid already."""
    out = b""
    for block in matrix.reshape(-1, 32):
        q = np.round(block / 0.5).astype(int) + 8
        out += np.float16(0.5).tobytes() + bytes(int(q[j]) | int(q[j + 16]) << 4 for j in range(16))
    return out


@pytest.fixture(scope="module")
def source_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, NDArray[np.float32]]]:
    """A model of width 32, two layers, in the format of the wheel."""
    rng = np.random.default_rng(1)
    pieces = [*SPECIAL[:4], *"▁abcdekrlnz", "▁kral", "▁deniz", "▁ab", "▁sea", "query", ":", "<mask>"]
    width, inner = 32, 64
    shapes: dict[str, tuple[int, ...]] = {"emb.word": (len(pieces), width)}
    for layer in range(2):
        shapes |= {f"l{layer}.{n}.w": (width, width) for n in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.{n}.b": (width,) for n in ("q", "k", "v", "ao", "aln", "fo", "oln")}
        shapes |= {f"l{layer}.fi.w": (inner, width), f"l{layer}.fi.b": (inner,), f"l{layer}.fo.w": (width, inner)}
        shapes |= {f"l{layer}.{n}.w": (width,) for n in ("aln", "oln")}
    shapes |= {"emb.pos": (40 * width,), "emb.type": (2 * width,), "emb.ln.w": (width,), "emb.ln.b": (width,)}
    grid = {
        name: (rng.integers(-8, 8, shape) * 0.5 if len(shape) == 2 else rng.normal(size=shape)).astype(np.float32)
        for name, shape in shapes.items()
    }
    blob = [piece.encode() for piece in pieces]
    offsets = np.cumsum([0, *map(len, blob)]).astype("<u4")
    head = (
        b"E5S1"
        + struct.pack("<8i", 1, width, 2, 2, inner, len(pieces), 40, 2)
        + struct.pack("<f2i", 1e-12, 32, len(pieces))
    )
    head += struct.pack("<4i", 0, 2, 1, 3) + struct.pack("<Q", sum(map(len, blob))) + offsets.tobytes()
    head += np.full(len(pieces), -3, dtype="<f4").tobytes() + b"".join(blob)
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0x2026, 1, 0x2E)
    bodies = {name: _four_bit(array) if array.ndim == 2 else array.tobytes() for name, array in grid.items()}
    at = len(head) + 4 + sum(2 + len(name) + 21 for name in grid)
    directory = struct.pack("<i", len(grid))
    for name, body in bodies.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", int(grid[name].ndim == 2), grid[name].size, at, len(body))
        at += len(body)
    file = tmp_path_factory.mktemp("source") / "tiny.bin"
    file.write_bytes(head + directory + b"".join(bodies.values()))
    return file, grid


def test_source_file_is_read_to_the_last_weight(
    source_file: tuple[Path, dict[str, NDArray[np.float32]]], tmp_path: Path
) -> None:
    file, grid = source_file
    source = read_source(file)
    assert (source.width, source.layers, source.heads, source.inner, source.positions) == (32, 2, 2, 64, 40)
    assert source.pieces[:4] == list(SPECIAL[:4])
    assert source.pieces[-1] == "<mask>"
    assert set(source.tensors) == set(grid)
    for name, array in grid.items():
        np.testing.assert_array_equal(source.tensors[name].ravel(), array.ravel())
    (tmp_path / "other").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="GGUF"):
        read_source(tmp_path / "other")


def test_start_takes_layers_and_means_of_the_old_pieces(
    source_file: tuple[Path, dict[str, NDArray[np.float32]]],
) -> None:
    source = read_source(source_file[0])
    kral, a = source.pieces.index("▁kral"), source.pieces.index("a")
    model = start_model(source, [[0], [1], [2], [3], [], [kral], [kral, a]], np.array([0, 0, 0, 0, 0, 90, 9]), [1])
    words = model.bert.embeddings.word_embeddings.weight.detach().numpy()
    np.testing.assert_array_equal(words[5], source.tensors["emb.word"][kral])
    np.testing.assert_allclose(words[6], source.tensors["emb.word"][[kral, a]].mean(0), rtol=1e-6)
    assert len(model.bert.encoder.layer) == 1
    np.testing.assert_array_equal(model.bert.encoder.layer[0].output.dense.weight.detach(), source.tensors["l1.fo.w"])
    bias = model.cls.predictions.bias.detach()
    assert float(bias[5] - bias[6]) == pytest.approx(np.log(91 / 10), rel=1e-5)
    assert model.cls.predictions.decoder.weight is model.bert.embeddings.word_embeddings.weight


def test_cut_vocabulary_keeps_letters_and_the_commonest(
    source_file: tuple[Path, dict[str, NDArray[np.float32]]],
) -> None:
    source = read_source(source_file[0])
    counts = np.ones(len(source.pieces))
    counts[source.pieces.index("▁deniz")] = 50
    counts[source.pieces.index("z")] = 0
    kept = keep_pieces(source, counts, 5 + 12)
    names = [source.pieces[at] for at in kept[5:]]
    assert kept[:5].tolist() == [0, 1, 2, 3, -1]
    assert "▁deniz" in names
    assert "a" in names
    assert "z" not in names
    assert "<mask>" not in names


def test_static_embeddings_are_of_single_pieces(source_file: tuple[Path, dict[str, NDArray[np.float32]]]) -> None:
    source = read_source(source_file[0])
    whole = whole_tokenizer(source)
    table = np.insert(source.tensors["emb.word"], 4, 0, axis=0)
    assert [len(ids) for ids in old_pieces(["▁kral", "▁abc", "a"], whole)] == [1, 2, 1]
    found = static_embeddings(["▁kral", "▁abc", "a"], whole, table)
    np.testing.assert_array_equal(found[0], source.tensors["emb.word"][source.pieces.index("▁kral")])
    np.testing.assert_array_equal(found[2], source.tensors["emb.word"][source.pieces.index("a")])
    assert not found[1].any()
    asked = meanings(["kral", "deniz", "kral"], sentence_encoder(source), whole)
    np.testing.assert_allclose(np.linalg.norm(asked, axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(asked[0], asked[2], atol=1e-6)
    assert not np.allclose(asked[0], asked[1], atol=1e-3)


def test_neighbours_carry_embeddings_over() -> None:
    rng = np.random.default_rng(0)
    words = ["[PAD]", "[MASK]", "king", "sea", "school", "##s", "##ing", "the"]
    far = rng.normal(size=(8, 6)).astype(np.float32)
    table = rng.normal(size=(8, 10)).astype(np.float32)
    pieces = ["<pad>", "<mask>", "▁kral", "▁sea", "lar", "▁deniz"]
    near = (np.stack([far[0], far[1], far[2], far[3], far[5], far[3]]) + 0.001).astype(np.float32)
    none, word_none = np.zeros((6, 6), dtype=np.float32), np.zeros((8, 6), dtype=np.float32)
    made = carried_over(pieces, near, words, far, table, none, word_none, most=2, heat=0.01)
    np.testing.assert_array_equal(made[0], table[0])
    np.testing.assert_array_equal(made[1], table[1])
    np.testing.assert_array_equal(made[3], table[3])
    assert made.shape == (6, 10)
    assert np.isfinite(made).all()
    # By the static embeddings of two single pieces, whatever the encoder says.
    static, word_static = none.copy(), word_none.copy()
    static[2], static[3], static[5] = [1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0]
    word_static[2], word_static[3], word_static[4] = static[2], static[5], static[3]
    made = carried_over(pieces, near, words, far, table, static, word_static, most=1, heat=0.01)
    centre = table[[2, 3, 4]].mean(0)
    for at, word in ((2, 2), (5, 3)):
        cosine = (made[at] - centre) @ (table[word] - centre)
        cosine /= np.linalg.norm(made[at] - centre) * np.linalg.norm(table[word] - centre)
        assert cosine == pytest.approx(1, abs=1e-5)
    found, weights = nearest(far, far, most=3, heat=0.05)
    assert [row[np.argmax(w)] for row, w in zip(found, weights, strict=True)] == list(range(8))
    np.testing.assert_allclose(weights.sum(1), 1, rtol=1e-5)


def test_tokenizer_parts_suffixes_and_leaves_blanks_alone(tokenizer: PreTrainedTokenizerFast) -> None:
    def tokens(text: str) -> list[str]:
        found: list[str] = tokenizer.convert_ids_to_tokens(tokenizer(text)["input_ids"])
        return found

    assert tokens("Ankara'da") == ["<s>", "▁Ankara", "'", "da", "</s>"]
    assert tokens("Ankara’da") == tokens("Ankara'da")
    assert tokens("kral <mask>.") == ["<s>", "▁kral", "<mask>", ".", "</s>"]
    assert tokens("Ankara'<mask> su") == ["<s>", "▁Ankara", "'", "<mask>", "▁su", "</s>"]
    assert tokens("<mask> bir kral") == ["<s>", "<mask>", "▁bir", "▁kral", "</s>"]
    assert tokens("kralß")[-2] == "<unk>"
    assert [tokenizer.convert_tokens_to_ids(token) for token in SPECIAL] == [0, 1, 2, 3, 4]
    assert tokenizer.decode(tokenizer("kral kitap")["input_ids"], skip_special_tokens=True) == "kral kitap"


def test_turkish_sentences_end_where_they_end() -> None:
    paragraph = (
        "19. yüzyılda Dr. Ay geldi. İyi günler! dedi. Çok sevindik. M. Kemal 5. maddeyi okudu. Şimdi gidelim mi? Evet."
    )
    assert list(sentences_of(paragraph)) == [
        "19. yüzyılda Dr. Ay geldi.", "İyi günler! dedi.", "Çok sevindik.", "M. Kemal 5. maddeyi okudu.",
        "Şimdi gidelim mi?", "Evet.",
    ]  # fmt: skip


def test_near_duplicates_go_and_new_sentences_stay() -> None:
    law = "Bu Kanunun 12 nci maddesi hükümleri saklı kalmak kaydıyla idari para cezası verilir."
    again = law.replace("12", "37").replace("verilir", "uygulanır")
    other = "Kediler geceleri sessizce bahçede dolaşır ve sabaha kadar uyumaz."
    assert drop_near_duplicates([[law, again], [other], [other.replace("i", "İ").upper()]], set()) == [[law], [other]]


def test_prepared_text_holds_nothing_held_out(corpus: Path, tmp_path: Path) -> None:
    config = dataclasses.replace(CONFIG, pieces="fresh", listed_words=0)
    from explain.recipe.turkish.text import read_corpora

    held = held_out_of(read_corpora(corpus), config)
    assert {source for source, _ in held} == {"tr/masal", "en/tale"}
    prepared = prepare([corpus], tmp_path, config, held)
    text = {
        prepared.tokenizer.decode(chunk, skip_special_tokens=True)
        for made in prepared.chunks.values()
        for chunk in made
    }
    assert text
    assert not any(sentence in chunk for _, sentence in held for chunk in text)
    assert all(len(chunk) <= config.chunk_tokens for made in prepared.chunks.values() for chunk in made)
    assert prepared.counts[: len(SPECIAL)].sum() == 0
    again = prepare([], tmp_path, config, held)
    assert again.pieces == prepared.pieces
    np.testing.assert_array_equal(again.counts, prepared.counts)
    assert {name: len(made) for name, made in again.chunks.items()} == {n: len(m) for n, m in prepared.chunks.items()}


def test_learned_pieces_keep_common_words_whole() -> None:
    lines = ["kral geldi ve kralın evi büyüktü, kral eve gitti" for _ in range(60)] + ["bir gün deniz kenarında"] * 40
    pieces, scores = train_pieces(iter(lines), 60)
    assert len(pieces) == len(set(pieces)) <= 55
    assert not set(pieces) & set(SPECIAL)
    assert {"▁kral", "▁deniz", "a", ","} <= set(pieces)
    assert (np.diff(scores) <= 0).all()
    assert (scores < 0).all()


def _stream(tokenizer: PreTrainedTokenizerFast, config: TurkishConfig = CONFIG) -> Stream:
    rng = np.random.default_rng(4)

    def made(count: int, length: int, low: int, high: int) -> list[NDArray[np.int32]]:
        return [np.array([0, *rng.integers(low, high, length), 2], dtype=np.int32) for _ in range(count)]

    middle = len(tokenizer) // 2
    chunks = {
        "tr/masal": made(300, 6, 5, middle),
        "en/tale": made(80, 14, middle, len(tokenizer)),
        "tr/other": made(9, 5, 5, 9),
    }
    return Stream(chunks, {"tr/masal": 3.0, "en/tale": 1.0}, config, 1)


def test_stream_keeps_to_its_shares_and_can_be_entered_anywhere(tokenizer: PreTrainedTokenizerFast) -> None:
    stream = _stream(tokenizer)
    batches = [batch for window in range(3) for batch in stream.window(window)]
    assert all(batch.size <= CONFIG.batch_tokens or len(batch) == 1 for batch in batches)
    ids = np.concatenate([batch[batch >= 5] for batch in batches])
    turkish = (ids < len(tokenizer) // 2).mean()
    # Shares are of whole chunks, <s> and </s> counted: 3/4 of those, a little less of what lies between.
    assert turkish == pytest.approx(3 / 4 * 6 / 8 / (3 / 4 * 6 / 8 + 1 / 4 * 14 / 16), abs=0.02)
    rows = [tuple(row[row != 1]) for batch in stream.window(1) for row in batch]
    fresh = [tuple(row[row != 1]) for batch in _stream(tokenizer).window(1) for row in batch]
    assert rows == fresh


@pytest.mark.parametrize("kind", ["bert", "distilbert"])
def test_training_learns_and_a_decay_leaves_the_open_run_alone(
    tokenizer: PreTrainedTokenizerFast, tmp_path: Path, kind: str
) -> None:
    open_config = dataclasses.replace(CONFIG, seconds=1, body_lr=3e-3, head_lr=1e-2, average=0.5)
    checkpoint = tmp_path / "checkpoint.pt"
    history = train(_tiny(len(tokenizer), kind), _stream(tokenizer), open_config, device="cpu", checkpoint=checkpoint)
    saved = read_checkpoint(checkpoint)
    assert history[-1]["loss"] < history[0]["loss"]
    assert saved["seconds"] >= 1
    assert saved["step"] == history[-1]["step"]
    before = checkpoint.read_bytes()
    falling = dataclasses.replace(open_config, decay_steps=3)
    model = _tiny(len(tokenizer), kind)
    train(model, _stream(tokenizer), falling, device="cpu", checkpoint=checkpoint)
    assert checkpoint.read_bytes() == before
    decayed = read_checkpoint(tmp_path / "checkpoint.decay.pt")
    assert decayed["step"] == saved["step"] + 3
    assert decayed["decay_from"] == saved["step"]
    last, mean = (
        trained(_tiny(len(tokenizer), kind), tmp_path / "checkpoint.decay.pt", averaged=a) for a in (False, True)
    )
    for name, tensor in last.state_dict().items():
        torch.testing.assert_close(tensor, model.state_dict()[name])
    assert any(not torch.equal(a, b) for a, b in zip(last.parameters(), mean.parameters(), strict=True))
    # Another model is not this run's.
    with pytest.raises(SystemExit, match="layers"):
        train(_tiny(len(tokenizer), kind), _stream(tokenizer), dataclasses.replace(open_config, layers="0"), device="cpu", checkpoint=checkpoint)  # fmt: skip


def test_a_killed_run_goes_on_where_it_was(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    config = dataclasses.replace(CONFIG, decay_steps=6)

    def run(folder: str, measure: object = None) -> Masked:
        model = _tiny(len(tokenizer))
        (tmp_path / folder).mkdir(exist_ok=True)
        train(
            model, _stream(tokenizer), config, device="cpu", checkpoint=tmp_path / folder / "c.pt", measure=measure,  # type: ignore[arg-type]
        )  # fmt: skip
        return model

    whole = run("whole")
    asked = []

    def killed(_model: Masked) -> dict[str, float]:
        asked.append(1)
        if len(asked) == 7:  # Two questions a checkpoint, of the weights and of their average: in the fourth step.
            raise KeyboardInterrupt
        return {"tr_top1": 0.0}

    with pytest.raises(KeyboardInterrupt):
        run("parts", killed)
    assert read_checkpoint(tmp_path / "parts" / "c.decay.pt")["step"] == 3
    parts = run("parts")
    for a, b in zip(whole.parameters(), parts.parameters(), strict=True):
        torch.testing.assert_close(a, b)


def test_rates_climb_stay_and_fall() -> None:
    config = dataclasses.replace(CONFIG, warmup_steps=10)
    assert [learning_rate_scale(step, 0, config) for step in (0, 4, 9, 500)] == [0.1, 0.5, 1.0, 1.0]
    falling = dataclasses.replace(config, decay_steps=100)
    assert [learning_rate_scale(step, 500, falling) for step in (500, 525, 600)] == [1.0, 0.5, 0.0]


def test_words_are_counted_with_their_suffixes() -> None:
    tokens = ["<s>", "▁Ankara", "'", "da", "▁", "ev", "ler", "<mask>", "▁su", ".", "</s>"]
    assert word_starts(tokens) == [-1, 0, 1, 2, 3, 3, 3, -1, 4, 5, -1]


def test_evaluation_counts_tokens_and_whole_words(tokenizer: PreTrainedTokenizerFast) -> None:
    sentences = [("tr/a", "Ankara'da kral kitaplar geldi."), ("tr/b", "bir kral su içti"), ("en/c", "bir kral")] * 3

    def oracle(ids: torch.Tensor, _mask: torch.Tensor, where: torch.Tensor) -> torch.Tensor:
        # Knows every word but "kral"; the sentences can be told apart by their lengths.
        truth = {len(full): torch.tensor(full) for full in (tokenizer(t)["input_ids"] for _, t in sentences)}
        lengths = (ids != 1).sum(1)
        target = torch.stack([torch.nn.functional.pad(truth[int(n)], (0, ids.shape[1] - int(n))) for n in lengths])[
            where
        ]
        logits = torch.nn.functional.one_hot(target, len(tokenizer)).float() * 20
        logits[target == tokenizer.convert_tokens_to_ids("▁kral")] = 0
        logits[:, 5] += 1
        return logits

    for whole in (False, True):
        config = dataclasses.replace(CONFIG, evaluation_mask_rate=1.0)
        scores = evaluate(oracle, tokenizer, sentences, config, device="cpu", whole_words=whole)
        by_source = {score.source: score for score in scores}
        a = by_source["tr/a"]
        assert a.blanks == 3 * (7 if whole else 8)
        assert a.tokens == 3 * 8
        assert a.blanks - a.top1 == 3
        assert by_source["en/c"].blanks - by_source["en/c"].top1 == 3
    counts = np.zeros(len(tokenizer), dtype=np.int64)
    counts[tokenizer.convert_tokens_to_ids("▁kral")] = 100
    config = dataclasses.replace(CONFIG, evaluation_mask_rate=1.0)
    [score] = evaluate(by_frequency(counts), tokenizer, [("tr/x", "kral bir")], config, device="cpu")
    assert (score.blanks, score.top1) == (2, 1)
    columns = {"f": scores, "g": scores}
    assert table(columns).count("**tr, all**") == 1


def test_hand_written_blanks_have_one_blank_and_one_answer(tokenizer: PreTrainedTokenizerFast) -> None:
    items = read_items()
    assert len(items) >= 150
    assert len({item.text for item in items}) == len(items)
    kinds = {item.kind for item in items}
    assert kinds >= {"facts", "case", "person", "harmony", "question", "negation", "collocation", "idioms", "numbers"}
    for item in items:
        assert item.text.count("<mask>") == 1
        assert item.right
        assert not set(item.right) & set(item.wrong)
        assert not any(" " in word or word != word.strip() for word in item.right + item.wrong)
    assert piece_at("Ankara'<mask> geldim", "dan") == "dan"
    assert piece_at("Dün <mask> geldi", "kral") == "▁kral"
    model = _tiny(len(tokenizer))
    with torch.no_grad():
        model.cls.predictions.bias[tokenizer.convert_tokens_to_ids("▁içti")] += 50
        model.cls.predictions.bias[tokenizer.convert_tokens_to_ids("de")] += 40
    asked = [Item("a", "kral su <mask>.", ("içti",), ("yedi",)), Item("a", "Ankara'<mask>", ("da",), ("de",))]
    [score] = score_items(model, tokenizer, asked)
    assert (score.items, score.top1, score.top5, score.pairs, score.pairs_right) == (2, 1, score.top5, 2, 1)
    with pytest.raises(ValueError, match="vezir"):
        score_items(model, tokenizer, [Item("a", "kral <mask>", ("vezir",), ())])


def test_forms_are_scored_one_token_after_the_other(tokenizer: PreTrainedTokenizerFast) -> None:
    model = _tiny(len(tokenizer)).eval()
    stem, form = "kitap", "kitaplar"
    prefix = tokenizer(PROMPT.format(stem=stem, form="").strip(), add_special_tokens=False)["input_ids"]
    own = tokenizer.convert_tokens_to_ids(["▁kitap", "lar"])
    total = 0.0
    for hidden, at in (([4, 4], 0), ([own[0], 4], 1)):
        ids = torch.tensor([[0, *prefix, *hidden, 2]])
        with torch.inference_mode():
            total += float(model(input_ids=ids).logits[0, 1 + len(prefix) + at].log_softmax(-1)[own[at]])
    [score] = form_scores(model, tokenizer, [(stem, form)])
    assert score == pytest.approx(total / len(form), rel=1e-4)
    forms = [
        Form("ad", stem, form, {"uyum": "kitapler"}),
        Form("ad", "kral", "kralda", {"uyum": "kralde", "x": "kral'da"}),
    ]
    [pairs] = score_forms(model, tokenizer, forms)
    right, wrong = form_scores(model, tokenizer, [(stem, form), (stem, "kitapler")])
    assert pairs.pairs == 3
    assert 0 <= pairs.right <= 3
    assert (right > wrong) == (score_forms(model, tokenizer, forms[:1])[0].right == 1)


@pytest.mark.parametrize("kind", ["bert", "distilbert"])
def test_shipped_files_give_the_model_back(tokenizer: PreTrainedTokenizerFast, tmp_path: Path, kind: str) -> None:
    model = _tiny(len(tokenizer), kind).eval()
    read = ship(model, tokenizer, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} >= {
        "embeddings.int8.safetensors", "model.int8.safetensors", "config.json", "tokenizer.json"
    }  # fmt: skip
    assert read.get_output_embeddings().weight is read.get_input_embeddings().weight
    for name, tensor in model.state_dict().items():
        step = tensor.abs().max() / 127
        torch.testing.assert_close(read.state_dict()[name], tensor, atol=float(step), rtol=0)
    back = PreTrainedTokenizerFast.from_pretrained(tmp_path)
    ids = torch.tensor([back("Ankara'<mask> geldi.")["input_ids"]])
    assert ids.tolist() == [tokenizer("Ankara'<mask> geldi.")["input_ids"]]
    torch.testing.assert_close(load_shipped(tmp_path)(ids).logits, read(ids).logits)
    broad = how_broad(read, back, ["Ankara'da kral", "bir kitap"])
    assert broad.shape == (2, 2, 2)
    assert ((broad > 0) & (broad <= 1 + 1e-9)).all()


def test_held_out_sentences_are_there_for_every_source() -> None:
    pairs = read_sentences()
    assert len(pairs) == len(set(pairs)) > 1000
    assert {source.split("/")[0] for source, _ in pairs} == {"tr", "en"}
    assert all(sentence == sentence.strip() and "\t" not in sentence for _, sentence in pairs)


def test_evaluation_is_of_the_model_asked(tokenizer: PreTrainedTokenizerFast) -> None:
    model = _tiny(len(tokenizer)).eval()
    sentences = [("tr/a", "bir kral su içti"), ("tr/a", "Ankara'da bir kitap geldi")]
    [score] = evaluate(by_model(model), tokenizer, sentences, CONFIG, device="cpu")
    [alone, other] = [evaluate(by_model(model), tokenizer, [pair], CONFIG, device="cpu")[0] for pair in sentences]
    assert score.loss == pytest.approx(alone.loss + other.loss, rel=1e-4)
    assert score.blanks == alone.blanks + other.blanks


def test_every_held_out_sentence_keeps_its_attribution() -> None:
    folder = HELD_OUT.parent
    stated = set(
        re.findall(r"^\| ((?:en|tr)/\w+) \|", (folder / "SOURCES.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    used = {line.split("\t")[0] for line in HELD_OUT.read_text(encoding="utf-8").splitlines()}
    assert used == stated
