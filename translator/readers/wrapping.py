"""Lines of a paragraph joined again where an editor or a mail program broke them.

A program breaks a line only when the next word would not fit. So a run of lines is taken as wrapped when nearly
every line is *full*: its length and the next line's first word together pass the width of the text. A run whose
lines end with full stops, or leave room, is left as it is: each line a paragraph of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from translator.readers.lines import Line, joint

MAX_WIDTH = 130
"""Longer lines are paragraphs, not lines of one."""
MIN_WIDTH = 30
SOFT_HYPHEN = "\xad"


def width(runs: Sequence[Sequence[Line]]) -> int:
    """The column at which the text was broken, or 0 when its lines were not broken by a program."""
    lengths = sorted(len(line.text) + line.indent for run in runs if len(run) > 1 for line in run)
    if not lengths:
        return 0
    wide = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    breaks = [pair for run in runs for pair in itertools.pairwise(run)]
    full = sum(_full(line, after, wide) for line, after in breaks)
    ended = sum(line.ends_sentence for line, _after in breaks)
    plausible = MIN_WIDTH <= wide <= MAX_WIDTH and full * 2 >= len(breaks) and ended * 2 < len(breaks)
    return wide if plausible else 0


def paragraphs(run: Sequence[Line], wide: int) -> list[str]:
    """The paragraphs in a run of lines with no blank line between them; *wide* is what :func:`width` found."""
    wrapped = is_wrapped(run, wide)
    margin = min((line.indent for line in run[1:]), default=0)
    out: list[list[str]] = []
    before: Line | None = None
    for line in run:
        if before is None or not _continues(before, line, wide, margin, wrapped=wrapped):
            out.append([line.text])
        else:
            out[-1].append(line.text)
        before = line
    return [join(parts) for parts in out]


def join(parts: Sequence[str]) -> str:
    """Lines as one; a soft hyphen at a break goes, a hard one stays and takes no space."""
    out: list[str] = []
    for text, after in itertools.zip_longest(parts, parts[1:], fillvalue=""):
        bare = text.rstrip(SOFT_HYPHEN)
        out.append(bare)
        if after and bare == text:
            out.append(joint(text, after))
    return "".join(out)


def is_wrapped(run: Sequence[Line], wide: int) -> bool:
    """Whether *run*, in a text broken at the column *wide*, was broken there too."""
    if len(run) < 2 or not wide:
        return False
    full = sum(_full(line, after, wide) for line, after in itertools.pairwise(run))
    return full * 10 >= (len(run) - 1) * 6


def _continues(before: Line, line: Line, wide: int, margin: int, *, wrapped: bool) -> bool:
    """Whether *line* goes on with what *before* began."""
    if before.text.endswith(SOFT_HYPHEN) or plainly_continues(before, line):
        return True
    if not wrapped:
        return False
    indented = line.indent >= margin + 2
    return not indented and (_full(before, line, wide) or not before.ends_sentence)


def plainly_continues(before: Line, line: Line) -> bool:
    """Whether the words say that *line* goes on: it begins small after a long line that did not end, or a hyphen."""
    if not line.text[:1].islower():
        return False
    hyphen = before.text[-1:] in {"-", "\u2010"} and before.text[-2:-1].isalpha()
    return hyphen or (before.text[-1:].isalnum() and len(before.text) >= MIN_WIDTH)


def _full(line: Line, after: Line, wide: int) -> bool:
    return len(line.text) + line.indent + 1 + after.first_word > wide
