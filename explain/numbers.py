"""Numbers, shares and lists as a language writes them: separators and signs from the Unicode CLDR, by babel.

Every number that a person reads goes through here, so that all of them have one minus sign: − (U+2212), which CLDR
leaves to the typist in English and Turkish, and which stands out at the back of a room where a hyphen does not.
"""

import copy
import math
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.lists import format_list
from babel.numbers import NumberPattern

__all__ = ["join", "number", "percent", "percent_format", "separators", "significant"]

_NOTHING = "–"
_MINUS = "−"
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LARGE = 1e15
"""From here on a number has more digits than a double holds."""


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@cache
def _pattern(language: str, kind: str, least: int, most: int) -> NumberPattern:
    """The language's own pattern with `least` to `most` digits after the point."""
    locale = _locale(language)
    pattern: NumberPattern = copy.copy((locale.percent_formats if kind == "percent" else locale.decimal_formats)[None])
    pattern.frac_prec = (least, most)
    return pattern


def _written(language: str, kind: str, value: float, least: int, most: int) -> str:
    # What rounds to nothing has no sign.
    scaled = 100 * value if kind == "percent" else value
    exact = Decimal(value if round(scaled, most) else 0)
    text: str = _pattern(language, kind, least, most).apply(exact, _locale(language))
    return text.replace("-", _MINUS)


def number(language: str, value: float, digits: int = 2, *, signed: bool = False) -> str:
    """A number with so many digits after the point: −1,234.50 in English, −1.234,50 in Turkish.

    signed: a plus before what is above 0. What is no number is a dash.
    """
    value = float(value)
    if math.isnan(value):
        return _NOTHING
    if abs(value) >= _LARGE and not math.isinf(value):
        return significant(language, value, 3, signed=signed)
    text = _written(language, "decimal", value, digits, digits)
    return f"+{text}" if signed and round(value, digits) > 0 else text


def percent(language: str, share: float, digits: int = 0, *, counting: int = 0) -> str:
    """A share of 1 as a percentage: 33.8% in English, %33,8 in Turkish. What is no number is a dash.

    counting: digits that count of a share too small to have them otherwise, instead of zeros.
    """
    share = float(share)
    if math.isnan(share):
        return _NOTHING
    if counting and 0 < 100 * share < 10.0 ** (counting - 1 - digits):
        return percent(language, 0.11).replace("11", significant(language, 100 * share, counting))
    return _written(language, "percent", share, digits, digits)


def significant(language: str, value: float, digits: int = 3, *, signed: bool = False) -> str:
    """A number with so many digits that count, no zeros at its end; powers of ten below 0.0001 and from a million.

    Digits before the point are never rounded away: 1234.5 with two digits is 1,234.
    """
    value = float(value)
    if not value or not math.isfinite(value):
        return number(language, value, 0)
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    exponent = int(power)
    if -4 <= exponent < 6:
        text = _written(language, "decimal", value, 0, max(0, digits - 1 - exponent))
    else:
        text = f"{_written(language, 'decimal', float(mantissa), 0, digits - 1)}×10{str(exponent).translate(_RAISED)}"
    return f"+{text}" if signed and value > 0 else text


def percent_format(language: str) -> str:
    """How a whole percentage is written, for widgets that take a printf format: %d%% in English, %%%d in Turkish."""
    return percent(language, 0.11).replace("%", "%%").replace("11", "%d")


def separators(language: str) -> str:
    """The decimal and the thousands separator, one after the other, as Plotly takes them."""
    symbols = _locale(language).number_symbols["latn"]
    return f"{symbols['decimal']}{symbols['group']}"


def join(language: str, items: Iterable[str]) -> str:
    """A list in a sentence: “a, b, and c” in English, “a, b ve c” in Turkish."""
    return str(format_list(list(items), locale=_locale(language)))
