"""Google's equivalent term sets: a column per language with its code in the header, then ``pos`` and ``description``.

What ``project`` drops: all but the preferred full term of each language, its part of speech and the definition; a
concept with fewer than two languages. The id is made of the first term.
"""

from __future__ import annotations

import csv
import io
import re

from translator.glossary.concepts import Concept, Glossary, PartOfSpeech, Term
from translator.glossary.formats import decoded, pairs
from translator.glossary.formats.fields import Reader
from translator.glossary.formats.rows import all_languages
from translator.glossary.formats.word_lists import identity
from translator.i18n import _
from translator.languages import canonical

_POS: dict[str, PartOfSpeech] = {
    "noun": "noun",
    "proper noun": "proper noun",
    "verb": "verb",
    "adjective": "adjective",
    "adverb": "adverb",
}


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """Read term sets; see :mod:`translator.glossary.formats` for the contract."""
    reader = Reader(where)
    try:
        table = list(csv.reader(io.StringIO(decoded(data, where), newline=""), strict=True))
    except csv.Error as error:
        reader.fail(1, _("this row cannot be read: {reason}.").format(reason=error))
    header = [cell.strip() for cell in table[0]] if table else []
    tags = [cell for cell in header if cell.lower() not in {"pos", "description"}]
    if (len(tags) < 2 and len(tags) == len(header)) or not all(
        re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})*", tag) for tag in tags
    ):
        reader.fail(1, _("the first row must hold language codes, such as en,ru,pos,description."))
    rows = [(line, dict(zip(header, cells, strict=False))) for line, cells in enumerate(table[1:], 2)]
    return _glossary(rows, tags, name, where)


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """One row per concept."""
    tags = all_languages(glossary)
    rows = [[row.get(column, "") for column in (*tags, "pos", "description")] for row in _rows(glossary)]
    return pairs.write_csv([[*tags, "pos", "description"], *rows])


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """What comes back of *glossary*."""
    return _glossary(list(enumerate(_rows(glossary), 2)), list(all_languages(glossary)), glossary.name, "")


def _rows(glossary: Glossary) -> list[dict[str, str]]:
    out = []
    for concept in glossary.concepts:
        terms = {tag: term for tag in concept.languages if (term := concept.preferred(tag, short=False) or concept.preferred(tag))}  # fmt: skip
        if len(terms) > 1:
            row = {tag: " ".join(term.text.split()) for tag, term in terms.items()}
            row["pos"] = next(iter(terms.values())).pos
            row["description"] = " ".join(concept.definition.split())
            out.append(row)
    return out


def _glossary(rows: list[tuple[int, dict[str, str]]], tags: list[str], name: str, where: str) -> Glossary:
    concepts: dict[str, Concept] = {}
    for line, cells in rows:
        pos = _POS.get(cells.get("pos", "").strip().casefold(), "other")
        terms = tuple(
            Term(cells[tag].strip(), canonical(tag), pos=pos, line=line)
            for tag in tags
            if cells.get(tag, "").strip()
        )
        if terms:
            key = identity(terms[0].text, line, concepts)
            definition = cells.get("description", "").strip()
            concepts[key] = Concept(key, terms, definition=definition, glossary=name, line=line)
    languages = tuple(map(canonical, tags))
    return Glossary(name=name, concepts=tuple(concepts.values()), languages=languages, path=where)
