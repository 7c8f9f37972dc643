"""Which edition a file corrects: the one it carries, or the one that lies beside it."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

from translator.document import Edition
from translator.errors import InputError
from translator.readers.archives import safe
from translator.writers.embedding import unpack
from translator.writers.json import read_edition

_MEMBERS = {"docx": "docProps/custom.xml", "odt": "meta.xml"}


def carried(data: bytes, format: str, name: str) -> Edition | None:
    """The edition inside the file, if there is one.

    Raises:
        InputError: it is damaged.
    """
    member = _MEMBERS.get(format)
    if member is None:
        return unpack(data.decode("utf-8", "replace"), name)
    with ZipFile(io.BytesIO(safe(data, name, doctype=format == "odt"))) as archive:
        if member not in archive.namelist():
            return None
        return unpack(archive.read(member).decode("utf-8", "replace"), name)


def sibling(path: Path) -> Edition | None:
    """The edition beside *path* that has the same name and ends in ``.json``."""
    for candidate in (path.with_suffix(".json"), path.with_suffix(".edition.json")):
        if candidate.is_file():
            try:
                return read_edition(candidate)
            except InputError:
                continue
    return None
