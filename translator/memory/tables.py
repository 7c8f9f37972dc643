"""Pairs as tab-separated lines: in from spreadsheets and training sets, out as training pairs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from translator.errors import InputError, UsageError
from translator.i18n import _
from translator.memory.corrections import clean, language
from translator.memory.store import Correction
from translator.memory.tmx import Unit

_GUARDED = re.compile(r"'(?=[=@+-])")
"""The apostrophe that keeps a spreadsheet from running a text as a formula."""


def read(path: Path, pair: tuple[str, str] | None) -> Iterator[Unit]:
    """The lines of *path*: under column names (``source``, ``target``, perhaps ``status``, ``source_language`` and
    ``target_language``), else its first two columns. *pair* is for lines that name no languages.

    Raises:
        InputError: it cannot be read.
        UsageError: nothing says which languages these are.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            yield from _rows(file, path.name, pair)
    except OSError as error:
        raise InputError(
            _("Cannot read {path}: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error
    except csv.Error as error:
        raise InputError(_("{path} is no table: {reason}.").format(path=path, reason=error)) from error


def _rows(file: Iterable[str], origin: str, pair: tuple[str, str] | None) -> Iterator[Unit]:
    columns: dict[str, int] = {"source": 0, "target": 1}
    for at, row in enumerate(csv.reader((line.replace("\0", "") for line in file), dialect="excel-tab")):
        names = [cell.strip().lower() for cell in row]
        if at == 0 and {"source", "target"} <= set(names):
            columns = {name: place for place, name in enumerate(names)}
            continue
        if row:
            yield _unit(row, columns, origin, pair)


def _unit(row: Sequence[str], columns: dict[str, int], origin: str, pair: tuple[str, str] | None) -> Unit:
    def cell(name: str) -> str:
        at = columns.get(name, len(row))
        return _GUARDED.sub("", clean(row[at]), count=1) if at < len(row) else ""

    source, target = cell("source"), cell("target")
    if not source or not target:
        return Unit(broken=_("no source") if not source else _("no translation"))
    if "\ufffd" in source + target:
        return Unit(broken=_("letters that cannot be read"))
    named = cell("source_language"), cell("target_language")
    if not all(named) and pair is None:
        raise UsageError(
            _("{name} does not say which languages it holds.").format(name=origin),
            _("Name them with --from and --to."),
        )
    try:
        own = (language(named[0]), language(named[1])) if all(named) else pair or ("", "")
    except UsageError as error:
        return Unit(broken=error.message)
    return Unit((Correction(source, target, *own, cell("before"), cell("after"), origin),), cell("status"))


def write_training(rows: Iterable[tuple[Correction, str]], file: IO[bytes]) -> int:
    """Write *rows* as lines of source and target, each pair once; how many there were.

    What stood twice in a row is written once; the whole is not held in memory to find more.
    """
    count, last = 0, ""
    for row, _status in rows:
        line = "\t".join(" ".join(text.split()) for text in (row.source, row.target)) + "\n"
        if line != last:
            file.write(line.encode("utf-8", "replace"))
            count, last = count + 1, line
    return count
