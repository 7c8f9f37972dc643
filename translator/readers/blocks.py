"""Pandoc's block elements as the blocks of a Document. Start reading at :func:`blocks`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from translator.document import Block, BlockKind, Span, Spans, cut, merged, plain
from translator.readers.captions import recognised
from translator.readers.inlines import Aside, attribute, languages, note_id, spans
from translator.readers.markers import ordered

Json = Any

VERSE_LINES = 3
VERSE_WIDTH = 80
"""A paragraph of at least so many short lines, divided by line breaks, is verse; else a break is a space."""
_SPACES = re.compile(" {2,}")
_LAYOUT = {
    "Header",
    "Table",
    "BulletList",
    "OrderedList",
    "BlockQuote",
    "CodeBlock",
    "Figure",
    "DefinitionList",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the tree a block stands."""

    kind: BlockKind = "paragraph"
    """What a paragraph is here: a paragraph, or part of an item, a quote, a note, a caption."""
    level: int = 0
    language: str | None = None


def blocks(elements: list[Json], aside: Aside, place: Place | None = None) -> Iterator[Block]:
    """The blocks of pandoc's *elements*, in their order; footnotes and pictures are left in *aside*."""
    place = place or Place()
    for element in elements:
        turn = _TURN.get(element["t"])  # what is not listed (raw TeX, raw HTML) is not text
        if turn:
            yield from turn(element.get("c"), place, aside)


def notes(aside: Aside) -> Iterator[Block]:
    """The footnotes that were left in *aside*, each under its id."""
    for number, elements in enumerate(aside.notes, start=1):
        for at, block in enumerate(blocks(elements, aside, Place("note"))):
            yield replace(block, id=note_id(number), marker=str(number)) if at == 0 else block


def _header(content: Json, place: Place, aside: Aside) -> Iterator[Block]:
    for block in _paragraph(content[2], replace(place, kind="heading", level=content[0]), aside):
        yield replace(block, id=content[1][0]) if block.kind == "heading" else block


def _bullets(content: Json, place: Place, aside: Aside) -> Iterator[Block]:
    return _items(content, ["•"] * len(content), place, aside)


def _numbered(content: Json, place: Place, aside: Aside) -> Iterator[Block]:
    return _items(content[1], ordered(content[0], len(content[1])), place, aside)


def _definitions(content: Json, place: Place, aside: Aside) -> Iterator[Block]:
    for term, definitions in content:
        yield from _paragraph(term, place, aside)
        yield from _items(definitions, [""] * len(definitions), place, aside)


def _quote(content: Json, place: Place, aside: Aside) -> Iterator[Block]:
    level = place.level + 1 if place.kind == "quote" else 1
    return blocks(content, aside, replace(place, kind="quote", level=level))


def _code(content: Json, place: Place, aside: Aside) -> Iterator[Block]:  # noqa: ARG001 - as its sisters
    yield Block("code", (Span(content[1]),), language=place.language)


def _verse(content: Json, place: Place, aside: Aside) -> Iterator[Block]:
    yield Block("verse", _joined([spans(line, aside) for line in content], "\n"), language=place.language)


def _rule(content: Json, place: Place, aside: Aside) -> Iterator[Block]:  # noqa: ARG001 - as its sisters
    yield Block("divider")


def _div(content: Json, place: Place, aside: Aside) -> Iterator[Block]:
    inner = replace(place, language=attribute(content[0], "lang") or place.language)
    for at, block in enumerate(blocks(content[1], aside, inner)):
        yield replace(block, id=content[0][0]) if at == 0 and not block.id else block


def _paragraph(elements: list[Json], place: Place, aside: Aside) -> Iterator[Block]:
    before = len(aside.pictures)
    found = spans(elements, aside)
    declared = languages(elements)
    language = next(iter(declared)) if len(declared) == 1 else None
    language = language or place.language
    for part in _parts(found):
        kind = place.kind
        if "\n" in plain(part):
            kind = "verse"
        yield from recognised(Block(kind, part, place.level if kind == place.kind else 0, language=language))
    pictures = aside.pictures[before:]
    del aside.pictures[before:]
    for words in pictures:
        yield from recognised(Block("caption", words, language=language))


def _parts(found: Spans) -> Iterator[Spans]:
    """*found* at empty lines divided into paragraphs; single line breaks are settled."""
    text = plain(found)
    at = 0
    for piece in text.split("\n\n"):
        start = at + len(piece) - len(piece.lstrip())
        part = cut(found, start, at + len(piece.rstrip()))
        at += len(piece) + 2
        if part:
            yield part if _is_verse(plain(part)) else _tidy(_joined([part], " "))


def _tidy(part: Spans) -> Spans:
    """*part* without the double spaces a picture leaves behind."""
    return tuple(
        span if "  " not in span.text or any(mark.kind == "code" for mark in span.marks)
        else replace(span, text=_SPACES.sub(" ", span.text))
        for span in part
    )  # fmt: skip


def _is_verse(text: str) -> bool:
    lines = text.split("\n")
    return len(lines) >= VERSE_LINES and all(len(line) <= VERSE_WIDTH for line in lines)


def _joined(parts: list[Spans], between: str) -> Spans:
    """*parts* as one, *between* standing between them and for every newline in them."""
    out: list[Span] = []
    for at, part in enumerate(parts):
        if at:
            out.append(Span(between))
        out += [
            replace(span, text=span.text.replace("\n", between)) if "\n" in span.text else span
            for span in part
        ]
    return merged(tuple(out))


def _items(items: list[Json], markers: list[str], place: Place, aside: Aside) -> Iterator[Block]:
    inner = Place("item", place.level + 1 if place.kind == "item" else 1, place.language)
    for elements, marker in zip(items, markers, strict=True):
        first = True
        for block in blocks(elements, aside, inner):
            own = first and block.kind == "item" and block.level == inner.level
            yield replace(block, marker=marker) if own else block
            first = False


def _figure(content: Json, place: Place, aside: Aside) -> Iterator[Block]:
    """What a figure holds, then its caption; where there is a caption, the pictures need not speak for themselves."""
    caption = list(blocks(content[1][1], aside, Place("caption", 0, place.language)))
    for block in blocks(content[2], aside, place):
        if block.kind != "caption" or not caption:
            yield block
    yield from caption


def _table(content: Json, place: Place, aside: Aside) -> Iterator[Block]:
    _attributes, caption, columns, head, bodies, foot = content
    yield from blocks(caption[1], aside, Place("caption", 0, place.language))
    rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part), *foot[1]]
    cells = [cell for row in rows for cell in row[1]]
    if len(columns) == 1 or any(_is_layout(cell[4]) for cell in cells):
        for cell in cells:
            yield from blocks(cell[4], aside, place)
        return
    captions: list[Block] = []
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row[1]:
            while (at, column) in taken:
                column += 1
            taken |= {(at + down, column + right) for down in range(cell[2]) for right in range(cell[3])}
            inside = list(blocks(cell[4], aside, place))
            captions += [block for block in inside if block.kind == "caption"]
            texts = [block for block in inside if block.kind != "caption"]
            if texts:
                together = _joined([block.spans for block in texts], " ")
                yield Block("cell", together, language=texts[0].language, cell=(at, column))
    yield from captions


def _is_layout(elements: list[Json]) -> bool:
    """Whether a cell holds more than a cell of a table of facts does."""
    inside = [e for element in elements for e in (element["c"][1] if element["t"] == "Div" else [element])]
    return len(inside) > 2 or any(element["t"] in _LAYOUT for element in inside)


_TURN: dict[str, Callable[[Json, Place, Aside], Iterator[Block]]] = {
    "Para": _paragraph,
    "Plain": _paragraph,
    "Header": _header,
    "BulletList": _bullets,
    "OrderedList": _numbered,
    "DefinitionList": _definitions,
    "BlockQuote": _quote,
    "CodeBlock": _code,
    "LineBlock": _verse,
    "HorizontalRule": _rule,
    "Div": _div,
    "Figure": _figure,
    "Table": _table,
}
