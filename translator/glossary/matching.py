"""Where the terms of a glossary stand in a source text.

All spellings of all terms go into one Aho–Corasick automaton. What it finds is filtered by word boundaries, by the
case rule and by the context words, then the longest matches are taken from left to right: a term inside a longer
term does not count («Minsk Group» inside «OSCE Minsk Group»).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.normalisation import Normalised, fold, normalise
from translator.glossary.variants import Surface, surfaces
from translator.languages import primary

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_PROCLITICS = {
    "ar": re.compile(r"(?<!\w)(?:[وف]?(?:[بكل]?ال|لل|[بكل])|[وف])$"),
    "he": re.compile(r"(?<!\w)[והבכלמש]{1,3}$"),
}
_ENCLITICS = {"ko": re.compile(r"(?:은|는|이|가|을|를|의|에|에서|와|과|도|로|으로|만|에게|부터|까지)(?!\w)")}
_POSSESSIVE = re.compile(r"'s?(?!\w)")
_ENGLISH_WORDS = frozenset(
    "US IT WHO AID CAN MAY AM AN AS AT BE DO GO HE IN IS ME MY NO OF ON OR SO TO UP WE".split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a source sentence: ``sentence[start:end] == text``."""

    start: int
    end: int
    text: str
    concept: Concept
    term: Term
    """The source term it is a spelling of."""
    wanted: Term
    """The target term that stands for it."""
    plural: bool = False
    possessive: bool = False
    """Whether ``'s`` follows (outside the match)."""
    ambiguous: bool = False
    """Whether the context leaves open that something else is meant; such a match is reported, never enforced."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class _Entry:
    surface: Surface
    concept: Concept
    term: Term
    wanted: Term | None
    """The target term; ``None`` when the words stay as they are."""
    order: int


@dataclass(frozen=True, slots=True)
class _Found:
    """Where an entry stands in the normalised text, and whether the context settles that it is meant."""

    start: int
    end: int
    entry: _Entry
    sure: bool = True


class Matcher:
    """Finds the terms of one glossary for one pair of languages; building it costs milliseconds per thousand terms."""

    def __init__(self, glossary: Glossary, source: str, target: str) -> None:
        self.source = source
        self.target = target
        self.glossary = glossary
        self._automaton = _automaton(glossary, source, target)

    def find(self, text: str, context: str = "") -> list[Match]:
        """The matches in *text*, from left to right, none overlapping; *context* is the paragraph it stands in."""
        if self._automaton is None:
            return []
        seen = normalise(text, self.source)
        candidates = list(self._candidates(seen))
        if not candidates:
            return []
        judged = _judged(candidates, fold(context or text, self.source))
        return _introduced_once(text, [self._match(text, seen, found) for found in _chosen(judged)])

    def _candidates(self, seen: Normalised) -> Iterator[_Found]:
        shouting = _shouting(seen.text)
        assert self._automaton is not None
        for last, (length, entries) in self._automaton.iter(seen.folded):
            start, end = last + 1 - length, last + 1
            word = seen.text[start:end]
            if not self._bounded(seen.text, start, end) or (shouting and word in _ENGLISH_WORDS):
                continue
            yield from (_Found(start, end, entry) for entry in entries if _letters_fit(word, entry.surface))

    def _bounded(self, text: str, start: int, end: int) -> bool:
        """Whether no word goes on at either side."""
        language = primary(self.source)
        left = start == 0 or _UNSPACED.match(text[start]) or not _wordlike(text[start - 1])
        if not left and language in _PROCLITICS:
            left = _PROCLITICS[language].search(text[max(0, start - 5) : start]) is not None
        right = end == len(text) or _UNSPACED.match(text[end - 1]) or not _wordlike(text[end])
        if not right and language in _ENCLITICS:
            right = _ENCLITICS[language].match(text, end) is not None
        return bool(left and right)

    def _match(self, text: str, seen: Normalised, found: _Found) -> Match:
        first, last = seen.original(found.start, found.end)
        entry = found.entry
        surface = text[first:last]
        if surface.endswith(".") and not text[last:].strip("\"'”’»)] \u00a0"):
            last -= 1  # the full stop of the sentence, not of «U.S.»
            surface = surface[:-1]
        return Match(
            start=first,
            end=last,
            text=surface,
            concept=entry.concept,
            term=entry.term,
            wanted=entry.wanted or Term(surface, self.target, pos="proper noun", case="exact", decline=False),
            plural=entry.surface.plural,
            possessive=bool(_POSSESSIVE.match(seen.text, found.end)) and primary(self.source) == "en",
            ambiguous=not found.sure,
            confidence=1.0 if found.sure else 0.5,
        )


def _automaton(glossary: Glossary, source: str, target: str) -> Any:
    """The automaton over all spellings, or ``None`` when the glossary has nothing for this pair."""
    import ahocorasick

    entries: dict[str, list[_Entry]] = defaultdict(list)
    for order, concept in enumerate(glossary.concepts):
        for term in concept.names(source):
            wanted = _completed(concept, concept.counterpart(term, target))
            if wanted or concept.do_not_translate:
                for surface in surfaces(term):
                    seen = normalise(surface.text, source)
                    spelled = replace(surface, text=seen.text)
                    entries[seen.folded].append(_Entry(spelled, concept, term, wanted, order))
    entries.pop("", None)
    if not entries:
        return None
    automaton = ahocorasick.Automaton()
    for key, found in entries.items():
        automaton.add_word(key, (len(key), tuple(found)))
    automaton.make_automaton()
    return automaton


def _completed(concept: Concept, term: Term | None) -> Term | None:
    """The term with the gender and number of the full form, where it is an acronym that does not say."""
    full = concept.full_form(term) if term and not term.gender else None
    if term is None or full is None:
        return term
    gender = full.gender
    if not gender and primary(full.language) == "ru":
        from translator.glossary.inflection.russian import head_gender

        gender = head_gender(full)
    return replace(term, gender=gender, number=term.number or full.number)


def _wordlike(char: str) -> bool:
    """Letters, digits and combining marks continue a word; the apostrophe of a possessive does not."""
    return char.isalnum() or char == "_" or "\u0300" <= char <= "\u036f"


def _letters_fit(found: str, surface: Surface) -> bool:
    if surface.letters == "exact":
        return found.replace("-", " ") == surface.text.replace("-", " ")
    if surface.letters == "capital":
        return found[:1].isupper()
    return True


def _shouting(text: str) -> bool:
    """Whether the text is a headline in capitals, where IT and US may be pronouns."""
    return text.upper() == text and len(text.split()) > 2


def _judged(found: list[_Found], context: str) -> list[_Found]:
    """What the context does not forbid, each with whether it is sure."""
    known: dict[str, bool] = {}

    def occur(words: tuple[str, ...]) -> bool:
        for word in words:
            if word not in known:
                known[word] = _begins_a_word(fold(word), context)
        return any(known[word] for word in words)

    out: list[_Found] = []
    for candidate in found:
        rules = [rule for rule in (candidate.entry.concept.context, candidate.entry.term.context) if rule]
        if not any(occur(rule.forbid) for rule in rules):
            sure = all(not rule.require or occur(rule.require) for rule in rules)
            out.append(replace(candidate, sure=sure))
    return out


def _begins_a_word(prefix: str, text: str) -> bool:
    """Whether some word of the folded *text* begins with *prefix*."""
    at = text.find(prefix)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(prefix, at + 1)
    return at >= 0


def _chosen(found: list[_Found]) -> list[_Found]:
    """The longest first, then the surer, the higher priority, the later glossary; the rest only where free."""
    spans: dict[tuple[int, int], list[tuple[_Entry, bool]]] = defaultdict(list)
    for each in found:
        spans[each.start, each.end].append((each.entry, each.sure))
    taken: list[_Found] = []
    occupied = bytearray(max(end for _start, end in spans)) if spans else bytearray()
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if not any(occupied[start:end]):
            occupied[start:end] = b"\1" * (end - start)
            taken.append(_Found(start, end, *_best(spans[start, end])))
    return sorted(taken, key=lambda found: found.start)


def _best(rivals: list[tuple[_Entry, bool]]) -> tuple[_Entry, bool]:
    """The winner among concepts that claim the same words; unsure when equals want different things."""

    def rank(rival: tuple[_Entry, bool]) -> tuple[bool, bool, int, bool]:
        entry, sure = rival
        decided = bool(entry.concept.context.require or entry.term.context.require)
        return sure, sure and decided, entry.concept.priority, entry.term.usable

    best = max(map(rank, rivals))
    equals = [rival for rival in rivals if rank(rival) == best]
    last = max(equals, key=lambda rival: rival[0].order)
    wishes = {
        entry.wanted.text if entry.wanted else ""
        for entry, _sure in equals
        if entry.concept.glossary == last[0].concept.glossary
    }
    return last[0], last[1] and len(wishes) == 1


def _introduced_once(text: str, matches: list[Match]) -> list[Match]:
    """*matches* without an acronym in brackets behind its full form (or the reverse) where the target language has no
    acronym: one rendering is enough there."""
    out: list[Match] = []
    for match in matches:
        before = out[-1] if out else None
        doubled = before and before.wanted == match.wanted and text[before.end : match.start].strip() == "("
        if not doubled:
            out.append(match)
    return out
