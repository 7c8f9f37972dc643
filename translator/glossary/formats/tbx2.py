"""TBX v2 (TBX-Basic of 2008, ``martif``), which OmegaT, Weblate and older tools read. Keeps what
:mod:`translator.glossary.formats.tbx` keeps."""

from __future__ import annotations

from translator.glossary.concepts import Glossary
from translator.glossary.formats.tbx import load, project
from translator.glossary.formats.tbx_writing import MARTIF, written

__all__ = ["dump", "load", "project"]


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """The glossary as TBX v2."""
    return written(glossary, MARTIF)
