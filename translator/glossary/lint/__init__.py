"""``lint``: what is wrong or doubtful in a glossary, as findings with a code and a place.

A code is switched off for a file with ``[glossary.lint]`` and for a concept with ``lint = { G012 = "why" }``; the
reason is not optional. Codes: :data:`translator.glossary.lint.findings.CODES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from translator.glossary.concepts import Glossary
from translator.glossary.lint import concept_rules, glossary_rules, spelling
from translator.glossary.lint.findings import Finding
from translator.glossary.lint.places import placed

_ALWAYS = {"G000", "G002"}
"""What cannot be switched off: an unreadable file, and switching off without a reason."""


def lint(glossary: Glossary, text: str | None = None, others: Sequence[Glossary] = ()) -> list[Finding]:
    """The findings of *glossary*, in the order of its file; *text* is that file, for lines and columns; *others* are
    glossaries it is used together with."""
    found = chain(_all(glossary), *(glossary_rules.across(glossary, other) for other in others))
    kept = [finding for finding in found if not _accepted(finding, glossary)]
    kept = [replace(finding, path=glossary.path) for finding in kept]
    if text is not None and kept:
        kept = placed(kept, text)
    return sorted(dict.fromkeys(kept), key=lambda f: (f.line, f.column, f.code))


def _all(glossary: Glossary) -> Iterator[Finding]:
    yield from glossary_rules.check(glossary)
    for concept in glossary.concepts:
        yield from concept_rules.check(concept)
        yield from spelling.check(concept)


def _accepted(finding: Finding, glossary: Glossary) -> bool:
    """Whether the file or the concept says that this may stay."""
    codes = {code for code, reason in glossary.lint if reason.strip()}
    concept = glossary.by_id.get(finding.concept)
    if concept:
        codes |= {code for code, reason in concept.lint if reason.strip()}
    return finding.code in codes - _ALWAYS
