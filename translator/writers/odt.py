"""ODT through pandoc, as DOCX."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from translator.document import Edition
from translator.languages import direction
from translator.writers.docx import made
from translator.writers.reference import odt_reference

if TYPE_CHECKING:
    from translator.writers import WriteOptions


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:
    """Write *edition* for LibreOffice."""
    reference = odt_reference(direction(edition.source_language), direction(edition.target_language))
    file.write(made(edition, options, "odt", reference))
