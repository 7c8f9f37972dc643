"""Declension by rule, for names and rare words the Russian dictionary does not know.

The rules are those of Zaliznyak's noun classes without stress and of the usual declension of foreign names
(§1079–1085 in Rosenthal's handbook): a woman's name ending in a consonant and any name in -о, -е, -и, -у, -ю does
not change; men's names in a consonant take the second declension; surnames in -ов, -ев, -ин take -ым.
"""

from __future__ import annotations

import re

_CHINESE = re.compile(r"цз|чж|нь[^ея]|хуа|сяо|^си|мин$|бин$|пин$")
"""Syllables of Chinese names, whose -ин takes -ом («Цзиньпином»)."""
_HUSHING = "жшчщц"
_VELAR = "гкхжшчщ"
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
Endings = tuple[str, str, str, str, str]
"""What follows the stem in gent, datv, accs, ablt, loct."""


def decline(word: str, gender: str, *, animate: bool, surname: bool = False) -> tuple[str, ...]:
    """The six singular cases of *word* (nominative first); six times the same when it does not change.

    *gender* is ``m``, ``f``, ``n`` or empty when unknown; *surname* allows the endings of Russian family names.
    """
    cut, endings = _pattern(word.lower(), gender, animate=animate, surname=surname)
    if endings is None:
        return (word,) * 6
    stem = word[: len(word) - cut]
    return (word, *(stem + ending if ending != "=" else word for ending in endings))


def _pattern(word: str, gender: str, *, animate: bool, surname: bool) -> tuple[int, Endings | None]:
    """How many letters to cut and what to put there."""
    if surname:
        found = _surname(word, gender)
        if found:
            return found
    if word[-1] in _CONSONANTS or word[-1] in "йь":
        return _second(word, gender, animate=animate)
    if word.endswith("ия"):
        return 1, ("и", "и", "ю", "ей", "и")
    if word[-1] == "я":
        return 1, ("и", "е", "ю", "ей", "е")
    if word[-1] == "а":
        return 1, (
            "и" if word[-2:-1] in _VELAR else "ы",
            "е",
            "у",
            "ей" if word[-2:-1] in _HUSHING else "ой",
            "е",
        )
    return 0, None


def _second(word: str, gender: str, *, animate: bool) -> tuple[int, Endings | None]:
    """Words in a consonant, -й or -ь: the second declension for men and things, else the third or none."""
    if gender == "f":
        return (1, ("и", "и", "=", "ью", "и")) if word[-1] == "ь" and not animate else (0, None)
    if word.endswith("ий"):
        return 1, ("я", "ю", "я" if animate else "=", "ем", "и")
    if word[-1] in "йь":
        return 1, ("я", "ю", "я" if animate else "=", "ем", "е")
    return 0, ("а", "у", "а" if animate else "=", "ем" if word[-1] in _HUSHING else "ом", "е")


def _surname(word: str, gender: str) -> tuple[int, Endings] | None:
    """Family names that decline as adjectives, wholly or in part."""
    if gender != "f":
        if word.endswith(("ский", "цкий", "ый", "ой")):
            return 2, ("ого", "ому", "ого", "им" if word[-3] in _VELAR else "ым", "ом")
        if word.endswith(("ов", "ев", "ёв", "ин", "ын")) and not _CHINESE.search(word):
            return 0, ("а", "у", "а", "ым", "е")
    elif word.endswith("ая"):
        return 2, ("ой", "ой", "ую", "ой", "ой")
    elif word.endswith(("ова", "ева", "ёва", "ина", "ына")):
        return 1, ("ой", "ой", "у", "ой", "ой")
    return None
