"""Which writing systems a text uses: the first and surest evidence of its language."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

_RANGES = """
0041-007A Latn  00AA-00AA Latn  00BA-00BA Latn  00C0-024F Latn  0250-02AF Latn  1E00-1EFF Latn  FF21-FF5A Latn
0370-03FF Grek  1F00-1FFF Grek  0400-052F Cyrl  1C80-1C8F Cyrl  2DE0-2DFF Cyrl  A640-A69F Cyrl
0531-058A Armn  FB13-FB17 Armn  0591-05F4 Hebr  FB1D-FB4F Hebr
0600-06FF Arab  0750-077F Arab  0870-08FF Arab  FB50-FDFF Arab  FE70-FEFC Arab  0700-074F Syrc  0780-07BF Thaa
0900-097F Deva  A8E0-A8FF Deva  0980-09FF Beng  0A00-0A7F Guru  0A80-0AFF Gujr  0B00-0B7F Orya  0B80-0BFF Taml
0C00-0C7F Telu  0C80-0CFF Knda  0D00-0D7F Mlym  0D80-0DFF Sinh  0E00-0E7F Thai  0E80-0EFF Laoo  0F00-0FFF Tibt
1000-109F Mymr  A9E0-A9FF Mymr  AA60-AA7F Mymr  10A0-10FF Geor  1C90-1CBF Geor  2D00-2D2F Geor
1100-11FF Hang  3130-318F Hang  A960-A97F Hang  AC00-D7FF Hang  1200-139F Ethi  2D80-2DDF Ethi  AB00-AB2F Ethi
1780-17FF Khmr  19E0-19FF Khmr  3041-30FF Kana  31F0-31FF Kana  FF66-FF9F Kana
3400-4DBF Hani  4E00-9FFF Hani  F900-FAFF Hani  20000-323AF Hani
"""


def _table() -> tuple[list[int], list[int], list[str]]:
    fields = _RANGES.split()
    rows = sorted(
        zip((span.split("-") for span in fields[::2]), fields[1::2], strict=True),
        key=lambda row: int(row[0][0], 16),
    )
    return (
        [int(start, 16) for (start, _), _ in rows],
        [int(end, 16) for (_, end), _ in rows],
        [n for _, n in rows],
    )


_STARTS, _ENDS, _NAMES = _table()


@lru_cache(maxsize=4096)
def script_of(char: str) -> str | None:
    """The ISO 15924 code of the letter or vowel sign *char*; ``None`` for a digit, a sign or an unknown script.

    Hiragana and Katakana are both ``Kana``.
    """
    if unicodedata.category(char)[0] not in "LM":
        return None
    code = ord(char)
    at = bisect_right(_STARTS, code) - 1
    return _NAMES[at] if at >= 0 and code <= _ENDS[at] else None


def scripts(text: str) -> Counter[str]:
    """How many letters of each script *text* holds."""
    found: Counter[str] = Counter()
    for char, count in Counter(text).items():
        script = script_of(char)
        if script:
            found[script] += count
    return found


FEW = 8
"""Fewer letters than these say little about any language."""


def main_script(text: str) -> tuple[str | None, float]:
    """The script most of *text* is written in, and how much that says about the whole, from 0 to 1.

    A Chinese character or a Korean syllable counts for two letters. Chinese characters with Kana among them are ``Jpan``.
    """
    found = scripts(text)
    for wide in ("Hani", "Kana", "Hang"):
        found[wide] *= 2
    if found["Kana"] * 20 > found["Hani"]:
        found["Jpan"] = found.pop("Kana") + found.pop("Hani")
    (main, count), *_ = found.most_common(1)
    if not count:
        return None, 0.0
    return main, min(1.0, 1.6 * count / found.total(), count / FEW)


def only(text: str, script: str) -> str:
    """*text* with the letters of all other scripts turned into spaces."""
    return "".join(char if script_of(char) in {script, None} else " " for char in text)
