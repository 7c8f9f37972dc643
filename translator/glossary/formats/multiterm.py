"""MultiTerm XML (``mtf``), which Trados MultiTerm and memoQ export and import.

Fields are looked up by their usual English names (Definition, Domain or Subject, Source or Reference, Note, Status,
Part of Speech, Gender, Number, Type). What ``project`` drops: variants, forms, case rules, context words, animacy,
``decline``, ``prep``, ``acronym_of``, priority, accepted lint findings, what the glossary says about itself, and
characters XML cannot hold.
"""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from translator.glossary.concepts import Concept, Context, Glossary, Term
from translator.glossary.formats import toml_writing, xml
from translator.glossary.formats.fields import Place, Reader, concept_from
from translator.glossary.formats.rows import Row
from translator.glossary.formats.tbx_fields import GENDER_READ, NUMBER_READ, POS_READ, STATUS_READ, TYPE_READ
from translator.i18n import _
from translator.languages import name as language_name

_CONCEPT = {
    "definition": "definition", "domain": "domain", "subject": "domain", "subject field": "domain",
    "source": "source", "reference": "source", "note": "note", "comment": "note", "entry id": "id",
}  # fmt: skip
_TERM = {
    "status": ("status", STATUS_READ),
    "part of speech": ("pos", POS_READ),
    "gender": ("gender", GENDER_READ),
    "number": ("number", NUMBER_READ),
    "type": ("type", TYPE_READ),
    "term type": ("type", TYPE_READ),
    "grammatical gender": ("gender", GENDER_READ),
}
_WRITTEN = {"definition": "Definition", "domain": "Domain", "source": "Source", "note": "Note"}
_GENDERS = {"m": "masculine", "f": "feminine", "n": "neuter", "c": "common"}
_NUMBERS = {"sg": "singular", "pl": "plural"}


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """Read MultiTerm XML; see :mod:`translator.glossary.formats` for the contract."""
    root = xml.parsed(data, where)
    reader = Reader(where)
    if xml.local(root) != "mtf":
        reader.fail(
            xml.line(root),
            _("this is XML, but not MultiTerm's: its root is <{tag}>.").format(tag=xml.local(root)),
        )
    concepts: dict[str, Concept] = {}
    for at, group in enumerate(xml.descendants(root, "conceptGrp"), 1):
        concept = replace(_concept(group, at, reader), glossary=name)
        if concept.id in concepts:
            concept = replace(concept, id=f"{concept.id}-{at}")
        concepts[concept.id] = concept
    spoken = dict.fromkeys(term.language for concept in concepts.values() for term in concept.terms)
    return Glossary(name=name, concepts=tuple(concepts.values()), languages=tuple(spoken), path=where)


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """The glossary as MultiTerm XML in UTF-16, as MultiTerm itself writes it."""
    root = Element("mtf")
    for at, concept in enumerate(xml.clean(glossary).concepts, 1):
        group = SubElement(root, "conceptGrp")
        SubElement(group, "concept").text = str(at)
        _describe(group, "Entry ID", concept.id)
        for key, label in _WRITTEN.items():
            _describe(group, label, getattr(concept, key))
        for tag in concept.languages:
            section = SubElement(group, "languageGrp")
            SubElement(section, "language", {"type": language_name(tag), "lang": tag.upper()})
            for term in (term for term in concept.terms if term.language == tag):
                _write_term(SubElement(section, "termGrp"), term)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{text}\n'.encode("utf-16")


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:
    """What comes back of *glossary*."""
    kept: Glossary = toml_writing.project(xml.clean(glossary), pair)
    concepts = tuple(
        replace(
            c,
            priority=0,
            do_not_translate=False,
            context=Context(),
            lint=(),
            terms=tuple(map(_kept, c.terms)),
        )
        for c in kept.concepts
    )
    spoken = tuple(dict.fromkeys(term.language for concept in concepts for term in concept.terms))
    return Glossary(name=kept.name, concepts=concepts, languages=spoken)


def _kept(term: Term) -> Term:
    return Term(
        text=term.text, language=term.language, status=term.status, type=term.type, pos=term.pos,
        gender=term.gender, number=term.number, note=term.note,
    )  # fmt: skip


def _write_term(parent: Element, term: Term) -> None:
    SubElement(parent, "term").text = term.text
    _describe(parent, "Status", term.status)
    _describe(parent, "Part of Speech", term.pos)
    _describe(parent, "Gender", _GENDERS.get(term.gender, ""))
    _describe(parent, "Number", _NUMBERS.get(term.number, ""))
    _describe(parent, "Type", term.type)
    _describe(parent, "Note", term.note)


def _describe(parent: Element, label: str, text: str) -> None:
    if text:
        SubElement(SubElement(parent, "descripGrp"), "descrip", {"type": label}).text = text


def _concept(group: Element, at: int, reader: Reader) -> Concept:
    place = Place(xml.line(group))
    number = xml.said(next(iter(xml.children(group, "concept")), None)).strip()
    row: Row = {}
    for label, text in _said(group):
        if label in _CONCEPT and text:
            row.setdefault(_CONCEPT[label], text)
    row.setdefault("id", f"c{number or at}")
    for section in xml.children(group, "languageGrp"):
        named = next(iter(xml.children(section, "language")), section)
        tag = xml.language(named, reader, "lang", xml.LANG)
        for label, text in _said(section):
            if _CONCEPT.get(label) == "definition" and text:
                row.setdefault("definition", text)
        for term in xml.children(section, "termGrp"):
            place.add_term(tag, xml.line(term))
            row.setdefault(tag, []).append(_term_row(term))
    return concept_from(row, place, reader)


def _term_row(group: Element) -> Row:
    row: Row = {"term": xml.said(next(iter(xml.children(group, "term")), None))}
    for label, text in _said(group):
        key, values = _TERM.get(label, ("", {}))
        if key and text.strip().casefold() in values:
            row[key] = values[text.strip().casefold()]
        elif label in {"note", "comment"}:
            row.setdefault("note", text)
    return row


def _said(parent: Element) -> list[tuple[str, str]]:
    """The descriptions of *parent* itself as (label in lower case, text)."""
    found = [e for group in xml.children(parent, "descripGrp") for e in xml.children(group, "descrip")]
    return [(str(e.get("type", "")).casefold(), xml.said(e)) for e in found]
