"""Corrections out of files: editions, TMX and XLIFF from any tool, tables.

Formats this program wrote carry the whole edition; there a sentence counts as corrected when its text differs from
what is carried, and it gets its neighbours as context. In other files a unit counts by what the format says about
its review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from translator.document import Edition
from translator.errors import InputError
from translator.i18n import _
from translator.memory import tables, tmx
from translator.memory.corrections import Place, from_edition, places, spoken
from translator.memory.tmx import Unit
from translator.reviewing import xliff
from translator.writers.embedding import unpack

Pair = tuple[str, str]
"""A source and a target language."""


def read(path: Path, pair: Pair | None = None, *, everything: bool = False) -> Iterator[Unit]:
    """The units of *path*: those a person reviewed with their corrections, others with none.

    *everything* takes what no person reviewed as well; *pair* is for tables that name no languages.

    Raises:
        InputError: the file cannot be read, or is of no format that holds sentence pairs.
        UsageError: a table and no *pair*.
    """
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise InputError(
            _("Corrections cannot be read from {path}.").format(path=path),
            _("Known: {suffixes}.").format(suffixes=" ".join(_READERS)),
        )
    for unit in _READERS[suffix](path, pair, everything):
        reviewed = everything or unit.status in {"", "edited"}
        yield unit if reviewed or unit.broken else Unit(status=unit.status)


def _edition(path: Path, _pair: Pair | None, everything: bool) -> Iterator[Unit]:
    from translator.writers.json import read_edition

    edition = read_edition(path)
    found = from_edition(edition, path.name, everything=everything)
    yield from (Unit((one,), "edited") for one in found)
    yield from (Unit(status="translated") for _at in range(sum(1 for _p in edition.pairs) - len(found)))


def _tmx(path: Path, _pair: Pair | None, _everything: bool) -> Iterator[Unit]:
    head: list[str] = []
    units = tmx.read(path, head)
    first = next(units, None)
    rest = units if first is None else _chained(first, units)
    yield from _compared(rest, unpack(head[0], path.name) if head else None)


def _xliff(path: Path, _pair: Pair | None, _everything: bool) -> Iterator[Unit]:
    units, notes = xliff.read(path)
    carried = next((found for note in notes if (found := unpack(note, path.name))), None)
    yield from _compared(units, carried)


def _table(path: Path, pair: Pair | None, _everything: bool) -> Iterator[Unit]:
    return tables.read(path, pair)


def _chained(first: Unit, rest: Iterable[Unit]) -> Iterator[Unit]:
    yield first
    yield from rest


def _compared(units: Iterable[Unit], carried: Edition | None) -> Iterator[Unit]:
    """*units* with those marked ``edited`` whose text is not what the program had written."""
    if carried is None:
        yield from units
        return
    pairs = [pair for pair in (carried.title, *carried.pairs) if pair]
    written = {(spoken(p.source), spoken(p.target)): p.status for p in pairs}
    context = _contexts(carried)
    for unit in units:
        one = unit.corrections[0] if unit.corrections else None
        if one is None:
            yield unit
            continue
        place = context.get(one.source, Place(one.source))
        status = written.get((one.source, one.target), "edited")
        in_place = replace(one, before=place.before, after=place.after)
        yield Unit(() if status == "kept" else (in_place,), status)


def _contexts(carried: Edition) -> dict[str, Place]:
    """Where each sentence stands; one that stands in several places has no context of its own."""
    out: dict[str, Place] = {}
    for place in places([spoken(pair.source) for pair in carried.pairs]):
        out[place.text] = Place(place.text) if place.text in out else place
    return out


_READERS: dict[str, Callable[[Path, Pair | None, bool], Iterator[Unit]]] = {
    ".json": _edition,
    ".tmx": _tmx,
    ".xlf": _xliff,
    ".xliff": _xliff,
    ".xlf2": _xliff,
    ".sdlxliff": _xliff,
    ".tsv": _table,
    ".txt": _table,
}
