"""A document as lines of marked text, in reading order, footnotes last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from translator.document import Span, Spans, cut, plain
from translator.readers import pandoc
from translator.readers.archives import safe
from translator.readers.htmlprep import prepared
from translator.readers.inlines import Aside, spans
from translator.readers.markup import DIALECTS

Json = Any
BETWEEN = " · "
"""What stands between the two languages of a heading in Markdown."""


def lines_of(data: bytes, name: str, format: str) -> list[Spans]:
    """The lines of a Markdown, DOCX or ODT file.

    Raises:
        InputError: it is damaged, or made to do harm.
    """
    if format == "markdown":
        page = pandoc.run(data, DIALECTS["markdown"], name, to="html")
        answer = pandoc.run(prepared(page.decode("utf-8"), name), "html", name)
    else:
        answer = pandoc.run(safe(data, name, doctype=format == "odt"), DIALECTS[format], name)
    aside = Aside()
    out = list(_lines(pandoc.tree(answer, name)["blocks"], aside))
    for note in aside.notes:
        out += _lines(note, aside)
    return [line for line in out if plain(line).strip()]


def _lines(blocks: list[Json], aside: Aside) -> Iterator[Spans]:
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in {"Para", "Plain"}:
            yield from _split(spans(content, aside), "\n")
        elif kind == "Header":
            for line in _split(spans(content[2], aside), "\n"):
                yield from _split(line, BETWEEN)
        elif kind == "LineBlock":
            yield from (spans(line, aside) for line in content)
        elif kind == "CodeBlock":
            yield (Span(content[1]),)
        elif kind == "Table":
            yield from _table(content, aside)
        else:
            for inner in _inside(kind, content):
                yield from _lines(inner, aside)


def _inside(kind: str, content: Json) -> list[list[Json]]:
    """The lists of blocks in a block that is made of blocks."""
    if kind == "BlockQuote":
        return [content]
    if kind in {"Div", "Figure"}:
        return [content[-1]]
    if kind == "BulletList":
        return list(content)
    if kind == "OrderedList":
        return list(content[1])
    if kind == "DefinitionList":
        return [[{"t": "Plain", "c": term}, *(b for one in said for b in one)] for term, said in content]
    return []


def _table(content: Json, aside: Aside) -> Iterator[Spans]:
    head, bodies, foot = content[3], content[4], content[5]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    for row in rows:
        for cell in row[1]:
            yield from _lines(cell[4], aside)


def _split(line: Spans, separator: str) -> Iterator[Spans]:
    text = plain(line)
    at = 0
    for part in text.split(separator):
        yield cut(line, at, at + len(part))
        at += len(part) + len(separator)
