"""Tab-separated glossaries: as :mod:`translator.glossary.formats.csv`, with tabs and without quoting rules."""

from __future__ import annotations

from translator.glossary.concepts import Glossary
from translator.glossary.formats.csv import load_table


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:
    """Read a tab-separated glossary; see :mod:`translator.glossary.formats` for the contract."""
    return load_table(data, name, where, pair, "\t")
