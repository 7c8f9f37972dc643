"""Why a person should look at a sentence, and what people made of one like it, told in the reader's language.

A note keeps the sentence it was told in when the edition was made, which may be another language than the reader's.
The catalogs that made it a sentence recognise it, and it is told again from its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from translator import i18n, languages, paths
from translator.document import Note, Pair
from translator.writers.inline import printable
from translator.writers.words import Words, words

TOLD = (
    "The translation is empty.",
    "Numbers missing: {numbers}.",
    "Numbers not in the source: {numbers}.",
    "The translation is the same as the source.",
    "A long stretch of the source was left as it was.",
    "The translation repeats itself.",
    "Much of the translation is in another script.",
    "The translation has characters that could not be written.",
    "The translation is much shorter than the source: something may be missing.",
    "The translation is much longer than the source.",
    "Not in the translation: {pieces}.",
    "Links missing: {links}.",
    "The engine repeats itself, also with other settings.",
    "The engine gave nothing, also with other settings.",
    "The engine gave the source back, also with other settings.",
    "Term “{form}” put in, but its form is not certain.",
    "“{term}” is not to be used ({concept}).",
    "In {language}, which no installed model translates.",
)
"""The sentences of notes that flag a pair; they are marked for the catalogs where they are told first."""
MISSING = ("Term missing: {terms} ({reason}).", "Terms missing: {terms} ({reason}).")
NEAR = "A person translated a sentence {likeness} % like this: “{source}” → “{target}”."
"""The sentence of a note that offers what a person made of another sentence."""
WHY = (
    "left out by the model, or no clear place",
    "no exact place in the translation",
    "another term stands there",
    "the right form is not certain",
    "it would spoil the sentence",
)
"""What can be the reason of a missing term."""
_LISTED = re.compile("“(.*?)”")


def reasons(pair: Pair, said: Words) -> list[str]:
    """Why *pair* is flagged; empty when it is not."""
    if not pair.flagged:
        return []
    told = [printable(_retold(note, pair, said)) for note in pair.notes if note.severe]
    return told or [said["note_check"]]


def offers(pair: Pair, said: Words) -> list[str]:
    """What people made of sentences much like that of *pair*."""
    return [printable(_retold(note, pair, said)) for note in pair.notes if note.code == "near-review"]


def _retold(note: Note, pair: Pair, said: Words) -> str:
    """The message of *note* for the reader of *said*; as it is when no catalog knows it."""
    for language in _interface_languages():
        told = words(language)
        for template, pattern in _patterns(language):
            found = pattern.fullmatch(note.message)
            if found:
                parts = _parts(found.groupdict(), told, said)
                if "language" in parts and pair.language:
                    parts["language"] = languages.name(pair.language, said.language)
                return _sentence(template, said, parts)
    return note.message


def _parts(parts: dict[str, str], told: Words, said: Words) -> dict[str, str]:
    """The parts of a sentence, those that are words of the program told again."""
    if "reason" in parts:
        known = {told.catalog.gettext(why): why for why in WHY}
        why = known.get(parts["reason"])
        parts["reason"] = said.catalog.gettext(why) if why else parts["reason"]
    if "terms" in parts:
        parts["terms"] = _LISTED.sub(lambda term: said.quoted(term[1]), parts["terms"])
    return parts


def _sentence(template: str, said: Words, parts: dict[str, str]) -> str:
    if template == MISSING[0]:
        count = max(1, parts["terms"].count(", ") + 1)
        return said.catalog.ngettext(*MISSING, count).format(**parts)
    return said.catalog.gettext(template).format(**parts)


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences as *language* tells them, each with its English form."""
    catalog = i18n.catalog(language)
    told = [(template, catalog.gettext(template)) for template in (*TOLD, NEAR)]
    told += [(MISSING[0], form) for form in dict.fromkeys(catalog.ngettext(*MISSING, n) for n in range(1, 6))]
    return tuple((template, _pattern(form)) for template, form in told)


def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    made = [f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts)]
    return re.compile("".join(made), re.DOTALL)


def _interface_languages() -> Iterator[str]:
    """English, in which most editions are made, then the others."""
    yield "en"
    yield from sorted(folder.name for folder in paths.locales().glob("*") if folder.is_dir())
