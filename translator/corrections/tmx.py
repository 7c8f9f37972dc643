"""What a translation memory says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from translator.corrections.applying import Said
from translator.corrections.xml import local, marks_of, number_of, pairs_of, parsed
from translator.document import Edition, Mark, Span, merged

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def said(data: bytes, name: str, format: str, base: Edition) -> dict[int, Said]:  # noqa: ARG001 - the contract
    """The translations in the file.

    Raises:
        InputError: it is no XML, or declares entities.
    """
    pairs = pairs_of(base)
    out = {}
    for unit in parsed(data, name).iter("tu"):
        at = number_of(unit.get("tuid"))
        variants = [v for v in unit.iter("tuv") if v.find("seg") is not None]
        wanted = [
            v
            for v in variants[1:]
            if (v.get(_LANG) or v.get("lang") or "").lower() == base.target_language.lower()
        ]
        if at in pairs and at is not None and wanted:
            spans = _spans(wanted[0].find("seg"), marks_of(pairs[at]))
            out[at] = Said(merged(tuple(spans)))
    return out


def _spans(segment: Any, known: Mapping[int, Mark]) -> Iterator[Span]:
    """The text between paired codes; ``x`` tells which mark a code stands for, ``i`` where it ends."""
    opened: dict[str, Mark] = {}
    yield Span(segment.text or "")
    for child in segment:
        tag, own = local(child.tag), child.get("i", "")
        number = child.get("x", "")
        if tag == "bpt" and number.isdecimal() and int(number) in known:
            opened[own] = known[int(number)]
        elif tag == "ept":
            opened.pop(own, None)
        elif tag == "hi":
            yield Span("".join(child.itertext()), tuple(opened.values()))
        yield Span(child.tail or "", tuple(opened.values()))
