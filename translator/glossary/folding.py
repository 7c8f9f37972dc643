"""Putting concepts from elsewhere into a glossary: which of them it has already, and what they add."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.formats.rows import CONCEPT_TEXTS
from translator.glossary.normalisation import fold

Mode = Literal["add", "replace", "skip"]


@dataclass(frozen=True, slots=True)
class Folded:
    """What became of the incoming concepts."""

    new: tuple[Concept, ...]
    changed: tuple[Concept, ...]
    """Concepts of the glossary as they are after it."""
    same: tuple[str, ...]
    """Ids of concepts that bring nothing new."""


def folded(glossary: Glossary, incoming: Iterable[Concept], mode: Mode = "add") -> Folded:
    """Fold *incoming* into *glossary*: a concept with a known id, or with the terms of a known one in two languages,
    is that one. ``add`` brings its missing terms and fields, ``replace`` takes it as it is, ``skip`` leaves it."""
    by_terms = _index(glossary.concepts)
    new: dict[str, Concept] = {}
    changed: dict[str, Concept] = {}
    same: list[str] = []
    for concept in incoming:
        known = glossary.by_id.get(concept.id) or _twin(concept, by_terms)
        if known is None:
            new[concept.id] = _joined(new[concept.id], concept) if concept.id in new else concept
            continue
        known = changed.get(known.id, known)
        after = (
            known
            if mode == "skip"
            else _joined(known, concept)
            if mode == "add"
            else replace(concept, id=known.id)
        )
        if after == known:
            same.append(known.id)
        else:
            changed[known.id] = after
    return Folded(tuple(new.values()), tuple(changed.values()), tuple(same))


def _index(concepts: Iterable[Concept]) -> dict[tuple[str, str], list[Concept]]:
    found: dict[tuple[str, str], list[Concept]] = {}
    for concept in concepts:
        for term in concept.terms:
            found.setdefault(_key(term), []).append(concept)
    return found


def _key(term: Term) -> tuple[str, str]:
    return term.language, fold(term.text, term.language)


def _twin(concept: Concept, by_terms: dict[tuple[str, str], list[Concept]]) -> Concept | None:
    """The known concept that has a term of *concept* in two languages."""
    languages: dict[str, tuple[Concept, set[str]]] = {}
    for term in concept.terms:
        for known in by_terms.get(_key(term), ()):
            languages.setdefault(known.id, (known, set()))[1].add(term.language)
    return next((known for known, tags in languages.values() if len(tags) > 1), None)


def _joined(known: Concept, more: Concept) -> Concept:
    """*known* with what only *more* says; its own words stay, a second preferred term comes as an admitted one."""
    from translator.glossary.lint.concept_rules import kind_of

    terms = list(known.terms)
    have = {_key(term) for term in terms} | {
        (t.language, fold(v, t.language)) for t in terms for v in t.variants
    }
    preferred = {(t.language, kind_of(t)) for t in terms if t.status == "preferred"}
    for term in more.terms:
        if _key(term) in have:
            continue
        have.add(_key(term))
        taken = term.status == "preferred" and (term.language, kind_of(term)) in preferred
        preferred.add((term.language, kind_of(term)))
        terms.append(replace(term, status="admitted") if taken else term)
    order = {tag: at for at, tag in enumerate(dict.fromkeys(t.language for t in terms))}
    fields = {key: getattr(known, key) or getattr(more, key) for key in CONCEPT_TEXTS}
    return replace(known, terms=tuple(sorted(terms, key=lambda t: order[t.language])), **fields)
