"""Writers turn an Edition into a file. This module is their contract, their table and the one way out.

A writer is a module with ``write(edition, file, options) -> None`` where *file* is open for writing bytes. It
gets everything from the Edition and never asks an engine, a glossary or the settings. Adding one is a file and a
line in ``WRITERS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from translator.document import Edition
from translator.errors import UsageError
from translator.files import replacing
from translator.i18n import N_, _
from translator.registry import Entry, Registry

Layout = Literal["side-by-side", "interleaved", "translation", "source"]
LAYOUTS: tuple[Layout, ...] = ("side-by-side", "interleaved", "translation", "source")

WRITERS = Registry(
    N_("output format"),
    {
        "html": Entry("translator.writers.html", N_("Web page"), (".html", ".htm")),
        "markdown": Entry("translator.writers.markdown", N_("Markdown"), (".md", ".markdown")),
        "text": Entry("translator.writers.text", N_("Plain text"), (".txt", ".text")),
        "json": Entry("translator.writers.json", N_("Edition (JSON)"), (".json",)),
        "epub": Entry("translator.writers.epub", N_("E-book (EPUB 3)"), (".epub",), binary=True),
        "pdf": Entry("translator.writers.pdf", N_("For paper (PDF)"), (".pdf",), binary=True),
        "docx": Entry("translator.writers.docx", N_("Word document (DOCX)"), (".docx",), binary=True),
        "odt": Entry("translator.writers.odt", N_("OpenDocument text (ODT)"), (".odt",), binary=True),
        "tsv": Entry("translator.writers.tsv", N_("Table of sentences (TSV)"), (".tsv",)),
        "tmx": Entry("translator.writers.tmx", N_("Translation memory (TMX 1.4b)"), (".tmx",)),
        "xliff": Entry("translator.writers.xliff", N_("For translation tools (XLIFF 1.2)"), (".xlf",)),
        "xliff2": Entry(
            "translator.writers.xliff2", N_("For translation tools (XLIFF 2.1)"), (".xliff", ".xlf2")
        ),
    },
)


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How an edition is to look. What does not apply to a format is ignored by it."""

    layout: Layout = "side-by-side"
    ui_language: str = "en"
    """The language of headings, buttons and notes in the edition: the reader's."""
    width: int = 80
    """For plain text: columns of the terminal or page."""


def write(
    edition: Edition, path: Path | str, format: str | None = None, options: WriteOptions | None = None
) -> None:
    """Write *edition* to *path*; the format follows from the suffix unless named.

    Raises:
        UsageError: no format has this name or suffix.
        OutputError: the target cannot be written; what was there before is untouched.
    """
    name = format or WRITERS.for_suffix(path)
    if name is None:
        raise UsageError(
            _("Cannot tell the format of {path} from its name.").format(path=path),
            _("Use one of {suffixes}, or name the format with --to-format.").format(
                suffixes=" ".join(WRITERS.suffixes())
            ),
        )
    module = WRITERS.load(name)
    with replacing(path) as file:
        module.write(edition, file, options or WriteOptions())


def write_to(edition: Edition, file: IO[bytes], format: str, options: WriteOptions | None = None) -> None:
    """Write *edition* to an open binary file (standard output)."""
    WRITERS.load(format).write(edition, file, options or WriteOptions())
