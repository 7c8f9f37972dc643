"""Whether a translation follows the glossary: which matches of the source it renders, where, and what is forbidden.

A term counts as rendered where one of its forms stands, or, failing that, where words stand whose lemmas are those
of the term (a form the dictionary writes in another way). Every stretch of the translation is used once, longer
terms first, so that a sentence with the term twice needs it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translator.glossary.concepts import Concept, Term
from translator.glossary.inflection import Form, lemmas, paradigm
from translator.glossary.matching import Match
from translator.glossary.normalisation import Normalised, fold, normalise
from translator.glossary.variants import letters

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stretch of the translation that is a form of a term: ``target[start:end] == text``."""

    start: int
    end: int
    text: str
    term: Term
    forms: tuple[Form, ...] = ()
    """What the stretch may be, grammatically; empty when only the lemmas agree."""

    @property
    def exact(self) -> bool:
        """Whether a known form stands there."""
        return bool(self.forms)


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one match."""

    match: Match
    occurrence: Occurrence | None
    """Where it is rendered; ``None`` when it is missing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result for one sentence."""

    findings: tuple[Finding, ...]
    """One for every match, in the order of the matches."""
    unwanted: tuple[tuple[Concept, Occurrence], ...] = ()
    """Deprecated and forbidden terms of the matched concepts that stand in the translation."""

    @property
    def missed(self) -> tuple[Match, ...]:
        """The matches that are meant for certain and not rendered."""
        return tuple(f.match for f in self.findings if f.occurrence is None and not f.match.ambiguous)


def check(matches: Sequence[Match], target: str, language: str) -> Checked:
    """Compare the translation *target* (in *language*) with the *matches* of its source sentence."""
    if not matches:
        return Checked(())
    seen = normalise(target, language)
    taken: list[Occurrence] = []
    found: dict[int, Occurrence] = {}
    for at in sorted(range(len(matches)), key=lambda n: (-len(matches[n].wanted.text), n)):
        occurrence = _first_free(acceptable(matches[at], matches), target, seen, language, taken)
        if occurrence:
            found[at] = occurrence
            taken.append(occurrence)
    findings = _in_order([Finding(match, found.get(at)) for at, match in enumerate(matches)])
    return Checked(findings, tuple(_unwanted(matches, target, seen, language, taken)))


def acceptable(match: Match, matches: Sequence[Match] = ()) -> tuple[Term, ...]:
    """The target terms that render *match*: the wanted one first. An acronym is rendered by an acronym where there
    is one; a full form also by its acronym, unless the sentence has both («Full Name (FN)»)."""
    wanted = match.wanted
    others = match.concept.acceptable(wanted.language)
    if wanted.short:
        others = tuple(term for term in others if term.short)
    elif any(
        other.concept.id == match.concept.id and other.term.short != match.term.short for other in matches
    ):
        others = tuple(term for term in others if not term.short)
    return (wanted, *(term for term in others if term.text != wanted.text))


def occurrences(term: Term, target: str, language: str) -> list[Occurrence]:
    """Every stretch of *target* that is a form of *term*, by form first, then by lemma; may overlap."""
    return list(_occurrences(term, target, normalise(target, language), language))


@lru_cache(maxsize=20_000)
def forms_by_text(term: Term) -> dict[str, tuple[Form, ...]]:
    """The forms of *term* and of its variants, by their folded text."""
    out: dict[str, tuple[Form, ...]] = {}
    for form in (*paradigm(term), *(Form(variant) for variant in term.variants)):
        key = normalise(form.text, term.language).folded
        out[key] = (*out.get(key, ()), form)
    return out


def _first_free(
    terms: Sequence[Term], target: str, seen: Normalised, language: str, taken: list[Occurrence]
) -> Occurrence | None:
    for term in terms:
        for occurrence in _occurrences(term, target, seen, language):
            if all(occurrence.end <= other.start or occurrence.start >= other.end for other in taken):
                return occurrence
    return None


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """The same with the occurrences of one concept dealt out from left to right."""
    out = list(findings)
    for key in {(f.match.concept.id, f.match.wanted.text) for f in findings}:
        places = [at for at, f in enumerate(findings) if (f.match.concept.id, f.match.wanted.text) == key]
        there = sorted((o for at in places if (o := findings[at].occurrence)), key=lambda o: o.start)
        for place, occurrence in zip(places, [*there, *[None] * len(places)], strict=False):
            out[place] = Finding(findings[place].match, occurrence)
    return tuple(out)


def _occurrences(term: Term, target: str, seen: Normalised, language: str) -> Iterator[Occurrence]:
    rule = letters(term, term.text)
    found: list[Occurrence] = []
    for folded, forms in forms_by_text(term).items():
        for start in _places(folded, seen.folded):
            end = start + len(folded)
            if (
                rule == "exact"
                and not term.variants
                and seen.text[start:end].replace("-", " ") != term.text.replace("-", " ")
            ):
                continue
            first, last = seen.original(start, end)
            found.append(Occurrence(first, last, target[first:last], term, forms))
    found.sort(key=lambda o: (o.start, -o.end))
    yield from found
    if rule != "exact":
        known = {(o.start, o.end) for o in found}
        yield from (o for o in _by_lemma(term, target, language) if (o.start, o.end) not in known)


def _places(needle: str, text: str) -> Iterator[int]:
    """Where *needle* stands in *text* as whole words."""
    at = text.find(needle) if needle else -1
    while at >= 0:
        end = at + len(needle)
        free_left = at == 0 or not (text[at - 1].isalnum() and needle[0].isalnum())
        free_right = end == len(text) or not (text[end].isalnum() and needle[-1].isalnum())
        if free_left and free_right:
            yield at
        at = text.find(needle, at + 1)


def _by_lemma(term: Term, target: str, language: str) -> Iterator[Occurrence]:
    if term.short:
        return
    wanted = [word_lemmas(word, language) for word in _WORD.findall(term.text)]
    words = list(_WORD.finditer(target))
    for at in range(len(words) - len(wanted) + 1 if wanted else 0):
        window = words[at : at + len(wanted)]
        if all(want & word_lemmas(word[0], language) for want, word in zip(wanted, window, strict=True)):
            start, end = window[0].start(), window[-1].end()
            yield Occurrence(start, end, target[start:end], term)


@lru_cache(maxsize=100_000)
def word_lemmas(word: str, language: str) -> frozenset[str]:
    """The lemmas of *word*, folded; the word itself among them."""
    return frozenset(fold(lemma) for lemma in lemmas(word, language)) | {fold(word)}


def _unwanted(
    matches: Sequence[Match], target: str, seen: Normalised, language: str, taken: list[Occurrence]
) -> Iterator[tuple[Concept, Occurrence]]:
    concepts = {match.concept.id: match.concept for match in matches if not match.ambiguous}
    for concept in concepts.values():
        for term in concept.unwanted(language):
            for occurrence in _occurrences(term, target, seen, language):
                inside = any(o.start <= occurrence.start and occurrence.end <= o.end for o in taken)
                if occurrence.exact and not inside:
                    yield concept, occurrence
