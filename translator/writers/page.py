"""An edition as templates want it: pairs as markup with their languages, blocks in a tree, cards, counts.

Web pages and books share this view and the macros in ``templates/blocks.j2``; they differ in what is around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from translator.document import BlockKind, Edition, EditionBlock, Pair, Status, TermCard
from translator.languages import direction
from translator.writers.headings import heading_levels, opens_with_title, title_apart
from translator.writers.inline import Anchors, Side, anchors, printable, sentence
from translator.writers.joining import target_gap
from translator.writers.reasons import offers, reasons
from translator.writers.tree import Node, tree
from translator.writers.volume import is_name
from translator.writers.words import Words


@dataclass(frozen=True, slots=True)
class Text:
    """One side of a pair."""

    markup: Markup
    lang: str
    dir: str
    gap: str = ""
    """The white space before it when sentences run on."""


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair, ready to be shown."""

    id: str
    source: Text
    target: Text
    status: Status
    reasons: tuple[str, ...] = ()
    """Why a person should look at it."""
    offers: tuple[str, ...] = ()
    """What people made of sentences much like it."""
    same: bool = False
    """Whether both sides read the same."""
    linked: bool = False
    """Whether a link in the text leads here, so that each side needs a name."""


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block, ready to be shown; it finds its place in the tree as an ``EditionBlock`` does."""

    kind: BlockKind
    pairs: tuple[PairView, ...]
    level: int
    marker: str
    id: str
    cell: tuple[int, int] | None
    note: int = 0
    """For a note block, the number its references use; 0 when it has no id."""
    back: tuple[Side, ...] = ()
    """For a note block, the sides on which something refers to it."""


@dataclass(frozen=True, slots=True)
class CardView:
    """A card, with the pairs in which its term occurs."""

    number: int
    card: TermCard
    pairs: tuple[str, ...]


def names(cards: Iterable[CardView]) -> list[CardView]:
    """Those of *cards* that belong into an index of names, in the order of the alphabet."""
    found = [view for view in cards if is_name(view.card)]
    return sorted(found, key=lambda view: (view.card.target[0].casefold(), view.number))


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a template shows of one edition."""

    edition: Edition
    words: Words
    title: PairView | None
    """The title when it is not the first block of the text."""
    opening: Node[BlockView] | None
    """The first block when it is the heading that serves as the title."""
    nodes: list[Node[BlockView]]
    """The blocks after that."""
    cards: list[CardView]
    flagged: list[PairView]
    counts: Counter[str] = field(default_factory=Counter)
    """How many pairs have each status."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read."""
        return not self.edition.blocks

    @property
    def by_machine(self) -> bool:
        """Whether any sentence is as an engine left it."""
        return bool(self.counts["translated"] or self.counts["flagged"])

    def plain_title(self) -> str:
        """The titles of both languages in one line, for a window or a library."""
        edition = self.edition
        if edition.title:
            both = (edition.title.target_text.strip(), edition.title.source_text.strip())
        else:
            first = next((b for b in edition.blocks if b.kind == "heading" and b.pairs), None)
            both = (" ".join(p.target_text for p in first.pairs), first.source_text) if first else ("", "")
        parts = [part for part in dict.fromkeys(printable(" ".join(text.split())) for text in both) if part]
        return " — ".join(parts) or printable(edition.name) or self.words["untitled"]


def page(edition: Edition, words: Words, to: Anchors | None = None) -> Page:
    """The view of *edition*; *to* says where links lead when the edition is part of a book."""
    to = to or anchors(edition)
    builder = _Builder(edition, to, words)
    apart = title_apart(edition)
    title = builder.pair(apart, edition.source_language) if apart else None
    levels = heading_levels(edition)
    blocks = [builder.block(block, at, levels) for at, block in enumerate(edition.blocks)]
    _link_back(blocks, to.taken)
    opens = opens_with_title(edition)
    pairs = [pair for block in blocks for pair in block.pairs]
    return Page(
        edition, words, title,
        opening=Node("block", blocks[0]) if opens else None,
        nodes=tree(blocks[1:] if opens else blocks),
        cards=[CardView(at, card, tuple(to.uses.get(at, ()))) for at, card in enumerate(edition.cards, 1)],
        flagged=[pair for pair in pairs if pair.status == "flagged"],
        counts=Counter(pair.status for pair in pairs),
    )  # fmt: skip


def _link_back(blocks: list[BlockView], taken: AbstractSet[str]) -> None:
    """Give notes their ways back, once it is known which references there are."""
    for at, block in enumerate(blocks):
        if block.note:
            sides: tuple[Side, ...] = ("s", "t")
            back = tuple(side for side in sides if f"ref-{block.note}-{side}" in taken)
            blocks[at] = replace(block, back=back)


class _Builder:
    """Numbers pairs in reading order and remembers where terms occur."""

    def __init__(self, edition: Edition, to: Anchors, words: Words) -> None:
        self.edition = edition
        self.words = words
        self.to = to
        self.linked = set(to.blocks.values())
        self.number = 0 if title_apart(edition) else 1

    def block(self, block: EditionBlock, at: int, levels: Mapping[int, int]) -> BlockView:
        language = block.language or self.edition.source_language
        return BlockView(
            block.kind,
            tuple(self.pair(pair, language, first=not nth) for nth, pair in enumerate(block.pairs)),
            levels.get(at, block.level), printable(block.marker), f"b{at + 1}", block.cell,
            self.to.notes.get(block.id, 0) if block.kind == "note" else 0,
        )  # fmt: skip

    def pair(self, pair: Pair, language: str, *, first: bool = True) -> PairView:
        name = f"p{self.number}"  # the title is p0, the first sentence of the text p1, in every format
        self.number += 1
        self._remember(pair, name)
        source_lang = pair.language or language
        same = pair.source == pair.target
        target_lang = source_lang if same and pair.status == "kept" else self.edition.target_language
        gap = target_gap(pair, first, self.edition)
        return PairView(
            name,
            Text(sentence(pair, "s", self.to), source_lang, direction(source_lang), pair.gap),
            Text(sentence(pair, "t", self.to), target_lang, direction(target_lang), gap),
            pair.status,
            tuple(reasons(pair, self.words)),
            tuple(offers(pair, self.words)),
            same,
            linked=self.number - 1 in self.linked,
        )  # fmt: skip

    def _remember(self, pair: Pair, name: str) -> None:
        for use in pair.terms:
            card = self.to.cards.get((use.glossary, use.concept))
            if card and name not in self.to.uses.setdefault(card, []):
                self.to.uses[card].append(name)
