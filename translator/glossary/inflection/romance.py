"""Terms of French, Spanish, Italian, Portuguese and Romanian: number, and in Romanian case and the article.

Names do not change (but in Romanian); a common noun has a plural. What stands before the first preposition is
pluralised word by word by the usual rules, where the lexicon agrees that there is such a form. In Romanian the head,
the first word, takes all forms the lexicon has («organizație, organizația, organizației …»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.glossary.concepts import Term
from translator.glossary.inflection import Form, lexicon
from translator.languages import primary

_LINK = re.compile(
    r" (?:(?:de|du|des|del|della|dello|dei|di|da|do|das|dos|para|pour|por|per|en|in|à|a|al|au|sur|sobre) |d[’'])"
)
_PLURALS: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": ((r"(?:s|x|z)$", ""), (r"(eau|eu)$", r"\1x"), (r"al$", "aux"), (r"$", "s")),
    "es": ((r"z$", "ces"), (r"([aeiouáéó])$", r"\1s"), (r"ón$", "ones"), (r"ión$", "iones"), (r"$", "es")),
    "it": ((r"([àèéìòù])$", r"\1"), (r"ca$", "che"), (r"ga$", "ghe"), (r"co$", "chi"), (r"io$", "i"), (r"a$", "e"), (r"[oe]$", "i")),
    "pt": ((r"ão$", "ões"), (r"m$", "ns"), (r"([aeou])l$", r"\1is"), (r"il$", "is"), (r"([rz])$", r"\1es"), (r"$", "s")),
}  # fmt: skip
_ARTICLES = (("ul", ""), ("ului", ""), ("le", "e"), ("ea", "e"), ("ia", "ie"), ("a", "ă"), ("a", ""))
"""The definite article at the end of a noun, and what stands there without it."""
_OLD = re.compile("[şţŞŢ]")
_SINGULAR = re.compile(r"(?:ul|ului|l|lui|ei|ii|ea|a|ă|e|ie|ia|iei)$")
_PLURAL = re.compile(r"(?:i|ii|ile|ilor|e|ele|elor|le|lor|uri|urile|urilor)$")
_FEMININE = re.compile(r"(?:[^e]a|ă|ei)$")
_VERBAL = re.compile(
    r"(?:ați|eți|iți|ască|ește|ești|esc|ind|indu|iră|irăm|ise|isem|isei|ise[șr].*|im|am|ai|au)$"
)


def paradigm(term: Term) -> tuple[Form, ...]:
    """The forms of *term*; see :mod:`translator.glossary.inflection`."""
    forms = [Form(term.text, "", "plur" if term.number == "pl" else "sing")]
    forms += [Form(text, "", "plur" if key.endswith("_pl") else "") for key, text in term.forms]
    if not term.short and primary(term.language) == "ro":
        forms += _romanian(term)
    elif not term.short and term.pos == "noun" and not term.number:
        plural = _plural(term)
        forms += [Form(plural, "", "plur")] if plural != term.text else []
    return tuple(dict.fromkeys(forms)) if len(forms) > 1 else (Form(term.text),)


def lemmas(word: str, language: str) -> frozenset[str]:
    """As the lexicon has them."""
    return lexicon.lemmas(word, language)


def _plural(term: Term) -> str:
    link = _LINK.search(term.text)
    end = link.start() if link else len(term.text)
    words = [_pluralised(word, primary(term.language)) for word in term.text[:end].split(" ")]
    return " ".join(words) + term.text[end:]


def _pluralised(word: str, language: str) -> str:
    for ending, new in _PLURALS[language]:
        if re.search(ending, word):
            return re.sub(ending, new, word, count=1)
    return word


def _romanian(term: Term) -> Iterator[Form]:
    """The head in all its forms; what follows stays."""
    if term.pos not in {"noun", "proper noun"}:
        return
    head, space, rest = term.text.partition(" ")
    found = [form for form in _declined(head.lower(), term) if form == head.lower() or _nominal(form, term)]
    for form in found:
        text = form[:1].upper() + form[1:] if head[:1].isupper() else form
        yield Form(text + space + rest)


def _declined(head: str, term: Term) -> tuple[str, ...]:
    """The forms of the head: by the lexicon, tried without its article first, else by the commonest endings."""
    for ending, bare in _ARTICLES:
        known = lexicon.forms(head[: -len(ending)] + bare, term.language) if head.endswith(ending) else ()
        if head in known:
            return known
    known = lexicon.forms(lexicon.lemma_of(head, term.language), term.language)
    if len(known) > 1:
        return known
    if head[-1] == "ă":
        return head, head[:-1] + "a", head[:-1] + "ei"
    return (head, head + "ul", head + "ului") if head[-1] not in "aeiou" else (head,)


def _nominal(form: str, term: Term) -> bool:
    """Whether *form* looks like a form of a noun in the term's number (the lexicon mixes verbs in)."""
    if _OLD.search(form) or _VERBAL.search(form) or (term.gender in {"m", "n"} and _FEMININE.search(form)):
        return False
    numbers = {"sg": (_SINGULAR,), "pl": (_PLURAL,)}.get(term.number, (_SINGULAR, _PLURAL))
    return any(number.search(form) for number in numbers)
