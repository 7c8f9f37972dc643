"""What changed between two versions of a glossary, concept by concept and field by field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from translator.glossary.concepts import Concept, Glossary
from translator.glossary.formats.rows import Row, about_row, concept_row, term_row

Kind = Literal["added", "removed", "renamed", "changed"]
Facts = dict[tuple[str, ...], Any]
"""What a concept says, piece by piece: ``("domain",)``, or ``("ru", "ОДКБ")`` with the fields of that term."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One piece of a concept that is not the same: ``None`` stands for nothing."""

    piece: tuple[str, ...]
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one concept."""

    kind: Kind
    id: str
    old_id: str = ""
    """For a renamed concept, its id before."""
    edits: tuple[Edit, ...] = ()


def compare(old: Glossary, new: Glossary) -> tuple[Change, ...]:
    """The changes that lead from *old* to *new*: first those of the glossary itself (id ``""``), then removed,
    renamed, changed and added concepts in the order of their files."""
    removed = {c.id: c for c in old.concepts if c.id not in new.by_id}
    added = {c.id: c for c in new.concepts if c.id not in old.by_id}
    renamed = _renamed(removed, added)
    changes: list[Change] = []
    about = _edits(_flat(about_row(old)), _flat(about_row(new)))
    if about:
        changes.append(Change("changed", "", edits=about))
    changes += [
        Change("removed", i, edits=_edits(facts(c), {})) for i, c in removed.items() if i not in renamed
    ]
    for concept in new.concepts:
        before = old.by_id.get(concept.id)
        if before:
            if edits := _edits(facts(before), facts(concept)):
                changes.append(Change("changed", concept.id, edits=edits))
        elif concept.id in renamed.values():
            was = next(key for key, value in renamed.items() if value == concept.id)
            changes.append(Change("renamed", concept.id, was, _edits(facts(removed[was]), facts(concept))))
        else:
            changes.append(Change("added", concept.id, edits=_edits({}, facts(concept))))
    return tuple(changes)


def facts(concept: Concept) -> Facts:
    """What *concept* says, piece by piece, without its id."""
    row = concept_row(replace(concept, terms=()))
    del row["id"]
    out: Facts = _flat(row)
    for term in concept.terms:
        key: tuple[str, ...] = (term.language, term.text)
        while key in out:  # the same text twice, which lint reports
            key = (*key, "+")
        out[key] = {k: v for k, v in term_row(term).items() if k != "term"}
    return out


def _flat(row: Row) -> Facts:
    return {(key,): value for key, value in row.items()}


def _edits(old: Facts, new: Facts) -> tuple[Edit, ...]:
    pieces = dict.fromkeys((*old, *new))
    return tuple(
        Edit(p, old.get(p), new.get(p))
        for p in pieces
        if old.get(p) != new.get(p) or (p in old) != (p in new)
    )


def _renamed(removed: dict[str, Concept], added: dict[str, Concept]) -> dict[str, str]:
    """Old id → new id, where a concept went and one with most of its terms came."""
    homes: dict[tuple[str, str], list[str]] = {}
    for identity, concept in added.items():
        for term in concept.terms:
            homes.setdefault((term.language, term.text), []).append(identity)
    found: dict[str, str] = {}
    for identity, concept in removed.items():
        votes: dict[str, int] = {}
        for term in concept.terms:
            for home in homes.get((term.language, term.text), ()):
                votes[home] = votes.get(home, 0) + 1
        best = max(votes, key=lambda home: votes[home], default="")
        if (
            best
            and best not in found.values()
            and 2 * votes[best] > max(len(concept.terms), len(added[best].terms))
        ):
            found[identity] = best
    return found
