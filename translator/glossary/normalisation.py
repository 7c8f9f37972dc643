"""Text as it is compared: one spelling for what readers do not tell apart, and the way back to the original.

Hyphens and dashes become ``-``, quotes and apostrophes straight, soft hyphens, zero-width and direction marks and
Arabic vowel signs disappear, any run of white space (line breaks too) is one space, letters are composed (NFC).
``folded`` is the same text in lower case with hyphens as spaces and ё as е, character for character.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from translator.languages import primary

_HYPHENS = "‐‑‒–—―−﹘﹣－"
_APOSTROPHES = "’‘‛ʼ＇`´"
_QUOTES = "“”„‟«»″＂"
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\f\v"
)
_SAME = str.maketrans(
    _HYPHENS + _APOSTROPHES + _QUOTES + _SPACES + "ŞşŢţ",
    "-" * len(_HYPHENS) + "'" * len(_APOSTROPHES) + '"' * len(_QUOTES) + " " * len(_SPACES) + "ȘșȚț",
)
_FOLD = str.maketrans({"-": " ", "ё": "е"})
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_POINTS = "\u0591-\u05c7\u064b-\u065f\u0670\u0640"  # of Hebrew and Arabic, and tatweel
_UNEVEN = re.compile(rf"[ {_INVISIBLE}{_POINTS}]{{2,}}|[{_INVISIBLE}{_POINTS}]|[^ ]?[\u0300-\u036f]+")
"""Stretches that do not keep their length: white space, decomposed letters, what is not compared at all."""
_DROPPED = re.compile(rf"[{_INVISIBLE}{_POINTS}]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in its compared spelling. ``starts[i]`` and ``ends[i]`` bound the i-th character in the original."""

    text: str
    folded: str
    starts: tuple[int, ...] | None = None
    """``None`` when both texts have their characters at the same places."""
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that became ``text[start:end]`` (not empty)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(text: str, language: str = "") -> Normalised:
    """*text* in its compared spelling; *language* decides how letters are lowered (Turkish i)."""
    even = text.translate(_SAME)
    if _UNEVEN.search(even) is None:
        return Normalised(even, fold(even, language))
    return _with_offsets(even, language)


def fold(text: str, language: str = "") -> str:
    """*text* in lower case, hyphens as spaces, ё as е; every character stays one character."""
    if primary(language) in {"tr", "az"}:
        text = text.replace("I", "ı").replace("İ", "i")
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(_FOLD)


def _with_offsets(text: str, language: str) -> Normalised:
    """The slow way, for a text with stretches that change their length; *text* is translated already."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _UNEVEN.finditer(text):
        start, end = match.span()
        parts.append(text[at:start])
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        composed = _composed(match[0])
        parts.append(composed)
        starts.extend([start] * len(composed))
        ends.extend([end] * len(composed))
        at = end
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    plain = "".join(parts)
    return Normalised(plain, fold(plain, language), tuple(starts), tuple(ends))


def _composed(stretch: str) -> str:
    """What an uneven stretch becomes: a letter with its marks in one, one space, or nothing."""
    kept = _DROPPED.sub("", stretch)
    return " " if kept.isspace() else unicodedata.normalize("NFC", kept).translate(_SAME)
