"""Weblate's glossary as CSV: ``location, source, target, ID, fuzzy, context, translator_comments, developer_comments``.

The id goes into ``context``, the note into ``translator_comments``, the definition into ``developer_comments``.
What ``project`` drops: all but the preferred term of each of the two languages, the id, the note, the definition.
"""

from __future__ import annotations

import csv
import io

from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.formats import decoded, pairs
from translator.glossary.formats.fields import Reader
from translator.glossary.formats.word_lists import identity
from translator.i18n import _

_HEADER = (
    "location",
    "source",
    "target",
    "ID",
    "fuzzy",
    "context",
    "translator_comments",
    "developer_comments",
)


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:
    """Read Weblate's columns, in any order; see :mod:`translator.glossary.formats` for the contract."""
    reader, pair = Reader(where), pairs.needed(pair)
    table = csv.DictReader(io.StringIO(decoded(data, where), newline=""), strict=True)
    try:
        if not {"source", "target"} <= set(table.fieldnames or ()):
            reader.fail(1, _("the first row must name the columns “source” and “target”."))
        rows = [(table.line_num, {k: v.strip() for k, v in row.items() if k and v}) for row in table]
    except csv.Error as error:
        reader.fail(table.line_num, _("this row cannot be read: {reason}.").format(reason=error))
    return _glossary(rows, pair, name, where)


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:
    """One row per concept with both languages."""
    rows = _rows(glossary, pairs.needed(pair, glossary))
    return pairs.write_csv([_HEADER, *([row.get(column, "") for column in _HEADER] for row in rows)])


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:
    """What comes back of *glossary*."""
    pair = pairs.needed(pair, glossary)
    return _glossary(list(enumerate(_rows(glossary, pair), 2)), pair, glossary.name, "")


def _rows(glossary: Glossary, pair: pairs.Pair) -> list[dict[str, str]]:
    out = []
    for concept in glossary.concepts:
        source, target = (concept.preferred(tag, short=False) or concept.preferred(tag) for tag in pair)
        if source and target:
            out.append(
                {
                    "source": source.text.strip(),
                    "target": target.text.strip(),
                    "context": concept.id,
                    "translator_comments": concept.note.strip(),
                    "developer_comments": concept.definition.strip(),
                }
            )
    return out


def _glossary(rows: list[tuple[int, dict[str, str]]], pair: pairs.Pair, name: str, where: str) -> Glossary:
    concepts: dict[str, Concept] = {}
    for line, row in rows:
        if not row.get("source") or not row.get("target"):
            continue  # a term nobody has translated yet
        key = row.get("context", "")
        if not key or key in concepts:
            key = identity(row["source"], line, concepts)
        terms = (Term(row["source"], pair[0], line=line), Term(row["target"], pair[1], line=line))
        note, definition = row.get("translator_comments", ""), row.get("developer_comments", "")
        concepts[key] = Concept(key, terms, definition=definition, note=note, glossary=name, line=line)
    return Glossary(name=name, concepts=tuple(concepts.values()), languages=pair, path=where)
