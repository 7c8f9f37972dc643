"""Readers turn a file into a Document. This module is their contract, their table and the one way in.

A reader is a module with ``read(source: Source) -> Document``. It gets the whole file as bytes, never a path, so
that nothing it does can reach beyond what it was given; it raises :class:`InputError` for anything it cannot
read. Adding one is a file and a line in ``READERS``.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from translator.document import Document
from translator.errors import InputError
from translator.i18n import N_, _
from translator.readers.sniffing import foreign, sniff
from translator.readers.source import Source
from translator.registry import Entry, Registry

_MARKUP = "translator.readers.markup"

READERS = Registry(
    N_("input format"),
    {
        "text": Entry("translator.readers.text", N_("Plain text"), (".txt", ".text")),
        "markdown": Entry(_MARKUP, N_("Markdown"), (".md", ".markdown", ".mdown")),
        "html": Entry(_MARKUP, N_("Web page, all of it"), (".html", ".htm", ".xhtml")),
        "webpage": Entry(
            "translator.readers.webpage", N_("The article in a saved web page"), (".mhtml", ".mht")
        ),
        "docx": Entry(_MARKUP, N_("Word document"), (".docx", ".docm"), binary=True),
        "odt": Entry(_MARKUP, N_("OpenDocument text"), (".odt",), binary=True),
        "epub": Entry(_MARKUP, N_("EPUB book"), (".epub",), binary=True),
        "fb2": Entry(_MARKUP, N_("FictionBook"), (".fb2",)),
        "rst": Entry(_MARKUP, N_("reStructuredText"), (".rst",)),
        "latex": Entry(_MARKUP, N_("LaTeX"), (".tex", ".latex")),
        "org": Entry(_MARKUP, N_("Org"), (".org",)),
        "edition": Entry("translator.readers.edition", N_("Edition (JSON), its source text"), (".json",)),
    },
)

MAX_BYTES = 64 * 1024 * 1024
"""More than this is no article; a pipe or a device is not read beyond it."""
STDIN = "-"


def read(source: Path | str, format: str | None = None, *, encoding: str | None = None) -> Document:
    """The document in the file *source*; ``"-"`` is standard input.

    The format follows from the suffix, else from the content, unless *format* names it; *encoding* is for texts
    whose encoding is told wrongly.

    Raises:
        InputError: the file is missing, unreadable, empty, too large, damaged or in no known format.
        UsageError: there is no format called *format*.
    """
    if str(source) == STDIN:
        return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "stdin", format, encoding=encoding)
    path = Path(source)
    return read_bytes(_load(path), path.name, format, encoding=encoding)


def read_bytes(data: bytes, name: str, format: str | None = None, *, encoding: str | None = None) -> Document:
    """The document in *data*; *name* is what messages call it, its suffix tells the format.

    Raises:
        InputError: as :func:`read`.
        UsageError: as :func:`read`.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            _("{name} is larger than {size} megabytes.").format(name=name, size=MAX_BYTES // 1024**2),
            _("Split it into parts."),
        )
    if not data.strip(b" \t\r\n\x0b\x0c\0"):
        raise _empty(name)
    source = Source(data, name, READERS.key(format) if format else _format_of(data, name), encoding)
    if format is None and source.format == "html" and _is_saved(source):
        source = replace(source, format="webpage")
    document: Document = READERS.load(source.format).read(source)
    if not any(block.text.strip() for block in document.blocks):
        raise _empty(name)
    return document


def _format_of(data: bytes, name: str) -> str:
    """The format of *data*: a suffix we know, unless the content contradicts it; else what the content is."""
    refusal = foreign(data, name)
    if refusal:
        raise refusal
    return READERS.for_suffix(name) or sniff(data)


def _is_saved(source: Source) -> bool:
    """Whether only the article of a page is wanted; ``--format html`` asks for all of it."""
    from translator.readers.webpage import looks_saved

    return looks_saved(source)


def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        hint = _("Check the name.")
        if "://" in str(path) or str(path).startswith(("http:", "https:", "www.")):
            hint = _(
                "Save the page with your browser and give the saved file: translation opens no connection."
            )
        raise InputError(_("There is no file {path}.").format(path=path), hint) from error
    except IsADirectoryError as error:
        raise InputError(_("{path} is a folder.").format(path=path), _("Name the files in it.")) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            _("Cannot read {path}: {reason}.").format(path=path, reason=reason),
            _("Check that you may read the file."),
        ) from error


def _empty(name: str) -> InputError:
    if not name:
        return InputError(_("The text is empty."), _("Give some text."))
    return InputError(_("{name} has no text in it.").format(name=name), _("Give a file with some text."))
