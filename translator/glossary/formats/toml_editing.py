"""Changes to a TOML glossary that leave everything else as it was: comments, order, blank lines.

The text is cut at its ``[[concept]]`` headings and only the block of the concept that changes goes through tomlkit,
so an edit of a file with ten thousand concepts takes milliseconds and touches nothing but its own lines. The result
is read again before it is returned: an edit that did not say what was asked for is made anew without finesse.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from translator.errors import GlossaryError
from translator.glossary.concepts import Concept
from translator.glossary.formats.rows import Row, concept_row
from translator.glossary.formats.toml_writing import concept_text
from translator.i18n import _

_MANY = 200
"""More new concepts than this go to the end of the file; looking up a place for each would take long."""
_CONCEPT = re.compile(r"\s*\[\[\s*concept\s*\]\]")


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the file: everything before the first concept (no id), or one concept with the comment over it."""

    text: str
    id: str = ""
    domain: str = ""


def with_concept(text: str, concept: Concept) -> str:
    """*text* with *concept* added, or in the place of the one with its id.

    Raises:
        GlossaryError: the file is written in a way that cannot be edited in place.
    """
    return with_concepts(text, [concept])


def with_concepts(text: str, concepts: Iterable[Concept]) -> str:
    """*text* with all *concepts* added, or in the places of those with their ids.

    Raises:
        GlossaryError: as :func:`with_concept`.
    """
    blocks = _blocks(text)
    known = {block.id for block in blocks}
    changes = {concept.id: concept for concept in concepts}
    blocks = [
        _Block(_changed(b.text, changes[b.id]), b.id, b.domain) if b.id in changes else b for b in blocks
    ]
    new = [concept for concept in changes.values() if concept.id not in known]
    for concept in new:
        at = len(blocks) if len(new) > _MANY else _place(blocks, concept)
        blocks[at - 1] = replace(blocks[at - 1], text=_ended(blocks[at - 1].text))
        text = concept_text(concept) + ("\n" if at < len(blocks) else "")
        blocks.insert(at, _Block(text, concept.id, concept.domain))
    return "".join(block.text for block in blocks)


def without_concept(text: str, identity: str) -> str:
    """*text* without the concept *identity* and the comment that belongs to it.

    Raises:
        GlossaryError: as :func:`with_concept`.
    """
    blocks = [block for block in _blocks(text) if block.id != identity]
    return "".join(block.text for block in blocks).rstrip("\n") + "\n"


def with_about(text: str, about: Row) -> str:
    """*text* with these fields of the ``[glossary]`` table."""
    import tomlkit

    blocks = _blocks(text)
    document = tomlkit.parse(blocks[0].text)
    table: Any = document.setdefault("glossary", tomlkit.table())
    for key, value in about.items():
        _set(table, key, value)
    return tomlkit.dumps(document) + "".join(block.text for block in blocks[1:])


def with_conflicts(text: str, conflicts: Mapping[str, tuple[str, str]]) -> str:
    """*text* with concepts shown in both versions between the marks git uses; it is not TOML until a person has
    chosen. A concept that is not in *text* goes to its end."""
    blocks = _blocks(text)
    left = dict(conflicts)
    out = []
    for block in blocks:
        sides = left.pop(block.id, None)
        tail = block.text[len(block.text.rstrip("\n")) :]
        out.append(block.text if sides is None else _marked(sides) + tail[1:])
    return "".join(out) + "".join("\n" + _marked(sides) for sides in left.values())


def _marked(sides: tuple[str, str]) -> str:
    ours, theirs = (side.rstrip("\n") + "\n" if side else "" for side in sides)
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


def block_of(text: str, identity: str) -> str:
    """The concept *identity* as it is written, with the comment over it; empty when it is not there."""
    return next((block.text for block in _blocks(text) if block.id == identity), "")


def renamed(text: str, old: str, new: str) -> str:
    """*text* with the id of one concept changed."""
    blocks = _blocks(text)
    pattern = re.compile(r"^(\s*id\s*=\s*)([\"'])" + re.escape(old) + r"\2", re.MULTILINE)
    out = [
        pattern.sub(lambda m: f"{m[1]}{m[2]}{new}{m[2]}", b.text, count=1) if b.id == old else b.text
        for b in blocks
    ]
    return "".join(out)


def _blocks(text: str) -> list[_Block]:
    """The file in pieces; joined they are the file again."""
    lines = text.splitlines(keepends=True)
    starts = [_with_comments(lines, n) for n, line in enumerate(lines) if _CONCEPT.match(line)]
    borders = [0, *starts, len(lines)]
    pieces = ["".join(lines[a:b]) for a, b in itertools.pairwise(borders)]
    blocks = [_Block(pieces[0])]
    blocks += [_identified(piece) for piece in pieces[1:]]
    written = tomllib.loads(text).get("concept", [])
    if [row.get("id") for row in written] != [block.id for block in blocks[1:]]:
        raise GlossaryError(
            _("The concepts of this file do not stand under [[concept]] headings of their own."),
            _("Rewrite it once with `translator glossary convert`, then edit it."),
        )
    return blocks


def _with_comments(lines: list[str], start: int) -> int:
    """Where the comment right above line *start* begins."""
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _identified(piece: str) -> _Block:
    try:
        row = tomllib.loads(piece)["concept"][0]
    except (tomllib.TOMLDecodeError, KeyError, IndexError):
        return _Block(piece, "?")
    return _Block(piece, str(row.get("id", "?")), str(row.get("domain", "")))


def _place(blocks: list[_Block], concept: Concept) -> int:
    """Where a new concept goes: into its domain, by the alphabet where the domain keeps to it, else at the end."""
    own = [n for n, block in enumerate(blocks) if n and block.domain == concept.domain]
    if not own:
        return len(blocks)
    ids = [blocks[n].id for n in own]
    if ids == sorted(ids):
        later = [n for n in own if blocks[n].id > concept.id]
        if later:
            return later[0]
    return own[-1] + 1


def _ended(text: str) -> str:
    """*text* with a blank line at its end, when it says anything."""
    return text.rstrip("\n") + "\n\n" if text.strip() else text


def _changed(block: str, concept: Concept) -> str:
    """The block with the fields of *concept*: what is the same stays as it was written."""
    tail = block[len(block.rstrip("\n")) :] or "\n"
    try:
        edited = _edited(block, concept_row(concept)).rstrip("\n") + tail
        if _says(edited) == concept_row(concept):
            return edited
    except Exception:  # noqa: BLE001, S110 - tomlkit refuses some layouts; the plain way below takes them all
        pass
    comment = "".join(line for line in block.splitlines(keepends=True) if line.startswith("#"))
    return comment + concept_text(concept).rstrip("\n") + tail


def _says(block: str) -> Any:
    return tomllib.loads(block)["concept"][0]


def _edited(block: str, wanted: Row) -> str:
    import tomlkit

    document = tomlkit.parse(block)
    table: Any = document["concept"][0]
    for key in [key for key in table if key not in wanted]:
        del table[key]
    for key, value in wanted.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            _set_terms(table, key, value)
        else:
            _set(table, key, value)
    return tomlkit.dumps(document)


def _set(table: Any, key: str, value: Any) -> None:
    """Write *value*; one that is there already is not touched, a table is written on one line."""
    import tomlkit

    if key in table and table[key] == value:
        return
    if isinstance(value, dict):
        inline = tomlkit.inline_table()
        inline.update(value)
        value = inline
    if key in table:
        table[key] = value
    else:
        table.append(key, value)


def _set_terms(table: Any, language: str, rows: list[Row]) -> None:
    """Make the terms of *language* those of *rows*, changing in place the ones whose text is still there."""
    import tomlkit

    if language not in table:
        table.append(language, tomlkit.aot())
    terms = table[language]
    for at in reversed(range(len(terms))):
        if terms[at].get("term") not in [row["term"] for row in rows] and len(terms) > len(rows):
            del terms[at]
    for at, row in enumerate(rows):
        if at >= len(terms):
            terms.append(tomlkit.table())
        for key in [key for key in terms[at] if key not in row]:
            del terms[at][key]
        for key, value in row.items():
            _set(terms[at], key, value)
