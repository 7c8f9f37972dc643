"""Android string resources, through translate-toolkit, which knows their escapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from translator.catalogs.entries import Asked, Entry, Review
from translator.catalogs.markup import comment_before, copied
from translator.catalogs.stores import TranslatedFile, by_tags, multi, note, speak

BILINGUAL = False


class AndroidCatalog(TranslatedFile):
    """See the module."""

    format = "android"
    markup = True

    def parse(self, data: bytes) -> Any:
        """Parse."""
        from translate.storage import aresource

        return aresource.AndroidResourceFile.parsestring(data)

    def read(self) -> Iterator[Entry]:
        """Strings and plurals; a reference (``@string/x``) is locked."""
        speak(self.store, self.source_language)
        for unit in self.store.units:
            plural = unit.hasplurals(unit.target)
            texts = tuple(text for text in self.text_of(unit) if text)
            if not texts:
                continue
            source = (texts[0], texts[-1]) if plural else (texts[0],)
            untouchable = not unit.istranslatable() or texts[0].startswith(("@string/", "?"))
            yield Entry(
                key=str(unit.getid()),
                source=source,
                forms=self.forms if plural else (),
                state="locked" if untouchable else "empty",
                dialects=frozenset({"plain"}) if unit.xmlelement.get("formatted") == "false" else frozenset(),
                unit=unit,
            )
        self.prepare(self.store)

    def set_target(self, entry: Entry, texts: Sequence[str]) -> None:
        """Plurals go by quantity."""
        if entry.plural:
            entry.unit.target = multi(by_tags(entry, texts, self.store.get_plural_tags()))
        else:
            entry.unit.target = texts[0]

    def mark(self, entry: Entry, review: Review | None) -> None:
        """A comment before the string."""
        if review and not self.is_marked(entry.unit):
            comment_before(entry.unit.xmlelement, note(review))

    def graft(self, unit: Any) -> Any:
        """A copy of the element."""
        new = copied(unit)
        self.store.addunit(new)
        return new


def read(asked: Asked) -> AndroidCatalog:
    """Read a resource file."""
    return AndroidCatalog(asked)
