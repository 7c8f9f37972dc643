"""What stands before the items of a numbered list."""

from __future__ import annotations

from typing import Any

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def ordered(style: Any, count: int) -> list[str]:
    """The markers of *count* items; *style* is pandoc's triple of first number, numerals and delimiter."""
    start, numerals, delimiter = style[0], style[1]["t"], style[2]["t"]
    before, after = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}.get(delimiter, ("", "."))
    return [f"{before}{_numeral(start + at, numerals)}{after}" for at in range(count)]


def _numeral(number: int, numerals: str) -> str:
    word = str(number)
    if numerals.endswith("Alpha") and 1 <= number <= 26:
        word = chr(ord("a") + number - 1)
    elif numerals.endswith("Roman") and 1 <= number <= 3999:
        word = _roman(number)
    return word.upper() if numerals.startswith("Upper") else word


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out
