"""Plain text as people paste and keep it: blank lines, wrapped lines, bullets, rules, captions, headlines.

Every letter of the source stands in the document in its place. Gone are only what :mod:`translator.readers.cleaning`
drops, white space that means nothing, the characters of a rule (it becomes a divider), and an underline of ``===``
below a headline; a bullet or a number before an item is kept as the block's marker.

Start reading at :func:`blocks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.document import Block, Document, Span
from translator.readers import lines
from translator.readers.captions import recognised
from translator.readers.cleaning import clean
from translator.readers.decoding import decode
from translator.readers.lines import Line, caption_parts, heading_like
from translator.readers.source import Source
from translator.readers.wrapping import SOFT_HYPHEN, is_wrapped, join, paragraphs, plainly_continues, width

TITLE = 150
HEADING = 80
_BYLINE = re.compile(
    r"(?:By|Text|De|Autor|Автор|Текст|Источник|Source|Sursa|Updated|Published)\b", re.IGNORECASE
)

_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)*")

Run = list[Line]


def read(source: Source) -> Document:
    """Read plain text.

    Raises:
        InputError: it cannot be decoded.
    """
    found = blocks(clean(decode(source.data, source.name, source.encoding)))
    first = found[0] if found else None
    title = first.text if first and first.kind == "heading" else ""
    return Document(tuple(found), title=title, name=source.name, format=source.format)


def blocks(text: str) -> list[Block]:
    """The blocks of a cleaned *text*."""
    begin = _BLANK_LINES.match(text)
    body = text.rstrip()[begin.end() if begin else 0 :]
    parsed = [lines.line(raw) if raw.strip() else None for raw in body.split("\n")]
    airy = None in parsed  # blank lines divide it; else every line is a paragraph, unless they are wrapped
    runs = list(_runs(lines.with_underlined(lines.without_false_numbers(parsed))))
    wide = width([run for run in runs if not run[0].rule])
    out: list[Block] = []
    alone: set[int] = set()
    for run in runs:
        found = list(_run_blocks(run, wide))
        if (len(found) == 1 or not airy) and not is_wrapped(run, wide):
            alone |= set(range(len(out), len(out) + len(found)))
        out += found
    return _levelled(_with_headings(out, alone))


def _runs(found: Sequence[Line | None]) -> Iterator[Run]:
    """Lines between blank lines, divided further at rules and headings and where an item begins."""
    run: Run = []
    for line in found:
        if run and (line is None or line.rule or line.heading or line.marker or run[-1].rule):
            yield run
            run = []
        if line is not None:
            run.append(line)
    if run:
        yield run


def _run_blocks(run: Run, wide: int) -> Iterator[Block]:
    head = run[0]
    if head.rule:
        yield Block("divider")
    elif head.heading:
        yield Block("heading", (Span(head.text),), level=head.heading)
    elif head.marker:
        yield from _item(run, wide)
    else:
        for text in _with_captions_apart(run, wide):
            yield from recognised(Block("paragraph", (Span(text),)))


def _item(run: Run, wide: int) -> Iterator[Block]:
    """An item and what follows it: lines that go on with it are part of it."""
    head = run[0]
    at = 1
    while at < len(run) and _goes_on(run[at - 1], run[at], head, wide):
        at += 1
    text = join([line.text for line in run[:at]])
    yield Block("item", (Span(text),), level=head.indent + 1, marker=head.marker)
    if at < len(run):
        yield from _run_blocks(run[at:], wide)


def _goes_on(before: Line, line: Line, head: Line, wide: int) -> bool:
    if before.text.endswith(SOFT_HYPHEN) or line.indent > head.indent:
        return True
    marker = len(head.marker) + 1 if before is head else 0
    full = wide and len(before.text) + before.indent + marker + 1 + line.first_word > wide
    return bool(full and not before.ends_sentence) or plainly_continues(before, line)


def _with_captions_apart(run: Run, wide: int) -> Iterator[str]:
    """The paragraphs of *run*; a line that is a photo credit is never joined to its neighbours."""
    rest: Run = []
    for line in run:
        if caption_parts(line.text) and not is_wrapped([*rest, line], wide):
            if rest:
                yield from paragraphs(rest, wide)
            rest = []
            yield join([line.text])
        else:
            rest.append(line)
    if rest:
        yield from paragraphs(rest, wide)


def _with_headings(found: list[Block], alone: set[int]) -> list[Block]:
    """*found* with those paragraphs made headings that stand alone, are short, and are followed by text."""
    out = list(found)
    for at, block in enumerate(found):
        if block.kind != "paragraph" or at not in alone or at + 1 == len(found):
            continue
        if at == 0 and _is_title(block, found):
            out[at] = Block("heading", block.spans, level=1)
        elif at > 0 and _is_heading(found, at):
            out[at] = Block("heading", block.spans, level=2)
    return out


def _is_title(block: Block, found: list[Block]) -> bool:
    text = block.text.rstrip("?!")
    prose = any(b.kind in {"paragraph", "item"} and len(b.text) > len(block.text) for b in found[1:6])
    return prose and heading_like(text, TITLE)


def _is_heading(found: list[Block], at: int) -> bool:
    """In the text a headline stands between prose: a run of short lines is an address or a list of names."""
    text = found[at].text
    before, after = found[at - 1], found[at + 1]
    follows = (
        after.kind == "paragraph" and len(after.text) > len(text) and not heading_like(after.text, HEADING)
    )
    return (
        heading_like(text, HEADING)
        and len(text.split()) <= 12
        and not _BYLINE.match(text)
        and follows
        and not (before.kind == "paragraph" and heading_like(before.text, TITLE))
    )


def _levelled(found: list[Block]) -> list[Block]:
    """*found* with the nesting of items counted from 1; until here an item's level is its indent plus 1."""
    out: list[Block] = []
    indents: list[int] = []
    for block in found:
        if block.kind != "item":
            indents = []
            out.append(block)
            continue
        indent = block.level
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        out.append(Block("item", block.spans, level=len(indents), marker=block.marker))
    return out
