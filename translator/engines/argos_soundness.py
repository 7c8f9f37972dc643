"""What can be seen to be wrong with a translation by looking at it: nothing came out, the source, or a stutter."""

from __future__ import annotations

import re
import unicodedata

from translator import languages

_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 12
"""Longest repeated phrase looked for, in words."""
_COPIED = 0.75
"""Share of a sentence's words that, found unchanged in the translation, make it a copy."""


def problem(source: str, translation: str, source_language: str, target_language: str) -> str:
    """``empty``, ``copied``, ``loop``, or ``""`` for a translation nothing is visibly wrong with."""
    if not any(char.isalnum() for char in translation):
        return "empty" if any(char.isalnum() for char in source) else ""
    if _is_copy(source, translation, source_language, target_language):
        return "copied"
    if _stutter(translation) > max(_stutter(source), 1):
        return "loop"
    return "loop" if len(translation) > 6 * len(source) + 200 else ""


def _is_copy(source: str, translation: str, source_language: str, target_language: str) -> bool:
    """Whether the words of *source* came through untranslated; names, numbers and short labels may."""
    other_script = languages.script(source_language) != languages.script(target_language)
    words = [word for word in _WORD.findall(source) if word.isalpha()]
    plain = [word for word in words if word.islower()] or (words if source.isupper() else [])
    if len(plain) < (2 if other_script else 4):
        return False
    if other_script and _share_of_latin(source) > _COPIED and languages.script(target_language) != "Latn":
        return _share_of_latin(translation) > _COPIED
    there = set(_WORD.findall(translation.casefold()))
    return sum(word.casefold() in there for word in plain) >= _COPIED * len(plain)


def _share_of_latin(text: str) -> float:
    """How much of the letters of *text* is Latin, from 0 to 1."""
    letters = [char for char in text if char.isalpha()]
    return sum(unicodedata.name(char, "").startswith("LATIN") for char in letters) / max(len(letters), 1)


def _stutter(text: str) -> int:
    """How badly *text* repeats itself on the spot: the most repeats of a phrase, longer phrases weighing more.

    1 is no stutter. A single word counts from its fourth repeat, a phrase from its third, a long one from its second.
    """
    words = _WORD.findall(text.casefold())
    worst = 1
    for size in range(1, min(_LONGEST, len(words) // 2) + 1):
        allowed = 3 if size == 1 else 2 if size < 6 else 1
        run = 0
        for at in range(size, len(words)):
            run = run + 1 if words[at] == words[at - size] else 0
            repeats = run // size + 1
            if repeats > allowed and any(word.isalnum() for word in words[at - size : at]):
                worst = max(worst, repeats)
    return worst
