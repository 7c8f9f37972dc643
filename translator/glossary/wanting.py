"""What a translation needs of the glossary: terms it misses, and terms that stand there but not as they should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from translator.glossary.checking import Finding, Occurrence
from translator.glossary.inflection import Form, declines, paradigm
from translator.glossary.matching import Match
from translator.glossary.outcome import State
from translator.glossary.scoring import Span
from translator.languages import primary


@dataclass(frozen=True, slots=True)
class Want:
    """A term that is to stand in a sentence."""

    match: Match
    span: Span | None = None
    """Where, when that is known; else the place is looked for."""
    forms: tuple[Form, ...] = ()
    """The forms to choose from, when not those of the wanted term."""


def wants(state: State) -> list[Want]:
    """What a sentence needs."""
    out = [Want(match) for match in state.open]
    for finding in state.result.findings:
        out += _mending(finding, state.target)
    return out


def _mending(finding: Finding, target: str) -> Iterator[Want]:
    """What is wrong with a term that is there: one wish at most."""
    there, match = finding.occurrence, finding.match
    if there is None:
        return
    span, term = Span(there.start, there.end), there.term
    if forms := _fitting(there, target[: there.start]):
        yield Want(replace(match, wanted=term), span, forms)
    elif whole := _whole_name(match, there, target):
        yield whole
    elif not there.exact and term.pos == "proper noun" and declines(term):
        yield Want(replace(match, wanted=term), span)


def _fitting(there: Occurrence, before: str) -> tuple[Form, ...]:
    """The forms one of which must stand behind *before* where another does; none where all is well."""
    if primary(there.term.language) != "ru" or not there.forms:
        return ()
    if _small(there):
        return there.forms
    from translator.glossary.inflection.russian_government import certain_cases

    allowed = certain_cases(before)
    if not allowed or any(not form.case or form.case in allowed for form in there.forms):
        return ()
    numbers = {form.number for form in there.forms}
    return tuple(form for form in paradigm(there.term) if form.case in allowed and form.number in numbers)


def _small(there: Occurrence) -> bool:
    """Whether a name is written in small letters: «киргизской республикой»."""
    return (
        there.term.pos == "proper noun"
        and there.text.islower()
        and not any(form.text.islower() for form in there.forms)
    )


def _whole_name(match: Match, there: Occurrence, target: str) -> Want | None:
    """A person's full name of which only the end is right: «с коллегой Саира Жапарова» for «Садыр Жапаров»."""
    if not match.wanted.text.endswith(f" {there.term.text}") or primary(there.term.language) != "ru":
        return None
    from translator.glossary.inflection.russian_government import apposition_cases, is_name

    first = re.search(r"(?<=\s)[\w-]+(?=\s$)", target[: there.start])
    if first is None or not is_name(first[0]):
        return None
    agreeing = apposition_cases(target[: first.start()])
    forms = tuple(form for form in paradigm(match.wanted) if form.case in agreeing)
    return Want(match, Span(first.start(), there.end), forms)
