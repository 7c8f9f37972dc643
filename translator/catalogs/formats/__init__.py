"""The formats of catalogs, and how one is told from another."""

from __future__ import annotations

import re
from pathlib import PurePath

from translator.catalogs.entries import Asked, Catalog
from translator.errors import InputError
from translator.i18n import N_, _
from translator.registry import Entry as Line
from translator.registry import Registry

_HERE = "translator.catalogs.formats"

FORMATS = Registry(
    N_("catalog format"),
    {
        "po": Line(f"{_HERE}.po", N_("gettext PO and POT"), (".po", ".pot")),
        "xliff": Line(f"{_HERE}.xliff", N_("XLIFF 1.2 and 2"), (".xlf", ".xliff", ".mxliff", ".sdlxliff")),
        "ts": Line(f"{_HERE}.ts", N_("Qt Linguist TS"), (".ts",)),
        "xcstrings": Line(f"{_HERE}.xcstrings", N_("Apple string catalogs"), (".xcstrings",)),
        "android": Line(f"{_HERE}.android", N_("Android strings.xml"), (".xml",)),
        "strings": Line(f"{_HERE}.strings", N_("Apple .strings"), (".strings",)),
        "stringsdict": Line(f"{_HERE}.stringsdict", N_("Apple .stringsdict plurals"), (".stringsdict",)),
        "properties": Line(f"{_HERE}.properties", N_("Java .properties"), (".properties",)),
        "arb": Line(f"{_HERE}.arb", N_("Flutter ARB"), (".arb",)),
        "json": Line(f"{_HERE}.json", N_("JSON: flat, nested, i18next, browser extensions"), (".json",)),
        "yaml": Line(f"{_HERE}.yaml", N_("YAML, as Rails uses it"), (".yml", ".yaml")),
        "fluent": Line(f"{_HERE}.fluent", N_("Fluent FTL"), (".ftl",)),
        "resx": Line(f"{_HERE}.resx", N_(".NET RESX"), (".resx", ".resw")),
        "subtitles": Line(f"{_HERE}.subtitles", N_("Subtitles: SRT, WebVTT, ASS"), (".srt", ".vtt", ".ass", ".ssa")),
    },
)  # fmt: skip
"""Each module has ``BILINGUAL``, whether a file holds both languages, and ``read(asked) -> Catalog``."""

_CLUES = {
    "android": re.compile(rb"<resources[\s>/]"),
    "ts": re.compile(rb"<(?:!DOCTYPE\s+)?TS[\s>]", re.IGNORECASE),
    "xliff": re.compile(rb"<(?:\w+:)?xliff[\s>]"),
    "resx": re.compile(rb"<resheader[\s>]"),
}


def format_of(name: str, data: bytes) -> str:
    """The format of a file, by its name and its beginning.

    Raises:
        InputError: it is none that is known.
    """
    found = FORMATS.for_suffix(name)
    clue = _CLUES.get(found or "")
    if found and (clue is None or clue.search(data[:20000].replace(b"\0", b""))):
        return found
    for other, pattern in _CLUES.items():
        if PurePath(name).suffix.lower() in {".xml", ".ts", ".xlf"} and pattern.search(data[:20000]):
            return other
    raise InputError(
        _("{name} is no catalog of a known format.").format(name=name),
        _("Known: {names}. Name one with --format.").format(names=", ".join(FORMATS)),
    )


def is_bilingual(format: str) -> bool:
    """Whether a file of *format* holds both languages.

    Raises:
        UsageError: no such format.
    """
    return bool(FORMATS.load(format).BILINGUAL)


def open_catalog(asked: Asked, format: str | None = None) -> Catalog:
    """Read a catalog.

    Raises:
        UsageError: no such format, or the file is for another language than asked.
        InputError: the file cannot be read.
    """
    catalog: Catalog = FORMATS.load(format or format_of(asked.name, asked.data)).read(asked)
    return catalog
