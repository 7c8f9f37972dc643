"""Figures about a glossary, and about how much of a text it touches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from translator.glossary.concepts import Glossary
from translator.glossary.extraction.names import names
from translator.glossary.matching import Matcher
from translator.glossary.normalisation import fold

_WORD = re.compile(r"\w+(?:[-’']\w+)*")


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """What a glossary holds in one language."""

    language: str
    concepts: int
    terms: int
    acronyms: int
    variants: int
    unwanted: int
    """Deprecated and forbidden terms."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a glossary holds."""

    concepts: int
    terms: int
    defined: int
    sourced: int
    do_not_translate: int
    languages: tuple[LanguageFigures, ...]
    domains: tuple[tuple[str, int], ...]


def figures(glossary: Glossary) -> Figures:
    """Count what *glossary* holds."""
    tags = dict.fromkeys((*glossary.languages, *(t.language for c in glossary.concepts for t in c.terms)))
    domains = Counter(concept.domain for concept in glossary.concepts)
    return Figures(
        concepts=len(glossary),
        terms=sum(len(concept.terms) for concept in glossary.concepts),
        defined=sum(bool(concept.definition) for concept in glossary.concepts),
        sourced=sum(bool(concept.source) for concept in glossary.concepts),
        do_not_translate=sum(concept.do_not_translate for concept in glossary.concepts),
        languages=tuple(_language(glossary, tag) for tag in tags),
        domains=tuple(domains.most_common()),
    )


def _language(glossary: Glossary, tag: str) -> LanguageFigures:
    terms = [term for concept in glossary.concepts for term in concept.terms if term.language == tag]
    return LanguageFigures(
        tag,
        concepts=sum(tag in concept.languages for concept in glossary.concepts),
        terms=len(terms),
        acronyms=sum(term.short for term in terms),
        variants=sum(len(term.variants) for term in terms),
        unwanted=sum(not term.usable for term in terms),
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of some texts a glossary touches."""

    words: int
    covered: int
    """Words that belong to a term."""
    matches: int
    concepts: tuple[tuple[str, int], ...]
    """Ids of the concepts that occur, the most frequent first."""
    unused: int
    """How many concepts never occur."""
    unknown: tuple[tuple[str, int], ...]
    """Names the glossary does not know, the most frequent first."""


def coverage(texts: Sequence[str], glossary: Glossary, language: str) -> Coverage:
    """Count the terms of *glossary* in *texts*, and the names it lacks."""
    matcher = Matcher(glossary, language, language)
    words = covered = 0
    used: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for text in texts:
        for paragraph in text.split("\n"):
            matches = matcher.find(paragraph)
            words += len(_WORD.findall(paragraph))
            covered += sum(len(_WORD.findall(match.text)) for match in matches)
            used.update(match.concept.id for match in matches)
            for name, at in names(paragraph, language):
                if not any(match.start < at + len(name) and at < match.end for match in matches):
                    unknown[name] += 1
    return Coverage(
        words, covered, used.total(), tuple(used.most_common()), len(glossary) - len(used), _merged(unknown)
    )


def _merged(unknown: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Names that differ in capitals only counted as one, the most frequent first."""
    spelled: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for name, count in unknown.most_common():
        counts[spelled.setdefault(fold(name), name)] += count
    return tuple(counts.most_common())
