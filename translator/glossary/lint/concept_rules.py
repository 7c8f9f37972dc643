"""Rules about one concept: its terms, its languages, its acronyms, its context words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from translator.glossary.concepts import Concept, Term
from translator.glossary.lint.findings import CODES, Finding, about_concept, about_term
from translator.glossary.normalisation import fold, normalise
from translator.i18n import _
from translator.languages import primary

_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_CASES = {"nomn", "gent", "datv", "accs", "ablt", "loct", "voct", "gen2", "acc2", "loc2"}
_GENDERED = {"ru", "uk", "be", "ro", "pl", "cs", "sk", "bg", "sr", "hr", "de", "fr", "es", "it", "pt"}


def check(concept: Concept) -> Iterator[Finding]:
    """What is odd about *concept* by itself."""
    yield from _fields(concept)
    for tag, group in groupby(sorted(concept.terms, key=lambda t: t.language), key=lambda t: t.language):
        terms = list(group)
        yield from _terms(concept, terms, tag)
        yield from _acronyms(concept, terms, tag)
        yield from _variants(concept, terms)
    if len(concept.languages) < 2 and not concept.do_not_translate:
        message = _("“{id}” has terms in one language only; add another, or set do_not_translate.")
        yield about_concept("G021", message.format(id=concept.id), concept)


def _fields(concept: Concept) -> Iterator[Finding]:
    if not _ID.fullmatch(concept.id):
        message = _("the id “{id}” should be lower-case letters, digits and hyphens.").format(id=concept.id)
        yield about_concept("G003", message, concept)
    if not concept.definition:
        yield about_concept("G070", _("“{id}” has no definition.").format(id=concept.id), concept)
    if not concept.source:
        yield about_concept("G071", _("“{id}” names no source.").format(id=concept.id), concept)
    yield from switched_off(concept.lint, concept.line, concept.id)
    for rule in (concept.context, *(term.context for term in concept.terms)):
        for word in {fold(w) for w in rule.require} & {fold(w) for w in rule.forbid}:
            message = _("the context word “{word}” is both required and forbidden.").format(word=word)
            yield about_concept("G061", message, concept, word)
    for term in concept.terms:
        for case, _form in term.forms:
            if primary(term.language) in {"ru", "uk"} and case.removesuffix("_pl") not in _CASES:
                message = _("“{case}” is no case name; known: {names}.").format(
                    case=case, names=", ".join(sorted(_CASES))
                )
                yield about_term("G060", message, concept, term, case)


def switched_off(pairs: tuple[tuple[str, str], ...], line: int, concept: str = "") -> Iterator[Finding]:
    """Codes that are switched off must exist and have a reason."""
    for code, reason in pairs:
        if code not in CODES:
            message = _("there is no lint code “{code}”.").format(code=code)
        elif not reason.strip():
            message = _("{code} is switched off without a reason.").format(code=code)
        else:
            continue
        yield Finding("G002", message, line=line, concept=concept, text=code)


def _terms(concept: Concept, terms: list[Term], tag: str) -> Iterator[Finding]:
    for text, count in Counter(term.text for term in terms).items():
        if count > 1:
            last = [term for term in terms if term.text == text][-1]
            yield about_term("G010", _("“{text}” stands twice.").format(text=text), concept, last)
    kinds: dict[str, Term] = {}
    for term in terms:
        kind = kind_of(term)
        if term.status == "preferred" and kind in kinds and kinds[kind].text != term.text:
            message = _("“{one}” and “{other}” are both preferred; mark one as admitted.")
            yield about_term("G011", message.format(one=kinds[kind].text, other=term.text), concept, term)
        elif term.status == "preferred":
            kinds[kind] = term
    if not any(term.usable for term in terms):
        message = _("no term of {language} may be used.").format(language=tag)
        yield about_concept("G022", message, concept, language=tag)


def kind_of(term: Term) -> str:
    """What only one preferred term can be: the full name, the acronym, the short name …"""
    if term.type in {"", "full"}:
        return "acronym" if term.acronym_of else "full"
    return term.type


def _acronyms(concept: Concept, terms: list[Term], tag: str) -> Iterator[Finding]:
    texts = {term.text: term for term in terms}
    short = [term for term in terms if term.short]
    for term in short:
        if term.acronym_of and term.acronym_of not in texts:
            message = _("“{text}” is the acronym of “{full}”, which is not a term here.")
            yield about_term(
                "G030", message.format(text=term.text, full=term.acronym_of), concept, term, term.acronym_of
            )
        if _circular(term, texts):
            message = _("the acronym links of “{text}” go round in a circle.").format(text=term.text)
            yield about_term("G033", message, concept, term)
        elif term.usable and not term.acronym_of and not any(not t.short and t.usable for t in terms):
            message = _("“{text}” has no full form in {language}.").format(text=term.text, language=tag)
            yield about_term("G031", message, concept, term)
        if (
            term.usable
            and not term.gender
            and primary(tag) in _GENDERED
            and term.pos in {"noun", "proper noun"}
        ):
            message = _("the acronym “{text}” has no gender.").format(text=term.text)
            yield about_term("G034", message, concept, term)
    for term in terms:
        if (
            term.type == "full"
            and term.usable
            and not any(t.short or t.type in {"short", "variant"} for t in terms)
        ):
            message = _("“{text}” is called a full form, but {language} has no short one.")
            yield about_term("G032", message.format(text=term.text, language=tag), concept, term)


def _circular(term: Term, texts: dict[str, Term]) -> bool:
    seen = {term.text}
    at: Term | None = term
    while at and at.acronym_of:
        if at.acronym_of in seen:
            return True
        seen.add(at.acronym_of)
        at = texts.get(at.acronym_of)
    return False


def _variants(concept: Concept, terms: list[Term]) -> Iterator[Finding]:
    """A variant must be found where the terms are not, and must not be forbidden elsewhere in the concept."""
    if not any(term.variants for term in terms):
        return
    banned = {_seen(term.text, term) for term in terms if not term.usable}
    own = {_seen(term.text, term) for term in terms}
    for term in terms:
        known = set(own)
        for variant in term.variants:
            seen = _seen(variant, term)
            if seen in banned and term.usable:
                message = _("the variant “{text}” is a forbidden term of the same concept.").format(
                    text=variant
                )
                yield about_term("G014", message, concept, term, variant)
            elif seen in known and not _differs_in_capitals(variant, term):
                message = _("the variant “{text}” is found anyway.").format(text=variant)
                yield about_term("G050", message, concept, term, variant)
            known.add(seen)


def _seen(text: str, term: Term) -> str:
    return normalise(text, term.language).folded


def _differs_in_capitals(variant: str, term: Term) -> bool:
    """Where capitals count, another capitalisation is a variant of its own."""
    from translator.glossary.variants import letters

    return letters(term, term.text) != "any" and variant.replace("-", " ") != term.text.replace("-", " ")
