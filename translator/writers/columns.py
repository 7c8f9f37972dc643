"""Text fitted into columns of a terminal: wide characters count two, combining marks none.

Lines break where UAX #14 allows it (after the comma in Chinese, never before it); what is still too long, a long
address or a line of Thai, is cut between user-perceived characters.
"""

from __future__ import annotations

from itertools import zip_longest

from translator.languages import direction

_ISOLATE = {"ltr": "\u2066", "rtl": "\u2067"}
_END = "\u2069"


def width(text: str) -> int:
    """How many columns *text* takes."""
    import wcwidth

    return wcwidth.width(text, control_codes="ignore")


def wrap(text: str, columns: int, first: str = "", rest: str | None = None) -> list[str]:
    """*text* in lines of at most *columns*, each paragraph of it on its own; 0 columns means no limit.

    The first line begins with *first*, the others with *rest* (as many blanks as *first* is wide, when not given).
    """
    rest = " " * width(first) if rest is None else rest
    lines: list[str] = []
    for part in text.split("\n"):
        room = max(columns - width(rest), 2) if columns > 0 else 0
        lines += _fill(" ".join(part.split()), room) or [""]
    return [(first if not at else rest) + line for at, line in enumerate(lines)]


def _fill(text: str, room: int) -> list[str]:
    import unicode_segmentation_rs

    if not room or width(text) <= room:
        return [text] if text else []
    lines: list[str] = []
    line, used = "", 0
    for unit in unicode_segmentation_rs.line_break_units(text):
        need = width(unit.rstrip())
        if line and used + need > room:
            lines.append(line.rstrip())
            line, used = "", 0
        pieces = _chop(unit, room) if need > room else [unit]
        lines += pieces[:-1]
        line += pieces[-1]
        used += width(pieces[-1])
    return [*lines, line.rstrip()]


def _chop(unit: str, room: int) -> list[str]:
    """A unit wider than the column, cut between graphemes."""
    import wcwidth

    pieces, piece, used = [], "", 0
    for grapheme in wcwidth.iter_graphemes(unit):
        need = width(grapheme)
        if piece and used + need > room:
            pieces.append(piece)
            piece, used = "", 0
        piece += grapheme
        used += need
    return [*pieces, piece]


def beside(
    left: list[str], right: list[str], columns: int, languages: tuple[str, str], gap: str = "   "
) -> list[str]:
    """Two wrapped texts side by side, each *columns* wide; right-to-left ones stand at the right of their column.

    Where one of them runs from right to left, every cell is isolated, so that a terminal that reorders letters
    reorders them inside the cell only.
    """
    directions = tuple(direction(language) for language in languages)
    swapped = directions == ("rtl", "ltr")
    out = []
    for one, other in zip_longest(left, right, fillvalue=""):
        cells = [
            _cell(one, columns, directions[0], directions),
            _cell(other, columns, directions[1], directions),
        ]
        out.append(gap.join(reversed(cells) if swapped else cells).rstrip())
    return out


def _cell(text: str, columns: int, own: str, both: tuple[str, ...]) -> str:
    blanks = " " * max(columns - width(text), 0)
    if "rtl" not in both:
        return text + blanks
    held = f"{_ISOLATE[own]}{text}{_END}" if text else ""
    return blanks + held if own == "rtl" else held + blanks
