"""DeepL glossaries (version 2 of its interface): source and target with a tab between them, no header.

A source text may occur once, so the first concept that claims it stands. What ``project`` drops: everything but the
source terms (variants become rows) and the target terms.
"""

from __future__ import annotations

from translator.glossary.concepts import Glossary
from translator.glossary.formats import decoded, pairs
from translator.glossary.formats.fields import Reader


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:
    """Read a list of pairs, with tabs or commas; see :mod:`translator.glossary.formats` for the contract."""
    text = decoded(data, where)
    read = pairs.read_lines if "\t" in text.split("\n", 1)[0] else pairs.read_csv
    return pairs.glossary_of(read(text, Reader(where)), pairs.needed(pair), name, where)


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:
    """The terms of *pair*, with tabs."""
    return pairs.write_lines(
        (r.source, r.target) for r in pairs.rows_of(glossary, pairs.needed(pair, glossary))
    )


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:
    """What comes back of *glossary*."""
    pair = pairs.needed(pair, glossary)
    return pairs.glossary_of(pairs.numbered(pairs.rows_of(glossary, pair)), pair, glossary.name)
