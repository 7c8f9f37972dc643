"""TOML glossaries, the primary format: one ``[[concept]]`` per thing meant, one ``[[concept.xx]]`` per term.

``tomli``, the compiled twin of ``tomllib``, is three times as fast. Neither tells where a value stands, so lines are found by counting the headings of the file; that is
exact for every file that uses headings, and messages fall back to the concept's line for those that do not.
"""

from __future__ import annotations

import re
from typing import Any

import tomli

from translator.errors import GlossaryError
from translator.glossary.concepts import Concept, Glossary, Remark
from translator.glossary.formats import decoded
from translator.glossary.formats.fields import Place, Reader, accepted, concept_from, unknown_keys
from translator.glossary.formats.toml_writing import dump, project
from translator.i18n import _

__all__ = ["dump", "load", "project"]

_HEADING = re.compile(r"\s*\[\[\s*concept(?:\.\s*\"?([\w-]+)\"?)?\s*\]\]")
_KEY = re.compile(r"\s*[\w-]+\s*")
_TOP = ("glossary", "concept")
_ABOUT = ("name", "title", "description", "languages", "version", "license", "lint")


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """Read a TOML glossary; see :mod:`translator.glossary.formats` for the contract."""
    text = decoded(data, where)
    try:
        tree = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError) as error:
        raise _syntax_error(error, where) from error
    reader = Reader(where)
    places = _places(text)
    about = _table(tree.get("glossary", {}), "glossary", where)
    unknown_keys(reader, Place(1), tree, _TOP)
    unknown_keys(reader, Place(1), about, _ABOUT)
    reader.glossary = name = str(about.get("name") or name)
    concepts = _concepts(tree.get("concept", []), places, reader)
    return Glossary(
        name=name,
        concepts=tuple(concepts),
        title=str(about.get("title", "")),
        version=str(about.get("version", "")),
        description=str(about.get("description", "")),
        languages=tuple(map(str, about.get("languages", ()))),
        license=str(about.get("license", "")),
        lint=accepted(about.get("lint", {}), Place(1), reader),
        path=where,
        remarks=tuple(sorted(reader.remarks, key=_line)),
    )


def _line(remark: Remark) -> int:
    return remark.line


def _concepts(rows: object, places: list[Place], reader: Reader) -> list[Concept]:
    if not isinstance(rows, list):
        raise GlossaryError(_("{path}: “concept” must be written as [[concept]].").format(path=reader.where))
    found: dict[str, Concept] = {}
    for at, row in enumerate(rows):
        place = places[at] if at < len(places) else Place(1)
        concept = concept_from(row, place, reader)
        other = found.get(concept.id)
        if other:
            reader.fail(
                place.line,
                _("the id “{id}” is used twice, first in line {line}.").format(
                    id=concept.id, line=other.line
                ),
            )
        found[concept.id] = concept
    return list(found.values())


def _places(text: str) -> list[Place]:
    """Where each concept, each of its terms and each key stands."""
    places: list[Place] = []
    current: Place | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip()[:2] == "[[":
            heading = _HEADING.match(line)
            if heading and not heading[1]:
                current = Place(number)
                places.append(current)
            elif heading and places:
                current = places[-1].add_term(heading[1], number)
        elif current:
            key, sign, _value = line.partition("=")
            if sign and _KEY.fullmatch(key):
                current.keys.setdefault(key.strip(), number)
    return places


def _table(value: Any, name: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise GlossaryError(_("{path}: “{name}” must be a table.").format(path=where, name=name))
    return value


def _syntax_error(error: Exception, where: str) -> GlossaryError:
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    reason = re.sub(r"\s*\(at .*\)$", "", str(error)) or type(error).__name__
    place = f"{where}:{found[1]}:{found[2]}" if found else where
    return GlossaryError(
        _("{place}: this is not TOML: {reason}.").format(place=place, reason=reason),
        _("Correct the line; a text value stands in double quotes."),
    )
