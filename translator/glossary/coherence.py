"""What a document asks of its terms beyond the single sentence: one rendering, and an introduction of acronyms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from translator.glossary.checking import Finding
from translator.glossary.concepts import Term
from translator.glossary.filling import splice
from translator.glossary.inflection import Form, paradigm
from translator.glossary.outcome import Rules, State
from translator.glossary.scoring import Span, Translator
from translator.glossary.wanting import Want

Key = tuple[str, bool]
"""A concept's id, and whether its acronym or its full form is meant."""


def one_rendering(states: list[State], engine: Translator, language: str, rules: Rules) -> list[State]:
    """The states with every concept rendered by one term: the preferred one where the document uses it at all, else
    the most frequent; exceptions stay where another form would not be certain."""
    used: dict[Key, Counter[Term]] = {}
    for state in states:
        for finding in state.result.findings:
            if finding.occurrence and not finding.match.ambiguous:
                used.setdefault(_key(finding), Counter())[finding.occurrence.term] += 1
    chosen = {key: _choice(counts) for key, counts in used.items() if len(counts) > 1}
    wanted = [[w for f in state.result.findings if (w := _other(f, chosen))] for state in states]
    return _filled(states, wanted, engine, language, replace(rules, strict=False))


def full_first_mentions(states: list[State], engine: Translator, language: str, rules: Rules) -> list[State]:
    """The states with each acronym's first mention in the document as «full form (acronym)», unless the full form
    has been mentioned before or beside it."""
    known: set[str] = set()
    wanted: list[list[Want]] = []
    for state in states:
        known |= {f.match.concept.id for f in state.result.findings if not f.match.wanted.short}
        some: list[Want] = []
        for finding in state.result.findings:
            if finding.match.concept.id not in known and (want := _introduced(finding, language)):
                known.add(finding.match.concept.id)
                some.append(want)
        wanted.append(some)
    return _filled(states, wanted, engine, language, replace(rules, strict=False))


def _filled(
    states: list[State], wanted: Sequence[Sequence[Want]], engine: Translator, language: str, rules: Rules
) -> list[State]:
    todo = [at for at, some in enumerate(wanted) if some]
    done = splice([states[at] for at in todo], [wanted[at] for at in todo], engine, language, rules)
    out = list(states)
    for at, state in zip(todo, done, strict=True):
        out[at] = state
    return out


def _key(finding: Finding) -> Key:
    assert finding.occurrence is not None
    return finding.match.concept.id, finding.occurrence.term.short


def _choice(counts: Counter[Term]) -> Term:
    """The preferred term if it is used, else the most frequent; ties go to the one that came first."""
    preferred = [term for term in counts if term.status == "preferred"]
    return max(preferred or counts, key=lambda term: counts[term])


def _other(finding: Finding, chosen: dict[Key, Term]) -> Want | None:
    """The wish to have the chosen term where another one of the concept stands."""
    there = finding.occurrence
    if there is None or finding.match.ambiguous:
        return None
    term = chosen.get(_key(finding))
    if term is None or term == there.term or (term.type or "full") != (there.term.type or "full"):
        return None
    return Want(replace(finding.match, wanted=term), Span(there.start, there.end))


def _introduced(finding: Finding, language: str) -> Want | None:
    """The wish to have «full form (acronym)» in the place of an acronym."""
    match, there = finding.match, finding.occurrence
    full = match.concept.full_form(match.wanted) if match.wanted.language == language else None
    if there is None or full is None or match.ambiguous or not match.wanted.short:
        return None
    forms = tuple(Form(f"{form.text} ({there.text})", form.case, form.number) for form in paradigm(full))
    return Want(replace(match, wanted=full), Span(there.start, there.end), forms)
