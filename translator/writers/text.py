"""Plain text: two columns fitted to the width, sentence beside sentence; or one under the other; or one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from translator.document import Edition, EditionBlock, Pair, Span, Spans, cut
from translator.writers.columns import beside, width, wrap
from translator.writers.headings import heading_levels, title_apart
from translator.writers.inline import printable
from translator.writers.joining import target_gap
from translator.writers.links import safe_address
from translator.writers.reasons import reasons
from translator.writers.words import Words, words

if TYPE_CHECKING:
    from translator.writers import Layout, WriteOptions

NARROWEST = 16
"""Columns below this are unreadable; a narrower page falls back to sentences one under the other."""
GAP = "   "
INDENT = "    "


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every part of the page needs to know."""

    edition: Edition
    words: Words
    layout: Layout
    width: int

    @property
    def column(self) -> int:
        """The width of one of the two columns."""
        return (self.width - len(GAP)) // 2

    @property
    def languages(self) -> tuple[str, str]:
        return self.edition.source_language, self.edition.target_language


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:
    """Write *edition* as text, ``options.width`` columns wide; 0 leaves each paragraph on one line."""
    layout = options.layout
    if layout == "side-by-side" and options.width < 2 * NARROWEST + len(GAP):
        layout = "interleaved"
    sheet = _Sheet(edition, words(options.ui_language), layout, options.width)
    for line in _lines(sheet):
        file.write(f"{line}\n".encode())


def _lines(sheet: _Sheet) -> Iterator[str]:
    edition = sheet.edition
    title, levels = title_apart(edition), heading_levels(edition)
    shown = [EditionBlock("heading", (title,), level=1)] if title else []
    shown += [replace(block, level=levels.get(at, block.level)) for at, block in enumerate(edition.blocks)]
    before: EditionBlock | None = None
    for block in _rows(shown):
        if before and not (before.kind == block.kind and _sits_tight(before, block)):
            yield ""
        yield from _block(block, sheet)
        before = block
    if sheet.layout in {"side-by-side", "interleaved"}:
        yield from _terms(sheet)
        yield from _signature(sheet)


def _rows(blocks: list[EditionBlock]) -> Iterator[EditionBlock]:
    """*blocks* with the cells of each table row joined into one block."""
    row: list[EditionBlock] = []
    for block in blocks:
        if row and not (
            block.kind == "cell"
            and _place(block)[0] == _place(row[-1])[0]
            and _place(block) > _place(row[-1])
        ):
            yield _row(row)
            row = []
        if block.kind == "cell":
            row.append(block)
        else:
            yield block
    if row:
        yield _row(row)


def _row(cells: list[EditionBlock]) -> EditionBlock:
    pairs = [pair for cell in cells for pair in cell.pairs]
    between = (Span(" | "),)
    joined = Pair(
        tuple(span for pair in pairs for span in (*between, *pair.source))[1:],
        tuple(span for pair in pairs for span in (*between, *pair.target))[1:],
        "flagged" if any(pair.flagged for pair in pairs) else "translated",
        tuple(note for pair in pairs if pair.flagged for note in pair.notes),
    )
    return EditionBlock("cell", (joined,), cell=cells[0].cell)


def _place(block: EditionBlock) -> tuple[int, int]:
    return block.cell or (0, 0)


def _sits_tight(before: EditionBlock, block: EditionBlock) -> bool:
    """List items and the cells of one table follow each other without an empty line."""
    return block.kind == "item" or (block.kind == "cell" and _place(block) > _place(before))


def _block(block: EditionBlock, sheet: _Sheet) -> Iterator[str]:
    if block.kind == "divider":
        yield "* * *".center(sheet.width).rstrip() if sheet.width > 0 else "* * *"
    elif block.kind == "code":
        yield from (INDENT + line for line in printable(block.source_text).split("\n"))
    elif sheet.layout == "side-by-side":
        yield from _columns(block, sheet)
    elif sheet.layout == "interleaved":
        yield from _interleaved(block, sheet)
    else:
        yield from _running(block, sheet)


def _columns(block: EditionBlock, sheet: _Sheet) -> Iterator[str]:
    for at, pair in enumerate(block.pairs):
        first, rest = _prefix(block, at == 0)
        left = wrap(_plain(pair.source, ""), sheet.column, first, rest)
        right = wrap(
            _plain(pair.target, sheet.edition.metadata.get("source", ""), links=True),
            sheet.column,
            first,
            rest,
        )
        right += [line for reason in _reasons(pair, sheet) for line in wrap(reason, sheet.column, rest)]
        if block.kind == "heading" and block.level <= 2:
            left, right = _underlined(left, block.level), _underlined(right, block.level)
        yield from beside(left, right, sheet.column, sheet.languages, GAP)


def _interleaved(block: EditionBlock, sheet: _Sheet) -> Iterator[str]:
    for at, pair in enumerate(block.pairs):
        first, rest = _prefix(block, at == 0)
        yield from wrap(_plain(pair.source, ""), sheet.width, first, rest)
        yield from wrap(_plain(pair.target, _base(sheet), links=True), sheet.width, rest + INDENT)
        for reason in _reasons(pair, sheet):
            yield from wrap(reason, sheet.width, rest + INDENT)


def _running(block: EditionBlock, sheet: _Sheet) -> Iterator[str]:
    """One language: the sentences of a block as the paragraph they are."""
    side: Callable[[Pair], Spans] = _target if sheet.layout == "translation" else _source
    text = ""
    for at, pair in enumerate(block.pairs):
        gap = target_gap(pair, at == 0, sheet.edition) if sheet.layout == "translation" else pair.gap
        text += gap + _plain(side(pair), _base(sheet), links=True)
    first, rest = _prefix(block, first=True)
    lines = wrap(text, sheet.width, first, rest)
    yield from _underlined(lines, block.level) if block.kind == "heading" and block.level <= 2 else lines


def _source(pair: Pair) -> Spans:
    return pair.source


def _target(pair: Pair) -> Spans:
    return pair.target


def _base(sheet: _Sheet) -> str:
    return sheet.edition.metadata.get("source", "")


def _prefix(block: EditionBlock, first: bool) -> tuple[str, str]:
    """What stands before the first line of a sentence and before the others."""
    if block.kind == "quote":
        bar = "> " * min(max(block.level, 1), 6)
        return bar, bar
    if block.kind in {"item", "note"}:
        indent = "  " * (min(max(block.level, 1), 8) - 1)
        marker = indent + printable(block.marker or "•") + " "
        return (marker if first else " " * width(marker)), " " * width(marker)
    return "", ""


def _underlined(lines: list[str], level: int) -> list[str]:
    length = max((width(line) for line in lines), default=0)
    return [*lines, ("=" if level <= 1 else "-") * length] if length else lines


def _plain(spans: Spans, base: str, *, links: bool = False) -> str:
    """The letters of *spans*, with the address after a link and note marks in brackets."""
    out = ""
    at = 0
    for span in spans:
        at += len(span.text)
        kinds = {mark.kind: mark for mark in span.marks}
        out += f"[{span.text}]" if "noteref" in kinds and not span.text.startswith("[") else span.text
        if links and "link" in kinds and not _goes_on(spans, at, kinds["link"].target):
            address = safe_address(kinds["link"].target, base)
            out += f" <{address}>" if address and address not in span.text else ""
    return printable(out)


def _goes_on(spans: Spans, at: int, target: str) -> bool:
    """Whether the link continues in the next span."""
    following = cut(spans, at, at + 1)
    return bool(following) and any(m.kind == "link" and m.target == target for m in following[0].marks)


def _reasons(pair: Pair, sheet: _Sheet) -> list[str]:
    told = reasons(pair, sheet.words)
    return [f"[{sheet.words['check']} {' '.join(told)}]"] if told else []


def _terms(sheet: _Sheet) -> Iterator[str]:
    if not sheet.edition.cards:
        return
    yield from ("", *_underlined([sheet.words["terms"]], 2))
    for card in sheet.edition.cards:
        line = f"{', '.join(card.source)} — {', '.join(card.target)}"
        line += f". {card.definition}" if card.definition else ""
        yield from wrap(printable(line), sheet.width, "• ")


def _signature(sheet: _Sheet) -> Iterator[str]:
    made = sheet.words.signed(sheet.edition.signature)
    if made:
        yield from ("", *_underlined([sheet.words["about"]], 2))
    for label, value in made:
        yield from wrap(printable(f"{label}: {value}"), sheet.width, "• ")
