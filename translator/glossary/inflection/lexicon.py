"""Forms and lemmas from simplemma's dictionaries, read backwards: lemma → all its forms.

simplemma stores form → lemma for some fifty languages. The inverted dictionary of a language is written once to the
user's cache (a small SQLite file named after simplemma's version) and asked there for the few words a glossary needs.
It tells no cases; where they are needed the files beside this one add them, and else the model chooses by score.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from translator import paths
from translator.languages import primary

_ALIKE = 0.6
"""Share of the lemma that a form must begin with; less is noise of the dictionary."""
_ENOUGH = 3
"""Forms that make a lemma of the dictionary credible."""
_DICTIONARY = {"hr": "hbs", "sr": "hbs", "bs": "hbs", "no": "nb"}


def known(language: str) -> bool:
    """Whether there is a dictionary of *language*."""
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return _code(language) in SUPPORTED_LANGUAGES


def lemmas(word: str, language: str) -> frozenset[str]:
    """The dictionary's lemma of *word* and the lemma of the word in small letters, in small letters."""
    if not known(language):
        return frozenset({word.lower()})
    from simplemma import lemmatize

    code = _code(language)
    return frozenset({lemmatize(word, lang=code).lower(), lemmatize(word.lower(), lang=code).lower()})


@lru_cache(maxsize=20_000)
def forms(lemma: str, language: str) -> tuple[str, ...]:
    """The forms of *lemma*, in alphabetical order; empty for a word the dictionary does not have."""
    if not known(language):
        return ()
    code = _code(language)
    found = _cached(lemma, code)
    if found is None:
        found = " ".join(_inverted(code).get(lemma, ()))
    stem = lemma[: round(len(lemma) * _ALIKE) if len(lemma) > 4 else 1].lower()
    return tuple(sorted({form for form in found.split() if form.lower().startswith(stem)}))


def lemma_of(word: str, language: str) -> str:
    """The lemma *word* is most likely a form of: itself, since terms are dictionary forms, else of those the dictionary
    offers the one with the most forms; the word itself when the dictionary does not have it."""
    for spelling in (word, word.lower()):
        if len(forms(spelling, language)) >= _ENOUGH:
            return spelling
    candidates = [
        one
        for spelling in (word, word.lower())
        for one in (spelling, *sorted(_lemmatised(spelling, language)))
    ]
    return max(candidates, key=lambda one: len(forms(one, language)), default=word) or word


def _lemmatised(word: str, language: str) -> set[str]:
    if not known(language):
        return set()
    from simplemma import lemmatize

    return {lemmatize(word, lang=_code(language))}


def _code(language: str) -> str:
    code = primary(language)
    return _DICTIONARY.get(code, code)


@lru_cache(maxsize=4)
def _inverted(code: str) -> dict[str, list[str]]:
    """The whole dictionary read backwards: some seconds and some hundred megabytes, once per machine."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    out: dict[str, list[str]] = {}
    for form, lemma in DefaultDictionaryFactory().get_dictionary(code).items():
        out.setdefault(_text(lemma), []).append(_text(form))
    return out


def _text(value: str | bytes) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else value


def _cached(lemma: str, code: str) -> str | None:
    """The forms of *lemma* from the cache, which is made when it is not there; ``None`` when there can be none."""
    path = _cache_file(code)
    try:
        if not path.is_file():
            _write(path, code)
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            row = base.execute("SELECT forms FROM lexicon WHERE lemma = ?", (lemma,)).fetchone()
    except (OSError, sqlite3.Error):
        return None
    return row[0] if row else ""


def _cache_file(code: str) -> Path:
    import simplemma

    return paths.cache_dir() / "lexicon" / f"{code}-{simplemma.__version__}.sqlite"


def _write(path: Path, code: str) -> None:
    """Write the inverted dictionary aside, then rename it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with contextlib.closing(sqlite3.connect(temporary)) as base:
            base.execute("CREATE TABLE lexicon (lemma TEXT PRIMARY KEY, forms TEXT) WITHOUT ROWID")
            base.executemany("INSERT OR IGNORE INTO lexicon VALUES (?, ?)", _rows(code))
            base.commit()
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _rows(code: str) -> Iterator[tuple[str, str]]:
    return ((lemma, " ".join(found)) for lemma, found in _inverted(code).items())
