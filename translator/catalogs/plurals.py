"""Which plural forms a language has, each with a number that takes it.

The rules are CLDR's, through Babel; a PO file brings a rule of its own, which is obeyed when it makes sense.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_NUMBERS = range(201)
_HEADER = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?")


@dataclass(frozen=True, slots=True)
class Form:
    """One plural form."""

    name: str
    """The CLDR category, or the index in a PO file."""
    sample: str
    """A number that takes this form: an integer where there is one, large enough to be written in digits."""
    alone: bool = False
    """Whether this is the only number that takes it (English *one*)."""


@lru_cache(maxsize=128)
def forms(language: str, *, ordinal: bool = False) -> tuple[Form, ...]:
    """The forms of *language*, in CLDR's order; what only fractions take has a fraction as its sample."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return (Form("one", "1", alone=True), Form("other", "25"))
    rule: Callable[[float], str] = locale.ordinal_form if ordinal else locale.plural_form
    taken: dict[str, list[int]] = {}
    for number in _NUMBERS:
        taken.setdefault(rule(number), []).append(number)
    names = sorted({*taken, "other"}, key=CATEGORIES.index)
    return tuple(_form(name, taken.get(name, [])) for name in names)


def _form(name: str, numbers: list[int]) -> Form:
    if not numbers:
        return Form(name, "1.5")
    large = [number for number in numbers if number > 20]
    return Form(name, str(large[0] if large else numbers[-1]), alone=len(numbers) == 1)


def gettext_forms(header: str) -> tuple[Form, ...] | None:
    """The forms a ``Plural-Forms`` header gives; ``None`` when it does not make sense."""
    found = _HEADER.search(header)
    if not found or not 1 <= int(found[1]) <= 9:
        return None
    try:
        rule = gettext.c2py(found[2])
        taken: dict[int, list[int]] = {}
        for number in _NUMBERS:
            taken.setdefault(int(rule(number)), []).append(number)
    except (ValueError, RecursionError, ZeroDivisionError):
        return None
    if not set(taken) <= set(range(int(found[1]))):
        return None
    return tuple(_form(str(index), taken.get(index, [])) for index in range(int(found[1])))


def gettext_header(language: str) -> str:
    """The ``Plural-Forms`` value for *language*."""
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        plural = get_plural(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return "nplurals=2; plural=(n != 1);"
    return f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"
