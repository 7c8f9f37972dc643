"""Acronyms beside their expansion, after Schwartz and Hearst (2003): “Collective Security Treaty Organization
(CSTO)” and “CSTO (Collective Security Treaty Organization)”.

The letters of the short form must be found in the long form from right to left, the first of them at the beginning of
a word; the long form may have at most min(|short| + 5, 2 · |short|) words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARENTHESIS = re.compile(r"\(([^()]{2,120})\)")
_SHORT = re.compile(r"[^\W\d_][\w.&/’'-]{1,9}")
_WORD = re.compile(r"[\w’'-]+")
_EDGE = re.compile(r"[.;:!?,()«»“”\"\n]")


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form and what it stands for."""

    short: str
    long: str
    start: int
    """Where the pair begins in the text."""


def acronyms(text: str) -> Iterator[Acronym]:
    """The acronyms that *text* explains, in their order."""
    for match in _PARENTHESIS.finditer(text):
        inside = match[1].strip().strip('“”«»"')
        before = text[max(0, match.start() - 300) : match.start()].rstrip()
        if _is_short(inside):
            stretch = _EDGE.split(before)[-1]
            long = _long_form(inside, _last_words(stretch, inside))
            if long:
                yield Acronym(inside, long, match.start() - len(before) + before.rfind(long))
            continue
        last = _WORD.findall(before)[-1:] if before else []
        inner = re.split(r"[;,]", inside)[0].strip()
        if last and _is_short(last[0]) and len(inner.split()) > 1 and _long_form(last[0], inner) == inner:
            yield Acronym(last[0], inner, match.start())


def _is_short(text: str) -> bool:
    """Two to ten characters, at least two capitals, no blank."""
    return bool(_SHORT.fullmatch(text)) and sum(char.isupper() for char in text) >= 2


def _last_words(stretch: str, short: str) -> str:
    words = list(_WORD.finditer(stretch))
    most = min(len(short) + 5, 2 * len(short))
    return stretch[words[-most].start() :].strip() if len(words) >= most else stretch.strip()


def _long_form(short: str, text: str) -> str:
    """The end of *text* that spells *short*, or nothing."""
    at = len(text)
    letters = [char.lower() for char in short if char.isalnum()]
    for number, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and (text[at].lower() != letter or (number == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
    found = text[at:]
    if len(found) <= len(short) or short in found or len(found.split()) < 2:
        return ""
    return found
