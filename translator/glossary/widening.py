"""How far a place reaches: from the words a hidden term takes with it to the whole phrase that renders it.

Occlusion shows the words that depend on the source term, but not those that follow from their neighbours (in
«Советского Союза» the second word is certain once the first is there). Two rules complete the phrase: words of the
wanted term that stand beside the place belong to it, even across a preposition; and in Russian an adjective belongs
to the noun that follows and agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from translator.glossary.checking import word_lemmas
from translator.glossary.concepts import Term
from translator.glossary.scoring import WORD, Span
from translator.languages import primary

_ORDINAL = re.compile(r"\d+-[а-я]{1,3}")
_MODIFIERS = {"ADJF", "PRTF"}
_PART = 7
"""Letters by which a German word must be longer than the term to hold another word beside it."""
_SMALL = 3
"""Letters up to which a word in small letters is taken for a preposition, an article or a conjunction."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A translation as words, with what may be touched and what is wanted there."""

    text: str
    spans: Sequence[Span]
    free: frozenset[int]
    """Indexes of the words no other term occupies."""
    term: Term
    language: str

    def word(self, at: int) -> str:
        """The word with this index."""
        return self.text[self.spans[at].start : self.spans[at].end]

    def beside(self, at: int) -> bool:
        """Whether the words *at* and *at* + 1 exist, are free, and only space stands between them."""
        if at not in self.free or at + 1 not in self.free:
            return False
        return not self.text[self.spans[at].end : self.spans[at + 1].start].strip()


def widen(phrase: Phrase, first: int, last: int) -> tuple[int, int]:
    """The place from word *first* to word *last*, made whole."""
    inside = frozenset[str]().union(*(_lemmas(phrase, at) for at in range(first, last + 1)))
    words = [
        word_lemmas(word, phrase.language) for word in WORD.findall(phrase.term.text) if len(word) > _SMALL
    ]
    missing = [lemmas for lemmas in words if not lemmas & inside]
    wanted = frozenset[str]().union(*(missing or words)) if words else frozenset[str]()
    while step := _step(phrase, first, -1, wanted):
        first -= step
    while step := _step(phrase, last, 1, wanted):
        last += step
    return first, _to_the_noun(phrase, last) if primary(phrase.language) == "ru" else last


def _step(phrase: Phrase, at: int, way: int, wanted: frozenset[str]) -> int:
    """How many words to go on: one that belongs to the term, or two across a word that may stand inside it."""
    if not phrase.beside(min(at, at + way)):
        return 0
    if _lemmas(phrase, at + way) & wanted:
        return 1
    joined = phrase.beside(min(at + way, at + 2 * way)) and bridge(phrase, at + way)
    return 2 if joined and _lemmas(phrase, at + 2 * way) & wanted else 0


def barrier(phrase: Phrase, at: int) -> bool:
    """Whether the place of a noun cannot reach to this word: in Russian, a verb or a short participle of
    the dictionary."""
    if primary(phrase.language) != "ru" or phrase.term.pos not in {"noun", "proper noun"}:
        return False
    from translator.glossary.inflection.russian_words import analyser

    word = phrase.word(at).lower()
    return bool(
        analyser().word_is_known(word) and analyser().parse(word)[0].tag.POS in {"VERB", "PRTS", "ADJS"}
    )


def compound(phrase: Phrase, first: int, last: int) -> bool:
    """Whether the place is a German compound of which the term is only a part; such a word is never opened."""
    if primary(phrase.language) != "de" or first != last:
        return False
    return len(phrase.word(first)) > len(phrase.term.text) + _PART


def small(word: str) -> bool:
    """Whether *word* looks like a preposition or conjunction: short and in small letters."""
    return len(word) <= _SMALL and word.islower()


def bridge(phrase: Phrase, at: int) -> bool:
    """Whether a word that is not the term's own may stand inside its rendering: a preposition, in Russian a noun or
    an adjective too."""
    if primary(phrase.language) != "ru":
        return small(phrase.word(at))
    from translator.glossary.inflection.russian_words import analyser

    return analyser().parse(phrase.word(at))[0].tag.POS in {"PREP", "NOUN", "ADJF"}


def function_word(word: str, language: str) -> bool:
    """Whether *word* cannot by itself render a term."""
    if primary(language) != "ru":
        return small(word)
    from translator.glossary.inflection.russian_words import analyser

    return analyser().parse(word)[0].tag.POS in {"PREP", "CONJ", "PRCL", "NPRO", "INTJ"} and not (
        len(word) > 1 and word.isupper()
    )


def _lemmas(phrase: Phrase, at: int) -> frozenset[str]:
    return word_lemmas(phrase.word(at), phrase.language)


def _to_the_noun(phrase: Phrase, last: int) -> int:
    """The index of the noun that the adjective at *last* belongs to, or *last* itself."""
    from translator.glossary.inflection.russian_words import analyser

    if not phrase.beside(last):
        return last
    word = phrase.word(last)
    if _ORDINAL.fullmatch(word):
        return last + 1 if analyser().parse(phrase.word(last + 1))[0].tag.POS == "NOUN" else last
    readings = analyser().parse(word)
    if analyser().word_is_known(word):
        readings = readings[:1] if readings[0].tag.POS not in _MODIFIERS else readings
    adjectives = {_agreement(parse.tag) for parse in readings if parse.tag.POS in _MODIFIERS}
    nouns = {_agreement(p.tag) for p in analyser().parse(phrase.word(last + 1)) if p.tag.POS == "NOUN"}
    return last + 1 if adjectives & nouns else last


def _agreement(tag: Any) -> tuple[str | None, ...]:
    return tag.case, tag.number, None if tag.number == "plur" else tag.gender
