"""XLIFF 1.2: the form of a bilingual text that nearly every translation tool opens and edits."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import Element as XmlElement

from translator.document import Edition, EditionBlock, Pair
from translator.writers.embedding import pack
from translator.writers.nesting import Child, numbered
from translator.writers.xmlish import HEAD, LANG, SPACE, add, append_text, element, line

if TYPE_CHECKING:
    from translator.writers import WriteOptions

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
STATES = {
    "translated": {"state": "translated", "state_qualifier": "mt-suggestion"},
    "flagged": {"state": "needs-review-translation", "state_qualifier": "mt-suggestion"},
    "kept": {"state": "final"},
    "edited": {"state": "signed-off"},
}
_TYPES = {"strong": "bold", "emphasis": "italic", "link": "link"}


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:  # noqa: ARG001 - the contract
    """Write *edition* as XLIFF 1.2, a group for each block and a unit for each sentence."""
    head = element(
        "file", original=edition.name or "stdin", source_language=edition.source_language,
        target_language=edition.target_language, datatype="x-translator-edition",
    )  # fmt: skip
    opening = line(head).replace(" />", ">").replace("></file>", ">")
    file.write(f'{HEAD}<xliff version="1.2" xmlns="{NAMESPACE}">\n{opening}'.encode())
    file.write(line(_header(edition)).encode("utf-8"))
    file.write(b"<body>\n")
    if edition.title:
        file.write(line(_unit(edition.title, "p0")).encode("utf-8"))
    at = 0
    for number, block in enumerate(edition.blocks, 1):
        if block.pairs:
            file.write(line(_group(block, number, at)).encode("utf-8"))
        at += len(block.pairs)
    file.write(b"</body>\n</file>\n</xliff>\n")


def _header(edition: Edition) -> XmlElement:
    header = element("header")
    program = edition.signature.get("program", "translator")
    name, _space, version = program.partition(" ")
    tool = add(header, "tool", tool_id="translator", tool_name=name)
    if version:
        tool.set("tool-version", version)
    for key, value in edition.signature.items():
        add(header, "note", f"{key}: {value}", **{"from": "translator"})
    carried = add(header, "note", pack(edition), **{"from": "translator-edition"})
    carried.set(LANG, "zxx")
    return header


def _group(block: EditionBlock, number: int, at: int) -> XmlElement:
    group = element("group", id=f"b{number}", restype=f"x-{block.kind}")
    for own, pair in enumerate(block.pairs, at + 1):
        group.append(_unit(pair, f"p{own}"))
    return group


def _unit(pair: Pair, name: str) -> XmlElement:
    unit = element("trans-unit", id=name)
    unit.set(SPACE, "preserve")
    if pair.status == "kept":
        unit.set("translate", "no")
    if pair.status == "edited":
        unit.set("approved", "yes")
    source, target = numbered(pair)
    held = add(unit, "source")
    if pair.language:
        held.set(LANG, pair.language)
    _fill(held, source)
    _fill(add(unit, "target", **STATES[pair.status]), target)
    for note in pair.notes:
        add(unit, "note", note.message, annotates="target", priority="1" if note.severe else "5")
    return unit


def _fill(parent: XmlElement, children: list[Child]) -> None:
    for child in children:
        if isinstance(child, str):
            append_text(parent, child)
        else:
            kind = child.mark.kind
            _fill(add(parent, "g", id=str(child.number), ctype=_TYPES.get(kind, f"x-{kind}")), child.children)
