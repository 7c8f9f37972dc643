"""Terms of Ukrainian, Polish and Czech: the lexicon says which forms there are, a table of endings what they are.

The table (``endings/<language>.toml``) has a row for each case, number and gender with the endings adjectives and
nouns take there, and rules for names by their last letters. Adjectives left of the head and the head itself move
together; what stands right of it stays.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from translator.glossary.concepts import Term
from translator.glossary.inflection import CASES, Form, lexicon
from translator.languages import primary

_WORD = re.compile(r"[\w’']+(?:-[\w’']+)*")
_ADJECTIVAL = re.compile(r"(?:ськ|цьк|н|ов|ев|sk|ck|n|ow)(?:ий|ій|а|е|і|y|i|a|e|ý|á|é)$")
"""What an adjective that the lexicon does not know looks like."""
_VOWELS = "аеєиіїоуюяьйaąeęiíoóuyýáéěůú"
_PER_CELL = 2
"""Forms of a word offered for a place in the paradigm at most, where endings leave several."""
Table = Mapping[str, Any]


def paradigm(term: Term) -> tuple[Form, ...]:
    """The forms of *term*; see :mod:`translator.glossary.inflection`."""
    given = [Form(text, next((c for c in CASES if key.startswith(c)), "")) for key, text in term.forms]
    if term.short or term.pos not in {"noun", "proper noun"}:
        return (Form(term.text), *given)
    computed = list(_person(term) if _is_person(term) else _forms(term))
    base = next((form for form in computed if form.text == term.text), Form(term.text))
    return tuple(dict.fromkeys([base, *given, *computed]))


def lemmas(word: str, language: str) -> frozenset[str]:
    """As the lexicon has them."""
    return lexicon.lemmas(word, language)


@lru_cache(maxsize=8)
def _table(language: str) -> Table:
    path = Path(__file__).parent / "endings" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _is_person(term: Term) -> bool:
    names = all(word[:1].isupper() for word in _WORD.findall(term.text))
    return term.pos == "proper noun" and term.animacy == "anim" and term.number != "pl" and names


def _person(term: Term) -> Iterator[Form]:
    """Every name for itself, by the rules for names."""
    words = list(_WORD.finditer(term.text))
    rules = [next(iter(_name(word[0], term)), (word[0],) * len(CASES)) for word in words]
    for at, case in enumerate(CASES):
        yield Form(_joined(term.text, words, [forms[at] for forms in rules]), case, "sing")


def _name(word: str, term: Term) -> list[tuple[str, ...]]:
    """The six cases of a name by every rule that fits its last letters."""
    out = []
    for rule in _table(primary(term.language))["name"]:
        ending = "" if rule["ending"] == "consonant" else rule["ending"]
        fits = (
            word[-1].lower() not in _VOWELS
            if rule["ending"] == "consonant"
            else word.lower().endswith(ending)
        )
        if fits and all(
            rule.get(key, getattr(term, key)) == getattr(term, key) for key in ("gender", "animacy")
        ):
            stem = word[: len(word) - len(ending)]
            out.append((word, *(word if form == "=" else stem + form for form in rule["forms"])))
    return out


def _forms(term: Term) -> Iterator[Form]:
    """A noun phrase in every case and number it has."""
    table = _table(primary(term.language))
    words = list(_WORD.finditer(term.text))
    adjectives = _adjectives([word[0] for word in words], table, term)
    if len(words) <= len(adjectives):
        return
    head = words[len(adjectives)][0]
    rest = [word[0] for word in words[len(adjectives) + 1 :]]
    behind = _adjectives([*rest, ""], table, term) if table.get("behind") else []
    for cell in table["cell"]:
        if not _fits(cell, term):
            continue
        left, right = (
            [stem + _at(cell["adjective"], kind) for stem, kind in some] for some in (adjectives, behind)
        )
        for noun in _nouns(head, cell, table, term):
            yield Form(_joined(term.text, words, [*left, noun, *right]), cell["case"], cell["number"])


def _fits(cell: Mapping[str, str], term: Term) -> bool:
    number = {"pl": "plur", "sg": "sing"}.get(term.number, "sing" if term.pos == "proper noun" else "")
    if number and cell["number"] != number:
        return False
    if term.gender and cell.get("gender", term.gender) != term.gender:
        return False
    return not term.animacy or cell.get("animacy", term.animacy) == term.animacy


def _adjectives(words: Sequence[str], table: Table, term: Term) -> list[tuple[str, int]]:
    """Stem and kind (hard 0, soft 1) of the adjectives before the head."""
    out: list[tuple[str, int]] = []
    key = "pl" if term.number == "pl" else term.gender or "m"
    for word in words[:-1]:
        lemma = lexicon.lemma_of(word, term.language)
        endings = [ending for ending in table["adjective_nominative"].get(key, ()) if word.endswith(ending)]
        known = bool(lexicon.forms(lemma, term.language))
        if not endings or (known and not lemma.endswith(tuple(table["adjective_lemma"]))):
            break
        if not known and not _ADJECTIVAL.search(word):
            break
        kind = 1 if known and lemma.endswith(table["adjective_lemma"][1]) else 0
        out.append((word[: len(word) - len(endings[0])], kind))
    return out


def _at(endings: Sequence[str], kind: int) -> str:
    return endings[min(kind, len(endings) - 1)]


def _nouns(word: str, cell: Mapping[str, Any], table: Table, term: Term) -> list[str]:
    """What the head may be in this place."""
    endings = cell["noun"]
    as_given = (cell["number"] == "plur") == (term.number == "pl")
    plural_object = cell["case"] == "accs" and term.number == "pl" and term.animacy != "anim"
    if as_given and (cell["case"] == "nomn" or plural_object):
        return [word]
    known = lexicon.forms(lexicon.lemma_of(word, term.language), term.language)
    if not known:
        return _named(word, cell, term) or [word]
    if "=" in endings and (word[-1].lower() not in "ая" or cell["case"] != "accs"):
        return [word]
    every = {ending for row in table["cell"] for ending in row["noun"] if ending not in {"", "="}}
    found = [form for form in known if _ending(form, every) in endings]
    near = sorted(found, key=lambda form: (abs(len(form) - len(word)), form))
    return [_cased(form, word) for form in near[:_PER_CELL]] or _named(word, cell, term)


def _named(word: str, cell: Mapping[str, Any], term: Term) -> list[str]:
    """What the rules for names make of a word in this place; nothing for a common noun."""
    if cell["number"] == "plur" or term.pos != "proper noun":
        return []
    at = CASES.index(cell["case"])
    return list(dict.fromkeys(forms[at] for forms in _name(word, term)))


def _ending(form: str, every: set[str]) -> str:
    """The longest known ending of *form*; nothing for one that ends in a consonant, ``?`` for any other."""
    fitting = [ending for ending in every if form.endswith(ending)]
    if fitting:
        return max(fitting, key=len)
    return "" if form[-1] not in _VOWELS else "?"


def _joined(text: str, words: Sequence[re.Match[str]], new: Sequence[str]) -> str:
    """*text* with its first words replaced."""
    out, at = "", 0
    for word, one in zip(words, new, strict=False):
        out += text[at : word.start()] + one
        at = word.end()
    return out + text[at:]


def _cased(form: str, pattern: str) -> str:
    if pattern.isupper() and len(pattern) > 1:
        return form.upper()
    return (form[:1].upper() if pattern[:1].isupper() else form[:1].lower()) + form[1:]
