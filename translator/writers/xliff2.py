"""XLIFF 2.1: a unit for each block, a segment for each sentence, the white space between them kept."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import Element as XmlElement

from translator.document import Edition, EditionBlock, Mark, Pair
from translator.writers.embedding import pack
from translator.writers.inline import sound
from translator.writers.joining import target_gap
from translator.writers.nesting import Child, Element, elements, numbered
from translator.writers.xmlish import HEAD, SPACE, add, append_text, element, line

if TYPE_CHECKING:
    from translator.writers import WriteOptions

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
STATES = {"translated": "translated", "flagged": "initial", "kept": "final", "edited": "reviewed"}
_STYLES = {"strong": "xlf:b", "emphasis": "xlf:i"}


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:  # noqa: ARG001 - the contract
    """Write *edition* as XLIFF 2.1."""
    top = element("xliff", version="2.1", xmlns=NAMESPACE)
    top.set("srcLang", edition.source_language)
    top.set("trgLang", edition.target_language)
    held = element("file", id="f1", original=edition.name or "stdin")
    file.write((HEAD + line(top).replace(" />", ">") + line(held).replace(" />", ">")).encode("utf-8"))
    notes = element("notes")
    for key, value in edition.signature.items():
        add(notes, "note", f"{key}: {value}", category="translator")
    add(notes, "note", pack(edition), category="translator-edition")
    file.write(line(notes).encode("utf-8"))
    if edition.title:
        title = EditionBlock("heading", (edition.title,))
        file.write(line(_unit(title, "b0", 0, edition, names=["p0"])).encode("utf-8"))
    at = 0
    for number, block in enumerate(edition.blocks, 1):
        if block.pairs:
            file.write(line(_unit(block, f"b{number}", at, edition)).encode("utf-8"))
        at += len(block.pairs)
    file.write(b"</file>\n</xliff>\n")


def _unit(
    block: EditionBlock, name: str, at: int, edition: Edition, names: list[str] | None = None
) -> XmlElement:
    unit = element("unit", id=name, type=f"translator:{block.kind}")
    if all(pair.status == "kept" for pair in block.pairs):
        unit.set("translate", "no")
    names = names or [f"p{at + nth}" for nth in range(1, len(block.pairs) + 1)]
    _notes(unit, block, names)
    sides = [numbered(pair) for pair in block.pairs]
    codes = _Codes()
    first = 0
    for source, target in sides:
        last = codes.renumber((source, target), first)
        first = last
    codes.write(unit)
    for nth, (pair, own, (source, target)) in enumerate(zip(block.pairs, names, sides, strict=True)):
        if pair.gap and nth:
            _gap(unit, pair, edition)
        segment = add(unit, "segment", id=own, state=STATES[pair.status])
        segment.set("subState", f"translator:{pair.status}")
        for tag, children in (("source", source), ("target", target)):
            part = add(segment, tag)
            part.set(SPACE, "preserve")
            _fill(part, children, codes)
    return unit


def _notes(unit: XmlElement, block: EditionBlock, names: list[str]) -> None:
    said = [(own, note) for own, pair in zip(names, block.pairs, strict=True) for note in pair.notes]
    if said:
        notes = add(unit, "notes")
        for own, note in said:
            made = add(
                notes,
                "note",
                f"{own}: {note.message}",
                category="check",
                priority="1" if note.severe else "5",
            )
            made.set("appliesTo", "target")


def _gap(unit: XmlElement, pair: Pair, edition: Edition) -> None:
    ignorable = add(unit, "ignorable")
    for tag, text in (("source", pair.gap), ("target", target_gap(pair, False, edition))):
        add(ignorable, tag, text).set(SPACE, "preserve")


class _Codes:
    """The original codes of a unit: each distinct mark is stored once."""

    def __init__(self) -> None:
        self.stored: dict[Mark, str] = {}

    def renumber(self, sides: tuple[list[Child], list[Child]], first: int) -> int:
        """Make the numbers of one pair unique within the unit; they go on after *first*."""
        last = first
        for children in sides:
            for found in elements(children):
                found.number += first
                last = max(last, found.number)
                self.stored.setdefault(found.mark, f"d{len(self.stored) + 1}")
        return last

    def write(self, unit: XmlElement) -> None:
        """The ``originalData`` element, where there is anything for it."""
        if self.stored:
            data = add(unit, "originalData")
            for mark, name in self.stored.items():
                add(data, "data", sound(f"{mark.kind} {mark.target}".strip()), id=name)


def _fill(parent: XmlElement, children: list[Child], codes: _Codes) -> None:
    for child in children:
        if isinstance(child, Element):
            code = add(parent, "pc", id=str(child.number))
            kind = child.mark.kind
            code.set("type", "link" if kind in {"link", "noteref"} else "fmt")
            code.set("subType", _STYLES.get(kind, f"translator:{kind}"))
            code.set("dataRefStart", codes.stored[child.mark])
            _fill(code, child.children, codes)
        else:
            append_text(parent, child)
