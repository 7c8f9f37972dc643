"""Word lists without a header: source, target and perhaps a note; the languages come from whoever reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from translator.glossary.concepts import Concept
from translator.glossary.formats.cells import split
from translator.glossary.formats.fields import Place, Reader, concept_from
from translator.i18n import _

Row = dict[str, Any]


def from_pairs(
    rows: Iterable[tuple[int, list[str]]], pair: tuple[str, str] | None, reader: Reader
) -> list[Concept]:
    """A concept for every row; several terms in a cell are synonyms, the first preferred."""
    concepts: dict[str, Concept] = {}
    for line, cells in rows:
        if pair is None:
            reader.fail(
                line,
                _("this word list does not say which languages it holds."),
                _("Add a first row with the language codes, such as en,ru."),
            )
        if len(cells) < 2 or not cells[0] or not cells[1]:
            reader.fail(line, _("this row needs a source term and a target term."))
        source, target = pair or ("", "")
        row: Row = {"id": identity(cells[0], line, concepts)}
        row[source] = [{"term": text} for text in split(cells[0])]
        row[target] = [{"term": text} for text in split(cells[1])]
        for at, term in enumerate(row[target]):
            term["status"] = "preferred" if at == 0 else "admitted"
        if len(cells) > 2 and cells[2]:
            row["note"] = cells[2]
        concepts[row["id"]] = concept_from(row, Place(line), reader)
    return list(concepts.values())


def identity(text: str, line: int, taken: dict[str, Concept] | None = None) -> str:
    """An id made of the source term; the line number keeps a second one apart."""
    identity = re.sub(r"\W+", "-", text.casefold()).strip("-") or f"row-{line}"
    return f"{identity}-{line}" if taken and identity in taken else identity
