"""TMX 1.4b: the sentence pairs as a translation memory, for any tool that keeps one.

Marks are paired tags that hold their HTML, as the specification suggests for level 2; a tool that does not know
them shows plain text.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import Element as XmlElement

from translator.document import Edition, Pair
from translator.writers.embedding import pack
from translator.writers.nesting import Child, numbered
from translator.writers.xmlish import HEAD, LANG, add, append_text, element, line

if TYPE_CHECKING:
    from translator.writers import WriteOptions

_TYPES = {"strong": "bold", "emphasis": "italic", "strike": "strikethrough", "noteref": "fnote"}
_TAGS = {
    "strong": "b", "emphasis": "i", "strike": "s", "superscript": "sup", "subscript": "sub", "code": "code",
}  # fmt: skip
CARRIED = "x-translator-edition"
"""The property of the header that carries the whole edition."""


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:  # noqa: ARG001 - the contract
    """Write *edition* as a translation memory."""
    file.write(f'{HEAD}<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'.encode())
    file.write(line(_header(edition)).encode("utf-8"))
    file.write(b"<body>\n")
    if edition.title:
        file.write(line(_unit(edition.title, "p0", "title", edition)).encode("utf-8"))
    inside = ((block.kind, pair) for block in edition.blocks for pair in block.pairs)
    for at, (kind, pair) in enumerate(inside, 1):
        file.write(line(_unit(pair, f"p{at}", kind, edition)).encode("utf-8"))
    file.write(b"</body>\n</tmx>\n")


def _header(edition: Edition) -> XmlElement:
    program, _space, version = edition.signature.get("program", "translator").partition(" ")
    header = element(
        "header", creationtool=program, creationtoolversion=version or "0", segtype="sentence",
        o_tmf="translator-edition", adminlang="en", srclang=edition.source_language, datatype="html",
    )  # fmt: skip
    for key, value in edition.signature.items():
        add(header, "prop", value, type=f"x-{_name(key)}")
    add(header, "prop", pack(edition), type=CARRIED)
    return header


def _name(key: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in key)


def _unit(pair: Pair, name: str, kind: str, edition: Edition) -> XmlElement:
    unit = element("tu", tuid=name)
    if pair.language:
        unit.set("srclang", pair.language)
    for note in pair.notes:
        add(unit, "note", note.message)
    add(unit, "prop", pair.status, type="x-status")
    add(unit, "prop", kind, type="x-kind")
    source, target = numbered(pair)
    languages = (pair.language or edition.source_language, edition.target_language)
    for language, children in zip(languages, (source, target), strict=True):
        variant = add(unit, "tuv")
        variant.set(LANG, language)
        _fill(add(variant, "seg"), children, [0])
    return unit


def _fill(segment: XmlElement, children: list[Child], count: list[int]) -> None:
    """Text and paired tags; *count* numbers the tags of one segment, ``x`` ties them to the other side's."""
    for child in children:
        if isinstance(child, str):
            append_text(segment, child)
            continue
        count[0] += 1
        own = str(count[0])
        mark = child.mark
        opening, closing = _codes(mark.kind, mark.target)
        add(segment, "bpt", opening, i=own, x=str(child.number), type=_TYPES.get(mark.kind, mark.kind))
        _fill(segment, child.children, count)
        add(segment, "ept", closing, i=own)


def _codes(kind: str, target: str) -> tuple[str, str]:
    if kind in {"link", "noteref"}:
        from markupsafe import escape

        return f'<a href="{escape(target if kind == "link" else f"#{target}")}">', "</a>"
    return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
