"""Tab-separated glossaries: as :mod:`translator.glossary.formats.csv`, with tabs and without quoting rules.

What ``project`` drops: what CSV drops, and line breaks and tabs inside a text, which become blanks.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from translator.glossary.concepts import Glossary
from translator.glossary.formats import csv
from translator.glossary.formats.cells import guarded
from translator.glossary.formats.table_writing import table

_BREAK = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:
    """Read a tab-separated glossary; see :mod:`translator.glossary.formats` for the contract."""
    return csv.load_table(data, name, where, pair, "\t")


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """The glossary as tab-separated rows, formulas made harmless."""
    rows = ("\t".join(guarded(_BREAK.sub(" ", cell)) for cell in row) for row in table(glossary))
    return ("\n".join(rows) + "\n").encode("utf-8")


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:
    """What comes back of *glossary*."""
    flat: Glossary = _flat(glossary)
    return csv.project(flat, pair)


def _flat(value: Any) -> Any:
    """*value* with the line breaks of all its texts as blanks."""
    if isinstance(value, str):
        return _BREAK.sub(" ", value)
    if isinstance(value, tuple):
        return tuple(map(_flat, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _flat(getattr(value, f.name)) for f in fields(value) if f.init})
    return value
