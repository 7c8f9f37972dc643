"""OmegaT glossaries: source, target and comment with tabs between them, ``#`` for comment lines, UTF-8.

Keep them as ``.txt`` or ``.utf8``: OmegaT reads ``.tab`` in the encoding of the system. What ``project`` drops:
everything but the source terms (variants become rows), the target terms and the concept's note; terms that begin with ``#``.
"""

from __future__ import annotations

from translator.glossary.concepts import Glossary
from translator.glossary.formats import decoded, pairs
from translator.glossary.formats.fields import Reader


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:
    """Read an OmegaT glossary; see :mod:`translator.glossary.formats` for the contract."""
    rows = pairs.read_lines(decoded(data, where), Reader(where), comments=True)
    return pairs.glossary_of(rows, pairs.needed(pair), name, where)


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:
    """The terms of *pair* as OmegaT reads them."""
    rows = _rows(glossary, pairs.needed(pair, glossary))
    return b"# Glossary for OmegaT\n" + pairs.write_lines((r.source, r.target, r.note) for r in rows)


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:
    """What comes back of *glossary*."""
    pair = pairs.needed(pair, glossary)
    comment = pairs.Row("", "")  # takes the first line
    rows = pairs.numbered([comment, *_rows(glossary, pair)])[1:]
    return pairs.glossary_of(rows, pair, glossary.name)


def _rows(glossary: Glossary, pair: pairs.Pair) -> list[pairs.Row]:
    return [row for row in pairs.rows_of(glossary, pair, notes=True) if not row.source.startswith("#")]
