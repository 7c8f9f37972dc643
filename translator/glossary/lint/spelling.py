"""Rules about the characters of a term: blanks, look-alike letters, scripts, quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from translator.glossary.concepts import Concept, Term
from translator.glossary.lint.findings import Finding, about_concept, about_term
from translator.i18n import _
from translator.languages import primary, script

_PLAIN = re.compile(r"[\w ]+", re.ASCII)
_BLANKS = re.compile(r"^\s|\s$|\s\s|[\t\n\r]")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffd\x00-\x08\x0e-\x1f\x7f]"
)
_JOINERS = {"\u200c", "\u200d"}
_WORD = re.compile(r"[^\W\d_]+")
_TYPEWRITER = re.compile(r"\w'\w|\"")
_LATIN, _CYRILLIC, _GREEK = "LATIN", "CYRILLIC", "GREEK"
_SCRIPT_NAMES = {"Cyrl": _CYRILLIC, "Grek": _GREEK, "Latn": _LATIN}
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_QUOTES = {"«": "»", "‹": "›"}


def check(concept: Concept) -> Iterator[Finding]:
    """What is odd about the characters of *concept*."""
    for field in ("definition", "note", "source", "domain"):
        text = getattr(concept, field)
        if text != text.strip():
            yield about_concept(
                "G040", _("“{field}” begins or ends with a blank.").format(field=field), concept, field
            )
    for term in concept.terms:
        for text in (term.text, *term.variants, *(form for _case, form in term.forms)):
            if not _is_plain(text, term):
                yield from _text(concept, term, text)


def _is_plain(text: str, term: Term) -> bool:
    """The quick way for what cannot be wrong: a Latin term of letters, digits and single blanks."""
    return _PLAIN.fullmatch(text) is not None and not _BLANKS.search(text) and script(term.language) == "Latn"


def _text(concept: Concept, term: Term, text: str) -> Iterator[Finding]:
    if _BLANKS.search(text):
        yield about_term("G040", _("“{text}” has a blank too many.").format(text=text), concept, term, text)
    hidden = [
        c
        for c in _INVISIBLE.findall(text)
        if not (c in _JOINERS and script(term.language) not in {"Latn", "Cyrl"})
    ]
    if hidden:
        names = ", ".join(f"U+{ord(char):04X}" for char in hidden)
        message = _("“{text}” holds invisible characters ({names}).").format(text=text, names=names)
        yield about_term("G044", message, concept, term, text)
    yield from _scripts(concept, term, text)
    if _unbalanced(text):
        message = _("“{text}” has a quotation mark or bracket without its partner.").format(text=text)
        yield about_term("G043", message, concept, term, text)
    if (
        _TYPEWRITER.search(text)
        and term.usable
        and primary(term.language) in {"uk", "be", "fr", "it", "en", "ru"}
    ):
        message = _("“{text}” has a typewriter apostrophe or quotation mark; write ’ or « ».").format(
            text=text
        )
        yield about_term("G045", message, concept, term, text)


def _scripts(concept: Concept, term: Term, text: str) -> Iterator[Finding]:
    for word in _WORD.findall(text):
        if len(_of_word(word)) > 1:
            message = _("“{word}” mixes letters that look alike: {letters}.").format(
                word=word, letters=_strangers(word)
            )
            yield about_term("G041", message, concept, term, text)
            return
    wanted = _SCRIPT_NAMES.get(script(term.language))
    found = _of_word("".join(_WORD.findall(text)))
    if wanted and found and wanted not in found and not _may_be_foreign(concept, term, text):
        message = _("“{text}” is not written in the script of {language}.").format(
            text=text, language=term.language
        )
        yield about_term("G042", message, concept, term, text)


def _may_be_foreign(concept: Concept, term: Term, text: str) -> bool:
    """Whether a text in another script is meant: a name kept as another language has it, or a code with digits."""
    if concept.do_not_translate or not term.decline or any(char.isdigit() for char in text) or len(text) == 1:
        return True
    others = (other for other in concept.terms if script(other.language) != script(term.language))
    return any(text in {other.text, *other.variants} for other in others)


def _of_word(word: str) -> set[str]:
    """Which of the scripts that look alike *word* is written in."""
    if word.isascii():
        return {_LATIN}
    return {
        name
        for name in (unicodedata.name(char, "").partition(" ")[0] for char in word)
        if name in {_LATIN, _CYRILLIC, _GREEK}
    }


def _strangers(word: str) -> str:
    """The letters of the rarer script, named: ``C (LATIN CAPITAL LETTER C)``."""
    by_script: dict[str, list[str]] = {}
    for char in word:
        by_script.setdefault(unicodedata.name(char, "?").partition(" ")[0], []).append(char)
    rare = min(by_script.values(), key=len)
    return ", ".join(f"{char} ({unicodedata.name(char, '?')})" for char in dict.fromkeys(rare))


def _unbalanced(text: str) -> bool:
    stack: list[str] = []
    for char in text:
        if char in "([{":
            stack.append(char)
        elif char in _BRACKETS and (not stack or stack.pop() != _BRACKETS[char]):
            return True
    german = (
        text.count("„") != text.count("“") + text.count("”")
        if "„" in text
        else text.count("“") != text.count("”")
    )
    return (
        bool(stack)
        or german
        or text.count('"') % 2 == 1
        or any(text.count(a) != text.count(b) for a, b in _QUOTES.items())
    )
