"""XML from strangers: parsed without entities, read by local names."""

from __future__ import annotations

import re
from typing import Any

from translator.document import Edition, Mark, Pair
from translator.errors import InputError
from translator.i18n import _
from translator.writers.nesting import elements, numbered

_NAME = re.compile(r"p(\d{1,9})")


def parsed(data: bytes, name: str) -> Any:
    """The root element.

    Raises:
        InputError: it is no XML, or declares entities.
    """
    from defusedxml import DefusedXmlException, ElementTree

    try:
        return ElementTree.fromstring(data, forbid_dtd=False)
    except ElementTree.ParseError as error:
        raise InputError(_("{name} is not sound XML: {reason}.").format(name=name, reason=error)) from error
    except (DefusedXmlException, ValueError) as error:
        raise InputError(_("{name} is refused: it declares XML entities.").format(name=name)) from error


def local(tag: Any) -> str:
    """The name of an element without its namespace; empty for comments."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def number_of(name: str | None) -> int | None:
    """The number in ``p12``."""
    found = _NAME.fullmatch(name or "")
    return int(found[1]) if found else None


def pairs_of(base: Edition) -> dict[int, Pair]:
    """The pairs by their numbers, the title as 0."""
    out = {0: base.title} if base.title else {}
    return out | dict(enumerate(base.pairs, 1))


def marks_of(pair: Pair) -> dict[int, Mark]:
    """The marks of a pair by the numbers they carry in exchange formats."""
    return {element.number: element.mark for side in numbered(pair) for element in elements(side)}
