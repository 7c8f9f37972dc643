"""Glossary file formats: their contract and their table.

A format is a module with ``load(data, name, where, pair) -> Glossary``: *data* the bytes of the file, *name* what
the glossary is to be called when the file does not say, *where* the file for messages, *pair* the two languages of
a file that does not name its own (a word list of two columns). It raises ``GlossaryError`` with file and line.

A format that can be written has ``dump(glossary, pair) -> bytes`` and ``project(glossary, pair) -> Glossary``, which
drops what the format cannot hold, so that ``load(dump(g)) == project(g)``; its docstring says what that is.
"""

from __future__ import annotations

from pathlib import Path

from translator.errors import GlossaryError, UsageError
from translator.glossary import cache
from translator.glossary.concepts import Glossary
from translator.i18n import N_, _
from translator.registry import Entry, Registry

LARGEST = 256 << 20
"""Bytes of a file that is still read: some three million plain rows. More would fill the memory for no use."""
_HERE = "translator.glossary.formats"
FORMATS = Registry(
    N_("glossary format"),
    {
        "toml": Entry(f"{_HERE}.toml", N_("Concepts with all their fields"), (".toml",)),
        "csv": Entry(f"{_HERE}.csv", N_("Spreadsheet, comma-separated"), (".csv",)),
        "tsv": Entry(f"{_HERE}.tsv", N_("Spreadsheet, tab-separated"), (".tsv", ".tab", ".txt", ".utf8")),
        "xlsx": Entry(f"{_HERE}.xlsx", N_("Excel workbook"), (".xlsx",), binary=True),
        "tbx": Entry(f"{_HERE}.tbx", N_("TBX-Basic v3 in DCT style; reads every TBX"), (".tbx",)),
        "tbx-dca": Entry(f"{_HERE}.tbx_dca", N_("TBX-Basic v3 in DCA style")),
        "tbx2": Entry(f"{_HERE}.tbx2", N_("TBX v2 (martif), for OmegaT and Weblate")),
        "multiterm": Entry(
            f"{_HERE}.multiterm", N_("MultiTerm XML, for Trados and memoQ"), (".xml",), binary=True
        ),
        "memoq": Entry(f"{_HERE}.memoq", N_("memoQ's CSV export (only read)")),
        "omegat": Entry(f"{_HERE}.omegat", N_("OmegaT glossary of two languages")),
        "deepl": Entry(f"{_HERE}.deepl", N_("DeepL, one direction (v2)")),
        "deepl-v3": Entry(f"{_HERE}.deepl3", N_("DeepL, all directions (v3, JSON)"), (".deepl.json",)),
        "google": Entry(f"{_HERE}.google", N_("Google, one direction")),
        "google-sets": Entry(f"{_HERE}.google_sets", N_("Google, equivalent term sets")),
        "microsoft": Entry(f"{_HERE}.microsoft", N_("Microsoft document translation, one direction")),
        "weblate": Entry(f"{_HERE}.weblate", N_("Weblate's glossary as CSV")),
    },
)


def read_glossary(path: Path, pair: tuple[str, str] | None = None, format: str | None = None) -> Glossary:
    """Read the glossary file *path*; its format follows from the suffix unless named. A large file is read and
    checked once, then its compiled form is used while its bytes stay the same.

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
    if len(data) < cache.SMALLEST:
        glossary: Glossary = module.load(data, path.stem, str(path), pair)
        return glossary
    if len(data) > LARGEST:
        raise GlossaryError(
            _("{path} is larger than {size} MB; no glossary is.").format(path=path, size=LARGEST >> 20),
            _("Split it by domain, or take the terms you need out of it."),
        )
    entry = cache.key(data, str(path), pair, name)
    compiled = cache.load(entry)
    if compiled is not None:
        return compiled
    with cache.without_collector():
        glossary = module.load(data, path.stem, str(path), pair)
    if len(data) < cache.LARGEST:
        cache.save(entry, glossary)
    return glossary


def can_write(name: str) -> bool:
    """Whether the format of this name can be written."""
    return hasattr(FORMATS.load(name), "dump")


def dump_glossary(glossary: Glossary, format: str, pair: tuple[str, str] | None = None) -> bytes:
    """*glossary* as the bytes of a file in *format*.

    Raises:
        UsageError: there is no format of that name, it cannot be written, or it holds one pair of languages and
            *pair* does not say which.
    """
    module = FORMATS.load(format)
    if not hasattr(module, "dump"):
        names = ", ".join(name for name in FORMATS if can_write(name))
        raise UsageError(
            _("The format {format} can be read, but not written.").format(format=format),
            _("Known: {names}.").format(names=names),
        )
    data: bytes = module.dump(glossary, pair)
    return data


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
