"""Comma-separated glossaries: a concept per row, languages as columns.

With a header: ``id``, ``domain``, ``definition`` …, a column per language code, and columns such as ``ru:gender``
that say more about the term beside them. A cell may hold several terms, `` | `` between them: the first preferred,
the others admitted. Rows with the same ``id`` are one concept, so an acronym stands in a row of its own with
``ru:type = acronym``. Rows that begin with ``#title`` and the like say what the glossary says about itself. Without
a header: source, target and, if there is a third column, a note; the languages then come from the translation that
uses the glossary.

What ``project`` drops: blanks around a text, and the order of languages within a concept (columns have one order).
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from translator.errors import UsageError
from translator.glossary.concepts import Concept, Glossary
from translator.glossary.formats import decoded
from translator.glossary.formats.cells import guarded, split, unguarded
from translator.glossary.formats.fields import TERM_KEYS, Place, Reader, accepted, concept_from, nearest
from translator.glossary.formats.rows import all_languages, arranged
from translator.glossary.formats.table_writing import table
from translator.glossary.formats.word_lists import from_pairs, identity
from translator.i18n import _
from translator.languages import canonical

_CONCEPT_COLUMNS = (
    "id",
    "domain",
    "definition",
    "source",
    "note",
    "priority",
    "do_not_translate",
    "require",
    "forbid",
    "lint",
)
_TERM_COLUMNS = (*(key for key in TERM_KEYS if key not in {"term", "context"}), "require", "forbid")
ABOUT = re.compile(r"#(?:name|title|description|version|license|languages|lint)")
_TRUE = {"true", "yes", "1", "x"}
_FALSE = {"false", "no", "0", ""}
Row = dict[str, Any]


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:
    """Read a comma-separated glossary (or one with semicolons); see :mod:`translator.glossary.formats`."""
    head = data[:4096].decode("utf-8", "replace").split("\n", 1)[0]
    return load_table(data, name, where, pair, ";" if head.count(";") > head.count(",") else ",")


def load_table(data: bytes, name: str, where: str, pair: tuple[str, str] | None, delimiter: str) -> Glossary:
    """Read the rows of a table with this *delimiter*.

    Raises:
        GlossaryError: a row that makes no sense; file and line are named.
    """
    reader = Reader(where)
    return from_rows(_rows(decoded(data, where), delimiter, reader), name, pair, reader)


def from_rows(
    rows: Iterable[tuple[int, list[str]]], name: str, pair: tuple[str, str] | None, reader: Reader
) -> Glossary:
    """The glossary that rows of cells (each with its line) say.

    Raises:
        GlossaryError: a row that makes no sense; file and line are named.
    """
    reader.glossary = name
    about: dict[str, tuple[int, str]] = {}
    stream = _said_of_itself(rows, about)
    first = next(stream, None)
    header = _header(first[1]) if first else None
    tags: list[str] = []
    if first is None or header is None:
        concepts = from_pairs(chain([first] if first else [], stream), pair, reader)
    else:
        header = _checked(header, first[0], reader)
        tags = [
            column for column in header if column and ":" not in column and column not in _CONCEPT_COLUMNS
        ]
        concepts = _from_columns(stream, header, reader)
    name = about.get("name", (0, name))[1] or name
    spoken = (*tags, *(tag for concept in concepts for tag in concept.languages))
    return Glossary(
        name=name,
        concepts=tuple(c if c.glossary == name else replace(c, glossary=name) for c in concepts),
        **{key: about[key][1] for key in ("title", "description", "version", "license") if key in about},
        languages=tuple(_json(about["languages"], list, reader))
        if "languages" in about
        else tuple(dict.fromkeys(spoken)),
        lint=accepted(_json(about["lint"], dict, reader), Place(about["lint"][0]), reader)
        if "lint" in about
        else (),
        path=reader.where,
        remarks=tuple(reader.remarks),
    )


def _said_of_itself(
    rows: Iterable[tuple[int, list[str]]], about: dict[str, tuple[int, str]]
) -> Iterator[tuple[int, list[str]]]:
    """The rows without those in which the glossary speaks of itself; they go into *about*."""
    for line, cells in rows:
        if cells[0][:1] != "#":
            yield line, cells
        elif len(cells) > 1:
            about[cells[0][1:]] = (line, cells[1])


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """The glossary as comma-separated rows, formulas made harmless."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([guarded(cell) for cell in row] for row in table(glossary))
    return out.getvalue().encode("utf-8")


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """What comes back of *glossary*: everything, the languages in the order of the columns."""
    return replace(arranged(glossary), languages=glossary.languages or all_languages(glossary))


def _json(cell: tuple[int, str], kind: type, reader: Reader) -> Any:
    with contextlib.suppress(ValueError):
        value = json.loads(cell[1])
        if isinstance(value, list | dict) and type(value) is kind and all(isinstance(v, str) for v in value):
            return value
    return reader.fail(cell[0], _("“{cell}” cannot be read.").format(cell=cell[1]))


def _rows(text: str, delimiter: str, reader: Reader) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every row that says something; ``#`` begins a comment line."""
    lines = io.StringIO(text, newline="")
    if delimiter == "\t":
        table = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        table = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in table:
            if any(cell.strip() for cell in cells) and (cells[0][:1] != "#" or ABOUT.fullmatch(cells[0])):
                yield line, [unguarded(cell.strip()) for cell in cells]
            line = table.line_num + 1
    except csv.Error as error:
        reader.fail(line, _("this row cannot be read: {reason}.").format(reason=error))


def _header(cells: list[str]) -> list[str] | None:
    """The column names if the first row is a header: ``id``, or at least two language codes and nothing odd."""
    names = [cell.lower() if cell.lower() in _CONCEPT_COLUMNS else cell for cell in cells]
    tags = [name for name in names if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,4})*", name)]
    known = [name for name in names if name in _CONCEPT_COLUMNS or name in tags or ":" in name]
    if "id" in names or (len(tags) >= 2 and len(known) == len(names)):
        return names
    return None


def _checked(header: list[str], line: int, reader: Reader) -> list[str]:
    """The header with canonical language codes; odd columns are remarked on and left out (an empty name)."""
    out: list[str] = []
    for column in header:
        tag, _colon, key = column.partition(":")
        if column in _CONCEPT_COLUMNS or not column:
            out.append(column)
            continue
        try:
            tag = canonical(tag)
        except UsageError:
            tag = ""
        if not tag or (key and key not in _TERM_COLUMNS):
            guess = nearest(
                column, [*_CONCEPT_COLUMNS, *(f"{tag}:{known}" for known in _TERM_COLUMNS if tag)]
            )
            reader.remark(
                line, _("unknown column “{column}”. Nearest: “{guess}”.").format(column=column, guess=guess)
            )
            out.append("")
        else:
            out.append(f"{tag}:{key}" if key else tag)
    return out


def _from_columns(rows: Iterable[tuple[int, list[str]]], header: list[str], reader: Reader) -> list[Concept]:
    concepts: dict[str, Concept] = {}
    for line, cells in rows:
        if len(cells) > len(header):
            reader.fail(line, _("this row has more cells than the header."))
        row = _concept_row(dict(zip(header, cells, strict=False)), line, reader)
        concept = concept_from(row, Place(line), reader)
        known = concepts.get(concept.id)
        concepts[concept.id] = _by_language(known, concept) if known else concept
    return list(concepts.values())


def _by_language(known: Concept, more: Concept) -> Concept:
    """*known* with the terms of *more*, those of each language together."""
    terms = known.terms + more.terms
    order = {tag: at for at, tag in enumerate(dict.fromkeys(term.language for term in terms))}
    return replace(known, terms=tuple(sorted(terms, key=lambda term: order[term.language])))


def _concept_row(cells: dict[str, str], line: int, reader: Reader) -> Row:
    """The cells of one row as the table a TOML file would hold."""
    row: Row = {key: cells[key] for key in ("id", "domain", "definition", "source", "note") if cells.get(key)}
    if cells.get("priority"):
        row["priority"] = _whole(cells["priority"], line, reader)
    if "do_not_translate" in cells:
        row["do_not_translate"] = _truth(cells["do_not_translate"], line, reader)
    row["context"] = {key: split(cells[key]) for key in ("require", "forbid") if cells.get(key)}
    if cells.get("lint"):
        row["lint"] = _table(cells["lint"])
    for tag in (name for name in cells if name and ":" not in name and name not in _CONCEPT_COLUMNS):
        terms = _terms(tag, cells, line, reader)
        if terms:
            row[tag] = terms
    if not row.get("id"):
        first = next((v[0]["term"] for k, v in row.items() if isinstance(v, list)), "")
        row["id"] = identity(first, line)
    return row


def _terms(tag: str, cells: dict[str, str], line: int, reader: Reader) -> list[Row]:
    """The terms of one cell, with what the columns ``tag:…`` say about them."""
    more: Row = {}
    for name, cell in cells.items():
        language, _colon, key = name.partition(":")
        if language == tag and key and cell:
            if key in {"require", "forbid"}:
                more.setdefault("context", {})[key] = split(cell)
            else:
                more[key] = _value(key, cell, line, reader)
    terms: list[Row] = []
    for at, text in enumerate(split(cells[tag])):
        terms.append({"term": text, **more} if at == 0 else {"term": text, **more, "status": "admitted"})
    return terms


def _value(key: str, cell: str, line: int, reader: Reader) -> object:
    if key == "variants":
        return split(cell)
    if key == "decline":
        return _truth(cell, line, reader)
    if key == "forms":
        return _table(cell)
    return cell


def _table(cell: str) -> dict[str, str]:
    """A cell such as ``gent=Бишкека | datv=Бишкеку``."""
    pairs = (part.partition("=") for part in split(cell))
    return {key.strip(): text.strip() for key, _sign, text in pairs}


def _whole(cell: str, line: int, reader: Reader) -> int:
    if not re.fullmatch(r"-?\d{1,9}", cell):
        reader.fail(line, _("“{key}” must be a whole number.").format(key="priority"))
    return int(cell)


def _truth(cell: str, line: int, reader: Reader) -> bool:
    value = cell.casefold()
    if value not in _TRUE | _FALSE:
        reader.fail(line, _("“{cell}” must be true or false.").format(cell=cell))
    return value in _TRUE
