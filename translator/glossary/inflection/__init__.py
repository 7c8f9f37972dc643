"""Word forms: from a term in its dictionary form to every form a sentence may need, and from a word to its lemmas.

One file per language family; a language without one of its own uses :mod:`~translator.glossary.inflection.general`.
A file is a module with ``paradigm(term) -> tuple[Form, ...]`` (the dictionary form first) and
``lemmas(word, language) -> frozenset[str]``; one that can tell has ``is_function_word(word) -> bool`` too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from translator.glossary.concepts import Term
from translator.i18n import N_
from translator.languages import primary
from translator.registry import Entry, Registry

Case = Literal["", "nomn", "gent", "datv", "accs", "ablt", "loct"]
Number = Literal["", "sing", "plur"]

CASES: tuple[Case, ...] = ("nomn", "gent", "datv", "accs", "ablt", "loct")
"""The six cases of Russian, in OpenCorpora's names."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a term. One text may occur several times, once for each of its meanings."""

    text: str
    case: Case = ""
    """Empty where the language, or its dictionary, tells no cases."""
    number: Number = ""


INFLECTIONS = Registry(
    N_("inflection"),
    {
        "ru": Entry("translator.glossary.inflection.russian", N_("Russian, with pymorphy3")),
        **{
            tag: Entry(
                "translator.glossary.inflection.by_endings", N_("Slavic cases, by lexicon and endings")
            )
            for tag in ("uk", "pl", "cs")
        },
        **{
            tag: Entry("translator.glossary.inflection.romance", N_("Romance number, Romanian cases"))
            for tag in ("fr", "es", "it", "pt", "ro")
        },
        "*": Entry("translator.glossary.inflection.general", N_("Other languages, by lexicon")),
    },
)


@lru_cache(maxsize=20_000)
def paradigm(term: Term) -> tuple[Form, ...]:
    """The forms of *term*, its dictionary form first; only that one when it does not decline."""
    if not term.decline and not term.forms:
        return (Form(term.text),)
    forms: tuple[Form, ...] = _module(term.language).paradigm(term)
    return forms


@lru_cache(maxsize=200_000)
def lemmas(word: str, language: str) -> frozenset[str]:
    """The dictionary forms *word* may belong to, in lower case."""
    found: frozenset[str] = _module(language).lemmas(word, language)
    return found


def is_function_word(word: str, language: str) -> bool:
    """Whether *word* is rather a preposition, a conjunction or the like than a form of a noun («после» of «посол»)."""
    tells = getattr(_module(language), "is_function_word", None)
    return bool(tells and tells(word))


def declines(term: Term) -> bool:
    """Whether *term* has more than one form."""
    return len({form.text for form in paradigm(term)}) > 1


def _module(language: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a module of the table
    key = primary(language)
    return INFLECTIONS.load(key if key in INFLECTIONS else "*")
