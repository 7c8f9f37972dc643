"""Reading TBX of any dialect: the elements differ in name only, the levels are the same."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree.ElementTree import Element

from translator.glossary.concepts import Concept, Glossary
from translator.glossary.formats import xml
from translator.glossary.formats.fields import Place, Reader, accepted, concept_from
from translator.glossary.formats.rows import Row
from translator.glossary.formats.tbx_fields import (
    GENDER_READ,
    NOTE,
    NUMBER_READ,
    POS_READ,
    STATUS_READ,
    TYPE_READ,
)
from translator.i18n import _

_ENTRIES = ("conceptEntry", "termEntry", "entry")
_SECTIONS = ("langSec", "langSet", "langGroup")
_TERMS = ("termSec", "tig", "ntig", "termGroup")
_ROOTS = ("tbx", "martif", "TBX")
_TERM_FIELDS = {
    "partofspeech": ("pos", POS_READ),
    "grammaticalgender": ("gender", GENDER_READ),
    "grammaticalnumber": ("number", NUMBER_READ),
    "termtype": ("type", TYPE_READ),
    "administrativestatus": ("status", STATUS_READ),
    "normativeauthorization": ("status", STATUS_READ),
    "termstatus": ("status", STATUS_READ),
}


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """Read a TBX file; see :mod:`translator.glossary.formats` for the contract."""
    root = xml.parsed(data, where)
    reader = Reader(where)
    if xml.local(root) not in _ROOTS:
        reader.fail(
            xml.line(root), _("this is XML, but not TBX: its root is <{tag}>.").format(tag=xml.local(root))
        )
    about = _about(root, reader)
    name = str(about.get("name") or name)
    concepts = _concepts(root, reader)
    spoken = about.get("languages") or dict.fromkeys(t.language for c in concepts for t in c.terms)
    return Glossary(
        name=name,
        concepts=tuple(replace(concept, glossary=name) for concept in concepts),
        title=str(about.get("title", "")),
        version=str(about.get("version", "")),
        description=str(about.get("description", "")),
        languages=tuple(map(str, spoken)) if about.get("ours") is None or about.get("languages") else (),
        license=str(about.get("license", "")),
        lint=accepted(about.get("lint", {}), Place(1), reader),
        path=where,
        remarks=tuple(reader.remarks),
    )


def _about(root: Element, reader: Reader) -> Row:
    """What the header says about the glossary; ``ours`` is there when this program wrote it."""
    about: Row = {}
    header = next(iter(xml.children(root, "tbxHeader", "martifHeader", "header")), None)
    if header is None:
        return about
    if titles := xml.descendants(header, "title"):
        about["title"] = xml.said(titles[0])
    for paragraph in xml.descendants(header, "p", "description"):
        text = xml.said(paragraph)
        if text.startswith(NOTE):
            about |= {**_json(text, paragraph, reader), "ours": True}
        elif paragraph.get("type") is None:
            about.setdefault("description", text)
    return about


def _concepts(root: Element, reader: Reader) -> list[Concept]:
    found: dict[str, Concept] = {}
    for at, entry in enumerate(xml.descendants(root, *_ENTRIES), 1):
        row = _concept_row(entry, reader)
        row["id"] = row.get("id") or entry.get("id") or f"c{at}"
        if row["id"] in found:
            reader.fail(
                xml.line(entry),
                _("the id “{id}” is used twice, first in line {line}.").format(
                    id=row["id"], line=found[row["id"]].line
                ),
            )
        place = Place(xml.line(entry))
        for section in xml.children(entry, *_SECTIONS):
            tag = xml.language(section, reader, xml.LANG, "lang")
            terms = [_term_row(term, place, tag, reader) for term in xml.children(section, *_TERMS)]
            row.setdefault(tag, []).extend(term for term in terms if term.get("term"))
        found[row["id"]] = concept_from(row, place, reader)
    return list(found.values())


def _concept_row(entry: Element, reader: Reader) -> Row:
    row: Row = {}
    for element in _own(entry, _SECTIONS):
        category = _category(element)
        if category == "subjectfield":
            row.setdefault("domain", xml.said(element))
        elif category in {"definition", "source"}:
            row.setdefault(category, xml.said(element))
        elif category == "note":
            row |= _note(element, row, reader)
    if "definition" not in row:  # some tools keep it with the language or the term
        deeper = (e for e in entry.iter() if _category(e) == "definition")
        row["definition"] = xml.said(next(deeper, None))
    return row


def _term_row(parent: Element, place: Place, tag: str, reader: Reader) -> Row:
    row: Row = {}
    place.add_term(tag, xml.line(parent))
    ours: Row = {}
    for element in _own(parent, ()):
        category = _category(element)
        if category == "term":
            row.setdefault("term", xml.said(element))
        elif category in _TERM_FIELDS:
            key, values = _TERM_FIELDS[category]
            value = xml.said(element).strip().casefold()
            if value in values:
                row[key] = values[value]
        elif category == "note" and xml.said(element).startswith(NOTE):
            ours |= _json(xml.said(element), element, reader)
        elif category == "note":
            row |= _note(element, row, reader)
        elif category == "translationneeded" and xml.said(element).strip().casefold() == "no":
            reader.remark(
                xml.line(element), _("marked as not to be translated; set do_not_translate to keep it.")
            )
    return row | ours


def _note(element: Element, row: Row, reader: Reader) -> Row:
    """A note; what this program wrote in one; or a second note added to the first."""
    text = xml.said(element)
    if text.startswith(NOTE):
        return _json(text, element, reader)
    return {"note": f"{row['note']}\n{text}" if row.get("note") else text}


def _own(parent: Element, deeper: tuple[str, ...]) -> list[Element]:
    """The elements that speak of *parent* itself, groups opened, its sections left out."""
    out: list[Element] = []
    for child in parent:
        if xml.local(child) in deeper:
            continue
        if len(child) and (xml.local(child).endswith("Grp") or xml.local(child) == "noteGrp"):
            out += _own(child, deeper)
        elif isinstance(child.tag, str):
            out.append(child)
    return out


def _category(element: Element) -> str:
    """What an element says: its ``type`` in DCA style, its name in DCT style."""
    kind = element.get("type")
    name = (
        kind
        if kind and xml.local(element) in {"descrip", "admin", "termNote", "ref", "xref"}
        else xml.local(element)
    )
    return name.casefold()


def _json(text: str, element: Element, reader: Reader) -> Row:
    try:
        value = json.loads(text[len(NOTE) :])
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        reader.fail(xml.line(element), _("the note that begins with “translator:” cannot be read."))
    return value
