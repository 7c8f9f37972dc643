"""Forms of terms in languages without an analyser of their own.

A first version: what the glossary gives, and nothing computed.
"""

from __future__ import annotations

from translator.glossary.concepts import Term
from translator.glossary.inflection import CASES, Form


def paradigm(term: Term) -> tuple[Form, ...]:
    """The dictionary form and the given forms of *term*."""
    given = [Form(text, next((c for c in CASES if key.startswith(c)), "")) for key, text in term.forms]
    return (Form(term.text), *given)


def lemmas(word: str, language: str) -> frozenset[str]:
    """What simplemma knows of *word*."""
    from simplemma import lemmatize

    from translator.languages import primary

    try:
        return frozenset({lemmatize(word, lang=primary(language)).lower()})
    except ValueError:
        return frozenset({word.lower()})
