"""What a glossary says: concepts, and for each language the terms that name them.

The model is that of TBX (ISO 30042): concept → language → term. Everything is frozen and hashable; questions are
plain methods. A language is a BCP 47 tag; asking for ``en-US`` finds ``en`` terms and the reverse.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Literal, get_args

from translator.languages import primary

TermStatus = Literal["preferred", "admitted", "deprecated", "forbidden"]
TermType = Literal["", "full", "acronym", "abbreviation", "short", "variant"]
PartOfSpeech = Literal["noun", "proper noun", "verb", "adjective", "adverb", "other"]
Gender = Literal["", "m", "f", "n", "c"]
GrammaticalNumber = Literal["", "sg", "pl"]
Animacy = Literal["", "anim", "inan"]
CaseRule = Literal["auto", "exact", "ignore"]

CHOICES: dict[str, tuple[str, ...]] = {
    "status": get_args(TermStatus),
    "type": get_args(TermType),
    "pos": get_args(PartOfSpeech),
    "gender": get_args(Gender),
    "number": get_args(GrammaticalNumber),
    "animacy": get_args(Animacy),
    "case": get_args(CaseRule),
}
"""The values a field of a term may have."""

_SHORT = ("acronym", "abbreviation")


@dataclass(frozen=True, slots=True)
class Context:
    """Words that decide whether an ambiguous term is meant: prefixes, compared without case, in the paragraph."""

    require: tuple[str, ...] = ()
    """At least one must occur, else the match is ambiguous."""
    forbid: tuple[str, ...] = ()
    """If one occurs, the term is not meant."""

    def __bool__(self) -> bool:
        return bool(self.require or self.forbid)


@dataclass(frozen=True, slots=True)
class Term:
    """A name of a concept in one language."""

    text: str
    """The dictionary form: nominative; singular unless ``number`` is ``pl``."""
    language: str
    status: TermStatus = "preferred"
    type: TermType = ""
    acronym_of: str = ""
    """For an acronym, the text of its full form in the same concept and language."""
    pos: PartOfSpeech = "noun"
    gender: Gender = ""
    number: GrammaticalNumber = ""
    animacy: Animacy = ""
    case: CaseRule = "auto"
    """How letters are compared in a source text: ``auto`` means exactly for capitals of up to five letters."""
    variants: tuple[str, ...] = ()
    """Other spellings that mean this term where they are found."""
    forms: tuple[tuple[str, str], ...] = ()
    """Given forms as (case name of OpenCorpora, text): ``("gent", "Пашиняна")``; they win over computed ones."""
    decline: bool = True
    """``False`` when the term never changes."""
    prep: str = ""
    """For a place, the preposition of location: ``в`` or ``на``."""
    note: str = ""
    context: Context = Context()
    line: int = field(default=0, compare=False)
    """Where it stands in its file, from 1; 0 when unknown."""

    @property
    def short(self) -> bool:
        """Whether this is an acronym or abbreviation."""
        return self.type in _SHORT or bool(self.acronym_of)

    @property
    def usable(self) -> bool:
        """Whether a translation may contain it."""
        return self.status in {"preferred", "admitted"}


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is meant, with its names."""

    id: str
    terms: tuple[Term, ...] = ()
    """All terms of all languages, in the order of the file."""
    domain: str = ""
    definition: str = ""
    source: str = ""
    """Where a reader can verify it."""
    note: str = ""
    priority: int = 0
    """The higher one wins where two concepts claim the same words."""
    do_not_translate: bool = False
    context: Context = Context()
    lint: tuple[tuple[str, str], ...] = ()
    """Findings of ``lint`` that are accepted here: (code, reason)."""
    glossary: str = field(default="", compare=False)
    """The name of the glossary it comes from."""
    line: int = field(default=0, compare=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it has terms in, in the order of the file."""
        return tuple(dict.fromkeys(term.language for term in self.terms))

    def names(self, language: str) -> tuple[Term, ...]:
        """The terms of *language*; where its very tag has none, those of the same language in another region."""
        exact = tuple(term for term in self.terms if term.language == language)
        if exact:
            return exact
        return tuple(term for term in self.terms if primary(term.language) == primary(language))

    def preferred(self, language: str, *, short: bool | None = None) -> Term | None:
        """The term to use in *language*: preferred before admitted; *short* asks for (or against) an acronym."""
        usable = [
            term for term in self.names(language) if term.usable and (short is None or term.short == short)
        ]
        return min(usable, key=lambda term: term.status != "preferred", default=None)

    def counterpart(self, term: Term, language: str) -> Term | None:
        """What stands for *term* in *language*: a term of its type (acronym for acronym, short name for short
        name), else one that is as much or as little an acronym, else any; preferred before admitted."""

        def distance(other: Term) -> tuple[bool, bool, bool]:
            same_type = (other.type or "full") == (term.type or "full") and other.short == term.short
            return not same_type, other.short != term.short, other.status != "preferred"

        return min((t for t in self.names(language) if t.usable), key=distance, default=None)

    def full_form(self, term: Term) -> Term | None:
        """The full form *term* is the acronym of."""
        if not term.short:
            return None
        others = [t for t in self.names(term.language) if not t.short and t.usable]
        named = [t for t in others if t.text == term.acronym_of]
        return next(iter(named or others), None)

    def acceptable(self, language: str) -> tuple[Term, ...]:
        """Terms a translation may contain, preferred first."""
        usable = [term for term in self.names(language) if term.usable]
        return tuple(sorted(usable, key=lambda term: term.status != "preferred"))

    def unwanted(self, language: str) -> tuple[Term, ...]:
        """Terms a translation must not contain: deprecated and forbidden."""
        return tuple(term for term in self.names(language) if not term.usable)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in a glossary file that does not make it unusable."""

    line: int
    message: str


@dataclass(frozen=True)
class Glossary:
    """A term base: a name and its concepts, each id once."""

    name: str
    concepts: tuple[Concept, ...] = ()
    title: str = ""
    version: str = ""
    description: str = ""
    languages: tuple[str, ...] = ()
    license: str = ""
    lint: tuple[tuple[str, str], ...] = ()
    """Findings of ``lint`` that are accepted in the whole file: (code, reason)."""
    path: str = field(default="", compare=False)
    """The file it was read from, for messages."""
    remarks: tuple[Remark, ...] = field(default=(), compare=False)

    def __len__(self) -> int:
        return len(self.concepts)

    def __bool__(self) -> bool:
        return True

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """Concepts by their id."""
        return {concept.id: concept for concept in self.concepts}

    def terms(self, language: str) -> tuple[Term, ...]:
        """All terms of *language*."""
        return tuple(term for concept in self.concepts for term in concept.names(language))

    def preferred(self, concept: str, language: str) -> Term | None:
        """The preferred term of the concept with this id, if both exist."""
        found = self.by_id.get(concept)
        return found.preferred(language) if found else None

    @cached_property
    def hash(self) -> str:
        """SHA-256 of what it says (not of how the file is laid out), in hexadecimal."""
        said = [_said(concept) for concept in self.concepts]
        data = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(data.encode("utf-8")).hexdigest()


def merged(glossaries: Iterable[Glossary]) -> Glossary:
    """One glossary of all concepts; where an id occurs in several, the last one stands, in the first one's place."""
    parts = list(glossaries)
    if len(parts) == 1:
        return parts[0]
    concepts: dict[str, Concept] = {}
    for part in parts:
        for concept in part.concepts:
            concepts[concept.id] = replace(concept, glossary=concept.glossary or part.name)
    return Glossary(
        name="+".join(dict.fromkeys(part.name for part in parts)),
        concepts=tuple(concepts.values()),
        version="+".join(part.version for part in parts if part.version),
        languages=tuple(dict.fromkeys(tag for part in parts for tag in part.languages)),
        remarks=tuple(remark for part in parts for remark in part.remarks),
    )


def _said(concept: Concept) -> dict[str, object]:
    """The concept as plain data, without where it stands."""
    data = asdict(concept)
    for where in ("glossary", "line", "lint"):
        del data[where]
    for term in data["terms"]:
        del term["line"]
    return data
