"""Google glossaries of one direction: comma-separated source and target, no header.

What ``project`` drops: everything but the source terms (variants become rows) and the target terms.
"""

from __future__ import annotations

from translator.glossary.concepts import Glossary
from translator.glossary.formats import deepl, pairs

load, project = deepl.load, deepl.project


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:
    """The terms of *pair*, with commas; quoted where a reader could take a semicolon for the separator."""
    rows = [(r.source, r.target) for r in pairs.rows_of(glossary, pairs.needed(pair, glossary))]
    return pairs.write_csv(rows, quoted=any(";" in text for row in rows for text in row))
