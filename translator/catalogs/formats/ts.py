"""Qt Linguist's TS, through translate-toolkit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from translator.catalogs.entries import Asked, Entry, Review
from translator.catalogs.plurals import Form, forms
from translator.catalogs.stores import StoreCatalog, canonical, note

BILINGUAL = True


class TsCatalog(StoreCatalog):
    """See the module."""

    format = "ts"
    markup = True

    def parse(self, data: bytes) -> Any:
        """Parse."""
        from translate.storage import ts2

        return ts2.tsfile.parsestring(data)

    def declared(self, *, source: bool) -> str | None:
        """The attributes of the root."""
        root = self.store.document.getroot()
        return canonical(root.get("sourcelanguage" if source else "language"))

    def plural_forms(self) -> tuple[Form, ...]:
        """Qt's rules are CLDR's for whole numbers."""
        return tuple(form for form in forms(self.target_language or "en") if "." not in form.sample)

    def read(self) -> Iterator[Entry]:
        """Messages; obsolete and vanished ones left out."""
        for unit in self.store.units:
            if unit.isobsolete() or not unit.istranslatable() or not unit.source:
                continue
            plural, source = unit.hasplural(), str(unit.source)
            node = unit._gettargetnode()  # noqa: SLF001 - the store has no public way to see variants
            forms = node.findall(unit.namespaced("numerusform"))
            target = tuple(form.text or "" for form in forms) if plural else (str(unit.target or ""),)
            special = len(unit.xmlelement.find(unit.namespaced("source"))) > 0
            special = special or node.find(".//lengthvariant") is not None
            filled = bool(target) and all(target) and (not plural or len(target) >= len(self.forms))
            unfinished = node.get("type") == "unfinished"
            yield Entry(
                key=" ".join(source.split())[:60],
                source=(source, source) if plural else (source,),
                target=target,
                forms=self.forms if plural else (),
                state="locked" if special else "empty" if not filled else "review" if unfinished else "done",
                dialects=frozenset({"qt"}),
                context=str(unit.getcontext() or ""),
                unit=unit,
            )

    def set_target(self, entry: Entry, texts: Sequence[str]) -> None:
        """One ``numerusform`` a form."""
        if entry.plural and not any(entry.target):
            node = entry.unit._gettargetnode()  # noqa: SLF001
            for child in list(node):
                node.remove(child)
            node.append(node.makeelement(entry.unit.namespaced("numerusform")))
        super().set_target(entry, texts)

    def mark(self, entry: Entry, review: Review | None) -> None:
        """Unfinished, and a translator's comment that says what made it."""
        entry.unit.markfuzzy(bool(review))
        if review and note(review) not in entry.unit.getnotes("translator"):
            entry.unit.addnote(note(review), origin="translator")

    def data(self) -> bytes:
        """The file; one that names no language gets it."""
        root = self.store.document.getroot()
        if self.changes and self.target_language and not root.get("language"):
            root.set("language", self.target_language.replace("-", "_"))
        return super().data()


def read(asked: Asked) -> TsCatalog:
    """Read a TS file."""
    return TsCatalog(asked)
