"""Merging two versions of a glossary that grew from one: piece by piece, and what clashes is shown, not guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from translator.glossary.comparing import Facts, facts
from translator.glossary.concepts import Concept, Glossary
from translator.glossary.formats.fields import Place, Reader, concept_from
from translator.glossary.formats.rows import Row, about_row


@dataclass(frozen=True, slots=True)
class Conflict:
    """A concept both sides changed in ways that do not go together; ``None`` stands for "removed"."""

    id: str
    ours: Concept | None
    theirs: Concept | None
    pieces: tuple[tuple[str, ...], ...]
    """Which of its pieces clash; empty when one side removed what the other changed."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge."""

    glossary: Glossary
    """Everything that goes together; where two sides clash, ours."""
    put: tuple[Concept, ...]
    """The concepts that differ from ours."""
    dropped: tuple[str, ...]
    """The ids of ours that go."""
    about: Row
    """What the glossary says about itself, where that differs from ours."""
    conflicts: tuple[Conflict, ...]
    clashing_about: tuple[str, ...]
    """What both sides say differently of the glossary itself; ours stands."""


_MISSING: Any = object()


def merge(base: Glossary, ours: Glossary, theirs: Glossary) -> Merged:
    """Bring what changed from *base* to *theirs* into *ours*."""
    put: list[Concept] = []
    dropped: list[str] = []
    conflicts: list[Conflict] = []
    for identity in dict.fromkeys((*ours.by_id, *theirs.by_id, *base.by_id)):
        was, mine, other = (g.by_id.get(identity) for g in (base, ours, theirs))
        if _same(mine, other) or _same(was, other):
            continue
        if _same(was, mine):
            if other is None:
                dropped.append(identity)
            else:
                put.append(other)
        elif mine is None or other is None:
            conflicts.append(Conflict(identity, mine, other, ()))
        else:
            joined, clashing = _joined(was, mine, other)
            if clashing:
                conflicts.append(Conflict(identity, mine, other, clashing))
            else:
                put.append(joined)
    about, clashing_about = _about(base, ours, theirs)
    kept = {c.id: c for c in ours.concepts if c.id not in dropped} | {c.id: c for c in put}
    glossary = replace(ours, concepts=tuple(kept.values()), **{k: _model(k, v) for k, v in about.items()})
    return Merged(glossary, tuple(put), tuple(dropped), about, tuple(conflicts), clashing_about)


def _same(one: Concept | None, other: Concept | None) -> bool:
    if one is None or other is None:
        return one is other
    return facts(one) == facts(other)


def _joined(
    base: Concept | None, ours: Concept, theirs: Concept
) -> tuple[Concept, tuple[tuple[str, ...], ...]]:
    """The concept with the changes of both sides, and the pieces where they clash."""
    was: Facts = facts(base) if base else {}
    mine, other = facts(ours), facts(theirs)
    merged: Facts = {}
    clashing = []
    for piece in dict.fromkeys((*mine, *other, *was)):
        a, b, c = (side.get(piece, _MISSING) for side in (was, mine, other))
        if c in (a, b):
            value = b
        elif b == a:
            value = c
        else:
            clashing.append(piece)
            value = b
        if value is not _MISSING:
            merged[piece] = value
    return _concept(ours.id, merged), tuple(clashing)


def _concept(identity: str, said: Facts) -> Concept:
    """The concept that says this; a language's terms stand together."""
    row: Row = {"id": identity}
    for piece, value in said.items():
        if len(piece) == 1:
            row[piece[0]] = value
        else:
            row.setdefault(piece[0], []).append({"term": piece[1], **value})
    return concept_from(row, Place(0), Reader(identity))


def _about(base: Glossary, ours: Glossary, theirs: Glossary) -> tuple[Row, tuple[str, ...]]:
    """What of the glossary's own fields comes from theirs, and which of them clash."""
    was, mine, other = about_row(base), about_row(ours), about_row(theirs)
    news: Row = {}
    clashing = []
    for key in other:
        if key == "name" or other[key] in (was.get(key), mine.get(key)):
            continue
        if key == "languages":
            news[key] = list(dict.fromkeys([*mine.get(key, []), *other[key]]))
        elif mine.get(key) == was.get(key):
            news[key] = other[key]
        else:
            clashing.append(key)
    return news, tuple(clashing)


def _model(key: str, value: Any) -> Any:
    if key == "languages":
        return tuple(value)
    return tuple(value.items()) if key == "lint" else value
