"""What a Markdown, DOCX or ODT file says. These have no names for sentences, so the text around tells them.

The file and the edition as this program writes it are both taken apart into lines. Lines that are the same in both
are fixed points; a line that differs and stands where a translation stood is the correction of that translation.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from translator.corrections.applying import Said
from translator.corrections.lines import lines_of
from translator.corrections.xml import pairs_of
from translator.document import Edition, Span, Spans, cut, merged, plain
from translator.languages import direction
from translator.writers import Layout, WriteOptions, write_to

LAYOUTS: tuple[Layout, ...] = ("side-by-side", "interleaved")
ENOUGH = 0.3
"""The share of equal lines below which a file is no rendering of the edition in that layout."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a translation stands: lines, and what is before and after it in them."""

    first: int
    last: int
    before: str
    after: str


def said(data: bytes, name: str, format: str, base: Edition) -> dict[int, Said]:
    """The translations in the file.

    Raises:
        InputError: it is damaged, or made to do harm.
    """
    now = lines_of(data, name, format)
    best: dict[int, Said] = {}
    best_ratio = ENOUGH
    for layout in LAYOUTS:
        file = io.BytesIO()
        write_to(base, file, format, WriteOptions(layout=layout))
        before = lines_of(file.getvalue(), name, format)
        matcher = SequenceMatcher(None, _letters(before), _letters(now), autojunk=False)
        if matcher.ratio() > best_ratio:
            best_ratio = matcher.ratio()
            best = _projected(places(before, base), now, _fates(matcher))
    return best


def places(lines: Sequence[Spans], base: Edition) -> dict[int, Place]:
    """Where the translations of *base* stand in *lines*, by the numbers of the pairs."""
    owner: list[tuple[int, int]] = []
    text = ""
    for number, line in enumerate(lines):
        for at, letter in _read_aloud(line):
            text += letter
            owner.append((number, at))
    swapped = direction(base.source_language) == "rtl" != direction(base.target_language)
    source_at = target_at = 0
    out = {}
    for number, pair in pairs_of(base).items():
        source = _find(text, pair.source, target_at if swapped else source_at)
        found = _find(text, pair.target, max(target_at, source[1] if source and not swapped else 0))
        if not source or not found or found[0] == found[1]:
            continue
        source_at, target_at = source[1], found[1]
        (first, start), (last, end) = owner[found[0]], owner[found[1] - 1]
        out[number] = Place(first, last, plain(lines[first])[:start], plain(lines[last])[end + 1 :])
    return out


def _read_aloud(line: Spans) -> Iterator[tuple[int, str]]:
    """The letters of *line* and where they are, without white space and references to notes."""
    at = 0
    for span in line:
        if all(mark.kind != "noteref" for mark in span.marks):
            yield from ((at + nth, letter) for nth, letter in enumerate(span.text) if not letter.isspace())
        at += len(span.text)


def _find(text: str, spans: Spans, start: int) -> tuple[int, int] | None:
    """Where *spans* stand in *text* from *start* on, with the marks of notes or, where the format moves them, without."""
    unmarked = tuple(span for span in spans if all(mark.kind != "noteref" for mark in span.marks))
    for wanted in ("".join(plain(spans).split()), "".join(plain(unmarked).split())):
        at = text.find(wanted, start)
        if at >= 0:
            return at, at + len(wanted)
    return None


def _letters(lines: Sequence[Spans]) -> list[str]:
    return ["".join(plain(line).split()) for line in lines]


def _fates(matcher: SequenceMatcher[str]) -> dict[int, list[int]]:
    """For each old line, which new lines stand in its place; lines whose fate is not clear are left out."""
    out: dict[int, list[int]] = {}
    for _tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if i2 - i1 == j2 - j1:
            out |= {i1 + at: [j1 + at] for at in range(i2 - i1)}
        elif i2 - i1 == 1 and j2 > j1:
            out[i1] = list(range(j1, j2))
    return out


def _projected(
    found: Mapping[int, Place], now: Sequence[Spans], fates: Mapping[int, list[int]]
) -> dict[int, Said]:
    out = {}
    for number, place in found.items():
        old = range(place.first, place.last + 1)
        if any(line not in fates for line in old):
            continue
        lines = [now[new] for line in old for new in fates[line]]
        out[number] = Said(_without(merged(tuple(_joined(lines))), place))
    return out


def _joined(lines: Sequence[Spans]) -> Iterator[Span]:
    for number, line in enumerate(lines):
        if number:
            yield Span(" ")
        yield from line


def _without(spans: Spans, place: Place) -> Spans:
    """*spans* less what stood around the translation: the bullet of an item, the way back from a note."""
    text = plain(spans)
    start = len(place.before) if text.startswith(place.before) else 0
    end = len(text) - len(place.after) if place.after and text.endswith(place.after) else len(text)
    return cut(spans, start, max(start, end))
