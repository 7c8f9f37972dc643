"""What an XLIFF file, 1.2 or 2.x, says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from translator.corrections.applying import Said
from translator.corrections.xml import local, marks_of, number_of, pairs_of, parsed
from translator.document import Edition, Mark, MarkKind, Span, merged

_TYPES: dict[str, MarkKind] = {"bold": "strong", "italic": "emphasis"}
_APPROVED = {"signed-off", "reviewed"}


def said(data: bytes, name: str, format: str, base: Edition) -> dict[int, Said]:  # noqa: ARG001 - the contract
    """The translations in the file.

    Raises:
        InputError: it is no XML, or declares entities.
    """
    root = parsed(data, name)
    out: dict[int, Said] = {}
    pairs = pairs_of(base)
    for unit in root.iter():
        if local(unit.tag) == "trans-unit":
            found = _of_trans_unit(unit, pairs)
        elif local(unit.tag) == "unit":
            found = _of_unit(unit)
        else:
            continue
        out |= {at: one for at, one in found if at in pairs}
    return out


def _of_trans_unit(unit: Any, pairs: Mapping[int, Any]) -> Iterator[tuple[int, Said]]:
    at = number_of(unit.get("id"))
    target = _child(unit, "target")
    if at not in pairs or at is None or target is None:
        return
    marks = marks_of(pairs[at])

    def mark(element: Any) -> Mark | None:
        own = element.get("id", "")
        return (
            marks.get(int(own))
            if own.isdecimal() and int(own) in marks
            else _by_type(element.get("ctype", ""))
        )

    approved = unit.get("approved") == "yes" or target.get("state") in _APPROVED
    yield at, Said(merged(tuple(_spans(target, mark))), approved)


def _of_unit(unit: Any) -> Iterator[tuple[int, Said]]:
    stored = {e.get("id"): e.text or "" for e in unit.iter() if local(e.tag) == "data"}

    def mark(element: Any) -> Mark | None:
        kind, _space, target = stored.get(element.get("dataRefStart"), "").partition(" ")
        known = next((one for one in get_args(MarkKind) if one == kind), None)
        return Mark(known, target) if known else None

    for segment in unit.iter():
        target = _child(segment, "target") if local(segment.tag) == "segment" else None
        at = number_of(segment.get("id"))
        if target is not None and at is not None:
            approved = segment.get("state") in _APPROVED
            yield at, Said(merged(tuple(_spans(target, mark))), approved)


def _spans(element: Any, mark: Any, marks: tuple[Mark, ...] = ()) -> Iterator[Span]:
    yield Span(element.text or "", marks)
    for child in element:
        tag = local(child.tag)
        own = mark(child) if tag in {"g", "pc"} else None
        if tag not in {"x", "bx", "ex", "ph", "bpt", "ept", "it", "sc", "ec"}:
            yield from _spans(child, mark, (*marks, own) if own and own not in marks else marks)
        yield Span(child.tail or "", marks)


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if local(child.tag) == name), None)


def _by_type(ctype: str) -> Mark | None:
    kind = _TYPES.get(ctype) or next(
        (k for k in get_args(MarkKind) if ctype == f"x-{k}" and k not in {"link", "noteref"}), None
    )
    return Mark(kind) if kind else None
