"""DOCX through pandoc: styles, not hard formatting; opens in every word processor; carries the whole edition."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from translator.document import Edition
from translator.writers.embedding import pack
from translator.writers.inline import Side, sound
from translator.writers.office import Office
from translator.writers.pandoc_tree import convert
from translator.writers.reference import docx_reference, with_properties
from translator.writers.volume import volume_of
from translator.writers.words import words

if TYPE_CHECKING:
    from translator.writers import Layout, WriteOptions

CARRIED = "translator-edition"
"""The document property that carries the edition."""
SIDES: dict[Layout, tuple[Side, ...]] = {
    "side-by-side": ("s", "t"), "interleaved": ("s", "t"), "translation": ("t",), "source": ("s",),
}  # fmt: skip


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:
    """Write *edition* for Word."""
    file.write(made(edition, options, "docx", docx_reference()))


def made(edition: Edition, options: WriteOptions, to: str, reference: bytes) -> bytes:
    """The document in pandoc's format *to*."""
    said = words(options.ui_language)
    columns = options.layout == "side-by-side"
    office = Office(edition, said, SIDES[options.layout], columns=columns)
    shown = edition.source_language if options.layout == "source" else edition.target_language
    meta = {"lang": shown, CARRIED: pack(edition)}
    volume = volume_of(edition)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"reference.{to}"
        path.write_bytes(reference)
        data = convert(office.blocks(), meta, to, path)
    title = volume.titles.both() or said["untitled"]
    return with_properties(data, title, sound(edition.metadata.get("author", "")), volume.modified())
