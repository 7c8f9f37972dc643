"""Rules that need the whole glossary: words that several concepts claim, languages without terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from translator.glossary.concepts import Concept, Glossary, Term
from translator.glossary.lint.concept_rules import kind_of, switched_off
from translator.glossary.lint.findings import Finding, about_term
from translator.glossary.normalisation import fold
from translator.i18n import _

Claim = tuple[Concept, Term]
Claims = dict[tuple[str, str], list[Claim]]


def check(glossary: Glossary) -> Iterator[Finding]:
    """What is odd about the concepts of *glossary* taken together."""
    yield from switched_off(glossary.lint, 1)
    for remark in glossary.remarks:
        yield Finding("G001", remark.message, line=remark.line, text=remark.message)
    spoken = {term.language for concept in glossary.concepts for term in concept.terms}
    for tag in glossary.languages:
        if tag not in spoken:
            message = _("the glossary names {language}, but has no term in it.").format(language=tag)
            yield Finding("G020", message, line=1, language=tag)
    yield from _unnamed_languages(glossary)
    claims, variants, banned = _claims(glossary)
    for several in claims.values():
        if len(several) > 1:
            yield from _homographs(several)
    for concept, term, other, _preferred in _clashes(banned, claims, preferred=True):
        message = _("“{text}” is forbidden here and preferred in “{other}”.")
        yield about_term("G013", message.format(text=term.text, other=other.id), concept, term)
    for concept, term, other, claimed in _clashes(variants, claims, preferred=False):
        message = _("a variant of “{text}” is the term “{claimed}” of “{other}”.")
        text = message.format(text=term.text, claimed=claimed.text, other=other.id)
        yield about_term("G051", text, concept, term, claimed.text)


def _unnamed_languages(glossary: Glossary) -> Iterator[Finding]:
    """Each language the glossary has terms in but does not name, at its first term."""
    known = set(glossary.languages)
    for concept in glossary.concepts if known else ():
        for term in concept.terms:
            if term.language not in known:
                known.add(term.language)
                message = _("{language} is not among the languages the glossary names.").format(
                    language=term.language
                )
                yield about_term("G023", message, concept, term)


def across(one: Glossary, other: Glossary) -> Iterator[Finding]:
    """Concepts of *one* that *other* has too, by id, with other preferred terms."""
    for concept in one.concepts:
        twin = other.by_id.get(concept.id)
        for tag in concept.languages if twin else ():
            mine, theirs = _preferred(concept, tag), _preferred(twin, tag) if twin else {}
            for kind in mine.keys() & theirs.keys():
                if mine[kind].text != theirs[kind].text:
                    message = _("“{text}” is preferred here, “{theirs}” in {glossary}.")
                    text = message.format(text=mine[kind].text, theirs=theirs[kind].text, glossary=other.name)
                    yield about_term("G015", text, concept, mine[kind])


def _preferred(concept: Concept, tag: str) -> dict[str, Term]:
    """The preferred terms of *tag* by kind."""
    return {kind_of(t): t for t in concept.terms if t.language == tag and t.status == "preferred"}


def _clashes(
    suspects: Claims, claims: Claims, *, preferred: bool
) -> Iterator[tuple[Concept, Term, Concept, Term]]:
    """Who says of a word what another concept contradicts by using it as a term."""
    for key, holders in suspects.items():
        for concept, term in holders:
            for other, claimed in claims.get(key, ()):
                if other.id == concept.id or (preferred and claimed.status != "preferred"):
                    continue
                if not _told_apart(concept, term, other, claimed):
                    yield concept, term, other, claimed


def _claims(glossary: Glossary) -> tuple[Claims, ...]:
    """Who claims which word: as a usable term, as a variant, as a forbidden one."""
    found: tuple[Claims, ...] = (
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
    )
    for concept in glossary.concepts:
        for term in concept.terms:
            where = found[0] if term.usable else found[2]
            where[term.language, _key(term, term.text)].append((concept, term))
            for variant in term.variants:
                if term.usable:
                    found[1][term.language, _key(term, variant)].append((concept, term))
    return found


def _key(term: Term, text: str) -> str:
    """The word as matching sees it; capitals count where the term says so."""
    from translator.glossary.variants import letters

    return text if letters(term, text) == "exact" else fold(text, term.language)


def _homographs(claims: list[Claim]) -> Iterator[Finding]:
    for at, (concept, term) in enumerate(claims):
        for other, rival in claims[:at]:
            if (
                other.id == concept.id
                or _told_apart(concept, term, other, rival)
                or _same_elsewhere(concept, other, term.language)
            ):
                continue
            message = _("“{text}” also names “{other}”; add context words or a priority.")
            yield about_term("G012", message.format(text=term.text, other=other.id), concept, term)
            break


def _told_apart(concept: Concept, term: Term, other: Concept, rival: Term) -> bool:
    """Whether something decides between the two: context words, a priority, or capitals."""
    if concept.priority != other.priority:
        return True
    rules = [concept.context, term.context, other.context, rival.context]
    if any(rules):
        return True
    return {term.pos, rival.pos} >= {"proper noun"} and term.pos != rival.pos and term.text != rival.text


def _same_elsewhere(concept: Concept, other: Concept, tag: str) -> bool:
    """Whether a homograph does no harm: in no direction do the two ask for different words.

    Translating from *tag*, both must give the same terms in every language both have."""
    shared = [t for t in concept.languages if t != tag and t in other.languages]
    return all(_texts(concept, t) & _texts(other, t) for t in shared)


def _texts(concept: Concept, tag: str) -> set[str]:
    return {term.text for term in concept.acceptable(tag)}
