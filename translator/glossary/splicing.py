"""Method S: put a missing term into the plain translation, in the place of what the model said instead.

*Where* is found by occlusion: the source term is hidden, the same translation is scored again, and the words that
become much less likely are the ones that render it. *Which form* is decided by the model too: every form is put
there and the whole sentence scored; the language's own grammar (what a preposition governs, what an adjective agrees
with) adds its weight. Everything is scored in one batch for the whole document.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from translator.glossary.concepts import Term
from translator.glossary.inflection import Form, paradigm
from translator.glossary.lookalikes import lookalike
from translator.glossary.matching import Match
from translator.glossary.repairs import put
from translator.glossary.scoring import Scored, Span, Translator, by_word, outside, total, words
from translator.glossary.widening import Phrase, barrier, bridge, compound, function_word, widen
from translator.languages import primary

HIDDEN = "█"
"""Stands for the hidden term: a character no vocabulary has a word for."""
DROP = 1.2
"""Nats the most dependent word must lose for a place to count as found."""
SURE = 6.0
"""Nats from which a place is taken without looking at what the term does to the sentence, if only one form fits."""
NEIGHBOUR = 0.4
"""A neighbouring word belongs to the place if it loses at least this share of that."""
MISMATCH = 3.0
"""Nats lost for each neighbour that cannot agree with the form."""
UNLIKELY = 5.0
"""Nats of grammar behind the best form from which a form is not even scored."""
WIDEST = 4
"""Words beyond those of the term that a place may have."""


Scores = Mapping[tuple[str, str], Sequence[Scored]]


@dataclass(frozen=True, slots=True)
class Gap:
    """A missing term: the sentence as it is, and the match it does not render."""

    source: str
    target: str
    match: Match
    taken: tuple[Span, ...] = ()
    """Where other terms stand; the place must not touch them."""
    forms: tuple[Form, ...] = ()
    """The forms to choose from, when not those of the wanted term."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a gap is to be filled, or why it cannot be."""

    span: Span | None
    reason: str = ""
    strength: float = 0.0
    """Nats the most dependent word lost."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A gap with its best form."""

    start: int
    end: int
    """Where the term stands in ``text``."""
    text: str
    """The whole sentence with the term in place."""
    form: str
    margin: float
    """Nats between the best form and the next one that reads differently."""
    rest: float
    """Nats the words around the term gained over the plain translation; much below zero they no longer fit."""
    confidence: float
    """The share of the best form among all, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Variant:
    text: str
    start: int
    end: int
    form: str
    weight: float


def locate(gaps: Sequence[Gap], engine: Translator, language: str) -> list[Place]:
    """Find the place of every gap; two passes of scoring for each, all in one batch."""
    plain = [(gap.source, gap.target) for gap in gaps]
    hidden = [(hide(gap.source, gap.match), gap.target) for gap in gaps]
    scores = engine.score([*plain, *hidden]) if gaps else []
    return [_place(gap, scores[at], scores[at + len(gaps)], language) for at, gap in enumerate(gaps)]


def hide(source: str, match: Match) -> str:
    """*source* with the term hidden."""
    return source[: match.start] + HIDDEN + source[match.end :]


def fill(
    gaps: Sequence[Gap], places: Sequence[Place], engine: Translator, language: str
) -> list[Filled | None]:
    """Fill every gap that has a place with the form the model and the grammar like best."""
    variants = [
        _variants(gap, place.span, language) if place.span else []
        for gap, place in zip(gaps, places, strict=True)
    ]
    unsure = [at for at, of_gap in enumerate(variants) if len(of_gap) > 1 or places[at].strength < SURE]
    pairs = [(gaps[at].source, variant.text) for at in unsure for variant in variants[at]]
    pairs += [(gaps[at].source, gaps[at].target) for at in unsure if variants[at]]
    pairs = list(dict.fromkeys(pairs))
    scores = dict(zip(pairs, engine.score(pairs), strict=True)) if pairs else {}
    out: list[Filled | None] = []
    for at, (gap, place, of_gap) in enumerate(zip(gaps, places, variants, strict=True)):
        if place.span is None or not of_gap:
            out.append(None)
        elif at in unsure:
            out.append(_best(gap, place.span, of_gap, scores))
        else:
            only = of_gap[0]
            out.append(Filled(only.start, only.end, only.text, only.form, math.inf, 0.0, 0.95))
    return out


def forms_for(term: Term, *, plural: bool) -> tuple[Form, ...]:
    """The forms that fit the number of the source; all of them where the term has only the other number."""
    forms = paradigm(term)
    nominatives = {form.text for form in forms if (form.case, form.number) == ("nomn", "sing")}
    if len(nominatives) > 1 or not any(form.number == "plur" and form.case for form in forms):
        return forms  # adjectives and verbs agree with something else
    wanted = [form for form in forms if form.number in {"", "plur" if plural else "sing"}]
    return tuple(wanted) or forms


def _place(gap: Gap, base: Sequence[Scored], occluded: Sequence[Scored], language: str) -> Place:
    spans = words(gap.target)
    free = [at for at, span in enumerate(spans) if not any(span.overlaps(other) for other in gap.taken)]
    if not free:
        return Place(None, "overlap" if spans else "no-span")
    before, after = by_word(base, spans), by_word(occluded, spans)
    lost = [one - other for one, other in zip(before, after, strict=True)]
    phrase = Phrase(gap.target, spans, frozenset(free), gap.match.wanted, language)
    heavy = [at for at in free if not function_word(phrase.word(at), language)]
    peak = max(heavy, key=lambda at: lost[at], default=-1)
    if peak < 0 or lost[peak] < DROP:
        alike = lookalike(gap.source, gap.match, gap.target, [spans[at] for at in free])
        return Place(alike, "" if alike else "no-span", max(lost[peak], 0.0))
    first, last = widen(phrase, *_around(phrase, lost, peak))
    wide = last - first + 1 > len(words(gap.match.wanted.text)) + WIDEST
    if wide or compound(phrase, first, last):
        return Place(None, "span-too-wide", lost[peak])
    return Place(Span(spans[first].start, spans[last].end), "", lost[peak])


def _around(phrase: Phrase, lost: Sequence[float], peak: int) -> tuple[int, int]:
    """The stretch around *peak* whose words all lost a good share of what it lost."""
    least = NEIGHBOUR * lost[peak]
    first = last = peak
    while phrase.beside(first - 1) and (step := _step(phrase, lost, least, first, -1)):
        first -= step
    while phrase.beside(last) and (step := _step(phrase, lost, least, last, 1)):
        last += step
    while first < peak and function_word(phrase.word(first), phrase.language):
        first += 1
    while last > peak and function_word(phrase.word(last), phrase.language):
        last -= 1
    return first, last


def _step(phrase: Phrase, lost: Sequence[float], least: float, at: int, way: int) -> int:
    """How many words to go on: one that lost enough, or two where only the one between did not; else none."""
    if lost[at + way] > least:
        return 0 if barrier(phrase, at + way) else 1
    beyond = at + 2 * way
    joined = phrase.beside(min(at + way, beyond)) and bridge(phrase, at + way)
    return 2 if joined and lost[beyond] > least and not barrier(phrase, beyond) else 0


def _variants(gap: Gap, span: Span, language: str) -> list[_Variant]:
    """The sentence with every form in the place, once per reading, less those that grammar all but excludes."""
    before, replaced, after = (
        gap.target[: span.start],
        gap.target[span.start : span.end],
        gap.target[span.end :],
    )
    found: dict[str, _Variant] = {}
    for form in gap.forms or forms_for(gap.match.wanted, plural=gap.match.plural):
        text = capitalised(form.text, gap.target, span.start)
        for left, right, weight in _neighbours(before, replaced, after, form, gap.match.wanted):
            whole, start, end = put(
                left + replaced + right, len(left), len(left) + len(replaced), text, language
            )
            known = found.get(whole)
            if known is None or weight > known.weight:
                found[whole] = _Variant(whole, start, end, whole[start:end], weight)
    best = max((variant.weight for variant in found.values()), default=0.0)
    return [variant for variant in found.values() if variant.weight > best - UNLIKELY]


def _neighbours(
    before: str, replaced: str, after: str, form: Form, term: Term
) -> Iterator[tuple[str, str, float]]:
    """The text on both sides as it is and as it would agree with the form, each with its weight in nats."""
    if primary(term.language) != "ru":
        yield before, after, 0.0
        return
    from translator.glossary.inflection import russian_agreement as agreement
    from translator.glossary.inflection import russian_government as government

    case = government.weight(form, before, replaced, after)
    wanted = agreement.agreement(form, term, subject=government.may_be_subject(before, replaced))
    for left, right in agreement.versions(before, after, wanted):
        yield left, right, case - MISMATCH * agreement.mismatch(left, right, wanted)


def capitalised(form: str, sentence: str, start: int) -> str:
    """*form* as it is written at this place: with a capital at the start of the sentence, in capitals in a headline
    of capitals."""
    before = sentence[:start].strip("«»\"“”„'(—–-• \u00a0")
    letters = [char for char in sentence if char.isalpha()]
    if len(letters) > 8 and all(char.isupper() for char in letters):
        return form.upper()
    return form if before else form[:1].upper() + form[1:]


def _best(gap: Gap, span: Span, variants: list[_Variant], scores: Scores) -> Filled:
    values = [total(scores[gap.source, variant.text]) + variant.weight for variant in variants]
    order = sorted(range(len(variants)), key=lambda at: -values[at])
    best = variants[order[0]]
    others = [values[at] for at in order if variants[at].form.lower() != best.form.lower()]
    before = outside(scores[gap.source, gap.target], span)
    after = outside(scores[gap.source, best.text], Span(best.start, best.end))
    return Filled(
        start=best.start,
        end=best.end,
        text=best.text,
        form=best.form,
        margin=values[order[0]] - others[0] if others else math.inf,
        rest=after - before,
        confidence=1.0 / (1.0 + sum(math.exp(value - values[order[0]]) for value in others)),
    )
