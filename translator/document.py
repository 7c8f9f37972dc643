"""The values everything speaks: a Document goes in, an Edition comes out.

All of them are frozen; a step takes a value and returns a new one. Reading order::

    Document ─ Block ─ Span ─ Mark            what a reader found in a file
    Sentence                                  a stretch of one block
    Edition ─ EditionBlock ─ Pair ─ Note, TermUse     what a writer needs, and nothing else

Text is Unicode in NFC. Offsets count Python characters (code points) from 0; an end is exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

BlockKind = Literal[
    "heading", "paragraph", "item", "quote", "caption", "divider", "code", "cell", "note", "verse"
]
MarkKind = Literal["emphasis", "strong", "link", "code", "strike", "superscript", "subscript", "noteref"]
Status = Literal["translated", "kept", "flagged", "edited"]
How = Literal["already", "proxy", "splice", "inline", "kept", "flagged"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said about a stretch of text besides its letters."""

    kind: MarkKind
    target: str = ""
    """For ``link`` the address, for ``noteref`` the id of the note block; otherwise empty."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with the same marks throughout."""

    text: str
    marks: tuple[Mark, ...] = ()


Spans = tuple[Span, ...]


def plain(spans: Spans) -> str:
    """The letters of *spans* without their marks."""
    return "".join(span.text for span in spans)


def cut(spans: Spans, start: int, end: int) -> Spans:
    """The spans of the characters from *start* to *end*, marks kept, empty ones left out."""
    out: list[Span] = []
    at = 0
    for span in spans:
        piece = span.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            out.append(replace(span, text=piece))
        at += len(span.text)
    return tuple(out)


def merged(spans: Spans) -> Spans:
    """*spans* with neighbours of equal marks joined and empty ones left out."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].marks == span.marks:
            out[-1] = replace(out[-1], text=out[-1].text + span.text)
        elif span.text:
            out.append(span)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-sized part of a document."""

    kind: BlockKind
    spans: Spans = ()
    """Inline content; empty for a divider. Newlines occur only in ``code`` and ``verse``."""
    level: int = 0
    """Heading level from 1; nesting depth from 1 for items and quotes; otherwise 0."""
    marker: str = ""
    """For an item, what stands before it: ``•`` or ``1.``."""
    language: str | None = None
    """The language the file itself declares for this block (HTML ``lang``), if any."""
    id: str = ""
    """The anchor other blocks may link to (``noteref`` marks name a note block by it)."""
    cell: tuple[int, int] | None = None
    """For a table cell its row and column, from 0; consecutive cells with rising places form one table."""

    @property
    def text(self) -> str:
        """The block's letters."""
        return plain(self.spans)


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read: blocks in order and what the file says about itself."""

    blocks: tuple[Block, ...]
    title: str = ""
    language: str | None = None
    """The language the file declares for the whole, if any; never guessed here."""
    name: str = ""
    """Where it came from, for messages: a file name, or ``stdin``."""
    format: str = "text"
    """The reader that made it."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """``author``, ``date``, ``source``, ``description`` … as far as the file says so."""

    @property
    def text(self) -> str:
        """All letters, one block a paragraph."""
        return "\n\n".join(block.text for block in self.blocks if block.spans)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of one block that is translated as a unit: ``block.text[start:end]``."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader should know about a pair: a failed check or a decision."""

    code: str
    """Stable name, such as ``numbers`` or ``term-missing``; see ``translator.checks``."""
    message: str
    """One sentence in the interface language of the run."""
    severe: bool = True
    """Whether it flags the pair; a note that is not severe only explains."""


@dataclass(frozen=True, slots=True)
class TermUse:
    """One occurrence of a glossary concept in a pair."""

    concept: str
    """The concept's id."""
    glossary: str
    """The glossary's name."""
    source: tuple[int, int]
    """Where the source term stands in the source sentence."""
    target: tuple[int, int] | None
    """Where its rendering stands in the translation, if it does."""
    wanted: str
    """The glossary's target term in its dictionary form."""
    how: How = "already"
    """What was done: found already, put there by a method, kept on purpose, or flagged."""
    form: str = ""
    """The form that stands in the translation."""
    reason: str = ""
    """A reason code when the term is not there (``no-span``, ``ambiguous`` …)."""
    confidence: float = 1.0
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A source sentence beside its translation."""

    source: Spans
    target: Spans
    status: Status = "translated"
    notes: tuple[Note, ...] = ()
    terms: tuple[TermUse, ...] = ()
    score: float | None = None
    """Mean log-probability per target token, natural logarithm; ``None`` when no engine made it."""
    gap: str = ""
    """The white space between the previous sentence of the block and this one, in the source."""
    language: str | None = None
    """The source sentence's language where it differs from the edition's."""

    @property
    def source_text(self) -> str:
        """The source's letters."""
        return plain(self.source)

    @property
    def target_text(self) -> str:
        """The translation's letters."""
        return plain(self.target)

    @property
    def flagged(self) -> bool:
        """Whether a person should look at it."""
        return self.status == "flagged"


@dataclass(frozen=True, slots=True)
class EditionBlock:
    """A block of pairs; the fields are those of :class:`Block`."""

    kind: BlockKind
    pairs: tuple[Pair, ...] = ()
    level: int = 0
    marker: str = ""
    language: str | None = None
    """The source language of the block where it differs from the edition's."""
    id: str = ""
    cell: tuple[int, int] | None = None

    @property
    def source_text(self) -> str:
        """The block's source, sentences joined as they stood."""
        return "".join(pair.gap + pair.source_text for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class TermCard:
    """What an edition tells a reader about a concept that occurs in it."""

    concept: str
    glossary: str
    source: tuple[str, ...]
    """Terms in the source language, preferred first."""
    target: tuple[str, ...]
    """Terms in the target language, preferred first."""
    definition: str = ""
    domain: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A finished translation, aligned sentence by sentence; ``edition.json`` is its exact image."""

    source_language: str
    target_language: str
    blocks: tuple[EditionBlock, ...]
    title: Pair | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    signature: Mapping[str, str] = field(default_factory=dict)
    """What made it: ``program``, ``engine``, ``package``, ``beam``, ``glossary`` … each with version or hash."""
    cards: tuple[TermCard, ...] = ()
    """The concepts that occur, in the order of their first use."""
    name: str = ""
    """The source's name."""

    @property
    def pairs(self) -> Iterator[Pair]:
        """All pairs in reading order."""
        return (pair for block in self.blocks for pair in block.pairs)

    @property
    def flagged(self) -> list[Pair]:
        """The pairs a person should look at."""
        return [pair for pair in self.pairs if pair.flagged]
