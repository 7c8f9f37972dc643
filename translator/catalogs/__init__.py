"""Catalogs: files that hold the messages of a program, read as entries and written back with nothing else changed.

:func:`open_catalog` reads any of ``FORMATS``; :mod:`translator.localisation` fills what is empty. Most formats are
read and written by translate-toolkit; :mod:`translator.catalogs.layout` keeps the file's own hand.
"""

from __future__ import annotations

from translator.catalogs.entries import Asked, Catalog, Entry, Review, State
from translator.catalogs.formats import FORMATS, format_of, is_bilingual, open_catalog

__all__ = [
    "FORMATS",
    "Asked",
    "Catalog",
    "Entry",
    "Review",
    "State",
    "format_of",
    "is_bilingual",
    "open_catalog",
]
