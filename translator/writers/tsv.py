"""Tab-separated values: one sentence a line, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
import re
from typing import IO, TYPE_CHECKING

from translator.document import Edition
from translator.writers.inline import sound

if TYPE_CHECKING:
    from translator.writers import WriteOptions

COLUMNS = ("id", "kind", "source", "target", "status", "notes")
_FORMULA = re.compile(r"[=@]|[+-](?=\S)")


def write(edition: Edition, file: IO[bytes], options: WriteOptions) -> None:  # noqa: ARG001 - the contract
    """Write the pairs of *edition*, the title first, under a line of column names."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text, dialect="excel-tab", lineterminator="\n")
    rows.writerow(COLUMNS)
    pairs = [("p0", "title", edition.title)] if edition.title else []
    inside = ((block.kind, pair) for block in edition.blocks for pair in block.pairs)
    for name, kind, pair in [*pairs, *((f"p{at}", kind, pair) for at, (kind, pair) in enumerate(inside, 1))]:
        notes = " ".join(note.message for note in pair.notes)
        cells = (pair.source_text, pair.target_text, pair.status, notes)
        rows.writerow([name, kind, *(_cell(cell) for cell in cells)])
    text.detach()


def _cell(text: str) -> str:
    """*text* without control characters; an apostrophe keeps spreadsheets from running it as a formula."""
    text = sound(text)
    return f"'{text}" if _FORMULA.match(text) else text
