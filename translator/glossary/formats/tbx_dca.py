"""TBX-Basic v3 in DCA style: data categories as attributes. Keeps what :mod:`translator.glossary.formats.tbx` keeps."""

from __future__ import annotations

from translator.glossary.concepts import Glossary
from translator.glossary.formats.tbx import load, project
from translator.glossary.formats.tbx_writing import DCA, written

__all__ = ["dump", "load", "project"]


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """The glossary as TBX-Basic v3, DCA style."""
    return written(glossary, DCA)
