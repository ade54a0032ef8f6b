"""Numbers, shares and lists as each language writes them."""

import math

import numpy as np

from explain.numbers import join, number, percent, percent_format, separators, significant


def test_numbers() -> None:
    for value, digits, english, turkish in (
        (1234.5, 1, "1,234.5", "1.234,5"),
        (-0.25, 2, "−0.25", "−0,25"),
        (-0.001, 2, "0.00", "0,00"),
        (2.675, 2, "2.67", "2,67"),
        (float(np.float32(0.1)), 3, "0.100", "0,100"),
        (12_345, 0, "12,345", "12.345"),
        (1e20, 2, "1×10²⁰", "1×10²⁰"),
        (math.inf, 2, "∞", "∞"),
        (-math.inf, 2, "−∞", "−∞"),
        (math.nan, 2, "–", "–"),
    ):
        assert number("en", value, digits) == english
        assert number("tr", value, digits) == turkish
    assert [number("en", value, 1, signed=True) for value in (0.5, -0.5, 0.01)] == ["+0.5", "−0.5", "0.0"]


def test_every_digit_is_the_numbers_own() -> None:
    """Rounded as Python does, from the double itself and not from how it is written."""
    drawn = np.random.default_rng(0).normal(size=2_000) * 10.0 ** np.arange(2_000).__mod__(9)
    for value in drawn.tolist():
        assert number("en", value, 3).replace("−", "-") == f"{value:,.3f}".replace("-0.000", "0.000")


def test_shares() -> None:
    for share, digits, english, turkish in (
        (0.338, 1, "33.8%", "%33,8"),
        (0.65, 0, "65%", "%65"),
        (-0.5, 0, "−50%", "−%50"),
        (-0.00001, 2, "0.00%", "%0,00"),
        (12.5, 0, "1,250%", "%1.250"),
        (math.nan, 1, "–", "–"),
    ):
        assert percent("en", share, digits) == english
        assert percent("tr", share, digits) == turkish
    assert percent("tr", 0.000567, 1, counting=2) == "%0,057"
    assert percent("en", 0.0321, 1, counting=2) == "3.2%"
    assert percent("en", 0, 1, counting=2) == "0.0%"
    assert [percent_format(language) % 65 for language in ("en", "tr", "de")] == ["65%", "%65", "65\xa0%"]


def test_digits_that_count() -> None:
    for value, digits, english, turkish in (
        (1.5234, 3, "1.52", "1,52"),
        (0.5, 3, "0.5", "0,5"),
        (0.00012345, 2, "0.00012", "0,00012"),
        (3.61e-7, 2, "3.6×10⁻⁷", "3,6×10⁻⁷"),
        (1e-6, 3, "1×10⁻⁶", "1×10⁻⁶"),
        (-1.014e304, 3, "−1.01×10³⁰⁴", "−1,01×10³⁰⁴"),
        (1234.5, 2, "1,234", "1.234"),
        (999.9, 3, "1,000", "1.000"),
        (0, 3, "0", "0"),
        (math.inf, 3, "∞", "∞"),
    ):
        assert significant("en", value, digits) == english
        assert significant("tr", value, digits) == turkish
    assert significant("tr", 0.5, signed=True) == "+0,5"


def test_lists() -> None:
    for items, english, turkish in (
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a ve b"),
        (["a", "b", "{0}"], "a, b, and {0}", "a, b ve {0}"),
    ):
        assert join("en", items) == english
        assert join("tr", iter(items)) == turkish


def test_separators() -> None:
    assert [separators(language) for language in ("en", "tr")] == [".,", ",."]
