"""XLIFF 1.x and 2.x, through translate-toolkit's stores; inline elements go in and out as tags of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from translator.catalogs.entries import Asked, Entry, Review
from translator.catalogs.markup import inner, set_inner
from translator.catalogs.stores import StoreCatalog, note
from translator.errors import InputError
from translator.i18n import _

BILINGUAL = True
_VERSION = re.compile(rb"<(?:\w+:)?xliff[^>]*?\sversion\s*=\s*[\"'](\d)", re.DOTALL)


class XliffCatalog(StoreCatalog):
    """See the module."""

    format = "xliff"
    markup = True

    def parse(self, data: bytes) -> Any:
        """The store for the version the file names."""
        from translate.storage import xliff, xliff2

        found = _VERSION.search(data[:4096].replace(b"\0", b""))
        self.two = found is not None and found[1] == b"2"
        kind: Any = xliff2.Xliff2File if self.two else xliff.xlifffile
        return kind.parsestring(data)

    def read(self) -> Iterator[Entry]:
        """Units in the order of the file."""
        for unit in self.store.units:
            source = self._node(unit, "source")
            text = inner(source) if source is not None else ""
            if not text.strip() or unit.isheader():
                continue
            target = self._node(unit, "target")
            there = inner(target) if target is not None else ""
            yield Entry(
                key=str(unit.getid() or "")[-60:],
                source=(text,),
                target=(there,),
                state=self._state(unit, there, target),
                context=str(unit.getcontext() or ""),
                limit=_limit(unit.xmlelement),
                unit=unit,
            )

    def _node(self, unit: Any, name: str) -> Any:
        return unit.xmlelement.find(unit.namespaced(name))

    def _state(self, unit: Any, there: str, target: Any) -> Any:
        if not unit.istranslatable():
            return "locked"
        if not there.strip():
            return "empty"
        state = target.get("state", "") if not self.two else unit.xmlelement.get("state", "")
        if unit.isapproved() or state in {"final", "signed-off", "reviewed"}:
            return "done"
        return "review" if state.startswith(("needs-", "new", "initial")) else "done"

    def set_target(self, entry: Entry, texts: Sequence[str]) -> None:
        """A target after the source, with the source's inline elements."""
        from lxml import etree

        source, target = self._node(entry.unit, "source"), self._node(entry.unit, "target")
        if target is None:
            target = etree.Element(entry.unit.namespaced("target"))
            target.tail, source.tail = source.tail, source.tail
            before = self._node(entry.unit, "seg-source")
            (before if before is not None else source).addnext(target)
            target.tail = source.tail
        set_inner(target, texts[0], source)

    def mark(self, entry: Entry, review: Review | None) -> None:
        """The state that asks for a person, and a note that says what made it."""
        unit = entry.unit
        if self.two:
            unit.xmlelement.set("state", "initial" if review else "translated")
            if review:
                _note_unit(unit, note(review))
        else:
            target = self._node(unit, "target")
            target.set("state", "needs-review-translation" if review else "translated")
            if review:
                target.set("state-qualifier", "mt-suggestion")
                unit.addnote(note(review), origin="translator")

    def data(self) -> bytes:
        """The file; one that names no target language gets it."""
        if self.changes and self.target_language:
            if self.two:
                self.store.settargetlanguage(self.store.gettargetlanguage() or self.target_language)
            else:
                for node in self.store.document.getroot().iter(self.store.namespaced("file")):
                    if not node.get("target-language"):
                        node.set("target-language", self.target_language)
        return super().data()


def _note_unit(unit: Any, text: str) -> None:
    """A note on an XLIFF 2 unit, before its segments, where the schema wants notes."""
    from lxml import etree

    element = unit.getunitelement()
    notes = element.find(unit.namespaced("notes"))
    if notes is None:
        notes = etree.Element(unit.namespaced("notes"))
        notes.tail = element.text
        element.insert(0, notes)
    if all(one.text != text for one in notes):
        one = etree.SubElement(notes, unit.namespaced("note"), {"category": "translator"})
        one.text = text


def _limit(element: Any) -> int:
    """``maxwidth`` where it counts characters."""
    if element.get("size-unit") in {"char", None} and (element.get("maxwidth") or "").isdigit():
        return int(element.get("maxwidth"))
    return 0


def read(asked: Asked) -> XliffCatalog:
    """Read an XLIFF file.

    Raises:
        InputError: it is no XLIFF file.
    """
    if b"xliff" not in asked.data[:4096].replace(b"\0", b""):
        raise InputError(_("{name} is no XLIFF file.").format(name=asked.name))
    return XliffCatalog(asked)
