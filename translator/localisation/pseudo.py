"""Pseudo-locales: an interface in letters that look foreign, to find what was never translatable or never fits.

``accented`` accents every letter and makes texts longer, as German and Russian do; ``bidi`` turns words right to left
with Unicode marks, so that a layout shows what Arabic does to it. The names of the locales, ``en-XA`` and ``ar-XB``,
are Android's and CLDR's.
"""

from __future__ import annotations

import re
from typing import Literal

from translator.catalogs import Catalog, Entry, pieces
from translator.engines.pseudo import accented
from translator.localisation.asking import Answer
from translator.localisation.filling import Doubt, Filled
from translator.localisation.leaves import question, result

Style = Literal["accented", "bidi"]
LOCALES: dict[Style, str] = {"accented": "en-XA", "bidi": "ar-XB"}
_FILLER = "one two three four five six seven eight nine ten eleven twelve".split()
_WORD = re.compile(r"[^\W\d_]+")
_RIGHT, _POP = "\u200f\u202e", "\u202c\u200f"


def pseudo(catalog: Catalog, style: Style, *, grow: float = 0.4) -> Filled:
    """Give every message of *catalog* a pseudo-translation, longer by the share *grow*."""
    filled = Filled()
    for entry in catalog.entries:
        if entry.state == "locked":
            continue
        try:
            asked = question(entry, catalog.target_language or "en")
        except ValueError as error:
            filled.left.append(Doubt(entry, str(error)))
            catalog.clear(entry)
            continue
        answers = {one: Answer(disguised(one.text, one.dialects, style, grow)) for one in asked.askings()}
        _put(catalog, entry, result(asked, answers).texts, filled)
    return filled


def _put(catalog: Catalog, entry: Entry, texts: tuple[str, ...], filled: Filled) -> None:
    if texts:
        catalog.put(entry, texts, None)
        filled.filled += 1
    else:
        filled.left.append(Doubt(entry, ""))
        catalog.clear(entry)


def disguised(text: str, dialects: frozenset[str], style: Style, grow: float) -> str:
    """*text* in disguise; its pieces and the white space around it stay."""
    out, at = "", 0
    for piece in [*pieces.find(text, dialects), None]:
        plain = text[at : piece.start if piece else len(text)]
        out += accented(plain) if style == "accented" else _turned(plain)
        if piece:
            out += piece.text
            at = piece.end
    body = out.strip()
    if not body or style == "bidi" or not any(ch.isalpha() for ch in _language(text, dialects)):
        return out
    start = out.index(body)
    return out[:start] + "[" + body + _longer(len(body), grow) + "]" + out[start + len(body) :]


def _language(text: str, dialects: frozenset[str]) -> str:
    for piece in reversed(pieces.find(text, dialects)):
        text = text[: piece.start] + text[piece.end :]
    return text


def _longer(size: int, grow: float) -> str:
    """Words that make up the growth."""
    words, wanted = "", size * grow
    for number in range(64):
        if len(words) >= wanted:
            break
        words += " " + _FILLER[number % len(_FILLER)]
    return words


def _turned(text: str) -> str:
    return _WORD.sub(lambda match: f"{_RIGHT}{match[0]}{_POP}", text)
