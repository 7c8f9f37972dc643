"""Writing TBX: one walk over the glossary, three spellings of what it meets."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.formats import xml
from translator.glossary.formats.rows import Row, about_row, concept_row, term_row
from translator.glossary.formats.tbx_fields import GENDER, NOTE, POS, STATUS, TYPE

_NS = "urn:iso:std:iso:30042:ed-2"
_MIN = "http://www.tbxinfo.net/ns/min"
_BASIC = "http://www.tbxinfo.net/ns/basic"
_PREFIX = {
    "subjectField": "min:subjectField",
    "partOfSpeech": "min:partOfSpeech",
    "administrativeStatus": "min:administrativeStatus",
    "definition": "basic:definition",
    "source": "basic:source",
    "termType": "basic:termType",
    "grammaticalGender": "basic:grammaticalGender",
}


@dataclass(frozen=True, slots=True)
class Style:
    """A dialect: what its elements are called, and whether data categories are elements of their own."""

    name: str
    entry: str = "conceptEntry"
    section: str = "langSec"
    term: str = "termSec"
    elements: bool = False


DCT = Style("dct", elements=True)
DCA = Style("dca")
MARTIF = Style("martif", "termEntry", "langSet", "tig")


def written(glossary: Glossary, style: Style) -> bytes:
    """*glossary* as a TBX file in *style*."""
    glossary = xml.clean(glossary)
    root, body = _frame(glossary, style)
    for at, concept in enumerate(glossary.concepts, 1):
        _concept(body, concept, at, style)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if style is MARTIF:
        head += '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
    return f"{head}{text}\n".encode()


def _frame(glossary: Glossary, style: Style) -> tuple[Element, Element]:
    """The root with its header, and the element the entries go into."""
    language = next(iter(glossary.languages), "en")
    if style is MARTIF:
        root = Element("martif", {"type": "TBX-Basic", "xml:lang": language})
        header, text = "martifHeader", "text"
    else:
        root = Element("tbx", {"type": "TBX-Basic", "style": style.name, "xml:lang": language, "xmlns": _NS})
        header, text = "tbxHeader", "text"
        if style.elements:
            root.attrib |= {"xmlns:min": _MIN, "xmlns:basic": _BASIC}
    description = SubElement(SubElement(root, header), "fileDesc")
    about = about_row(glossary)
    if title := about.pop("title", ""):
        SubElement(SubElement(description, "titleStmt"), "title").text = title
    source = SubElement(description, "sourceDesc")
    SubElement(source, "p").text = about.pop("description", "") or glossary.name
    SubElement(
        source, "p"
    ).text = f"{NOTE} {json.dumps(_with_description(about, glossary), ensure_ascii=False)}"
    return root, SubElement(SubElement(root, text), "body")


def _with_description(about: Row, glossary: Glossary) -> Row:
    """The rest of *about*; an empty description is said, because the paragraph before must not be empty."""
    return about if glossary.description else {**about, "description": ""}


def _concept(body: Element, concept: Concept, at: int, style: Style) -> None:
    row = {key: value for key, value in concept_row(concept).items() if key not in concept.languages}
    identity = row.pop("id")
    named = re.fullmatch(r"[A-Za-z_][\w.-]*", identity, re.ASCII)
    entry = SubElement(body, style.entry, {"id": identity if named else f"c{at}"})
    if not named:
        row["id"] = identity
    if domain := row.pop("domain", ""):
        _say(entry, "descrip", "subjectField", domain, style)
    if definition := row.pop("definition", ""):
        _say(entry, "descrip", "definition", definition, style)
    if source := row.pop("source", ""):
        _say(entry, "admin", "source", source, style)
    _notes(entry, row)
    for tag in concept.languages:
        section = SubElement(entry, style.section, {"xml:lang": tag})
        for term in concept.terms:
            if term.language == tag:
                _term(SubElement(section, style.term), term, style)


def _term(parent: Element, term: Term, style: Style) -> None:
    row: dict[str, Any] = term_row(term)
    SubElement(parent, "term").text = row.pop("term")
    pos, gender = row.pop("pos", "noun"), row.pop("gender", "")
    kind, status = row.pop("type", ""), row.pop("status", "preferred")
    _say(parent, "termNote", "partOfSpeech", POS[pos], style)
    if gender:
        _say(parent, "termNote", "grammaticalGender", GENDER[gender], style)
    if kind:
        _say(parent, "termNote", "termType", TYPE[kind], style)
    _say(parent, "termNote", "administrativeStatus", STATUS[status], style)
    if pos == "proper noun":
        row["pos"] = pos
    if gender == "c":
        row["gender"] = gender
    if status == "forbidden":
        row["status"] = status
    _notes(parent, row)


def _say(parent: Element, kind: str, category: str, value: str, style: Style) -> None:
    if style.elements:
        SubElement(parent, _PREFIX[category]).text = value
    else:
        SubElement(parent, kind, {"type": category}).text = value


def _notes(parent: Element, rest: Row) -> None:
    """The note, and a second one for what is left."""
    if rest.get("note") and not rest["note"].startswith(NOTE):
        SubElement(parent, "note").text = rest.pop("note")
    if rest:
        SubElement(parent, "note").text = f"{NOTE} {json.dumps(rest, ensure_ascii=False)}"
