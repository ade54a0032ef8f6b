"""Every number that a page saves, against the same number from plain libraries."""

import ast
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.decomposition import PCA

from explain.content import say
from tests.parity import plain
from tests.parity.conftest import Saved

CLOSE: dict[str, Any] = {"rtol": 1e-4, "atol": 1e-5}
"""Single precision in another order of passes; tables that a page rounds to four places have their own."""
TEXT = "The cat sat on the mat."


def t(key: str) -> str:
    return say("en", key)


def test_the_second_computation_is_independent() -> None:
    tree = ast.parse(Path(plain.__file__).read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert "transformers" in names
    assert not [name for name in names if name.split(".")[0] in {"explain", "pages", "app", "tests", ""}]


def test_tokens(saved: Saved) -> None:
    found = saved("tokens", text=TEXT)["pieces"]
    assert found[t("tokens.column_id")].tolist() == plain.ids_of(TEXT)
    assert found[t("tokens.column_piece")].tolist() == plain.tokenizer().convert_ids_to_tokens(plain.ids_of(TEXT))


def test_masked_blanks(saved: Saved) -> None:
    text = "The cat sat on the [MASK]."
    found = saved("masked", text=text)["guesses1"]
    ids = plain.ids_of(text)
    logs = plain.log_probabilities(ids)[ids.index(plain.tokenizer().mask_token_id)]
    best = np.argsort(-logs)[: len(found)]
    assert found[t("masked.column_guess")].tolist() == plain.tokenizer().convert_ids_to_tokens(best.tolist())
    np.testing.assert_allclose(found[t("masked.column_log")], logs[best], **CLOSE)
    np.testing.assert_allclose(found[t("masked.column_probability")], np.exp(logs[best]), **CLOSE)


def test_masked_every(saved: Saved) -> None:
    found = saved("masked", view="every", text=TEXT)["positions"]
    ids = plain.ids_of(TEXT)
    logs = plain.hidden_in_turn(ids)
    own = logs[np.arange(len(logs)), ids[1:-1]]
    np.testing.assert_allclose(found[t("masked.column_log")], own, **CLOSE)
    np.testing.assert_allclose(found[t("masked.column_original_probability")], np.exp(own), **CLOSE)
    assert found[t("masked.column_rank")].tolist() == ((logs > own[:, None]).sum(axis=1) + 1).tolist()


def test_attention(saved: Saved) -> None:
    found = saved("attention", text=TEXT, layer="3", head="5")
    weights = plain.attention(plain.ids_of(TEXT))
    np.testing.assert_allclose(found["head_map"].iloc[:, 1:].to_numpy(float), weights[2, 4], **CLOSE)
    n = weights.shape[-1]
    at = np.arange(n)
    summary = found["heads_table"]
    expected = {
        "entropy": -(weights * np.log2(np.maximum(weights, 1e-300))).sum(-1).mean(-1),
        "distance": (weights * abs(at[:, None] - at)).sum(-1).mean(-1),
        "itself": weights[..., at, at].mean(-1),
        "previous": weights[..., at[1:], at[:-1]].mean(-1),
        "following": weights[..., at[:-1], at[1:]].mean(-1),
    }
    for name, values in expected.items():
        column = summary[t(f"attention.column_{name}")]
        np.testing.assert_allclose(column, values.ravel(), atol=6e-5, err_msg=name)


def test_embeddings_onehot(saved: Saved) -> None:
    found = saved("embeddings", view="onehot", text="cats chase mice", pair="")
    ids = list(dict.fromkeys(plain.ids_of("cats chase mice")[1:-1]))
    rows = plain.table()[ids]
    np.testing.assert_allclose(found["rows"].to_numpy(float), rows.T, **CLOSE)
    apart = np.linalg.norm(rows[:, None] - rows[None], axis=-1)
    np.testing.assert_allclose(found["pairs_rows"].iloc[:, : len(ids)].to_numpy(float), apart, **CLOSE)
    hot = found["pairs_hot"].iloc[:, : len(ids)].to_numpy(float)
    np.testing.assert_allclose(hot, np.sqrt(2) * (1 - np.eye(len(ids))), atol=1e-12)


def test_embeddings_near(saved: Saved) -> None:
    found = saved("embeddings", view="near", words="river")["near1"]
    ids = found[t("embeddings.column_id")].to_numpy(int)
    alike = plain.cosines(plain.word_vector("river")[None], plain.table())[0]
    np.testing.assert_allclose(found[t("embeddings.score.cosine")], alike[ids], **CLOSE)
    # Nothing that is nearer was left out but the word itself and entries that are no whole words.
    pieces = plain.tokenizer().convert_ids_to_tokens(np.argsort(-alike)[:12].tolist())
    listed = found[t("embeddings.column_neighbour")].tolist()
    nearer = pieces[: pieces.index(listed[-1])] if listed[-1] in pieces else pieces
    assert not [one for one in nearer if one != "river" and one.isalpha() and one not in listed]


def test_positions_learned(saved: Saved) -> None:
    found = saved("positions", encoding="learned", length="16")
    rows = plain.position_table()[:16]
    np.testing.assert_allclose(found["map_learned"].iloc[:, 1:].to_numpy(float), rows, **CLOSE)
    np.testing.assert_allclose(found["similarity"].to_numpy(float), plain.cosines(rows, rows), **CLOSE)


def test_positions_sinusoidal(saved: Saved) -> None:
    found = saved("positions", encoding="sinusoidal", length="12", width="8", base="100")["map_sinusoidal"]
    angles = np.arange(12)[:, None] / 100 ** (np.arange(0, 8, 2) / 8)
    expected = np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(12, 8)
    np.testing.assert_allclose(found.iloc[:, 1:].to_numpy(float), expected, atol=1e-9)


def test_bias_associations(saved: Saved) -> None:
    lists = {
        "x": ["John", "Paul", "Mike", "Kevin"],
        "y": ["Amy", "Joan", "Lisa", "Sarah"],
        "a": ["office", "business", "career"],
        "b": ["home", "family", "children"],
    }
    found = saved("bias", view="associations", **{side: ", ".join(words) for side, words in lists.items()})
    scores, effect, p = plain.weat(lists["x"], lists["y"], lists["a"], lists["b"])
    shown = found["targets"].iloc[:, 1].to_numpy(float)
    np.testing.assert_allclose(shown, scores, **CLOSE)
    null = found["null"].iloc[:, 0].to_numpy(float)
    reached = (null >= shown[:4].sum() - shown[4:].sum() - 1e-9).mean()
    assert reached == p
    assert abs((shown[:4].mean() - shown[4:].mean()) / shown.std(ddof=1) - effect) < 1e-4


def test_bias_pairs(saved: Saved) -> None:
    found = saved("bias", view="pairs", pair_list="The man is a nurse. | The woman is a nurse.")["pair_bars"]
    totals = []
    for text in ("The man is a nurse.", "The woman is a nurse."):
        ids = plain.ids_of(text)
        logs = plain.hidden_in_turn(ids)
        # The second token is the one that differs.
        totals.append(sum(logs[at, ids[at + 1]] for at in range(len(logs)) if at != 1))
    np.testing.assert_allclose(found[t("bias.column_difference")], [totals[0] - totals[1]], rtol=1e-3, atol=1e-4)


def test_positions_reading(saved: Saved) -> None:
    found = saved("positions", view="reading", text=TEXT, one="1", other="5")
    ids = plain.ids_of(TEXT)
    deep = plain.states(ids)
    alike = [plain.cosines(layer[1:2], layer[5:6])[0, 0] for layer in deep[1:]]
    shown = found["same_word"].iloc[:, 1].to_numpy(float)
    words = plain.table()[ids]
    np.testing.assert_allclose(shown[0], plain.cosines(words[1:2], words[5:6])[0, 0], **CLOSE)
    np.testing.assert_allclose(shown[-len(alike) :], alike, **CLOSE)


def test_embeddings_context(saved: Saved) -> None:
    lines = ["The bank of the river.", "Money in the bank."]
    found = saved("embeddings", view="context", lines="\n".join(lines), near_token="2", depth="6")["context"]
    states = [plain.states(plain.ids_of(line))[6] for line in lines]
    asked = states[0][2:3]
    ordinary = [plain.cosines(asked, one[1:-1])[0] for one in states]
    expected = np.sort(np.concatenate([np.delete(ordinary[0], 1), ordinary[1]]))[::-1]
    np.testing.assert_allclose(found[t("embeddings.score.cosine")], expected, **CLOSE)


def test_embeddings_map(saved: Saved) -> None:
    words = ["cat", "dog", "river", "lake", "red", "blue"]
    found = saved("embeddings", view="map", groups=f"things: {', '.join(words)}")["map"]
    vectors = np.stack([plain.word_vector(word) for word in words])
    points = PCA(2, svd_solver="full").fit_transform(vectors)
    shown = found.iloc[:, :2].to_numpy(float)
    # The sign of an axis means nothing.
    np.testing.assert_allclose(np.abs(shown), np.abs(points), rtol=1e-3, atol=1e-4)


def test_attributions_occlusion(saved: Saved) -> None:
    text = "The cat sat on the [MASK]."
    found = saved("attributions", text=text, explainer="occlusion", target="floor")["why_bars"]
    ids = plain.ids_of(text)
    blank, target = ids.index(plain.tokenizer().mask_token_id), plain.tokenizer().convert_tokens_to_ids("floor")
    whole = np.exp(plain.log_probabilities(ids)[blank, target])
    places = found[t("attributions.column_place")].to_numpy(int) - 1
    effects = [whole - np.exp(plain.log_probabilities(plain.without(ids, at))[blank, target]) for at in places]
    np.testing.assert_allclose(found.iloc[:, -1], effects, rtol=1e-3, atol=1e-5)


def test_bias_swap(saved: Saved) -> None:
    found = saved("bias", view="swap", swap_text="He is a good [MASK].")["why_one"]
    ids = plain.ids_of("He is a good [MASK].")
    blank = ids.index(plain.tokenizer().mask_token_id)
    chances = np.exp(plain.log_probabilities(ids)[blank])
    target = int(chances.argmax())
    places = [at for at in range(1, len(ids) - 1) if at != blank][: len(found)]
    effects = [
        chances[target] - np.exp(plain.log_probabilities(plain.without(ids, at))[blank, target]) for at in places
    ]
    np.testing.assert_allclose(found["p"][: len(effects)], effects, rtol=1e-3, atol=1e-5)
