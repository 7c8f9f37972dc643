""".NET resources, through translate-toolkit; only texts are entries, not forms' geometry and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from translator.catalogs.entries import Asked, Entry, Review
from translator.catalogs.markup import copied
from translator.catalogs.stores import TranslatedFile, note

BILINGUAL = False


class ResxCatalog(TranslatedFile):
    """See the module."""

    format = "resx"
    markup = True

    def parse(self, data: bytes) -> Any:
        """Parse."""
        from translate.storage import resx

        return resx.RESXFile.parsestring(data)

    def prepare(self, store: Any) -> None:
        """It has no plurals and needs no language."""

    def read(self) -> Iterator[Entry]:
        """The elements that hold text."""
        for unit in self.store.units:
            element, text = unit.xmlelement, str(unit.target or "")
            if not text.strip() or element.get("type") or element.get("mimetype"):
                continue
            name = str(unit.getid())
            locked = name.startswith((">>", "$this.")) and not name.endswith(".Text")
            yield Entry(key=name, source=(text,), state="locked" if locked else "empty", unit=unit)

    def mark(self, entry: Entry, review: Review | None) -> None:
        """A comment."""
        if review and not self.is_marked(entry.unit):
            entry.unit.addnote(note(review))

    def graft(self, unit: Any) -> Any:
        """A copy of the element."""
        new = copied(unit)
        self.store.addunit(new)
        return new


def read(asked: Asked) -> ResxCatalog:
    """Read a resource file."""
    return ResxCatalog(asked)
