"""Markdown: a two-column table of sentences, sentences one under the other, or one language.

The flavour is the common one (CommonMark with pipe tables, strikethrough and footnotes), which forges and pandoc
show alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import IO, TYPE_CHECKING

from translator.document import Edition, EditionBlock, Pair
from translator.languages import direction
from translator.writers.headings import heading_levels, title_apart
from translator.writers.inline import Side, printable
from translator.writers.joining import target_gap
from translator.writers.markdown_inline import BREAK, Targets, escape, inline, opening
from translator.writers.reasons import reasons
from translator.writers.tree import Node, tree
from translator.writers.words import Words, words

if TYPE_CHECKING:
    from translator.writers import WriteOptions

FLAG = "⚠"
"""Stands before the reason why a sentence should be checked."""
_COULD_BE_ADDRESS = re.compile(r"\S+(?:\s*$|\s+[\"'(])", re.MULTILINE)
"""A note that readers without footnotes would take for the address of a link called ``^1``, and make alive."""
Content = Callable[[EditionBlock], list[str]]
"""What a block says, in paragraphs."""


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:
    """Write *edition* as Markdown."""
    page = _Page(edition, words(options.ui_language))
    both = options.layout in {"side-by-side", "interleaved"}
    if options.layout == "side-by-side":
        parts = list(page.side_by_side())
    elif options.layout == "interleaved":
        parts = list(page.structured(page.nodes, page.both))
    else:
        side: Side = "t" if options.layout == "translation" else "s"
        parts = list(page.structured(page.nodes, lambda block: page.one(block, side)))
        parts += page.notes(lambda block: page.one(block, side))
    if both:
        parts += [*page.notes(page.both), *page.terms(), *page.signature()]
    file.write(("\n\n".join(parts) + "\n").encode("utf-8"))


class _Page:
    """An edition being written; its methods give parts, which empty lines keep apart."""

    def __init__(self, edition: Edition, said: Words) -> None:
        self.edition = edition
        self.words = said
        ids = dict.fromkeys(block.id for block in edition.blocks if block.kind == "note" and block.id)
        self.to = Targets(edition.metadata.get("source", ""), {id_: at for at, id_ in enumerate(ids, 1)})
        title, levels = title_apart(edition), heading_levels(edition)
        self.blocks = [EditionBlock("heading", (title,), level=1)] if title else []
        self.blocks += [
            replace(block, level=levels.get(at, block.level))
            for at, block in enumerate(edition.blocks)
            if not self.is_footnote(block)
        ]
        self.nodes = tree(self.blocks)

    def is_footnote(self, block: EditionBlock) -> bool:
        """Whether something can refer to the block, so that it stands at the end."""
        return block.kind == "note" and bool(block.id)

    # What a block says

    def text(self, pair: Pair, side: Side) -> str:
        """One side of a pair; the line breaks of verse are kept."""
        return inline(pair.source if side == "s" else pair.target, self.to).strip()

    def one(self, block: EditionBlock, side: Side) -> list[str]:
        """One language, running on."""
        if block.kind == "verse":
            return [BREAK.join(opening(line) for pair in block.pairs for line in self.verse(pair, side))]
        out = ""
        for at, pair in enumerate(block.pairs):
            gap = pair.gap if side == "s" else target_gap(pair, at == 0, self.edition)
            out += (" " if gap else "") + self.text(pair, side)
            out += f" {self.reason(pair)}" if pair.flagged and side == "t" else ""
        return [opening(out)]

    def both(self, block: EditionBlock) -> list[str]:
        """Each sentence above its translation; headings in one line."""
        if block.kind == "heading":
            return [" · ".join(" ".join(self.text(p, side) for p in block.pairs) for side in _SIDES)]
        return [BREAK.join(opening(line) for line in self.lines(pair, block) if line) for pair in block.pairs]

    def lines(self, pair: Pair, block: EditionBlock) -> Iterator[str]:
        """Source, translation and, where there is one, the reason to check."""
        for side in _SIDES:
            yield from self.verse(pair, side) if block.kind == "verse" else [self.text(pair, side)]
        if pair.flagged:
            yield self.reason(pair)

    def verse(self, pair: Pair, side: Side) -> list[str]:
        """The lines of a verse."""
        text = pair.source_text if side == "s" else pair.target_text
        return (
            [escape(line.strip()) for line in text.split("\n")] if "\n" in text else [self.text(pair, side)]
        )

    def reason(self, pair: Pair) -> str:
        """Why a person should look at the pair."""
        told = escape(" ".join(reasons(pair, self.words)))
        return f"{FLAG} *{self.words['check']} {told.strip()}*"

    # The structure around it

    def structured(self, nodes: list[Node[EditionBlock]], content: Content) -> Iterator[str]:
        """*nodes* as Markdown blocks."""
        for node in nodes:
            if node.kind == "list":
                yield "\n".join(self.items(node, content, ""))
            elif node.kind == "quote":
                yield _prefixed("\n\n".join(self.structured(node.children, content)), "> ")
            elif node.kind == "table":
                yield self.table(node, content)
            elif node.kind == "notes":
                yield from self.structured(node.children, content)
            elif node.block:
                yield from self.block(node.block, content)

    def block(self, block: EditionBlock, content: Content) -> Iterator[str]:
        """One block that is not part of a group."""
        if block.kind == "divider":
            yield "---"
        elif block.kind == "code":
            yield _fenced(printable(block.source_text))
        elif block.kind == "heading":
            yield f"{'#' * block.level} {' '.join(content(block))}"
        else:
            yield from content(block)

    def items(self, node: Node[EditionBlock], content: Content, indent: str) -> Iterator[str]:
        """A list with the lists inside it."""
        for at, item in enumerate(node.children, 1):
            if not item.block:
                continue
            marker = _marker(item.block.marker, at, ordered=node.ordered)
            first, *more = content(item.block)
            yield indent + marker + _prefixed(first, " " * (len(indent) + len(marker))).lstrip()
            for paragraph in more:
                yield ""
                yield _prefixed(paragraph, " " * (len(indent) + len(marker)))
            for inner in item.children:
                yield from self.items(inner, content, indent + "    ")

    def table(self, node: Node[EditionBlock], content: Content) -> str:
        """A table of the article as a table; its first row is the head, because Markdown wants one."""
        rows = []
        for row in node.children:
            cells: list[str] = []
            for cell in row.children:
                said = [part for inner in cell.children if inner.block for part in content(inner.block)]
                cells += [_in_cell("<br>".join(said))] if cell.kind == "cell" else [""] * min(cell.span, 99)
            rows.append(_row(cells))
        return "\n".join([rows[0], "|" + "---|" * (rows[0].count(" | ") + 1), *rows[1:]])

    # Two columns

    def side_by_side(self) -> Iterator[str]:
        """Tables of sentences; what cannot stand in a table interrupts it."""
        for in_table, group in groupby(self.nodes, key=_fits_in_table):
            nodes = list(group)
            if in_table:
                yield "\n".join([*self.head(), *self.rows(nodes)])
            else:
                yield from self.structured(nodes, self.both)

    def head(self) -> list[str]:
        """The head of a table of sentences."""
        codes = (self.edition.source_language, self.edition.target_language)
        names = _row([escape(self.words.language_name(code)) for code in codes])
        return [names, "|" + "".join("---:|" if direction(code) == "rtl" else "---|" for code in codes)]

    def rows(self, nodes: list[Node[EditionBlock]]) -> Iterator[str]:
        """One row a sentence, and an empty one between paragraphs."""
        for at, node in enumerate(nodes):
            if at:
                yield _row(["", ""])
            yield from self.group_rows(node, "")

    def group_rows(self, node: Node[EditionBlock], prefix: str) -> Iterator[str]:
        """The rows of a block, or of a list or quote with what is inside."""
        block = node.block
        marker = escape(block.marker or "•") + " " if block and node.kind == "item" else ""
        for at, pair in enumerate(block.pairs if block else ()):
            sides = ["<br>".join(self.cell_lines(pair, side, block)) for side in _SIDES]
            sides = [prefix + (marker if not at else "") + side for side in sides]
            if pair.flagged:
                sides[1] += f"<br>{self.reason(pair)}"
            yield _row([_in_cell(side) for side in sides])
        deeper = prefix + {"item": "&emsp;", "quote": "\\> "}.get(node.kind, "")
        for inner in node.children:
            yield from self.group_rows(inner, deeper)

    def cell_lines(self, pair: Pair, side: Side, block: EditionBlock | None) -> list[str]:
        """The lines of one side inside a cell: one, except in verse."""
        return self.verse(pair, side) if block and block.kind == "verse" else [self.text(pair, side)]

    # After the text

    def notes(self, content: Content) -> Iterator[str]:
        """Footnotes, to which the numbers in the text refer."""
        for block in self.edition.blocks:
            if self.is_footnote(block):
                body = _prefixed("\n\n".join(content(block)), "    ").lstrip()
                guard = "<!-- -->" if _COULD_BE_ADDRESS.match(body) else ""
                yield f"[^{self.to.notes[block.id]}]: {guard}{body}"

    def terms(self) -> Iterator[str]:
        """The glossary terms that occur."""
        if self.edition.cards:
            yield f"## {self.words['terms']}"
            yield "\n".join(
                f"- **{escape(', '.join(card.source))}** — **{escape(', '.join(card.target))}**"
                + (f": {escape(card.definition)}" if card.definition else "")
                for card in self.edition.cards
            )

    def signature(self) -> Iterator[str]:
        """What made the edition."""
        made = self.words.signature(self.edition.signature)
        if made:
            yield f"<sub>{escape(made)}</sub>"


_SIDES: tuple[Side, Side] = ("s", "t")


def _fits_in_table(node: Node[EditionBlock]) -> bool:
    return node.kind in {"list", "quote"} or bool(
        node.kind == "block" and node.block and node.block.kind in {"paragraph", "caption", "verse", "note"}
    )


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _in_cell(text: str) -> str:
    """*text* fit for a cell: no line break, and no bar that ends it (inside code spans bars are still bare)."""
    return re.sub(r"(?<!\\)\|", r"\\|", text.replace(BREAK, "<br>"))


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join(f"{prefix}{line}".rstrip() for line in text.split("\n"))


def _marker(marker: str, at: int, *, ordered: bool) -> str:
    number = re.search(r"\d{1,9}", marker)
    return f"{number[0] if number else at}. " if ordered else "- "


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
