"""A volume: what a book is made of, one edition or hundreds, each loaded only while it is written."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from translator.document import Edition, TermCard
from translator.languages import direction
from translator.writers.headings import title_apart

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://translator.invalid/edition/")
"""Fixed for ever: identifiers made from it keep a rebuilt book in its place on a shelf."""
OPENING = 72
"""How many letters of its first sentence stand for an article without a title."""


@dataclass(frozen=True, slots=True)
class Titles:
    """A title in both languages; either may be empty."""

    source: str = ""
    target: str = ""

    def both(self) -> str:
        """In one line, the translation first."""
        return " — ".join(dict.fromkeys(text for text in (self.target, self.source) if text))


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article of the volume."""

    name: str
    """Unique in the volume, fit for a file name."""
    load: Callable[[], Edition]
    """Reads the edition when it is needed; it is not kept."""
    titles: Titles | None = None
    """Its titles, where they are known without reading it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters under a title of their own, or all of them without one."""

    chapters: tuple[Chapter, ...]
    titles: Titles = field(default_factory=Titles)


@dataclass(frozen=True, slots=True)
class Volume:
    """A book, or one article as a book."""

    source_language: str
    target_language: str
    titles: Titles
    parts: tuple[Part, ...]
    introduction: Chapter | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    signature: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    """What the identifier follows from; the titles where it is empty."""
    index: bool = False
    """Whether there is an index of names at the end."""

    @property
    def chapters(self) -> Iterator[Chapter]:
        """All of them in reading order, the introduction first."""
        if self.introduction:
            yield self.introduction
        for part in self.parts:
            yield from part.chapters

    def identifier(self, layout: str) -> str:
        """A URN that is the same whenever the same thing is made again, corrected or not."""
        told = (self.key or self.titles.both(), self.source_language, self.target_language, layout)
        return uuid.uuid5(NAMESPACE, "\n".join(told)).urn

    def right_to_left(self, layout: str) -> bool:
        """Whether pages turn from right to left: as the language does that is read first."""
        first = self.target_language if layout == "translation" else self.source_language
        return direction(first) == "rtl"

    def modified(self) -> str:
        """A date for formats that demand one: ``SOURCE_DATE_EPOCH``, else the article's own, else a fixed one."""
        stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
        if stamp.isdecimal():
            return datetime.fromtimestamp(int(stamp), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        try:
            day = datetime.fromisoformat(self.metadata.get("date", ""))
        except ValueError:
            return "2000-01-01T00:00:00Z"
        return day.replace(tzinfo=day.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def volume_of(edition: Edition) -> Volume:
    """*edition* as a volume of one chapter."""
    titles = titles_of(edition)
    return Volume(
        edition.source_language,
        edition.target_language,
        titles,
        (Part((Chapter("text", lambda: edition),)),),
        metadata=edition.metadata,
        signature=edition.signature,
        key=f"{edition.metadata.get('source') or edition.name}\n{titles.source}",
    )


def titles_of(edition: Edition) -> Titles:
    """The titles of an edition: its own, else its first heading, else how it begins, else its name."""
    pair = title_apart(edition)
    if pair:
        return Titles(_line(pair.source_text), _line(pair.target_text))
    first = next((block for block in edition.blocks if block.kind == "heading" and block.pairs), None)
    if first:
        return Titles(_line(first.source_text), _line(" ".join(p.target_text for p in first.pairs)))
    opening = next((pair for pair in edition.pairs if pair.source_text.strip()), None)
    if opening:
        return Titles(_beginning(_line(opening.source_text)), _beginning(_line(opening.target_text)))
    return Titles(_line(edition.name), "")


def _beginning(text: str) -> str:
    if len(text) <= OPENING:
        return text
    return text[:OPENING].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"


def _line(text: str) -> str:
    from translator.writers.inline import printable

    return printable(" ".join(text.split()))


def is_name(card: TermCard) -> bool:
    """Whether a term belongs into an index of names: it is written with a capital letter in the source."""
    return bool(card.target and card.source and card.source[0][:1].isupper())


@dataclass(slots=True)
class Glossary:
    """The terms of a volume, numbered in the order of their first use, with the places where they occur."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    cards: list[TermCard] = field(default_factory=list)
    places: dict[int, list[str]] = field(default_factory=dict)

    def take(self, edition: Edition) -> dict[tuple[str, str], int]:
        """The numbers of the terms of *edition*; new ones are added."""
        out = {}
        for card in edition.cards:
            key = (card.glossary, card.concept)
            if key not in self.numbers:
                self.cards.append(card)
                self.numbers[key] = len(self.cards)
            out[key] = self.numbers[key]
        return out

    def note(self, uses: Mapping[int, list[str]], file: str) -> None:
        """Remember where the terms of one chapter occur."""
        for number, pairs in uses.items():
            self.places.setdefault(number, []).extend(f"{file}#{name}" for name in pairs)
