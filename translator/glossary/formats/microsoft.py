"""Glossaries for Microsoft's document translation: source and target with a tab between them, no header.

Microsoft compares letters exactly, so a term that does not begin with a capital is also written with one. What
``project`` drops: everything but the source terms (variants become rows) and the target terms. Microsoft's own
terminology collection comes as TBX and is read by :mod:`translator.glossary.formats.tbx`.
"""

from __future__ import annotations

from collections.abc import Iterator

from translator.glossary.concepts import Glossary
from translator.glossary.formats import deepl, pairs

load = deepl.load


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:
    """The terms of *pair*, as they are and at the beginning of a sentence."""
    return pairs.write_lines((r.source, r.target) for r in _rows(glossary, pairs.needed(pair, glossary)))


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:
    """What comes back of *glossary*."""
    pair = pairs.needed(pair, glossary)
    return pairs.glossary_of(pairs.numbered(_rows(glossary, pair)), pair, glossary.name)


def _rows(glossary: Glossary, pair: pairs.Pair) -> Iterator[pairs.Row]:
    rows = list(pairs.rows_of(glossary, pair))
    known = {row.source for row in rows}
    for row in rows:
        yield row
        capital = row.source[:1].upper() + row.source[1:]
        if capital not in known:
            known.add(capital)
            yield pairs.Row(capital, row.target[:1].upper() + row.target[1:])
