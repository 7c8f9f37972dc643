"""What a spreadsheet cell may hold, and how lists and formulas are written in one.

Several texts stand in one cell with `` | `` between them; a bar inside a text is written ``\\|``. A text a
spreadsheet would run as a formula (``=``, ``+``, ``-``, ``@``) gets an apostrophe before it, which is taken away
when the cell is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BAR = re.compile(r"\s*(?<!\\)\|\s*")
_RISKY = re.compile(r"'*[=+\-@]")


def split(cell: str) -> list[str]:
    """The texts of a cell."""
    return [part.strip().replace("\\|", "|") for part in _BAR.split(cell) if part.strip()]


def joined(texts: Iterable[str]) -> str:
    """A cell that holds *texts*."""
    return " | ".join(text.replace("|", "\\|") for text in texts)


def guarded(cell: str) -> str:
    """*cell* as a spreadsheet shows it and never runs it."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """*cell* as it was before :func:`guarded`."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell
