"""What lint reports: the codes, and one finding with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from translator.glossary.concepts import Concept, Term
from translator.i18n import N_

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    severity: Severity
    """Errors and warnings count in the exit status; notes do not."""
    about: str
    """What it means, in one line, marked with ``N_``."""


CODES: dict[str, Code] = {
    "G000": Code("error", N_("the file cannot be read as a glossary")),
    "G001": Code("warning", N_("an unknown key, column or field")),
    "G002": Code("warning", N_("a lint code is switched off without a reason, or there is no such code")),
    "G003": Code("warning", N_("an id is not lower-case letters, digits and hyphens")),
    "G010": Code("error", N_("a term stands twice in one concept and language")),
    "G011": Code("error", N_("two preferred terms of one kind")),
    "G012": Code("warning", N_("the same word names two concepts, and nothing tells them apart")),
    "G013": Code("error", N_("a forbidden term is the preferred one of another concept")),
    "G014": Code("error", N_("a forbidden term is also a variant of one that may be used")),
    "G015": Code("error", N_("one id, but other preferred terms in another glossary")),
    "G020": Code("warning", N_("a language of the glossary has no terms")),
    "G021": Code("warning", N_("a concept has terms in one language only and is to be translated")),
    "G022": Code("error", N_("a language has only terms that must not be used")),
    "G023": Code("warning", N_("terms in a language the glossary does not name")),
    "G030": Code("error", N_("an acronym names a full form that is not there")),
    "G031": Code("warning", N_("an acronym without its full form")),
    "G032": Code("warning", N_("a full form without the short one it is the full form of")),
    "G033": Code("error", N_("acronym links that go round in a circle")),
    "G034": Code("warning", N_("an acronym without gender in a language that needs it")),
    "G040": Code("error", N_("blanks at the ends or doubled")),
    "G041": Code("error", N_("letters of two alphabets in one word")),
    "G042": Code("warning", N_("a term in the wrong script for its language")),
    "G043": Code("warning", N_("quotation marks or brackets without their partner")),
    "G044": Code("error", N_("invisible characters")),
    "G045": Code("warning", N_("a typewriter apostrophe or quotation mark")),
    "G050": Code("warning", N_("a variant that finds nothing new")),
    "G051": Code("warning", N_("a variant that is the term of another concept")),
    "G060": Code("warning", N_("an unknown case name in forms")),
    "G061": Code("error", N_("a context word that is both required and forbidden")),
    "G070": Code("note", N_("a concept without a definition")),
    "G071": Code("note", N_("a concept without a source")),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something lint has to say."""

    code: str
    message: str
    path: str = ""
    line: int = 0
    """From 1; 0 when the format has no lines."""
    column: int = 0
    concept: str = ""
    language: str = ""
    text: str = ""
    """The term or value it is about; with code, concept and language it makes the fingerprint of a baseline."""

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return CODES[self.code].severity

    @property
    def fingerprint(self) -> str:
        """What stays the same when lines move."""
        return "\t".join((self.code, self.concept, self.language, self.text))


def about_term(code: str, message: str, concept: Concept, term: Term, text: str = "") -> Finding:
    """A finding about *term* (or about *text* in it)."""
    return Finding(
        code, message, line=term.line, concept=concept.id, language=term.language, text=text or term.text
    )


def about_concept(code: str, message: str, concept: Concept, text: str = "", language: str = "") -> Finding:
    """A finding about the whole *concept*."""
    return Finding(code, message, line=concept.line, concept=concept.id, text=text, language=language)
