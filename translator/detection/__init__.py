"""Which language a text is in, with a confidence, or no answer at all.

The script settles many languages outright; the others go to langdetect, seeded and with what is known beforehand.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from translator.detection.scripts import only, scripts
from translator.languages import canonical, same_language, script

Method = Literal["script+langdetect", "langdetect"]


@dataclass(frozen=True, slots=True)
class Detection:
    """What can be said about the language of a text."""

    language: str | None
    """The language, in canonical spelling; ``None`` when unsure."""
    confidence: float
    """How probable the first of the ranking is, from 0 to 1."""
    ranking: tuple[tuple[str, float], ...] = ()
    """Languages with their probabilities, likeliest first."""
    method: str = "script+langdetect"
    """What found it."""


ENOUGH = 0.7
SAMPLE = 10_000
_ALONE = {
    "Grek": "el", "Armn": "hy", "Hebr": "he", "Geor": "ka", "Guru": "pa", "Gujr": "gu", "Taml": "ta", "Telu": "te",
    "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Thai": "th", "Laoo": "lo", "Khmr": "km", "Mymr": "my", "Hang": "ko",
    "Ethi": "am", "Kana": "ja", "Thaa": "dv", "Tibt": "bo", "Orya": "or",
}  # fmt: skip


@lru_cache(maxsize=1)
def _factory() -> Any:
    from langdetect import DetectorFactory
    from langdetect.detector_factory import PROFILES_DIRECTORY

    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.seed = 0
    return factory


def _langdetect(text: str, allowed: Collection[str]) -> tuple[tuple[str, float], ...]:
    from langdetect import LangDetectException

    factory = _factory()
    detector = factory.create()
    own = {code: canonical(code) for code in factory.get_lang_list()}
    prior = {code: 1.0 for code, tag in own.items() if tag in allowed or not allowed}
    if not prior:
        return ()
    detector.set_prior_map(prior)
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return ()
    return tuple((own[item.lang], min(item.prob, 1.0)) for item in found)


def detect(
    text: str, candidates: Collection[str] | None = None, *, method: Method = "script+langdetect"
) -> Detection:
    """The language of *text*, one of *candidates* if they are given; ``language`` is ``None`` when unsure."""
    sample = text[:SAMPLE]
    letters = scripts(sample)
    if not letters:
        return Detection(None, 0.0, (), method)
    main = "Kana" if letters["Kana"] else letters.most_common(1)[0][0]
    if main in _ALONE and method != "langdetect":
        ranking: tuple[tuple[str, float], ...] = ((_ALONE[main], 1.0),)
    else:
        allowed = {canonical(code) for code in _factory().get_lang_list()}
        if method != "langdetect":
            allowed = {code for code in allowed if script(code) == main}
        ranking = _langdetect(only(sample, main) if method != "langdetect" else sample, allowed)
    if not ranking:
        return Detection(None, 0.0, (), method)
    best, confidence = ranking[0]
    known = candidates is None or any(same_language(best, code) for code in candidates)
    return Detection(best if known and confidence >= ENOUGH else None, confidence, ranking, method)


def detect_blocks(
    texts: Sequence[str], document_language: str | None, candidates: Collection[str] | None = None
) -> list[Detection]:
    """The language of each paragraph; a short one is in *document_language* unless there is strong evidence."""
    found = []
    for text in texts:
        seen = detect(text, candidates)
        if document_language and (seen.language is None or (len(text) < 60 and seen.confidence < 0.99)):
            seen = Detection(document_language, seen.confidence, seen.ranking, "inherited")
        found.append(seen)
    return found
