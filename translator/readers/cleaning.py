"""Characters that a text may carry but no sentence needs: one form for all that follows.

What :func:`clean` changes, and nothing else:

- line ends (CR, CRLF, NEL, vertical tab, U+2028) become ``\\n``; form feed and U+2029 become a blank line;
- canonical composition (NFC);
- dropped: NUL and the other control characters but tab and newline, byte-order marks inside the text,
  zero-width space and word joiner (U+200B, U+2060…), non-characters, invisible "tag" letters. The joiners U+200C
  and U+200D stay, they change what a word looks like; so does U+200B between Thai, Lao, Burmese and Khmer
  letters, where it is the space between words;
- soft hyphens are dropped inside a line and kept after a letter at its end for :mod:`translator.readers.wrapping`;
- bidirectional controls: U+200E, U+200F, U+061C stay. Embeddings and isolates stay where every opening has its
  end in the same paragraph. Overrides (U+202D, U+202E) always go: they make a text read differently from
  what it says.
"""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\x85\x0b\u2028]")
_PARAGRAPHS = re.compile("[\x0c\u2029]")
_JUNK = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u180e\u2060-\u2064\ufff9-\ufffb\U000e0000-\U000e007f"
    "\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\ud800-\udfff]"
    "|(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b"
    "|\xad(?![ \t]*\n)|(?<!\\w)\xad"
)
_FORMATTED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPEN = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c",
         "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}  # fmt: skip
_OVERRIDES = "\u202d\u202e"


def clean(text: str) -> str:
    """*text* with one kind of line end, composed, and without characters that only do harm."""
    text = _PARAGRAPHS.sub("\n\n", _BREAKS.sub("\n", text))
    text = _JUNK.sub("", text)
    if _FORMATTED.search(text):
        text = "\n".join(balanced(line) if _FORMATTED.search(line) else line for line in text.split("\n"))
    return unicodedata.normalize("NFC", text)


def balanced(line: str) -> str:
    """*line* with only those bidirectional embeddings and isolates that are opened and closed in it."""
    keep: set[int] = set()
    stack: list[int] = []
    for found in _FORMATTED.finditer(line):
        at, sign = found.start(), found.group()
        if sign in _OPEN:
            stack.append(at)
        elif stack and _OPEN[line[stack[-1]]] == sign:
            opened = stack.pop()
            if line[opened] not in _OVERRIDES:
                keep |= {opened, at}
    return _FORMATTED.sub(lambda m: m.group() if m.start() in keep else "", line)
