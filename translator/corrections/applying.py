"""What a corrected file says of a sentence, and the edition with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from translator.document import Edition, Pair, Span, Spans, TermUse, merged, plain
from translator.writers.links import safe_address


@dataclass(frozen=True, slots=True)
class Said:
    """The translation of one sentence as a file states it."""

    target: Spans
    approved: bool = False
    """Whether a person has signed it off, changed or not."""


def same(one: Said, other: Said) -> bool:
    """Whether two readings mean the same; white space that a program moved is no correction."""
    return one.approved == other.approved and _even(one.target) == _even(other.target)


def _even(spans: Spans) -> Spans:
    even = tuple(
        replace(span, text=re.sub(r"\s+", " ", span.text), marks=tuple(sorted(span.marks, key=repr)))
        for span in spans
    )
    return _stripped(merged(even))


def apply(edition: Edition, changed: Mapping[int, Said]) -> Edition:
    """*edition* with the pairs in *changed* replaced and marked as edited."""
    title = edition.title
    if title and 0 in changed:
        title = edited(title, changed[0].target)
    number = 0
    blocks = []
    for block in edition.blocks:
        pairs = []
        for pair in block.pairs:
            number += 1
            said = changed.get(number)
            pairs.append(edited(pair, said.target) if said else pair)
        blocks.append(replace(block, pairs=tuple(pairs)))
    return replace(edition, title=title, blocks=tuple(blocks))


def edited(pair: Pair, target: Spans) -> Pair:
    """*pair* with the translation a person gave it: nothing of what a machine thought of it remains."""
    target = _stripped(settled(target, pair))
    text = plain(target)
    taken: list[tuple[int, int]] = []
    terms = []
    for use in pair.terms:
        place = _found(use, text, taken)
        if place:
            taken.append(place)
        form = text[place[0] : place[1]] if place else ""
        terms.append(replace(use, target=place, how="already" if place else "kept", form=form, reason=""))
    return replace(pair, target=target, status="edited", notes=(), score=None, terms=tuple(terms))


def _found(use: TermUse, text: str, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the term stands now: in the form it had, else in its dictionary form."""
    for form in (use.form, use.wanted):
        for found in re.finditer(re.escape(form), text) if form else ():
            if all(found.end() <= start or found.start() >= end for start, end in taken):
                return found.span()
    return None


def settled(target: Spans, pair: Pair) -> Spans:
    """*target* with the links and note references of *pair* where a format shows them in its own way."""
    known = [mark for span in (*pair.target, *pair.source) for mark in span.marks]
    links = {safe_address(mark.target): mark for mark in known if mark.kind == "link"}
    inner = [mark for mark in known if mark.kind == "link" and mark.target.startswith("#")]
    notes = [span for side in (pair.target, pair.source) for span in side if _refers(span)]
    left = [span for span in pair.target if _refers(span)] or notes
    out = []
    for span in target:
        if _refers(span):
            out += left[:1]
            left = left[1:]
            continue
        marks = []
        for mark in span.marks:
            inside = mark.kind == "link" and mark.target.startswith("#")
            marks += (
                inner[:1]
                if inside
                else [links.get(safe_address(mark.target), mark) if mark.kind == "link" else mark]
            )
        out.append(Span(span.text, tuple(marks)))
    return merged(tuple(out))


def _refers(span: Span) -> bool:
    """Whether *span* is a reference to a note, as we or as pandoc's pages write one."""
    return any(m.kind == "noteref" or (m.kind == "link" and m.target.startswith("#fn")) for m in span.marks)


def _stripped(spans: Spans) -> Spans:
    if not spans:
        return spans
    first = replace(spans[0], text=spans[0].text.lstrip())
    out = (first, *spans[1:])
    return merged((*out[:-1], replace(out[-1], text=out[-1].text.rstrip())))
