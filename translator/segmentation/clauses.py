"""Where a long sentence may be cut with the least harm.

The borders come in ranks: the end of a main clause (``;`` ``:`` and dashes), a comma before a conjunction or a relative
word, any comma, any space, any character. A piece is cut at the best rank that its second half offers.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import lru_cache

from translator.languages import primary
from translator.segmentation.pairs import brackets

Offsets = list[tuple[int, int]]

_CONJUNCTIONS = {
    "en": "and but or nor so yet which who whom whose while whereas when where because although though if unless since after"
    " before until as that",
    "ru": "и а но или однако который которая которое которые которого которой которых которым котором которую что чтобы если когда"
    " где куда хотя потому поскольку так как тогда пока причём притом",
    "uk": "і й та а але або однак проте який яка яке які якого якої яких яким якому що щоб якщо коли де куди хоча бо оскільки тому поки",
    "ro": "şi și dar iar sau însă ci care că să dacă când unde deşi deși pentru deoarece fiindcă întrucât astfel",
    "de": "und aber oder denn sondern der die das dem den deren dessen dass weil wenn als ob obwohl während wo damit nachdem bevor",
    "fr": "et mais ou donc or ni car qui que dont où lorsque quand si comme tandis parce puisque bien afin alors",
    "es": "y e pero o u ni sino que quien cuyo donde cuando si porque aunque mientras como pues",
    "it": "e ed ma o oppure che cui quale dove quando se perché mentre sebbene come anche",
    "pt": "e mas ou nem que quem cujo onde quando se porque embora enquanto como pois",
    "pl": "i a ale lub albo oraz jednak który która które którzy którego której których że żeby aby jeśli gdy kiedy gdzie choć bo ponieważ",
    "nl": "en maar of want die dat waar wanneer als omdat hoewel terwijl zodat",
}
_WIDE = r"[^\x00-\u2fff]"
_COMMA = rf"[,，、،՝](?=\s|{_WIDE})"
_SPACE = r"[^\S\u00a0\u202f]+"
TARGET_SLACK = 0.4
"""A piece is at least this share of what would fit, so that a good border near the start does not make crumbs."""


@lru_cache(maxsize=64)
def _ranks(language: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of the borders, best first; a border stands where a match ends."""
    joined = "|".join(_CONJUNCTIONS.get(language, "").split())
    conjunction = rf"|,\s+(?=(?:{joined})\b)" if joined else ""
    return (
        re.compile(
            rf"(?:[;；؛](?=\s|{_WIDE})|[:：](?=\s)|[.!?…。！？](?=[\"”»’)]*\s))[\"”»’)]*\s*|\s(?=[—–]\s){conjunction}"
        ),
        re.compile(rf"{_COMMA}[\"”»’]*\s*"),
        re.compile(_SPACE),
    )


def _borders(text: str, language: str) -> list[list[int]]:
    """The borders of each rank, in order; those inside brackets count only as spaces."""
    inside = brackets(text)
    ranks = _ranks(primary(language))
    found = [[m.end() for m in rank.finditer(text) if 0 < m.end() < len(text)] for rank in ranks]
    return [
        borders if rank is ranks[-1] else [at for at in borders if inside.around(at) is None]
        for rank, borders in zip(ranks, found, strict=True)
    ]


def _trimmed(text: str, cuts: list[int]) -> Offsets:
    out: Offsets = []
    for begin, stop in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[begin:stop]
        left = begin + len(piece) - len(piece.lstrip())
        right = stop - len(piece) + len(piece.rstrip())
        if left < right:
            out.append((left, right))
    return out


def clauses(text: str, language: str) -> Offsets:
    """Where the clauses of *text*, one sentence, stand; the white space between them is left out."""
    return _trimmed(text, _borders(text, language)[0])


def _reach(text: str, start: int, guess: int, too_long: Callable[[str], bool]) -> int:
    """How many characters from *start* fit, found by doubling and halving from *guess*; at least one."""
    low, high = 0, max(guess, 16)
    while start + high < len(text) and not too_long(text[start : start + high]):
        low, high = high, high * 2
    high = min(high, len(text) - start)
    if start + high == len(text) and not too_long(text[start:]):
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if too_long(text[start : start + middle]):
            high = middle
        else:
            low = middle
    return max(low, 1)


def _cut(text: str, start: int, reach: int, borders: list[list[int]]) -> int:
    """The best border for the piece from *start* that may be *reach* characters long."""
    left = len(text) - start
    pieces = -(-left // reach)
    least = max(int(reach * TARGET_SLACK), left - (pieces - 1) * reach, 1)
    for at_least in (least, max(int(reach * TARGET_SLACK), 1), 1):
        for rank in borders:
            first, last = bisect_left(rank, start + at_least), bisect_right(rank, start + reach)
            if first < last:
                return min(rank[first:last], key=lambda at: abs(at - start - left / pieces))
    at = start + reach
    while at > start + 1 and unicodedata.combining(text[at]):
        at -= 1
    return at


def split_long(text: str, language: str, too_long: Callable[[str], bool]) -> Offsets:
    """*text*, one sentence, as few and as even pieces as its borders allow, each short enough.

    Args:
        too_long: whether a model cannot take that much text at once; longer text must not be shorter for it. A piece
            of one character is given back even if that is too long.
    """
    if not too_long(text):
        return _trimmed(text, [])
    borders = _borders(text, language)
    cuts: list[int] = []
    start, reach = 0, 256
    while True:
        reach = _reach(text, start, reach, too_long)
        if start + reach >= len(text):
            return _trimmed(text, cuts)
        start = _cut(text, start, reach, borders)
        cuts.append(start)
