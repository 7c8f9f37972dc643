"""Terms of every other language: the forms of the head as the lexicon has them; the model chooses by its score.

The head is the last word before the first preposition or article of a dependent («Vertrag über kollektive
Sicherheit»). In German the adjectives before it take one of five endings together; compounds are never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.glossary.concepts import Term
from translator.glossary.inflection import CASES, Form, lexicon
from translator.languages import primary

_LINK = re.compile(
    r" (?:über|für|von|vom|zu|zur|zum|des|der|im|in|mit|gegen|и|на|за|от|по|с|в|для|за|of|for|on|van|voor|av|för|om|og|till|på) "
)
_GERMAN = re.compile(r"(?:e|er|es|en|em)$")
_MOST = 24


def paradigm(term: Term) -> tuple[Form, ...]:
    """The forms of *term*; see :mod:`translator.glossary.inflection`."""
    given = [
        Form(text, next((case for case in CASES if key.startswith(case)), "")) for key, text in term.forms
    ]
    computed = [] if term.short else [Form(text) for text in _texts(term)]
    return tuple(dict.fromkeys([Form(term.text), *given, *computed]))[:_MOST]


def lemmas(word: str, language: str) -> frozenset[str]:
    """As the lexicon has them."""
    return lexicon.lemmas(word, language)


def _texts(term: Term) -> Iterator[str]:
    link = _LINK.search(term.text)
    end = link.start() if link else len(term.text)
    before, space, head = term.text[:end].rpartition(" ")
    heads = lexicon.forms(lexicon.lemma_of(head, term.language), term.language) or (head,)
    for modifiers in _modifiers(before, term):
        for form in heads:
            yield modifiers + space + _cased(form, head) + term.text[end:]


def _modifiers(before: str, term: Term) -> list[str]:
    """What stands before the head, in German with each of the five endings."""
    words = before.split(" ")
    if primary(term.language) != "de" or not before or not all(_GERMAN.search(word) for word in words):
        return [before]
    return [" ".join(_GERMAN.sub(ending, word) for word in words) for ending in ("e", "er", "es", "en", "em")]


def _cased(form: str, pattern: str) -> str:
    return form[:1].upper() + form[1:] if pattern[:1].isupper() else form
