"""Sentences as text and nested elements, numbered alike on both sides: what exchange formats, Word and PDF need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from translator.document import Mark, Pair, Span, Spans, merged

_ORDER = ("link", "noteref", "strong", "emphasis", "strike", "superscript", "subscript", "code")


@dataclass(slots=True)
class Element:
    """A marked stretch; *number* is the same for a mark and what became of it on the other side."""

    mark: Mark
    children: list[Child]
    number: int = 0


Child = str | Element


def nested(spans: Spans) -> list[Child]:
    """*spans* as text and elements, neighbours with equal marks in one element."""
    return _nest([(span.text, _sorted(span.marks)) for span in spans])


def flat(children: list[Child], marks: tuple[Mark, ...] = ()) -> Spans:
    """The spans of *children*: the reverse of :func:`nested`."""
    return merged(tuple(_flatten(children, marks)))


def numbered(pair: Pair) -> tuple[list[Child], list[Child]]:
    """Both sides of *pair*, each element of the translation with the number of its partner in the source."""
    source, target = nested(pair.source), nested(pair.target)
    free: dict[Mark, list[int]] = defaultdict(list)
    last = 0
    for element in elements(source):
        last = element.number = last + 1
        free[element.mark].append(element.number)
    for element in elements(target):
        if free[element.mark]:
            element.number = free[element.mark].pop(0)
        else:
            last = element.number = last + 1
    return source, target


def elements(children: list[Child]) -> Iterator[Element]:
    """All elements, outer ones before those inside them."""
    for child in children:
        if isinstance(child, Element):
            yield child
            yield from elements(child.children)


def _nest(pieces: list[tuple[str, tuple[Mark, ...]]]) -> list[Child]:
    out: list[Child] = []
    for mark, group in groupby(pieces, key=lambda piece: piece[1][0] if piece[1] else None):
        members = list(group)
        if mark is None:
            out.append("".join(text for text, _marks in members))
        else:
            out.append(Element(mark, _nest([(text, marks[1:]) for text, marks in members])))
    return out


def _flatten(children: list[Child], marks: tuple[Mark, ...]) -> Iterator[Span]:
    for child in children:
        if isinstance(child, str):
            yield Span(child, marks)
        else:
            yield from _flatten(child.children, (*marks, child.mark))


def _sorted(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(sorted(dict.fromkeys(marks), key=lambda mark: _ORDER.index(mark.kind)))
