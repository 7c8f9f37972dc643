"""Checking a finished translation, segment by segment, against a glossary: missed, forbidden and inconsistent terms.

Made to be quiet: a term counts as missed only when nothing that may stand for it occurs in the segment, in any form
(by form first, then by lemma, then by the stem, so that «армянский» answers for «Армения»); what the context leaves
open is not reported; a segment that was not translated is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from translator.glossary.checking import acceptable, check, word_lemmas
from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.matching import Match, Matcher
from translator.glossary.normalisation import fold
from translator.i18n import _

Kind = Literal["missed", "forbidden", "inconsistent"]
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SHORTEST_STEM = 4
_LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of source text and its translation."""

    source: str
    target: str
    place: str = ""
    """Where it stands, for messages: ``article.ru.tmx:12``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reviser should look at."""

    kind: Kind
    message: str
    segment: Segment
    concept: Concept
    source: str
    """The words of the source."""
    wanted: str
    """The term the glossary wants."""
    found: str = ""
    """What stands there instead, if known."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The result for a whole text."""

    problems: tuple[Problem, ...]
    segments: int
    terms: int
    """How many terms were found in the source."""
    kept: int
    """How many of them the translation renders as the glossary says."""


def revise(
    segments: Iterable[Segment], glossary: Glossary, source: str, target: str, *, every: bool = False
) -> Revision:
    """Check all *segments*; with *every*, each mention must be rendered, not only one of a segment's."""
    matcher = Matcher(glossary, source, target)
    problems: list[Problem] = []
    used: dict[tuple[str, str], dict[str, list[tuple[Segment, Match, str]]]] = defaultdict(dict)
    terms = kept = count = 0
    for segment in segments:
        count += 1
        if not segment.target.strip() or segment.target.strip() == segment.source.strip():
            continue
        matches = [match for match in matcher.find(segment.source) if not match.ambiguous]
        checked = check(matches, segment.target, target)
        terms += len(matches)
        rendered = {f.match.concept.id for f in checked.findings if f.occurrence}
        for finding in checked.findings:
            match = finding.match
            if finding.occurrence:
                kept += 1
                if not match.wanted.short and not finding.occurrence.term.short:
                    wording = finding.occurrence.term.text
                    key = (match.concept.id, match.wanted.text)
                    used[key].setdefault(wording, []).append((segment, match, finding.occurrence.text))
            elif (not every and match.concept.id in rendered) or _alluded(
                match, matches, segment.target, target
            ):
                kept += 1
            else:
                problems.append(_missed(segment, match))
        problems += [_forbidden(segment, concept, o.text, o.term, target) for concept, o in checked.unwanted]
    problems += _inconsistent(used)
    return Revision(tuple(problems), count, terms, kept)


def _missed(segment: Segment, match: Match) -> Problem:
    message = _("“{source}” should be “{wanted}”.").format(source=match.text, wanted=match.wanted.text)
    return Problem("missed", message, segment, match.concept, match.text, match.wanted.text)


def _forbidden(segment: Segment, concept: Concept, found: str, term: Term, language: str) -> Problem:
    preferred = concept.preferred(language, short=term.short) or concept.preferred(language)
    wanted = preferred.text if preferred else ""
    word = _("deprecated") if term.status == "deprecated" else _("forbidden")
    message = _("“{found}” is {status}; use “{wanted}”.").format(found=found, status=word, wanted=wanted)
    return Problem("forbidden", message, segment, concept, "", wanted, found)


def _inconsistent(
    used: dict[tuple[str, str], dict[str, list[tuple[Segment, Match, str]]]],
) -> Iterator[Problem]:
    """Where a concept is named in several ways: every mention that does not use the most frequent one."""
    for (_concept, wanted), wordings in used.items():
        if len(wordings) < 2:
            continue
        usual = max(wordings, key=lambda wording: (len(wordings[wording]), wording == wanted))
        for wording, mentions in wordings.items():
            for segment, match, found in mentions if wording != usual else ():
                message = _("“{found}” here, “{usual}” elsewhere.").format(found=found, usual=usual)
                yield Problem("inconsistent", message, segment, match.concept, match.text, wanted, found)


def _alluded(match: Match, matches: list[Match], target: str, language: str) -> bool:
    """Whether words of the translation share the stems of every word of an acceptable term, in any order: an
    adjective made of the name, a compound, a phrase with a word between."""
    words = [(fold(word), word_lemmas(word, language)) for word in _WORD.findall(target)]
    return any(not term.short and _has_stems(term, words, language) for term in acceptable(match, matches))


def _has_stems(term: Term, words: list[tuple[str, frozenset[str]]], language: str) -> bool:
    wanted = [word for word in _WORD.findall(term.text) if len(word) > 2 or len(term.text) < 6]
    return bool(wanted) and all(
        any(_stem_of(word, language) & lemmas or _shares_stem(fold(word), seen) for seen, lemmas in words)
        for word in wanted
    )


@lru_cache(maxsize=50_000)
def _stem_of(word: str, language: str) -> frozenset[str]:
    return word_lemmas(word, language)


def _shares_stem(word: str, seen: str) -> bool:
    """Whether both begin alike, up to an ending of at most four letters in either."""
    common = 0
    for one, other in zip(word, seen, strict=False):
        if one != other:
            break
        common += 1
    return common >= _SHORTEST_STEM and max(len(word), len(seen)) - common <= _LONGEST_ENDING
