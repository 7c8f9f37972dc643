"""Excel workbooks: the first sheet holds the table that :mod:`translator.glossary.formats.csv` describes.

Cells are read as text: a formula is its own text and is never computed. Written cells are text too, also those that
begin with ``=``. What ``project`` drops: what CSV drops, and control characters, which a workbook cannot hold.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from translator.errors import GlossaryError
from translator.glossary.concepts import Glossary
from translator.glossary.formats import csv
from translator.glossary.formats.cells import guarded, unguarded
from translator.glossary.formats.fields import Reader
from translator.glossary.formats.table_writing import table
from translator.i18n import _

LARGEST = 1 << 30
"""Bytes a workbook may unpack to."""


def load(data: bytes, name: str, where: str, pair: tuple[str, str] | None = None) -> Glossary:
    """Read a workbook; see :mod:`translator.glossary.formats` for the contract."""
    _check(data, where)
    try:
        rows = list(_rows(data))
    except Exception as error:
        raise _damaged(where) from error
    return csv.from_rows(rows, name, pair, Reader(where))


def dump(glossary: Glossary, pair: tuple[str, str] | None = None) -> bytes:  # noqa: ARG001 - every format's shape
    """The glossary as a workbook of text cells with its header frozen."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Glossary")
    sheet.freeze_panes = "B2"
    for row in table(glossary):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, guarded(_clean(text)) or None)
            if text:
                cell.data_type = "s"  # never a formula, whatever it begins with
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


project = csv.project


def _rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        for line, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            cells = [_text(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells and (cells[0][:1] != "#" or csv.ABOUT.fullmatch(cells[0])):
                yield line, cells
    finally:
        book.close()


def _text(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO writes them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unguarded(str(value).strip())


def _clean(text: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _check(data: bytes, where: str) -> None:
    """Refuse what is no workbook and what would unpack to more than memory should hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        raise _damaged(where) from error
    if size > LARGEST:
        raise GlossaryError(_("{path}: this workbook unpacks to more than 1 GB.").format(path=where))


def _damaged(where: str) -> GlossaryError:
    return GlossaryError(
        _("{path}: this is not an Excel workbook, or it is damaged.").format(path=where),
        _("Open it in a spreadsheet program and save it again as .xlsx."),
    )
