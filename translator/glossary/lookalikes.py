"""An acronym that the model only spelt out in its own letters: CSTO as «КСТО» or «CSO».

Hiding such an acronym from a model changes little, for it has no word for it; its letters tell the place, or that
there is no other acronym on either side.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from translator.glossary.matching import Match
from translator.glossary.scoring import WORD, Span

ALIKE = 60.0
"""Per cent of the letters that must agree."""
_LATIN = str.maketrans("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЫЭЮЯ", "ABVGDEJZIJKLMNOPRSTUFHCCSYEUA")


def lookalike(source: str, match: Match, target: str, free: Sequence[Span]) -> Span | None:
    """The word in capitals among *free* that is spelt most like the acronym *match*, or ``None``.

    Of several that are equally alike the one nearest to the acronym's own place in its sentence is meant.
    """
    if not _capitals(match.text):
        return None
    only = [span for span in free if _capitals(target[span.start : span.end])]
    if len(only) == 1 and sum(map(_capitals, WORD.findall(source))) == 1:
        return only[0]
    found = [
        (round(likeness, -1), -abs(match.start / len(source) - span.start / len(target)), span)
        for span in free
        if _capitals(word := target[span.start : span.end])
        and (likeness := _likeness(match.text, word)) >= ALIKE
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def _capitals(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.isupper()


def _likeness(acronym: str, word: str) -> float:
    return max(
        ratio(acronym, word.translate(_LATIN)), ratio(acronym.replace("C", "K"), word.translate(_LATIN))
    )
