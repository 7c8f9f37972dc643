"""Which language a text is in, with a confidence, or no answer at all.

The script comes first and settles many languages outright (``scripts``). Languages that share one are told apart by
langdetect's statistics of letters (``profiles``), and those it does not know by typical letters and words (``clues``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from translator.detection.clues import mixtures, with_clues
from translator.detection.profiles import fit
from translator.detection.scripts import main_script, only
from translator.languages import canonical, same_language, script

Method = Literal["profiles", "langdetect"]

ENOUGH = 0.7
"""The least probability of an answer."""
SAMPLE = 6000
"""Characters that are looked at; of a longer text, a third each from its beginning, middle and end."""
NOT_A_CANDIDATE = -3.0
"""Natural logarithm of how much less likely a language is that nobody asked for."""
OF_THE_DOCUMENT = 3.0
"""Natural logarithm of how much likelier a paragraph is in the language of its document than in another."""

_ALONE = {
    "Armn": "hy", "Ethi": "am", "Geor": "ka", "Hang": "ko", "Jpan": "ja", "Khmr": "km", "Laoo": "lo", "Mymr": "my", "Orya": "or",
    "Sinh": "si", "Thaa": "dv", "Tibt": "bo",
}  # fmt: skip
"""The language a script is read as where langdetect knows none that uses it, or only that one."""
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,255}(?:\.[\w-]{1,64})+")


@dataclass(frozen=True, slots=True)
class Detection:
    """What can be said about the language of a text."""

    language: str | None
    """The language, in canonical spelling; ``None`` when unsure."""
    confidence: float
    """How probable the first of the ranking is, from 0 to 1."""
    ranking: tuple[tuple[str, float], ...] = ()
    """Languages with their probabilities, likeliest first."""
    method: str = "profiles"
    """What found it: ``profiles``, ``langdetect``, or ``document`` where a paragraph says too little itself."""


def _sample(text: str) -> str:
    if len(text) > SAMPLE:
        third, middle = SAMPLE // 3, len(text) // 2
        text = "\n".join((text[:third], text[middle : middle + third], text[-third:]))
    text = _ADDRESS.sub(" ", text)
    # langdetect's statistics leave out words in capitals, so a heading in capitals would say nothing.
    return text.lower() if sum(map(str.isupper, text)) > 0.6 * sum(map(str.isalpha, text)) else text


def _scores(text: str, script_code: str) -> dict[str, float]:
    """The log-likelihood of *text* under each language of *script_code*, up to a constant."""
    scores = (
        {_ALONE[script_code]: 0.0}
        if script_code in _ALONE
        else fit(only(text, script_code), script_code, mixtures(script_code))
    )
    return with_clues(scores, text, script_code)


def _probabilities(scores: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    best = max(scores.values())
    weights = {code: math.exp(score - best) for code, score in scores.items()}
    total = sum(weights.values())
    ranked = sorted(((code, weight / total) for code, weight in weights.items()), key=lambda r: (-r[1], r[0]))
    return tuple((code, probability) for code, probability in ranked if probability >= 0.001)


@lru_cache(maxsize=4096)
def _useful(candidates: frozenset[str], code: str) -> bool:
    return any(same_language(code, candidate) for candidate in candidates)


def _asked_for(code: str, candidates: Collection[str] | None) -> bool:
    return candidates is None or _useful(frozenset(candidates), code)


def detect(
    text: str,
    candidates: Collection[str] | None = None,
    *,
    method: Method = "profiles",
    expected: str | None = None,
) -> Detection:
    """The language of *text*, or ``None`` for it when unsure; never raises, whatever the text.

    Args:
        candidates: the languages that are of use, such as those that can be translated. Close relatives outside of them
            lose against them; a text plainly in another language has no answer, and the ranking says which.
        method: ``profiles``, or ``langdetect`` for that library as it comes, only seeded.
        expected: a language that is likely beforehand.
    """
    if method == "langdetect":
        return _langdetect(text, candidates)
    sample = _sample(text)
    script_code, purity = main_script(sample)
    scores = _scores(sample, script_code) if script_code else {}
    if not scores:
        return Detection(None, 0.0)
    candidates = frozenset(candidates) if candidates is not None else None
    for code in scores:
        scores[code] += 0.0 if _asked_for(code, candidates) else NOT_A_CANDIDATE
        scores[code] += OF_THE_DOCUMENT if expected and same_language(code, expected) else 0.0
    ranking = _probabilities(scores)
    best, confidence = ranking[0][0], ranking[0][1] * purity
    sure = confidence >= ENOUGH and _asked_for(best, candidates)
    return Detection(best if sure else None, confidence, ranking)


def _langdetect(text: str, candidates: Collection[str] | None) -> Detection:
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        ranking = tuple((canonical(found.lang), min(found.prob, 1.0)) for found in detect_langs(text))
    except LangDetectException:
        ranking = ()
    if not ranking:
        return Detection(None, 0.0, method="langdetect")
    best, confidence = ranking[0]
    return Detection(best if _asked_for(best, candidates) else None, confidence, ranking, "langdetect")


def detect_blocks(
    texts: Sequence[str], document_language: str | None, candidates: Collection[str] | None = None
) -> list[Detection]:
    """The language of each paragraph.

    One that says too little is in *document_language*, unless its letters are of another script: then it has no answer.
    """
    found = []
    for text in texts:
        seen = detect(text, candidates, expected=document_language)
        if seen.language is None and document_language:
            foreign = seen.ranking and script(seen.ranking[0][0]) != script(document_language)
            if not foreign:
                seen = replace(seen, language=document_language, method="document")
        found.append(seen)
    return found
