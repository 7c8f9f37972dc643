"""A static site: a start page, a page for each article, the terms, and a search that needs no server.

Every page is whole in itself, as a single edition is; a folder of them can be read from a disk.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from markupsafe import Markup

from translator.document import Edition
from translator.errors import OutputError
from translator.files import replacing, write_bytes
from translator.i18n import _
from translator.writers import WriteOptions
from translator.writers.epub import Entry
from translator.writers.html import asset, environment, page_pieces, policy
from translator.writers.inline import sound
from translator.writers.page import CardView, names
from translator.writers.volume import Chapter, Glossary, Titles, Volume, titles_of
from translator.writers.words import Words, words


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a page of a site leads to."""

    home: Titles
    previous: Entry | None
    next: Entry | None


def write_site(volume: Volume, folder: Path, options: WriteOptions) -> None:
    """Write *volume* into *folder*; pages that would be the same are not touched.

    Raises:
        OutputError: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            _("Cannot write {path}: {reason}.").format(path=folder, reason=error.strerror or error)
        ) from error
    _Site(volume, folder, options).write()


class _Site:
    def __init__(self, volume: Volume, folder: Path, options: WriteOptions) -> None:
        self.volume = volume
        self.folder = folder
        self.options = options
        self.words: Words = words(options.ui_language)
        self.glossary = Glossary()

    def write(self) -> None:
        """All pages; the words of the articles go to the search page while they pass by."""
        chapters = list(self.volume.chapters)
        entries = [
            Entry(chapter.titles or titles_of(chapter.load()), f"{chapter.name}.html") for chapter in chapters
        ]
        by_name = {chapter.name: entry for chapter, entry in zip(chapters, entries, strict=True)}
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as told:
            for line in self.chapters(chapters, entries):
                told.write(f"{line}\n")
            told.seek(0)
            with replacing(self.folder / "search.html") as file:
                self.search(file, (line.rstrip("\n") for line in told))
        self.page("index.html", "start", contents=list(self.contents(by_name)))
        if self.glossary.cards:
            cards = list(self.cards())
            self.page("terms.html", "terms", cards=cards, names=names(cards) if self.volume.index else [])

    def chapters(self, chapters: list[Chapter], entries: list[Entry]) -> Iterator[str]:
        """Write the articles; give what the search needs of each."""
        for at, (chapter, entry) in enumerate(zip(chapters, entries, strict=True)):
            edition = chapter.load()
            around = Neighbours(
                self.volume.titles,
                entries[at - 1] if at else None,
                entries[at + 1] if at + 1 < len(entries) else None,
            )
            self.put(entry.file, b"".join(p.encode() for p in page_pieces(edition, self.options, around)))
            self.note_terms(edition, entry.file)
            pairs = [
                [f"p{n}", sound(p.source_text), sound(p.target_text)] for n, p in enumerate(edition.pairs, 1)
            ]
            yield json.dumps(
                [entry.file, entry.titles.source, entry.titles.target, pairs], ensure_ascii=False
            )

    def note_terms(self, edition: Edition, file: str) -> None:
        """Remember the terms of an article and where they are."""
        numbers = self.glossary.take(edition)
        uses: dict[int, list[str]] = {}
        for number, pair in enumerate(edition.pairs, 1):
            for use in pair.terms:
                card = numbers.get((use.glossary, use.concept))
                if card:
                    uses.setdefault(card, []).append(f"p{number}")
        self.glossary.note(uses, file)

    def cards(self) -> Iterator[CardView]:
        """The terms of all articles."""
        for number, card in enumerate(self.glossary.cards, 1):
            yield CardView(number, card, tuple(dict.fromkeys(self.glossary.places.get(number, ()))))

    def contents(self, by_name: dict[str, Entry]) -> Iterator[Entry]:
        """The contents, with parts."""
        if self.volume.introduction:
            yield by_name[self.volume.introduction.name]
        for part in self.volume.parts:
            inside = [by_name[chapter.name] for chapter in part.chapters]
            if part.titles.both():
                yield Entry(part.titles, "", inside)
            else:
                yield from inside

    def search(self, file: IO[bytes], found: Iterator[str]) -> None:
        """The search page: the words of all articles, and a script that looks through them."""
        pieces = self.pieces("search", script=("settings.js", "search.js"), data=_in_page(found))
        for piece in pieces:
            file.write(piece.encode("utf-8"))

    def page(self, name: str, kind: str, **values: Any) -> None:
        """One of the other pages."""
        self.put(name, "".join(self.pieces(kind, **values)).encode("utf-8"))

    def pieces(self, kind: str, script: tuple[str, ...] = ("settings.js",), **values: Any) -> Iterator[str]:
        """A page of the site."""
        style, code = asset("edition.css"), asset(*script)
        given = {"kind": kind, "volume": self.volume, "words": self.words, "style": style, "script": code}
        given |= {
            "policy": policy(style, code),
            "contents": [],
            "cards": [],
            "names": [],
            "data": (),
            "terms": bool(self.glossary.cards),
        }
        return environment().get_template("site.html.j2").generate(given | values)

    def put(self, name: str, data: bytes) -> None:
        """Write a page unless it is there already, word for word."""
        path = self.folder / name
        if not path.is_file() or path.read_bytes() != data:
            write_bytes(path, data)


def _in_page(lines: Iterator[str]) -> Iterator[Markup]:
    """JSON lines as parts of a list, with nothing in them that could end the element they stand in."""
    separator = ""
    for line in lines:
        safe = (
            line.replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029")
        )
        yield Markup(f"{separator}{safe}\n")  # noqa: S704 - escaped in the line above
        separator = ","
