"""A TMX file cut at its units, without parsing it: whatever is wrong with one, the next begins at its own tag."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO

LARGEST = 1 << 20
"""Letters of one unit; what is longer has lost its end."""
_CHUNK = 1 << 18
_OPEN = re.compile(r"<!--|<tu(?=[\s>])")
_NEXT = re.compile(r"<tu(?=[\s>])")
_CLOSE = re.compile(r"</tu\s*>")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def pieces(file: IO[bytes]) -> Iterator[str]:
    """First everything before the first unit, then each unit as it stands; comments are left out."""
    scan = _Scan(_letters(file))
    yield scan.head()
    while (piece := scan.unit()) is not None:
        yield piece


def _letters(file: IO[bytes]) -> Iterator[str]:
    """The file decoded; a byte that is no letter spoils only the unit it stands in."""
    data = file.read(_CHUNK)
    decoder = codecs.getincrementaldecoder(_encoding(data))(errors="replace")
    while data:
        yield decoder.decode(data)
        data = file.read(_CHUNK)
    yield decoder.decode(b"", final=True)


def _encoding(start: bytes) -> str:
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    declared = re.match(rb"""\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""", start)
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
        return name if "a".encode(name) == b"a" else "utf-8"
    except LookupError:  # not known, or no encoding of text
        return "utf-8"


class _Scan:
    """A place in the letters of a file, of which little is held."""

    def __init__(self, letters: Iterator[str]) -> None:
        self._letters = letters
        self._text = ""
        self._at = 0
        self._ended = False

    def _more(self) -> None:
        """Hold more letters; what lies behind is let go."""
        new = next(self._letters, None)
        self._ended = new is None
        self._text, self._at = self._text[self._at :] + (new or ""), 0

    def _until(self, pattern: re.Pattern[str], after: int, most: int = LARGEST) -> re.Match[str] | None:
        """The next *pattern*, searched *after* so many letters from here and no further than *most*."""
        found = pattern.search(self._text, self._at + after)
        while not found and not self._ended and len(self._text) - self._at < most:
            self._more()
            found = pattern.search(self._text, self._at + after)
        return found

    def head(self) -> str:
        """What stands before the first unit (64 MB of it at most), comments left out."""
        out = []
        while found := self._until(_OPEN, 0, 64 * LARGEST):
            out.append(self._text[self._at : found.start()])
            self._at = found.start()
            if found[0] != "<!--":
                return "".join(out)
            self._skip_comment()
        return "".join([*out, self._text[self._at :]])

    def unit(self) -> str | None:
        """The next unit; one that has no end stops where the next begins."""
        if not self._to_unit():
            return None
        close = self._until(_CLOSE, 3)
        end = close.end() if close else min(len(self._text), self._at + LARGEST)
        again = _NEXT.search(self._text, self._at + 3, end)
        piece = self._text[self._at : again.start() if again else end]
        self._at += len(piece)
        return piece

    def _to_unit(self) -> bool:
        while True:
            found = _OPEN.search(self._text, self._at)
            if found:
                self._at = found.start()
                if found[0] != "<!--":
                    return True
                self._skip_comment()
            elif self._ended:
                return False
            else:
                self._at = max(self._at, len(self._text) - 4)  # a tag may be cut in two
                self._more()

    def _skip_comment(self) -> None:
        end = self._until(re.compile("-->"), 4)
        self._at = end.end() if end else self._at + 4
