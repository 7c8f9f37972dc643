"""Easy numbers in the place of those a model loses, which give way to the real ones in the translation.

Models drop or garble numbers whose pieces they rarely saw together. A stand-in asks for the same grammar: 21 for
684,341, so that the word after it keeps its form, and a year for a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from translator import numbers
from translator.numbers import Number

_BOUND = re.compile(r"[\w:/^°]")
"""Beside a number: it belongs to a time, a name or an address, and cannot be another."""


@dataclass(frozen=True, slots=True)
class StandIns:
    """A sentence with stand-ins, and what each of them stands for as the translation should write it."""

    text: str
    real: Mapping[str, str]

    def put_back(self, translation: str) -> str:
        """*translation* with the real numbers."""
        for number in reversed(list(numbers.found(translation))):
            real = self.real.get(number.value)
            if real:
                translation = translation[: number.start] + real + translation[number.end :]
        return translation


def stand_ins(text: str, target: str) -> StandIns | None:
    """*text* with a stand-in for every number a translation into *target* could lose; None where it has none."""
    found = list(numbers.found(text))
    taken = {number.value for number in found}
    real = {}
    asked = text
    for number in reversed(found):
        new = next((one for one in _like(number, text) if one not in taken), None)
        if new:
            taken.add(new)
            real[new] = _written(number, text, target)
            asked = asked[: number.start] + new + asked[number.end :]
    return StandIns(asked, real) if real else None


def _like(number: Number, text: str) -> Iterator[str]:
    """Numbers a model knows that ask for the same form of the next word, and are years where *number* may be one."""
    beside = text[max(number.start - 1, 0) : number.start] + text[number.end : number.end + 1]
    if _BOUND.search(beside) or len(number.value) < 2:
        return
    whole, _point, decimals = number.value.partition(".")
    if decimals:
        yield from (f"{digit}.5" for digit in "23456789")
    elif re.fullmatch("1[89]..|20..", text[number.start : number.end]):
        yield from (f"20{decade}{whole[-1]}" for decade in "120")
    elif 11 <= int(whole[-2:]) <= 14:
        yield from ("12", "14", "13")
    else:
        yield from (f"{ten}{whole[-1]}" for ten in "23456789")


def _written(number: Number, text: str, target: str) -> str:
    """*number* as *target* writes it; its digits alone where *text* neither groups them nor has a fraction."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import format_decimal

    if not number.grouped and "." not in number.value:
        return number.value
    value = Decimal(number.value)
    try:
        return format_decimal(
            value,
            locale=Locale.parse(target, sep="-"),
            decimal_quantization=False,
            group_separator=number.grouped,
        )
    except (UnknownLocaleError, ValueError):
        return text[number.start : number.end]
