"""Concepts as rows of a table or as JSON; shared by the commands that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from translator.cli import _console
from translator.glossary.concepts import Concept, Term
from translator.i18n import _


def show(concepts: Iterable[Concept], languages: Sequence[str], *, as_json: bool) -> None:
    """Print *concepts* with their terms in *languages*."""
    found = list(concepts)
    if as_json:
        _console.emit_json([as_data(concept) for concept in found])
        return
    rows = [[concept.id, concept.domain, *(_terms(concept, code) for code in languages)] for concept in found]
    _console.table([_("Concept"), _("Domain"), *languages], rows)


def as_data(concept: Concept) -> dict[str, Any]:
    """A concept for programs: everything that is said, nothing that is empty."""
    data: dict[str, Any] = {"id": concept.id}
    for key in ("domain", "definition", "source", "note", "glossary"):
        if value := getattr(concept, key):
            data[key] = value
    if concept.do_not_translate:
        data["do_not_translate"] = True
    data["terms"] = [_term(term) for term in concept.terms]
    return data


def _term(term: Term) -> dict[str, Any]:
    keys = ("type", "acronym_of", "pos", "gender", "number", "animacy", "note")
    said = {key: getattr(term, key) for key in keys if getattr(term, key)}
    return {"language": term.language, "text": term.text, "status": term.status, **said}


def _terms(concept: Concept, language: str) -> str:
    """The terms of one language in a cell: preferred first, forbidden ones struck with a cross."""
    good = [term.text for term in concept.acceptable(language)]
    bad = [f"✗ {term.text}" for term in concept.unwanted(language)]
    return " · ".join([*good, *bad])
