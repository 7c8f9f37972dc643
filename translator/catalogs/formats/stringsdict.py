"""Apple's .stringsdict, through translate-toolkit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from translator.catalogs.entries import Asked, Entry
from translator.catalogs.stores import TranslatedFile, by_tags, multi, speak

BILINGUAL = False


class StringsdictCatalog(TranslatedFile):
    """See the module."""

    format = "stringsdict"
    markup = True

    def parse(self, data: bytes) -> Any:
        """Parse in the language the file is in, which decides the order of its forms."""
        from translate.storage import stringsdict

        store = stringsdict.StringsDictFile()
        speak(store, getattr(self, "_now", None) or self.asked.source or "en")
        store.parse(data)
        return store

    def prepare(self, store: Any) -> None:
        """A file made after the source is written with the forms of the target."""
        super().prepare(store)

    def read(self) -> Iterator[Entry]:
        """Plurals, and formats that hold text of their own."""
        for unit in self.store.units:
            texts = tuple(text for text in self.text_of(unit) if text)
            if not texts:
                continue
            plural = len(unit.get_unitid().parts) > 1
            named = (
                dict(zip(self.store.target_plural_tags, self.text_of(unit), strict=False)) if plural else {}
            )
            yield Entry(
                key=str(unit.getid()),
                source=(named.get("one") or texts[0], texts[-1]) if plural else (texts[0],),
                forms=self.forms if plural else (),
                unit=unit,
            )
        self._now = self.target_language

    def set_target(self, entry: Entry, texts: Sequence[str]) -> None:
        """By category; the optional zero form stays out."""
        if not entry.plural:
            entry.unit.target = texts[0]
            return
        tags = self.store.target_plural_tags
        zero = any(form.name == "zero" for form in entry.forms)
        values = by_tags(entry, texts, tags)
        entry.unit.target = multi(
            ["" if tag == "zero" and not zero else v for tag, v in zip(tags, values, strict=True)]
        )


def read(asked: Asked) -> StringsdictCatalog:
    """Read a .stringsdict file."""
    return StringsdictCatalog(asked)
