"""The ways a term may be written in a source text: number, case, articles, dotted acronyms, given variants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from translator.glossary.concepts import Term
from translator.languages import primary

Letters = Literal["exact", "capital", "any"]

ARTICLES = {
    "en": ("the ", "a ", "an "),
    "fr": ("le ", "la ", "les ", "l'", "un ", "une "),
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
    "it": ("il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "un ", "una "),
    "pt": ("o ", "a ", "os ", "as ", "um ", "uma "),
    "nl": ("de ", "het ", "een "),
}
_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "crisis": "crises",
    "thesis": "theses", "basis": "bases", "analysis": "analyses", "wife": "wives", "life": "lives", "half": "halves",
    "leaf": "leaves", "criterion": "criteria", "phenomenon": "phenomena",
}  # fmt: skip
_LINK = re.compile(
    r" (?:of|for|on|in|to|at|with|by|from|and|against|under|between|de|du|des|di|del|da|do|von) "
)


@dataclass(frozen=True, slots=True)
class Surface:
    """One way of writing a term."""

    text: str
    letters: Letters
    """Whether capitals must be the same, only begin the same words, or do not matter."""
    plural: bool = False


def surfaces(term: Term) -> list[Surface]:
    """Every way *term* may stand in a text, once each; the term as it is comes first."""
    found: dict[tuple[str, Letters], Surface] = {}
    for text, plural in _texts(term):
        surface = Surface(text, letters(term, text), plural)
        found.setdefault((surface.text, surface.letters), surface)
    return list(found.values())


def letters(term: Term, text: str) -> Letters:
    """The case rule for *text*: as the glossary says; on its own account, capitals of up to five letters must be
    the same (US, us), and a proper noun must begin with a capital where the glossary's does (Turkey, turkey)."""
    if term.case == "exact":
        return "exact"
    if term.case == "ignore":
        return "any"
    plain = re.sub(r"[^\w]", "", text)
    if text.upper() == text and any(c.isalpha() for c in text) and sum(c.isalpha() for c in plain) <= 5:
        return "exact"
    return "capital" if term.pos == "proper noun" and text[:1].isupper() else "any"


def _texts(term: Term) -> Iterator[tuple[str, bool]]:
    language = primary(term.language)
    plural_only = term.number == "pl"
    for text in (term.text, *term.variants):
        bare = _without_article(text, language)
        yield bare, plural_only
        if language == "en":
            yield from _english(term, bare)
        if term.short and re.fullmatch(r"[A-Z]{2,5}", bare):
            yield ".".join(bare) + ".", plural_only
            yield ".".join(bare), plural_only
    for key, form in term.forms:
        yield form, plural_only or key.endswith("_pl")
    if language != "en" and not term.short:
        yield from _inflected(term)


def _inflected(term: Term) -> Iterator[tuple[str, bool]]:
    from translator.glossary.inflection import is_function_word, paradigm

    for form in paradigm(term):
        if form.text == term.text or not is_function_word(form.text, term.language):
            yield form.text, form.number == "plur"


def _without_article(text: str, language: str) -> str:
    for article in ARTICLES.get(language, ()):
        if text.lower().startswith(article) and len(text) > len(article):
            return text[len(article) :]
    return text


def _english(term: Term, text: str) -> Iterator[tuple[str, bool]]:
    """Plural of a noun phrase's head, or the forms of a verb."""
    if term.pos == "verb":
        head, _space, rest = text.partition(" ")
        for form in _verb_forms(head):
            yield f"{form} {rest}".strip(), False
        return
    if term.pos not in {"noun", "proper noun"} or term.number == "pl" or not text[-1:].isalpha():
        return
    if term.pos == "proper noun" and (term.number == "sg" or term.short):
        return
    link = _LINK.search(text)
    end = link.start() if link else len(text)
    before, space, head = text[:end].rpartition(" ")
    yield f"{before}{space}{english_plural(head)}{text[end:]}", True


def english_plural(word: str) -> str:
    """The plural of an English noun by the usual rules."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return word[:1] + _IRREGULAR[lower][1:]
    if word.isupper() and len(word) > 1:
        return word + "s"
    if re.search(r"[^aeiou]y$", lower):
        return word[:-1] + "ies"
    if lower.endswith("man") and lower not in {"human", "german", "roman"}:
        return word[:-2] + "en"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", lower) else "s")


def _verb_forms(word: str) -> Iterator[str]:
    """Third person, past and -ing form of a regular English verb."""
    yield english_plural(word)
    if word.endswith("e"):
        yield from (word + "d", word[:-1] + "ing")
    elif re.search(r"[^aeiou]y$", word):
        yield from (word[:-1] + "ied", word + "ing")
    else:
        yield from (word + "ed", word + "ing")
        if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", word):
            yield from (word + word[-1] + "ed", word + word[-1] + "ing")
