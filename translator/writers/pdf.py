"""PDF through typst: two aligned columns that break across pages together, tagged, with its language and title.

The text goes to the typesetter as JSON beside a fixed template, so nothing in an article can be a command.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from translator.document import Edition
from translator.errors import OutputError
from translator.i18n import _
from translator.languages import direction, primary
from translator.writers.fonts import families
from translator.writers.html import TEMPLATES
from translator.writers.inline import sound
from translator.writers.printed import chapter
from translator.writers.volume import Chapter, Glossary, Titles, Volume, is_name, titles_of, volume_of
from translator.writers.words import Words, words

if TYPE_CHECKING:
    from translator.writers import WriteOptions

SAID = ("check", "contents", "names", "terms", "untitled")


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:
    """Write *edition* as a PDF."""
    write_volume(volume_of(edition), file, options)


def write_volume(volume: Volume, file: IO[bytes], options: WriteOptions) -> None:
    """Write *volume*; chapters wait on disk, not in memory, for the typesetter.

    Raises:
        FeatureMissing: no font for one of the scripts; the hint names the package to install.
        OutputError: the typesetter refused.
    """
    import typst

    said = words(options.ui_language)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        data = _Setting(volume, options, said, root).data()
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (root / "main.typ").write_bytes((TEMPLATES / "edition.typ").read_bytes())
        try:
            typst.compile(root / "main.typ", output=root / "out.pdf", root=root)
        except RuntimeError as error:
            raise OutputError(
                _("The PDF could not be set: {reason}.").format(reason=str(error).split("\n", maxsplit=1)[0])
            ) from error
        with (root / "out.pdf").open("rb") as made:
            while piece := made.read(1 << 20):
                file.write(piece)


class _Setting:
    """Gathers what the template needs."""

    def __init__(self, volume: Volume, options: WriteOptions, said: Words, root: Path) -> None:
        self.volume = volume
        self.layout = options.layout
        self.words = said
        self.root = root
        self.glossary = Glossary()
        self.found: dict[int, list[int]] = {}
        """Number of a term → the chapters it occurs in."""
        self.languages = {volume.source_language: None, volume.target_language: None}
        self.many = sum(1 for _chapter in volume.chapters) > 1

    def data(self) -> dict[str, Any]:
        """Everything but the chapters, which are in files of their own, named here in order."""
        chapters = self.chapters()
        source, target = self.volume.source_language, self.volume.target_language
        return {
            "titles": _titles(self.volume.titles),
            "title": sound(self.volume.titles.both()) or self.words["untitled"],
            "author": sound(self.volume.metadata.get("author", "")),
            "layout": self.layout,
            "many": self.many,
            "languages": self.words.from_into(source, target),
            "ui": {"lang": primary(self.words.language), "dir": self.words.direction()},
            "source": {"lang": primary(source), "dir": direction(source)},
            "target": {"lang": primary(target), "dir": direction(target)},
            "fonts": families(self.languages),
            "words": {key: self.words[key] for key in SAID},
            "chapters": chapters,
            "cards": self.cards(),
            "names": self.names(),
            "made": sound(self.words.signature(self.volume.signature)),
            "about": self.about(),
        }

    def chapters(self) -> list[dict[str, Any]]:
        """Write the chapters; give their files, a part before its first one."""
        out: list[dict[str, Any]] = []
        if self.volume.introduction:
            out.append(self.chapter(self.volume.introduction, len(out)))
        for part in self.volume.parts:
            for at, one in enumerate(part.chapters):
                made = self.chapter(one, len(out))
                out.append(made | ({"part": _titles(part.titles)} if not at and part.titles.both() else {}))
        return out

    def chapter(self, one: Chapter, number: int) -> dict[str, Any]:
        """Write one chapter."""
        edition = one.load()
        self.languages |= dict.fromkeys(
            language
            for block in edition.blocks
            for language in (block.language, *(p.language for p in block.pairs))
            if language
        )
        cards = self.glossary.take(edition)
        for card in cards.values():
            self.found.setdefault(card, []).append(number)
        data = chapter(edition, self.words, f"c{number}-", cards)
        name = f"chapter-{number}.json"
        (self.root / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return {"file": name, "titles": _titles(titles_of(edition)), "part": None}

    def about(self) -> list[str]:
        """What a book says of itself on its first page; an article alone says it under its title."""
        if not self.many:
            return []
        rows = [row for row in self.words.told(self.volume.metadata) if row[0] != self.words["author"]]
        return [sound(f"{label}: {value}") for label, value in rows]

    def cards(self) -> list[dict[str, Any]]:
        """The terms at the end."""
        return [
            {
                "source": [sound(form) for form in card.source],
                "target": [sound(form) for form in card.target],
                "definition": sound(card.definition),
            }
            for card in self.glossary.cards
        ]

    def names(self) -> list[dict[str, Any]]:
        """The names for the index, and in which chapters they occur; the typesetter knows the pages."""
        if not self.volume.index:
            return []
        numbered = enumerate(self.glossary.cards, 1)
        found = [(at, card) for at, card in numbered if is_name(card)]
        return [
            {
                "chapters": self.found.get(at, []),
                "source": sound(card.source[0]),
                "target": sound(card.target[0]),
            }
            for at, card in sorted(found, key=lambda one: (one[1].target[0].casefold(), one[0]))
        ]


def _titles(titles: Titles) -> dict[str, str]:
    return {"s": sound(titles.source), "t": sound(titles.target)}
