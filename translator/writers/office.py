"""An edition as a document for a word processor: named styles, real headings, real footnotes, a table of sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from translator.document import Edition, EditionBlock, Pair
from translator.languages import direction
from translator.writers.headings import heading_levels, title_apart
from translator.writers.inline import Side, sound
from translator.writers.joining import target_gap
from translator.writers.nesting import nested
from translator.writers.pandoc_tree import Json, heading, in_language, inlines, para, styled, table, words
from translator.writers.reasons import reasons
from translator.writers.tree import Node, tree
from translator.writers.words import Words

STYLES = {"s": "Source", "t": "Translation"}
BELOW = "Translation below"
"""The style of a translation that stands under its sentence."""
CHECK = "To check"
ABOUT = "About"
_TABLE = {"paragraph", "caption", "verse", "note"}
"""Blocks that stand in the table of sentences, besides lists and quotes."""


def swapped(edition: Edition) -> bool:
    """Whether the source stands in the second column: a right-to-left source of a left-to-right translation."""
    return direction(edition.source_language) == "rtl" != direction(edition.target_language)


class Office:
    """An edition being laid out; :meth:`blocks` gives pandoc's blocks."""

    def __init__(self, edition: Edition, said: Words, sides: tuple[Side, ...], *, columns: bool) -> None:
        self.edition = edition
        self.words = said
        self.sides = sides
        self.columns = columns
        self.base = edition.metadata.get("source", "")
        self.footnotes = self._footnotes()
        levels = heading_levels(edition)
        title = title_apart(edition)
        shown = [EditionBlock("heading", (title,), level=1)] if title else []
        shown += [
            replace(block, level=levels.get(at, block.level)) for at, block in enumerate(edition.blocks)
        ]
        self.nodes = tree(b for b in shown if not (b.kind == "note" and b.id in self.footnotes))

    def _footnotes(self) -> dict[str, EditionBlock]:
        """Note blocks that can be real footnotes: referred to exactly once on every side that is shown."""
        used = {
            side: Counter(
                mark.target
                for pair in self.edition.pairs
                for span in (pair.source if side == "s" else pair.target)
                for mark in span.marks
                if mark.kind == "noteref"
            )
            for side in self.sides
        }
        notes = [block for block in self.edition.blocks if block.kind == "note" and block.id]
        names = Counter(block.id for block in notes)
        return {
            b.id: b for b in notes if names[b.id] == 1 and all(used[side][b.id] == 1 for side in self.sides)
        }

    def blocks(self) -> list[Json]:
        """The whole document."""
        out = list(self.bilingual() if self.columns else self.structured(self.nodes))
        if len(self.sides) == 2:
            out += [*self.terms(), *self.signature()]
        return out

    # Sentences

    def language(self, pair: Pair, block: EditionBlock | None, side: Side) -> str:
        """The language of one side of *pair*."""
        source = pair.language or (block.language if block else None) or self.edition.source_language
        kept = pair.status == "kept" and pair.source == pair.target
        return source if side == "s" or kept else self.edition.target_language

    def content(self, pair: Pair, side: Side) -> list[Json]:
        """One side as inlines."""
        spans = pair.source if side == "s" else pair.target
        return inlines(nested(spans), lambda id_: self.footnote(id_, side), self.base)

    def footnote(self, id_: str, side: Side) -> list[Json] | None:
        """The blocks of a footnote: a paragraph a sentence, so that it can be read back."""
        block = self.footnotes.get(id_)
        if block is None:
            return None
        inside = [
            inlines(nested(p.source if side == "s" else p.target), lambda _id: None, self.base)
            for p in block.pairs
        ]
        said = [
            para([in_language(self.language(p, block, side), content)])
            for p, content in zip(block.pairs, inside, strict=True)
        ]
        return said or [para([])]

    def said(self, pair: Pair, block: EditionBlock, side: Side, marker: str = "") -> list[Json]:
        """One side as a paragraph of its style, and why it should be checked."""
        content = [*words(marker), *self.content(pair, side)]
        style = BELOW if side == "t" and not self.columns else STYLES[side]
        out = [styled(style, self.language(pair, block, side), [para(content)])]
        if side == "t" and pair.flagged:
            text = f"{self.words['check']} {' '.join(reasons(pair, self.words))}"
            out.append(styled(CHECK, self.words.language, [para(words(text.replace("\n", " ")))]))
        return out

    def running(self, block: EditionBlock, side: Side) -> list[Json]:
        """A block in one language."""
        out: list[Json] = []
        for at, pair in enumerate(block.pairs):
            gap = pair.gap if side == "s" else target_gap(pair, at == 0, self.edition)
            out += [{"t": "Space"}] if gap and at else []
            out.append(in_language(self.language(pair, block, side), self.content(pair, side)))
        return out

    # The table of sentences

    def bilingual(self) -> Iterator[Json]:
        """Tables of sentences, with headings and what cannot stand in them between."""
        rows: list[list[list[Json]]] = []
        for node in self.nodes:
            if node.kind in {"list", "quote", "notes"} or (node.block and node.block.kind in _TABLE):
                rows += self.rows(node, "")
                continue
            yield from self.flush(rows)
            rows = []
            yield from self.structured([node])
        yield from self.flush(rows)

    def flush(self, rows: list[list[list[Json]]]) -> Iterator[Json]:
        """The rows so far as a table under the names of the languages."""
        if rows:
            codes = (self.edition.source_language, self.edition.target_language)
            names = [[para([{"t": "Strong", "c": words(self.words.language_name(code))}])] for code in codes]
            yield table(2, [self.order(names)], rows)

    def order(self, cells: list[list[Json]]) -> list[list[Json]]:
        """Source and translation in the order of the columns."""
        return cells[::-1] if swapped(self.edition) else cells

    def rows(self, node: Node[EditionBlock], indent: str) -> Iterator[list[list[Json]]]:
        """A row a sentence."""
        block = node.block
        for at, pair in enumerate(block.pairs if block else ()):
            marker = self.marker(node, at, indent)
            yield self.order([self.said(pair, block, side, marker) for side in self.sides] if block else [])
        for inner in node.children:
            yield from self.rows(inner, indent + ("\u2003" if node.kind == "item" else ""))

    def marker(self, node: Node[EditionBlock], at: int, indent: str) -> str:
        """What stands before the first sentence of an item or a note."""
        block = node.block
        marked = block and (node.kind == "item" or block.kind == "note")
        if not block or not marked or at:
            return indent
        return f"{indent}{sound(block.marker or '•')} "

    # One after the other

    def structured(self, nodes: list[Node[EditionBlock]]) -> Iterator[Json]:
        """Blocks with the structure of the article."""
        for node in nodes:
            if node.kind == "list":
                yield self.list(node)
            elif node.kind == "quote":
                yield {"t": "BlockQuote", "c": list(self.structured(node.children))}
            elif node.kind == "table":
                yield self.table(node)
            elif node.kind == "notes":
                yield from self.structured(node.children)
            elif node.block:
                yield from self.block(node.block)

    def block(self, block: EditionBlock) -> Iterator[Json]:
        """A block that is not part of a group."""
        if block.kind == "divider":
            yield {"t": "HorizontalRule"}
        elif block.kind == "code":
            yield {"t": "CodeBlock", "c": [["", [], []], sound(block.source_text)]}
        elif block.kind == "heading":
            content: list[Json] = []
            for side in self.sides:
                content += [{"t": "LineBreak"}] if content else []
                content += self.running(block, side)
            yield heading(block.level, content)
        else:
            yield from self.paragraphs(
                block, f"{sound(block.marker)} " if block.kind == "note" and block.marker else ""
            )

    def paragraphs(self, block: EditionBlock, marker: str = "") -> Iterator[Json]:
        """Two languages: each sentence above its translation. One: a paragraph."""
        if len(self.sides) == 1:
            side = self.sides[0]
            language = self.edition.source_language if side == "s" else self.edition.target_language
            yield styled(STYLES[side], language, [para([*words(marker), *self.running(block, side)])])
            return
        for at, pair in enumerate(block.pairs):
            for side in self.sides:
                yield from self.said(pair, block, side, "" if at else marker)

    def list(self, node: Node[EditionBlock]) -> Json:
        """A list with the lists inside it."""
        items = [
            [
                *(self.paragraphs(item.block) if item.block else ()),
                *(self.list(inner) for inner in item.children),
            ]
            for item in node.children
        ]
        if node.ordered:
            return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}
        return {"t": "BulletList", "c": items}

    def table(self, node: Node[EditionBlock]) -> Json:
        """A table of the article; both languages share its cells."""
        rows: list[list[list[Json]]] = []
        for row in node.children:
            cells: list[list[Json]] = []
            for cell in row.children:
                inner = [part for one in cell.children if one.block for part in self.paragraphs(one.block)]
                cells += [inner] if cell.kind == "cell" else [[]] * min(cell.span, 99)
            rows.append(cells)
        columns = max(len(row) for row in rows)
        rows = [row + [[]] * (columns - len(row)) for row in rows]
        head = rows[:1] if len(rows) > 1 else []
        return table(columns, head, rows[len(head) :])

    # After the text

    def terms(self) -> Iterator[Json]:
        """The glossary terms that occur."""
        cards = self.edition.cards
        if not cards:
            return
        yield heading(2, words(self.words["terms"]))
        for card in cards:
            forms = [
                {"t": "Strong", "c": [in_language(code, words(", ".join(forms)))]}
                for code, forms in (
                    (self.edition.source_language, card.source),
                    (self.edition.target_language, card.target),
                )
            ]
            told = f": {card.definition}" if card.definition else ""
            yield para([forms[0], *words(" — "), forms[1], *words(told.replace("\n", " "))])

    def signature(self) -> Iterator[Json]:
        """What made the edition."""
        made = self.words.signature(self.edition.signature)
        if made:
            yield styled(ABOUT, self.words.language, [para(words(made.replace("\n", " ")))])
