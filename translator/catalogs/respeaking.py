"""A translation cut into cues again: near the source's proportions, at good places, readable in the time there is.

The limits are those of broadcasters' guides (BBC, Netflix): 42 characters a line, two lines, 17 characters a second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from translator.catalogs.cues import Cue, spoken

LINE = 42
LINES = 2
SPEED = 17.0
"""Characters a second an adult reads with ease."""
_PUNCTUATION = tuple(".,;:!?…—–»”)")
_TAG = re.compile(r"<[^<>]*>")
_INSIDE = "\0"
"""Stands for a space inside a tag, where nothing may be broken."""
_SMALL = 3
"""Words of so few letters should not stand last before a break."""


def split(translation: str, cues: Sequence[Cue]) -> list[str]:
    """*translation* as one text for each of *cues*, its lines broken."""
    whole = _TAG.sub(lambda tag: tag[0].replace(" ", _INSIDE), translation)
    words = whole.split(" ")
    if len(cues) == 1:
        parts = [whole]
    elif len(words) < len(cues):
        parts = [*words, *["…"] * (len(cues) - len(words))]
    else:
        parts = _parts(words, cues)
    return [_lines(part).replace(_INSIDE, " ") for part in parts]


def _parts(words: Sequence[str], cues: Sequence[Cue]) -> list[str]:
    """The cheapest way to give each cue at least one word, by dynamic programming."""
    sizes = [len(spoken(cue)) or 1 for cue in cues]
    total = len(" ".join(words))
    ideal = [size * total / sum(sizes) for size in sizes]
    room = [max(1.0, (cue.end - cue.start) * SPEED) for cue in cues]

    @cache
    def best(cue: int, first: int) -> tuple[float, tuple[int, ...]]:
        if cue == len(cues) - 1:
            return _cost(words[first:], ideal[cue], room[cue], last=True), (len(words),)
        out: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for end in range(first + 1, len(words) - (len(cues) - cue - 1) + 1):
            here = _cost(words[first:end], ideal[cue], room[cue], last=False)
            if here >= out[0]:
                continue
            rest, ends = best(cue + 1, end)
            if here + rest < out[0]:
                out = (here + rest, (end, *ends))
        return out

    ends = best(0, 0)[1]
    return [" ".join(words[a:b]) for a, b in zip((0, *ends), ends, strict=False)]


def _cost(words: Sequence[str], ideal: float, room: float, *, last: bool) -> float:
    """How bad a cue of *words* would be: off its share, too fast, too long, broken at a bad place."""
    size = len(" ".join(words))
    cost = abs(size - ideal) / max(ideal, 1.0)
    cost += max(0.0, size - room) / room + 3.0 * max(0.0, size - LINE * LINES) / LINE
    if not last:
        cost += -0.25 if words[-1].endswith(_PUNCTUATION) else 0.3 if len(words[-1]) <= _SMALL else 0.0
    return cost


def _lines(text: str) -> str:
    """*text* in two lines where it is too long for one, broken near the middle, the lower line rather longer."""
    if "\n" in text or len(text) <= LINE or " " not in text:
        return text
    places = [at for at, ch in enumerate(text) if ch == " "]
    middle = len(text) / 2

    def cost(at: int) -> float:
        longer = max(at, len(text) - at - 1)
        good = 6.0 if text[at - 1] in _PUNCTUATION else 0.0
        return abs(at - middle) + 5.0 * max(0, longer - LINE) - good

    at = min(places, key=cost)
    return f"{text[:at]}\n{text[at + 1 :]}"


def too_fast(text: str, cue: Cue) -> bool:
    """Whether a cue shows more than can be read while it stands."""
    return len(text.replace("\n", " ")) > (cue.end - cue.start) * SPEED * 1.25
