"""An edition as plain values for the typesetter: text, names of marks, numbers; nothing in it is ever run."""

from __future__ import annotations

import re
from typing import Any

from translator.document import Edition, EditionBlock, Pair, Spans, cut
from translator.languages import direction
from translator.writers.headings import heading_levels, title_apart
from translator.writers.inline import Anchors, Side, anchors, sound, terms
from translator.writers.joining import target_gap
from translator.writers.links import safe_address
from translator.writers.reasons import reasons
from translator.writers.tree import Node, tree
from translator.writers.words import Words

Json = dict[str, Any]


def chapter(edition: Edition, said: Words, prefix: str, cards: dict[tuple[str, str], int]) -> Json:
    """One article. *prefix* keeps the names of its notes apart from those of other chapters."""
    to = anchors(edition)
    to.cards = cards
    sheet = _Sheet(edition, to, prefix, said)
    levels = heading_levels(edition)
    title = title_apart(edition)
    blocks = [sheet.block(block, levels.get(at, block.level)) for at, block in enumerate(edition.blocks)]
    by_block = {id(block): shown for block, shown in zip(edition.blocks, blocks, strict=True)}
    return {
        "title": sheet.pair(title, edition.source_language, first=True) if title else None,
        "name": sound(edition.name),
        "facts": " · ".join(sound(fact) for fact in said.facts(edition.metadata)),
        "nodes": [_node(node, by_block) for node in tree(edition.blocks)],
    }


def _node(node: Node[EditionBlock], shown: dict[int, Json]) -> Json:
    out: Json = {
        "kind": node.kind,
        "span": node.span,
        "nodes": [_node(inner, shown) for inner in node.children],
    }
    if node.block is not None:
        out["block"] = shown[id(node.block)]
    return out


class _Sheet:
    """What the parts of one chapter share."""

    def __init__(self, edition: Edition, to: Anchors, prefix: str, said: Words) -> None:
        self.edition = edition
        self.to = to
        self.prefix = prefix
        self.words = said
        self.noted: set[str] = set()

    def block(self, block: EditionBlock, level: int) -> Json:
        """A block with its sentences."""
        language = block.language or self.edition.source_language
        number = self.to.notes.get(block.id, 0) if block.kind == "note" else 0
        first_of_its_name = bool(number) and block.id not in self.noted
        if number:
            self.noted.add(block.id)
        return {
            "kind": block.kind,
            "level": level,
            "marker": sound(block.marker or (str(number) if number else "")),
            "note": f"{self.prefix}note-{number}" if first_of_its_name else "",
            "pairs": [
                self.pair(p, language, first=not at, kind=block.kind) for at, p in enumerate(block.pairs)
            ],
        }

    def pair(self, pair: Pair, language: str, *, first: bool, kind: str = "") -> Json:
        """A sentence and its translation."""
        language = pair.language or language
        same = pair.source == pair.target
        target_language = language if same and pair.status == "kept" else self.edition.target_language
        loose = kind in {"verse", "code"}
        return {
            "s": self.side(pair, "s", loose=loose),
            "t": self.side(pair, "t", loose=loose),
            "s_gap": " " if pair.gap else "",
            "t_gap": " " if target_gap(pair, first, self.edition) else "",
            "s_lang": _lang(language),
            "t_lang": _lang(target_language),
            "same": same,
            "why": " ".join(reasons(pair, self.words)),
        }

    def side(self, pair: Pair, side: Side, *, loose: bool) -> list[Json]:
        """One side in stretches of equal looks."""
        spans = pair.source if side == "s" else pair.target
        out: list[Json] = []
        at = 0
        for term in [*terms(pair, side, self.to), None]:
            end = term.start if term else sum(len(span.text) for span in spans)
            out += self.stretch(cut(spans, at, end), 0, side, loose=loose)
            if term:
                out += self.stretch(cut(spans, term.start, term.end), term.card, side, loose=loose)
                at = term.end
        return out

    def stretch(self, spans: Spans, card: int, side: Side, *, loose: bool) -> list[Json]:
        """Spans with the names of their marks."""
        out = []
        for span in spans:
            marks = {mark.kind: mark.target for mark in span.marks}
            note = self.to.notes.get(marks.get("noteref", ""))
            made: Json = {"x": sound(span.text) if loose else re.sub(r"\s+", " ", sound(span.text))}
            kinds = sorted(set(marks) - {"link"})
            made |= {"m": kinds} if kinds else {}
            made |= {"l": address} if (address := safe_address(marks.get("link", ""), self.to.base)) else {}
            made |= {"n": f"{self.prefix}note-{note}-{side}"} if note else {}
            made |= self.card(card, side) if card else {}
            out.append(made)
        return out

    def card(self, card: int, side: Side) -> Json:
        """The number of a term where it stands first in the chapter, as books do it.

        Marking every occurrence would also take a large book many times the memory.
        """
        name = f"{self.prefix}use-{card}-{side}"
        if name in self.noted:
            return {}
        self.noted.add(name)
        return {"c": card}


def _lang(code: str) -> Json:
    parts = code.split("-")
    region = next((part for part in parts[1:] if len(part) == 2), None)
    return {"lang": parts[0], "region": region or ("TW" if "Hant" in parts else None), "dir": direction(code)}
