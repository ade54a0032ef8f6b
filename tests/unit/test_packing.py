"""Attention as it travels to the browser."""

import numpy as np

from explain.attention.packing import parcel, quantise, restore, unpack
from explain.engine.trace import run
from explain.models import LoadedModel
from explain.text.tokens import tokenize
from tests.tiny import TEXT


def test_bytes_by_hand() -> None:
    assert quantise(np.array([0, 0.25, 1], dtype=np.float32)).tolist() == [0, 128, 255]
    np.testing.assert_allclose(restore(np.array([0, 51, 255], dtype=np.uint8)), [0, 0.04, 1], atol=1e-7)


def test_no_weight_is_off_by_more_than_is_said() -> None:
    weights = np.linspace(0, 1, 100_001, dtype=np.float32)
    off = np.abs(restore(quantise(weights)) - weights)
    bound = np.sqrt(weights) / 255 + 1 / 260_100
    assert (off <= bound + 1e-7).all()
    # The bound is no wider than it must be.
    assert (off / bound).max() > 0.95


def test_a_parcel_holds_all_heads(tiny: LoadedModel) -> None:
    trace = run(tiny, tokenize(tiny, TEXT[2], TEXT[0]))
    packed = parcel(tiny, trace.tokens)
    layers, heads, length = packed.shape
    assert trace.attention.shape == (layers, heads, length, length)
    np.testing.assert_array_equal(unpack(packed), quantise(trace.attention))


def test_parcels_are_told_apart_by_what_is_in_them(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["bert"]
    one, same, other = (parcel(loaded, tokenize(loaded, text)) for text in (TEXT[0], TEXT[0], TEXT[1]))
    assert one.id == same.id != other.id
