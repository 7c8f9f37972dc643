"""Term bases that memoQ exports as CSV, read only: columns named after languages, each followed by ``Term_Info``.

memoQ writes the columns ``Entry_ID``, ``Entry_Subject``, ``Entry_Domain``, ``Entry_Note`` and, per language,
``<Language>_Def``, ``<Language>``, ``Term_Info`` and ``Term_Example``; a term that is forbidden says so in
``Term_Info``. Rows with one ``Entry_ID`` are one concept. For the way back use MultiTerm XML, which memoQ imports.
"""

from __future__ import annotations

import csv
import io
import re

from translator.glossary.concepts import Concept, Glossary
from translator.glossary.formats import decoded
from translator.glossary.formats.fields import Place, Reader, concept_from
from translator.glossary.formats.rows import Row
from translator.i18n import _
from translator.languages import name as language_name

_KNOWN = (
    "en ru uk ro de fr es it pt nl pl cs sk sl hr sr bg mk be et lv lt fi sv nb da hu el tr az ka hy kk ky uz tg tk "
    "ar he fa hi zh ja ko vi th id ca eu gl ga sq bs is"
).split()


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:  # noqa: ARG001
    """Read a memoQ export; see :mod:`translator.glossary.formats` for the contract."""
    reader = Reader(where)
    text = decoded(data, where)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip() for cell in next(table, [])]
        columns = _languages(header)
        if not columns:
            reader.fail(1, _("the first row names no language memoQ knows, such as English or Russian."))
        rows: dict[str, Row] = {}
        places: dict[str, Place] = {}
        for cells in table:
            if any(cell.strip() for cell in cells):
                _add(rows, places, (table.line_num, cells), header, columns)
    except csv.Error as error:
        reader.fail(table.line_num, _("this row cannot be read: {reason}.").format(reason=error))
    concepts: list[Concept] = [concept_from(row, places[key], reader) for key, row in rows.items()]
    return Glossary(name=name, concepts=tuple(concepts), languages=tuple(columns.values()), path=where)


def _languages(header: list[str]) -> dict[int, str]:
    """Which columns hold terms, with their languages: ``English_United_States`` is English."""
    names = {language_name(code).casefold(): code for code in _KNOWN} | {"norwegian": "nb"}
    found = {}
    for at, column in enumerate(header):
        words = re.split(r"[_ (]", column.casefold())
        if words[0] in names and words[-1] != "def":
            found[at] = names[words[0]]
    return found


def _add(
    rows: dict[str, Row],
    places: dict[str, Place],
    row_in_file: tuple[int, list[str]],
    header: list[str],
    columns: dict[int, str],
) -> None:
    """Put the cells of one row (with its line) into the concept they belong to."""
    line, found = row_in_file
    cells = dict(enumerate(found))
    by_name = {name.casefold(): cells.get(at, "").strip() for at, name in enumerate(header)}
    key = by_name.get("entry_id") or str(line)
    row = rows.setdefault(key, {"id": f"memoq-{key}"})
    place = places.setdefault(key, Place(line))
    for column, field in (("entry_domain", "domain"), ("entry_subject", "domain"), ("entry_note", "note")):
        if by_name.get(column):
            row.setdefault(field, by_name[column])
    for at, tag in columns.items():
        language = header[at].casefold().partition("_")[0]
        definition = by_name.get(f"{header[at]}_def".casefold()) or by_name.get(f"{language}_def", "")
        if definition:
            row.setdefault("definition", definition)
        if text := cells.get(at, "").strip():
            terms = row.setdefault(tag, [])
            if text not in [term["term"] for term in terms]:
                info = cells.get(at + 1, "") if header[at + 1 : at + 2] == ["Term_Info"] else ""
                place.add_term(tag, line)
                terms.append({"term": text, "status": _status(info, terms)})


def _status(info: str, before: list[Row]) -> str:
    if "forbidden" in info.casefold():
        return "forbidden"
    return "admitted" if any(term["status"] == "preferred" for term in before) else "preferred"
