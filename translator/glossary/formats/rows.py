"""From concepts back to the plain data of a file, shared by the formats: the reverse of ``fields``.

Only what is said is kept: a field that holds its default has no key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from translator.glossary.concepts import Concept, Context, Glossary, Term

Row = dict[str, Any]

CONCEPT_TEXTS = ("domain", "definition", "source", "note")
_TERM_FIELDS = tuple((f.name, f.default) for f in fields(Term) if f.name not in {"text", "language", "line"})


def about_row(glossary: Glossary) -> Row:
    """What a glossary says about itself."""
    row: Row = {"name": glossary.name}
    for key in ("title", "description", "version", "license"):
        if value := getattr(glossary, key):
            row[key] = value
    if glossary.languages:
        row["languages"] = list(glossary.languages)
    if glossary.lint:
        row["lint"] = dict(glossary.lint)
    return row


def concept_row(concept: Concept) -> Row:
    """*concept* as the table a TOML file would hold."""
    row: Row = {"id": concept.id}
    row |= {key: value for key in CONCEPT_TEXTS if (value := getattr(concept, key))}
    if concept.priority:
        row["priority"] = concept.priority
    if concept.do_not_translate:
        row["do_not_translate"] = True
    if concept.context:
        row["context"] = _context(concept.context)
    if concept.lint:
        row["lint"] = dict(concept.lint)
    for term in concept.terms:
        row.setdefault(term.language, []).append(term_row(term))
    return row


def term_row(term: Term) -> Row:
    """*term* as the table a TOML file would hold."""
    row: Row = {"term": term.text}
    for name, default in _TERM_FIELDS:
        value = getattr(term, name)
        if value != default:
            row[name] = _plain(value)
    return row


def arranged(glossary: Glossary) -> Glossary:
    """The same with the terms of each concept by language, in the order of the glossary's languages: a table with a
    column per language can say no more."""
    order = {tag: at for at, tag in enumerate(all_languages(glossary))}
    concepts = tuple(
        replace(concept, terms=tuple(sorted(concept.terms, key=lambda t: order[t.language])))
        for concept in glossary.concepts
    )
    return replace(glossary, concepts=concepts)


def all_languages(glossary: Glossary) -> tuple[str, ...]:
    """The languages the glossary declares, then those its terms have beyond that."""
    return tuple(dict.fromkeys((*glossary.languages, *_spoken(glossary.concepts))))


def _spoken(concepts: Iterable[Concept]) -> Iterable[str]:
    return (term.language for concept in concepts for term in concept.terms)


def _plain(value: Any) -> Any:
    if isinstance(value, Context):
        return _context(value)
    if isinstance(value, tuple):
        return dict(value) if value and isinstance(value[0], tuple) else list(value)
    return value


def _context(context: Context) -> Row:
    return {key: list(words) for key in ("require", "forbid") if (words := getattr(context, key))}
