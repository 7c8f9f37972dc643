"""Readers turn a file into a Document. This module is their contract, their table and the one way in.

A reader is a module with ``read(data: bytes, name: str) -> Document``. It gets the whole file as bytes, never a
path, so that nothing it does can reach beyond what it was given; it raises :class:`InputError` for anything it
cannot read. Adding one is a file and a line in ``READERS``.
"""

from __future__ import annotations

from translator.i18n import N_
from translator.registry import Entry, Registry

READERS = Registry(
    N_("input format"),
    {
        "text": Entry("translator.readers.text", N_("Plain text"), (".txt", ".text")),
        "markdown": Entry("translator.readers.markup", N_("Markdown"), (".md", ".markdown")),
    },
)
