"""Glossary file formats: their contract and their table.

A format is a module with ``load(data, name, where, pair) -> Glossary``: *data* the bytes of the file, *name* what
the glossary is to be called when the file does not say, *where* the file for messages, *pair* the two languages of
a file that does not name its own (a word list of two columns). It raises ``GlossaryError`` with file and line.
"""

from __future__ import annotations

from pathlib import Path

from translator.errors import GlossaryError
from translator.glossary.concepts import Glossary
from translator.i18n import N_, _
from translator.registry import Entry, Registry

FORMATS = Registry(
    N_("glossary format"),
    {
        "toml": Entry("translator.glossary.formats.toml", N_("Concepts with all their fields"), (".toml",)),
        "csv": Entry("translator.glossary.formats.csv", N_("Spreadsheet, comma-separated"), (".csv",)),
        "tsv": Entry(
            "translator.glossary.formats.tsv",
            N_("Spreadsheet, tab-separated"),
            (".tsv", ".tab", ".txt", ".utf8"),
        ),
    },
)


def read_glossary(path: Path, pair: tuple[str, str] | None = None, format: str | None = None) -> Glossary:
    """Read the glossary file *path*; its format follows from the suffix unless named.

    Raises:
        GlossaryError: it cannot be read, or does not say what it means; the message names file and line.
        UsageError: there is no format of that name.
    """
    name = format or FORMATS.for_suffix(path)
    if name is None:
        raise GlossaryError(
            _("{path} is in no known glossary format.").format(path=path),
            _("Known suffixes: {suffixes}.").format(suffixes=" ".join(FORMATS.suffixes())),
        )
    module = FORMATS.load(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            _("Cannot read the glossary {path}: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error
    glossary: Glossary = module.load(data, path.stem, str(path), pair)
    return glossary


def decoded(data: bytes, where: str) -> str:
    """*data* as text: UTF-8, or UTF-16 when it begins with that byte order mark.

    Raises:
        GlossaryError: neither; the message names the line.
    """
    try:
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GlossaryError(
            _("{path}:{line}: this is not UTF-8 text.").format(path=where, line=line),
            _("Save the file as UTF-8 and try again."),
        ) from error
