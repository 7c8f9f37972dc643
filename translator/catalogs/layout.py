"""Keep a file's own hand: its wrapping, spaces, quotes and comments, where a serialiser has habits of its own.

The serialiser writes the file twice, as it was read and with the translations; what differs between the two is what
was meant, and only that is carried over into the original, by a three-way merge.
"""

from __future__ import annotations

import bisect
import heapq
import re
from collections.abc import Iterator

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_TAGS = re.compile(r"[^<>\n]*[>\n]|[^<>\n]+(?=<)|<[^<>\n]*[>\n]|[<>]|[^<>\n]+")


def keep(original: str, plain: str, changed: str, *, markup: bool = False, comment: str = "") -> str:
    """*changed* in the hand of *original*.

    *plain* is what the serialiser makes of *original* with nothing changed; *markup* says that tags, not lines, are
    the smallest things to compare; *comment* is what a line begins with that the serialiser may have dropped and
    that is kept also where the lines before it change.
    """
    if original == plain:
        return changed
    if plain == changed:
        return original
    pattern = _TAGS if markup else _LINES
    base, mine, theirs = (pattern.findall(text) for text in (plain, original, changed))
    hand, meant = _edits(base, mine), _edits(base, theirs)
    if comment:
        hand = [part for edit in hand for part in _apart(edit, base, comment)]
        meant = [part for edit in meant for part in _by_line(edit)]
    return "".join(_merged(base, hand, meant))


Edit = tuple[int, int, list[str]]
"""What of the base it replaces, from and to, and with what."""


def _edits(base: list[str], other: list[str]) -> list[Edit]:
    from patiencediff import PatienceSequenceMatcher

    found = PatienceSequenceMatcher(None, base, other).get_opcodes()
    return [(a, b, other[c:d]) for kind, a, b, c, d in found if kind != "equal"]


def _apart(edit: Edit, base: list[str], comment: str) -> Iterator[Edit]:
    """*edit*, and the comments at its end that the base does not have as an insertion of their own."""
    start, end, lines = edit
    at = len(lines)
    while at and lines[at - 1].lstrip().startswith(comment) and lines[at - 1] not in base[start:end]:
        at -= 1
    if at == len(lines) or start == end:
        yield edit
        return
    yield start, end, lines[:at]
    yield end, end, lines[at:]


def _by_line(edit: Edit) -> Iterator[Edit]:
    """*edit* line by line where as many come as go, so that something may stand between them."""
    start, end, lines = edit
    if end - start != len(lines):
        yield edit
        return
    for at, line in enumerate(lines, start):
        yield at, at + 1, [line]


def _merged(base: list[str], hand: list[Edit], meant: list[Edit]) -> Iterator[str]:
    """*base* with both lists of edits; where two touch the same lines the one that was meant wins."""
    hand = [one for one in hand if not _overlaps(one, meant)]
    at = 0
    for start, end, lines in heapq.merge(hand, meant, key=lambda edit: (edit[0], edit[1])):
        yield from base[at:start]
        yield from lines
        at = max(at, end)
    yield from base[at:]


def _overlaps(one: Edit, others: list[Edit]) -> bool:
    """Whether *one* replaces lines that any of *others*, sorted, replaces too."""
    at = bisect.bisect_left(others, one[0], key=lambda edit: edit[1])
    while at < len(others) and others[at][0] <= one[1]:
        if _touch(one, others[at]):
            return True
        at += 1
    return False


def _touch(one: Edit, other: Edit) -> bool:
    """Whether two edits are about the same lines; an insertion only touches what it stands strictly inside."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    if start < end:
        return True
    empty, full = (one, other) if one[0] == one[1] else (other, one)
    return empty[0] == empty[1] and full[0] < empty[0] < full[1]


def line_ends(text: str) -> str:
    """The line ending most lines of *text* have."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
