"""The words of a Russian term: their letters, their readings, and the way their capitals are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

_WORD = re.compile(r"\w+(?:[-‑]\w+)*")
Parse = Any
Role = Literal["fixed", "agrees", "head", "ordinal", "rule"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a term: its letters, what stands before it, and how it behaves."""

    text: str
    before: str
    role: Role = "fixed"
    parse: Parse = None


class Analyser:
    """pymorphy3 with its Russian dictionary; what it said of a word is remembered."""

    def __init__(self) -> None:
        from pymorphy3 import MorphAnalyzer

        dictionary = MorphAnalyzer(lang="ru")
        self.parse: Callable[[str], list[Parse]] = lru_cache(maxsize=50_000)(dictionary.parse)
        """Every reading of a word, the likeliest first."""
        self.word_is_known: Callable[[str], bool] = lru_cache(maxsize=50_000)(dictionary.word_is_known)
        """Whether the dictionary has the word, in whatever form."""


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    """The analyser, loaded once."""
    return Analyser()


def words_of(text: str) -> list[Word]:
    """The words of *text* with what stands between them."""
    out: list[Word] = []
    at = 0
    for match in _WORD.finditer(text):
        out.append(Word(match[0], text[at : match.start()]))
        at = match.end()
    return out


def capitals(word: str) -> bool:
    """Whether *word* is written in capitals, as acronyms are."""
    return len(word) >= 2 and word.upper() == word and any(letter.isalpha() for letter in word)


def cyrillic(word: str) -> bool:
    """Whether *word* has Cyrillic letters only."""
    return bool(re.fullmatch(r"[а-яё‑-]+", word.lower()))


def recased(form: str, pattern: str) -> str:
    """*form* with the capitals of *pattern*, part by part of a hyphenated word."""
    parts = pattern.split("-")
    forms = form.split("-")
    if len(parts) != len(forms):
        return form.capitalize() if pattern[:1].isupper() else form
    return "-".join(_part_cased(f, p) for f, p in zip(forms, parts, strict=True))


def _part_cased(form: str, pattern: str) -> str:
    if capitals(pattern):
        return form.upper()
    return form[:1].upper() + form[1:] if pattern[:1].isupper() else form
