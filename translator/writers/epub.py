"""EPUB 3: reflowable, sentence under sentence on a small screen and side by side on a wide one.

Each sentence carries its language (speech and hyphenation go by it), notes and links have targets of their own on
either side, the contents are in both languages, and the identifier stays the same when the book is made again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from translator.document import Edition
from translator.languages import direction
from translator.writers.cover import cover
from translator.writers.html import environment
from translator.writers.inline import anchors
from translator.writers.page import CardView, names, page
from translator.writers.volume import Chapter, Glossary, Titles, Volume, titles_of, volume_of
from translator.writers.words import Words, words

if TYPE_CHECKING:
    from translator.writers import WriteOptions

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
SIDES = {"side-by-side": ["s", "t"], "interleaved": ["s", "t"], "translation": ["t"], "source": ["s"]}
EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Entry:
    """A line of the contents."""

    titles: Titles
    file: str
    children: list[Entry] = field(default_factory=list)


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:
    """Write *edition* as a book of one chapter."""
    write_volume(volume_of(edition), file, options)


def write_volume(volume: Volume, file: IO[bytes], options: WriteOptions) -> None:
    """Write *volume*, one chapter after the other; no more than one is held at a time."""
    if file.seekable():
        _Book(volume, options).write(file)
        return
    with tempfile.TemporaryFile() as whole:  # a book that begins with a data descriptor is no sound book
        _Book(volume, options).write(whole)
        whole.seek(0)
        shutil.copyfileobj(whole, file)


class _Book:
    """A book being written."""

    def __init__(self, volume: Volume, options: WriteOptions) -> None:
        self.volume = volume
        self.layout = options.layout
        self.words: Words = words(options.ui_language)
        self.glossary = Glossary()
        self.contents: list[Entry] = []
        self.files: list[str] = []
        """Text files in reading order."""

    def write(self, file: IO[bytes]) -> None:
        """Everything, in an order that needs no looking back."""
        with ZipFile(file, "w") as self.zip:
            self.put("mimetype", "application/epub+zip", ZIP_STORED)
            self.put("META-INF/container.xml", CONTAINER)
            self.put("EPUB/cover.svg", cover(self.volume, self.words))
            self.page("cover.xhtml", "cover")
            for entry in self.chapters():
                self.contents.append(entry)
            if self.glossary.cards:
                self.page("terms.xhtml", "terms", cards=list(self.cards()), names=self.names())
            self.page("about.xhtml", "about", rows=self.about())
            self.put("EPUB/style.css", self.template("book.css"))
            self.page("nav.xhtml", "nav", contents=self.contents)
            self.put("EPUB/package.opf", self.template("package.opf.j2"))

    def chapters(self) -> Iterator[Entry]:
        """Write the chapters; give the lines of the contents."""
        if self.volume.introduction:
            yield self.chapter(self.volume.introduction)
        for number, part in enumerate(self.volume.parts, 1):
            if not part.titles.both():
                yield from (self.chapter(chapter) for chapter in part.chapters)
                continue
            name = f"part-{number}.xhtml"
            self.page(name, "part", part=part.titles)
            yield Entry(part.titles, name, [self.chapter(chapter) for chapter in part.chapters])

    def chapter(self, chapter: Chapter) -> Entry:
        """Write one chapter."""
        edition = chapter.load()
        name = f"{chapter.name}.xhtml"
        to = anchors(edition)
        to.cards = self.glossary.take(edition)
        to.terms_file = "terms.xhtml"
        view = page(edition, self.words, to)
        self.page(name, "chapter", page=view, reading=direction(edition.source_language))
        self.glossary.note(to.uses, name)
        return Entry(titles_of(edition), name)

    def cards(self) -> Iterator[CardView]:
        """The terms that occur, with their places."""
        for number, card in enumerate(self.glossary.cards, 1):
            yield CardView(number, card, tuple(self.glossary.places.get(number, ())))

    def names(self) -> list[CardView]:
        """The index of names: terms that are written with a capital letter, in the order of the alphabet."""
        return names(self.cards()) if self.volume.index else []

    def about(self) -> list[tuple[str, str]]:
        """What the book says of itself."""
        return self.words.told(self.volume.metadata) + self.words.signed(self.volume.signature)

    def page(self, name: str, kind: str, **values: Any) -> None:
        """Write a text file and give it a place in the reading order."""
        self.files.append(name)
        self.put(f"EPUB/{name}", self.template("book.xhtml.j2", kind=kind, **values))

    def template(self, name: str, **values: Any) -> str:
        """A filled template."""
        given = {
            "volume": self.volume,
            "words": self.words,
            "layout": self.layout,
            "sides": SIDES[self.layout],
        }
        given |= {"identifier": self.volume.identifier(self.layout), "page": None, "files": self.files}
        return environment().get_template(name).render(given | values)

    def put(self, name: str, text: str, compression: int = ZIP_DEFLATED) -> None:
        """A file of the archive, without anything that differs from day to day."""
        info = ZipInfo(name, EARLIEST)
        info.compress_type = compression
        info.external_attr = 0o644 << 16
        self.zip.writestr(info, text.encode("utf-8"))
