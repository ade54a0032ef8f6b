"""Positions: every cell equals its paper's formula, written here once more in plain Python."""

import math

import numpy as np
import pytest
import torch

from explain.engine.trace import run
from explain.errors import ExplainError
from explain.figures import Style, curves, place_map, turning
from explain.models import LoadedModel
from explain.order.encodings import KINDS, EncodingSettings, encode
from explain.order.learned_positions import cosines, embedding_sum, position_table, profile, rotary_of, same_word
from explain.order.position_codes import (
    alibi_bias,
    alibi_slopes,
    dot_by_distance,
    frequencies,
    rotary,
    rotate,
    rotation,
    sinusoidal,
    turn,
    wavelengths,
)
from explain.text.tokens import tokenize
from tests.tiny import TEXT


def test_the_table_of_the_lecture() -> None:
    expected = np.array([[0, 1, 0, 1], [0.84, 0.54, 0.10, 1.00], [0.91, -0.42, 0.20, 0.98], [0.14, -0.99, 0.30, 0.96]])
    np.testing.assert_allclose(sinusoidal(4, 4, 100), expected, atol=0.005)


def test_every_cell_of_the_sinusoids() -> None:
    for length, width, base in ((5, 4, 100.0), (40, 64, 10_000.0), (7, 5, 2.0), (1, 1, 10.0)):
        found = sinusoidal(length, width, base)
        assert found.shape == (length, width)
        for p in range(length):
            for column in range(width):
                angle = p / base ** (2 * (column // 2) / width)
                expected = [math.sin, math.cos][column % 2](angle)
                assert found[p, column] == pytest.approx(expected, abs=1e-9), (length, width, base, p, column)


def test_wavelengths_from_two_pi_to_the_base() -> None:
    found = wavelengths(512)
    assert found[0] == pytest.approx(2 * math.pi)
    assert found[-1] == pytest.approx(2 * math.pi * 10_000 ** (510 / 512))
    one = sinusoidal(1000, 8, 100.0)[:, 2]
    period = wavelengths(8, 100.0)[1]
    assert np.sin(frequencies(8, 100.0)[1] * (17 + period)) == pytest.approx(one[17])


def test_one_rotation_carries_every_place() -> None:
    for pair in (0, 3, 7):
        found = sinusoidal(60, 16)[:, 2 * pair : 2 * pair + 2]
        matrix = rotation(11, frequencies(16)[pair])
        np.testing.assert_allclose(found[11:], found[:-11] @ matrix.T, atol=1e-12, err_msg=str(pair))


def test_dot_product_depends_on_the_distance_only() -> None:
    found = sinusoidal(50, 32)
    products = found @ found.T
    expected = dot_by_distance(32, 10_000.0, np.arange(50))
    for k in (0, 1, 9, 30):
        np.testing.assert_allclose(np.diagonal(products, k), expected[k], atol=1e-9)
    assert expected[0] == 16


def _complex_turn(vector: np.ndarray, place: int, base: float) -> np.ndarray:
    """Su et al. 2021 in its complex form: pair (a, b) is a + ib, times e^(i p theta)."""
    width = len(vector)
    out = np.empty(width)
    for i in range(width // 2):
        z = complex(vector[2 * i], vector[2 * i + 1]) * complex(math.cos(1), math.sin(1)) ** (
            place * base ** (-2 * i / width)
        )
        out[2 * i], out[2 * i + 1] = z.real, z.imag
    return out


def test_rotary_is_the_papers_rotation_and_sees_only_distance() -> None:
    rng = np.random.default_rng(3)
    query, key = rng.normal(size=(2, 16))
    cos, sin = rotary(90, 16, 500.0)
    queries, keys = rotate(np.tile(query, (90, 1)), cos, sin), rotate(np.tile(key, (90, 1)), cos, sin)
    for place in (0, 1, 40, 89):
        np.testing.assert_allclose(queries[place], _complex_turn(query, place, 500.0), atol=1e-9)
    scores = queries @ keys.T
    for k in (-20, 0, 7):
        assert np.ptp(np.diagonal(scores, k)) < 1e-9
    assert np.ptp(scores[0]) > 1
    # The halves layout is the same rotation with the dimensions in another order.
    order = np.concatenate([np.arange(0, 16, 2), np.arange(1, 16, 2)])
    halves = rotate(np.tile(query[order], (90, 1)), cos, sin, halves=True)
    np.testing.assert_allclose(halves, queries[:, order], atol=1e-12)


def test_odd_widths() -> None:
    assert sinusoidal(3, 5).shape == (3, 5)
    with pytest.raises(ExplainError) as caught:
        rotary(3, 5)
    assert caught.value.code == "odd_width"


def test_alibi() -> None:
    np.testing.assert_allclose(alibi_slopes(8), [2.0**-i for i in range(1, 9)])
    np.testing.assert_allclose(alibi_slopes(16)[:3], [2**-0.5, 2**-1.0, 2**-1.5])
    # Twelve heads, as the authors' get_slopes(12) prints them.
    expected = [2.0**-i for i in range(1, 9)] + [2**-0.5, 2**-1.5, 2**-2.5, 2**-3.5]
    np.testing.assert_allclose(alibi_slopes(12), expected)
    assert alibi_slopes(1).tolist() == [2.0**-8]
    bias = alibi_bias(5, 0.25)
    assert bias[4].tolist() == [-1.0, -0.75, -0.5, -0.25, 0.0]
    assert np.isnan(bias[np.triu_indices(5, 1)]).all()


def test_table_holds_what_each_token_gets(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[0])
    if "positions:learned" not in tiny.abilities:
        with pytest.raises(ExplainError) as caught:
            position_table(tiny)
        assert caught.value.code == "no_position_table"
        return
    table = position_table(tiny)
    assert len(table) == tiny.limit == 96
    parts = embedding_sum(tiny, tokens)
    assert parts.rows.tolist() == list(range(len(tokens)))
    np.testing.assert_array_equal(parts.position, table[: len(tokens)])
    with pytest.raises(ValueError, match="read-only"):
        table[0, 0] = 1


def test_sum_of_parts_is_what_enters_the_model(tiny: LoadedModel) -> None:
    """Against the hidden state that the library itself records before the first layer."""
    tokens = tokenize(tiny, TEXT[0], TEXT[1])
    parts, trace = embedding_sum(tiny, tokens), run(tiny, tokens)
    np.testing.assert_allclose(
        parts.total,
        sum(array for array in (parts.word, parts.segment, parts.position) if array is not None),
        atol=1e-6,
    )
    read = parts.total if parts.normed is None else parts.normed
    body = tiny.family.body(tiny.model)
    for name in ("embeddings_project", "embedding_hidden_mapping_in"):
        for part in (body, getattr(body, "encoder", None)):
            if hasattr(part, name):
                read = getattr(part, name)(torch.tensor(read).to(tiny.device)).cpu().numpy()
    np.testing.assert_allclose(read, trace.hidden[0], atol=1e-5)


def test_typed_padding_gets_the_row_that_roberta_gives_it(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["roberta"]
    tokens = tokenize(loaded, "The man <pad> ate.")
    assert loaded.tokenizer.pad_token_id in tokens.ids
    parts, trace = embedding_sum(loaded, tokens), run(loaded, tokens)
    assert parts.normed is not None
    np.testing.assert_allclose(parts.normed, trace.hidden[0], atol=1e-5)


def test_rotary_model_turns_by_the_formula(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["modernbert"]
    parameters = loaded.model.config.rope_parameters
    for layer, kind in enumerate(loaded.model.config.layer_types):
        cos, sin = rotary_of(loaded, layer, 30)
        expected = rotary(30, 8, parameters[kind]["rope_theta"])
        np.testing.assert_allclose(cos, expected[0], atol=1e-5)
        np.testing.assert_allclose(sin, expected[1], atol=1e-5)
    with pytest.raises(ExplainError) as caught:
        rotary_of(tiny_models["bert"], 0, 8)
    assert caught.value.code == "no_rotary"


def test_profile_of_a_matrix() -> None:
    found = profile(np.array([[1.0, 0.5, 0.2], [0.5, 1.0, 0.3], [0.2, 0.3, 1.0]]))
    np.testing.assert_allclose(found.mean, [1, 0.4, 0.2])
    assert (found.low <= found.mean + 1e-12).all()
    assert cosines(np.array([[3.0, 0], [0, 2], [5, 0], [0, 0]]))[0].tolist() == [1, 0, 1, 0]


def test_same_word_differs_by_its_place_only(embedded: LoadedModel) -> None:
    tokens = tokenize(embedded, "The dog bit the man and the man bit the dog.")
    first, second = (i for i, token in enumerate(tokens) if token.readable == "dog")
    trace, parts = run(embedded, tokens), embedding_sum(embedded, tokens)
    found = same_word(parts, trace, first, second)
    assert found.names == ("word", "position", "total", "normed")
    assert found.stages[0] == pytest.approx(1)
    assert found.stages[2] < 0.999
    table = position_table(embedded)
    one, other = table[first].astype(float), table[second].astype(float)
    expected = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
    assert found.stages[1] == pytest.approx(expected, abs=1e-6)
    assert found.layers[0] == pytest.approx(found.stages[3], abs=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_four_ways_in_one_form(kind: str, embedded: LoadedModel) -> None:
    found = encode(embedded, kind, EncodingSettings(20, width=16, heads=12, head=12))
    assert found.matrix.shape == (20, len(found.columns))
    assert found.curves.shape == (len(found.names), 20)
    assert found.against.shape[1] == 20
    if kind == "rotary":
        np.testing.assert_allclose(found.matrix[:, 2], np.cos(np.arange(20) * 10_000 ** (-2 / 16)), atol=1e-12)
        np.testing.assert_allclose(found.against[0], dot_by_distance(16, 10_000, np.arange(20)) / 8, atol=1e-12)
    if kind == "sinusoidal":
        np.testing.assert_allclose(found.against[0], dot_by_distance(16, 10_000, np.arange(20)), atol=1e-12)
    if kind == "alibi":
        np.testing.assert_array_equal(found.curves[11], found.matrix[-1])
        np.testing.assert_allclose(found.against[11], np.exp(found.matrix[-1][::-1]))
    if kind == "learned":
        np.testing.assert_array_equal(found.matrix, position_table(embedded)[:20])
        assert found.low is not None
        assert found.high is not None
        assert (found.low <= found.high).all()


EVIL = "<i>x</i>"


@pytest.mark.parametrize("dark", [False, True])
def test_figures_hold_the_numbers_and_no_markup(dark: bool) -> None:
    look = Style("tr", dark=dark)
    values = np.array([[0.5, -1.5], [np.nan, 0.25]])
    drawn = place_map(values, [EVIL, "b"], [EVIL, "d"], look, EVIL, across=EVIL, down=EVIL, value=EVIL)
    np.testing.assert_array_equal(drawn.data[0].z, values.astype(np.float32))
    assert (drawn.data[0].zmin, drawn.data[0].zmax) == (-1.5, 1.5)
    lines = curves(
        np.arange(2), [(EVIL, values[0])], look, EVIL, across=EVIL, up=EVIL, band=(EVIL, values[0] - 1, values[0] + 1)
    )
    assert lines.data[2].y.tolist() == [0.5, -1.5]
    circle = turning(turn(math.pi / 2, 1, 1), (EVIL, EVIL), look, EVIL, across=EVIL, up=EVIL)
    np.testing.assert_allclose([circle.data[1].x[1], circle.data[1].y[1]], [0, 1], atol=1e-12)
    np.testing.assert_allclose([circle.data[2].x[1], circle.data[2].y[1]], [-1, 0], atol=1e-12)
    for figure in (drawn, lines, circle):
        said = str(figure.to_dict())
        assert "&lt;i&gt;" in said
        assert "<i>" not in said
