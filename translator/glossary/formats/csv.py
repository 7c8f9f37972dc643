"""Comma-separated glossaries: a concept per row, languages as columns.

With a header: ``id``, ``domain``, ``definition`` …, a column per language code, and columns such as ``ru:gender``
that say more about the term beside them. A cell may hold several terms, `` | `` between them: the first preferred,
the others admitted. Rows with the same ``id`` are one concept, so an acronym stands in a row of its own with
``ru:type = acronym``. Without a header: source, target and, if there is a third column, a note; the languages then
come from the translation that uses the glossary.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from translator.errors import UsageError
from translator.glossary.concepts import Concept, Glossary
from translator.glossary.formats import decoded
from translator.glossary.formats.fields import TERM_KEYS, Place, Reader, concept_from, nearest
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
)
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
    rows = list(_rows(decoded(data, where), delimiter, reader))
    header = _header(rows[0][1]) if rows else None
    if header is None:
        concepts = _from_pairs(rows, pair, reader)
    else:
        concepts = _from_columns(rows[1:], _checked(header, rows[0][0], reader), reader)
    return Glossary(
        name=name,
        concepts=tuple(replace(concept, glossary=name) for concept in concepts),
        languages=tuple(dict.fromkeys(tag for concept in concepts for tag in concept.languages)),
        path=where,
        remarks=tuple(reader.remarks),
    )


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
            if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
                yield line, [cell.strip() for cell in cells]
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
        if not tag or (key and key not in TERM_KEYS):
            guess = nearest(column, [*_CONCEPT_COLUMNS, *(f"{tag}:{known}" for known in TERM_KEYS if tag)])
            reader.remark(
                line, _("unknown column “{column}”. Nearest: “{guess}”.").format(column=column, guess=guess)
            )
            out.append("")
        else:
            out.append(f"{tag}:{key}" if key else tag)
    return out


def _from_columns(rows: list[tuple[int, list[str]]], header: list[str], reader: Reader) -> list[Concept]:
    concepts: dict[str, Concept] = {}
    for line, cells in rows:
        if len(cells) > len(header):
            reader.fail(line, _("this row has more cells than the header."))
        row = _concept_row(dict(zip(header, cells, strict=False)), line, reader)
        concept = concept_from(row, Place(line), reader)
        known = concepts.get(concept.id)
        concepts[concept.id] = replace(known, terms=known.terms + concept.terms) if known else concept
    return list(concepts.values())


def _concept_row(cells: dict[str, str], line: int, reader: Reader) -> Row:
    """The cells of one row as the table a TOML file would hold."""
    row: Row = {key: cells[key] for key in ("id", "domain", "definition", "source", "note") if cells.get(key)}
    if cells.get("priority"):
        row["priority"] = _whole(cells["priority"], line, reader)
    if "do_not_translate" in cells:
        row["do_not_translate"] = _truth(cells["do_not_translate"], line, reader)
    row["context"] = {key: _split(cells[key]) for key in ("require", "forbid") if cells.get(key)}
    for tag in (name for name in cells if name and ":" not in name and name not in _CONCEPT_COLUMNS):
        terms = _terms(tag, cells, line, reader)
        if terms:
            row[tag] = terms
    if not row.get("id"):
        first = next((v[0]["term"] for k, v in row.items() if isinstance(v, list)), "")
        row["id"] = _identity(first, line)
    return row


def _terms(tag: str, cells: dict[str, str], line: int, reader: Reader) -> list[Row]:
    """The terms of one cell, with what the columns ``tag:…`` say about them."""
    more: Row = {}
    for name, cell in cells.items():
        language, _colon, key = name.partition(":")
        if language == tag and key and cell:
            more[key] = _value(key, cell, line, reader)
    terms: list[Row] = []
    for at, text in enumerate(_split(cells[tag])):
        terms.append({"term": text, **more} if at == 0 else {"term": text, **more, "status": "admitted"})
    return terms


def _value(key: str, cell: str, line: int, reader: Reader) -> object:
    if key == "variants":
        return _split(cell)
    if key == "decline":
        return _truth(cell, line, reader)
    if key == "forms":
        return dict(part.split("=", 1) for part in _split(cell) if "=" in part)
    return cell


def _from_pairs(
    rows: list[tuple[int, list[str]]], pair: tuple[str, str] | None, reader: Reader
) -> list[Concept]:
    if rows and pair is None:
        reader.fail(
            rows[0][0],
            _("this word list does not say which languages it holds."),
            _("Add a first row with the language codes, such as en,ru."),
        )
    concepts: dict[str, Concept] = {}
    for line, cells in rows:
        if len(cells) < 2 or not cells[0] or not cells[1]:
            reader.fail(line, _("this row needs a source term and a target term."))
        source, target = pair or ("", "")
        row: Row = {"id": _identity(cells[0], line, concepts)}
        row[source] = [{"term": text} for text in _split(cells[0])]
        row[target] = [{"term": text} for text in _split(cells[1])]
        for at, term in enumerate(row[target]):
            term["status"] = "preferred" if at == 0 else "admitted"
        if len(cells) > 2 and cells[2]:
            row["note"] = cells[2]
        concepts[row["id"]] = concept_from(row, Place(line), reader)
    return list(concepts.values())


def _identity(text: str, line: int, taken: dict[str, Concept] | None = None) -> str:
    """An id made of the source term; the line number keeps a second one apart."""
    identity = re.sub(r"\W+", "-", text.casefold()).strip("-") or f"row-{line}"
    return f"{identity}-{line}" if taken and identity in taken else identity


def _split(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"\s*\|\s*", cell) if part.strip()]


def _whole(cell: str, line: int, reader: Reader) -> int:
    if not re.fullmatch(r"-?\d{1,9}", cell):
        reader.fail(line, _("“{key}” must be a whole number.").format(key="priority"))
    return int(cell)


def _truth(cell: str, line: int, reader: Reader) -> bool:
    value = cell.casefold()
    if value not in _TRUE | _FALSE:
        reader.fail(line, _("“{cell}” must be true or false.").format(cell=cell))
    return value in _TRUE
