"""A glossary as rows of a table, the reverse of what ``csv`` reads: shared by CSV, TSV and Excel.

A concept takes one row; where a language has terms that differ in more than their text, one row for each of them,
with the same ``id``. What the glossary says about itself stands in rows at the end whose first cell begins with
``#``, so that the first row is the header, as spreadsheets want it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.formats.cells import joined
from translator.glossary.formats.rows import about_row, all_languages, arranged, concept_row, term_row

_ORDER = (
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


def table(glossary: Glossary) -> Iterator[list[str]]:
    """The header, a row or more per concept, and what the glossary says about itself."""
    languages = all_languages(glossary)
    rows = [cells for concept in arranged(glossary).concepts for cells in _rows(concept)]
    used = {column for cells in rows for column in cells}
    header = [column for column in _ORDER if column in used or column == "id"]
    for tag in languages:
        header += [tag, *sorted(column for column in used if column.startswith(f"{tag}:"))]
    yield header
    yield from ([cells.get(column, "") for column in header] for cells in rows)
    for key, value in about_row(glossary).items():
        if key == "languages" and tuple(value) == languages:
            continue
        yield [f"#{key}", value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)]


def _rows(concept: Concept) -> Iterator[dict[str, str]]:
    """The rows of one concept, as column → cell; what the concept says itself is in the first."""
    columns = {tag: _cells([t for t in concept.terms if t.language == tag]) for tag in concept.languages}
    count = max((len(cells) for cells in columns.values()), default=1)
    for at in range(count):
        row = _concept_cells(concept) if at == 0 else {"id": concept.id}
        for cells in columns.values():
            if at < len(cells):
                row |= cells[at]
        yield row


def _concept_cells(concept: Concept) -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, value in concept_row(replace(concept, terms=())).items():
        if key == "context":
            cells |= {name: joined(words) for name, words in value.items()}
        else:
            cells[key] = _cell(value)
    return cells


def _cells(terms: list[Term]) -> list[dict[str, str]]:
    """The terms of one language as cells; a plain synonym shares the cell of the term before it."""
    out: list[dict[str, str]] = []
    first: Term | None = None
    for term in terms:
        if first and term == replace(first, text=term.text, status="admitted"):
            out[-1][term.language] += f" | {joined([term.text])}"
            continue
        first = term
        tag = term.language
        cells = {tag: joined([term.text])}
        for key, value in term_row(term).items():
            if key == "context":
                cells |= {f"{tag}:{name}": joined(words) for name, words in value.items()}
            elif key != "term":
                cells[f"{tag}:{key}"] = _cell(value)
        out.append(cells)
    return out


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return joined(f"{key}={text}" for key, text in value.items())
    return joined(value) if isinstance(value, list) else str(value)
