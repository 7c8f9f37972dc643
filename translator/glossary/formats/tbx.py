"""TBX, the standard for exchanging terminology (ISO 30042): reads every dialect, writes TBX-Basic v3 in DCT style.

Read: TBX-Basic v3 in DCT and DCA style, TBX v2 (``martif``), TBX-Min; which it is follows from the file. What
TBX-Basic has no place for (number, animacy, case rules, forms, context words, do-not-translate, the difference
between deprecated and forbidden …) stands in a note that begins with ``translator:``, one for a concept and one for
a term; other programs show or skip it.

What ``project`` drops: characters XML cannot hold, the order of languages within a concept where it jumps back and
forth. Nothing else: import(export(g)) is g.
"""

from __future__ import annotations

from translator.glossary.concepts import Glossary
from translator.glossary.formats import toml_writing, xml
from translator.glossary.formats.tbx_reading import load
from translator.glossary.formats.tbx_writing import DCT, written

__all__ = ["dump", "load", "project"]


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """The glossary as TBX-Basic v3, DCT style."""
    return written(glossary, DCT)


def project(glossary: Glossary, pair: tuple[str, str] | None = None) -> Glossary:
    """What comes back of *glossary*."""
    clean: Glossary = xml.clean(glossary)
    return toml_writing.project(clean, pair)
