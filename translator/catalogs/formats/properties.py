"""Java properties, through translate-toolkit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from translator.catalogs.entries import Asked, Entry, Review
from translator.catalogs.stores import TranslatedFile, note

BILINGUAL = False
_MESSAGE_FORMAT = re.compile(r"\{\d")


class PropertiesCatalog(TranslatedFile):
    """See the module."""

    format = "properties"

    def parse(self, data: bytes) -> Any:
        """UTF-8 where the file is plainly that, else Latin-1 with escapes, which every Java reads."""
        from translate.storage import properties

        kind: Any = properties.javautf8file if _is_utf8(data) else properties.javafile
        return kind.parsestring(data)

    def prepare(self, store: Any) -> None:
        """It has no plurals and needs no language."""

    def read(self) -> Iterator[Entry]:
        """Keys with a value."""
        for unit in self.store.units:
            text = str(unit.source or "")
            if unit.isblank() or not text.strip():
                continue
            java = _MESSAGE_FORMAT.search(text) is not None
            yield Entry(
                key=str(unit.getid()),
                source=(text,),
                dialects=frozenset({"java"}) if java else frozenset(),
                unit=unit,
            )

    def text_of(self, unit: Any) -> tuple[str, ...]:
        """The toolkit calls the value of either file its source."""
        return (str(unit.source or ""),)

    def set_target(self, entry: Entry, texts: Any) -> None:
        """The value."""
        entry.unit.source = texts[0]

    def mark(self, entry: Entry, review: Review | None) -> None:
        """A comment before the key."""
        if review and not self.is_marked(entry.unit):
            entry.unit.comments.append(self.comment(note(review)))

    def comment(self, text: str) -> str:
        """*text* as a comment."""
        return f"# {text}"

    def graft(self, unit: Any) -> Any:
        """A copy of the unit."""
        new = unit.copy()
        new.comments = []
        self.store.addunit(new)
        return new

    def drop(self, unit: Any) -> None:
        """Take the key out."""
        self.store.units.remove(unit)


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def read(asked: Asked) -> PropertiesCatalog:
    """Read a properties file."""
    return PropertiesCatalog(asked)
