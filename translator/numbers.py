"""Which numbers of a sentence a translation lost, and which it made up.

Numbers are compared by value: grouping and the sign before the decimals differ between languages, and some numbers
may rightly be said in words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = re.compile(r"(?:\d{1,3}(?:[.,\u00a0\u202f' ’]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?(?!\d)")
_GROUPING = re.compile(r"[\u00a0\u202f' ’]|[.,](?=\d{3}(?!\d))")
_THOUSANDS = ("", "000", "000000", "000000000")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands in the text."""

    start: int
    end: int
    value: str
    """Its digits without grouping, a point before the decimals."""
    grouped: bool
    """Whether its digits are written in groups of three."""


def found(text: str) -> Iterator[Number]:
    """The numbers of *text*, in any script's digits."""
    western = "".join(map(_western, text))
    for match in _NUMBER.finditer(western):
        digits = _GROUPING.sub("", match[0])
        head, _point, tail = digits.replace(",", ".").partition(".")
        value = (head.lstrip("0") or "0") + (f".{tail}" if tail else "")
        yield Number(*match.span(), value, digits != match[0])


def missing(source: str, target: str) -> list[str]:
    """The values of *source*, in order, that *target* has nothing for."""
    wanted, there = _values(source), _values(target)
    gone = sorted((Counter(wanted) - Counter(there)).elements())
    return [number for number in gone if not _said_otherwise(number, source, there)]


def invented(source: str, target: str) -> list[str]:
    """The values of three digits and more, in order, that *target* has and *source* gives no reason for."""
    wanted, there = _values(source), _values(target)
    said = {n.removesuffix(zeros) for n in wanted for zeros in _THOUSANDS} | {
        n + zeros for n in wanted for zeros in _THOUSANDS
    }
    return sorted(n for n in set(there) - said if len(n) >= 3) if wanted else []


def _western(char: str) -> str:
    """*char* as one of 0 to 9 where it is a digit of any script."""
    return str(unicodedata.digit(char)) if char.isdigit() else char


def _values(text: str) -> list[str]:
    return [number.value for number in found(text)]


def _said_otherwise(number: str, source: str, target: list[str]) -> bool:
    """Whether a number may rightly be gone: small ones become words, a clock may turn from 12 to 24 hours."""
    head, _point, tail = number.partition(".")
    if number.isdigit() and int(head) <= 12:
        clock = re.search(rf"(?<!\d){number}(?:[:.]\d\d)?\s*[ap]\.?\s?m\b", source, re.IGNORECASE)
        return clock is None or str(int(head) + 12) in target or number not in target
    if any(
        number.endswith(zeros) and number.removesuffix(zeros) in target
        for zeros in ("000", "000000", "000000000")
    ):
        return True  # 100,000 as «100 тыс.», 3,000,000 as «3 млн»
    return bool(tail) and head in target and tail in target
