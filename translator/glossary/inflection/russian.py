"""Russian forms of terms: noun phrases, names, verbs and adjectives, with pymorphy3 and the OpenCorpora dictionary.

A noun phrase is a head noun, words left of it that agree with it, and whatever stands right of it, which stays as
it is («Организация | Договора о коллективной безопасности»). The head is the *rightmost* noun in the nominative
all of whose left neighbours agree with it, so that «Лачинский коридор» is not read as a surname. What the glossary
says (gender, number, animacy, given forms) wins over what the dictionary guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from translator.glossary.concepts import Gender, Term
from translator.glossary.inflection import CASES, Case, Form, Number
from translator.glossary.inflection.russian_names import decline

_WORD = re.compile(r"\w+(?:[-‑]\w+)*")
_ORDINAL = re.compile(r"\d+-(?:й|я|е)")
_GENDERS = {"m": "masc", "f": "femn", "n": "neut"}
_AGREEING = {"ADJF", "PRTF"}
_ORDINAL_ENDS = {
    "masc": ("й", "го", "му", "й", "м", "м"), "femn": ("я", "й", "й", "ю", "й", "й"),
    "neut": ("е", "го", "му", "е", "м", "м"), "plur": ("е", "х", "м", "е", "ми", "х"),
}  # fmt: skip
Parse = Any
Role = Literal["fixed", "agrees", "head", "ordinal", "rule"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a term: its letters, what stands before it, and how it behaves."""

    text: str
    before: str
    role: Role = "fixed"
    parse: Parse = None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A place in a paradigm, as the words of the phrase need it to agree."""

    case: Case
    number: Number
    gender: str | None
    animate: bool

    def grammemes(self) -> set[str]:
        """What an adjective must be."""
        wanted = {self.case, self.number} | (
            {self.gender} if self.number == "sing" and self.gender else set()
        )
        if self.case == "accs" and (self.number == "plur" or self.gender == "masc"):
            wanted.add("anim" if self.animate else "inan")
        return wanted


@lru_cache(maxsize=1)
def analyser() -> Any:
    """pymorphy3 with its Russian dictionary, loaded once."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def lemmas(word: str, language: str = "ru") -> frozenset[str]:  # noqa: ARG001
    """The lemmas *word* may belong to, ё written as е; the word itself when nothing is known of it."""
    return frozenset(parse.normal_form.replace("ё", "е") for parse in analyser().parse(word.lower()))


def paradigm(term: Term) -> tuple[Form, ...]:
    """All forms of *term*; see :mod:`translator.glossary.inflection`."""
    given = _given(term)
    if not term.decline or (term.short and _capitals(term.text)):
        computed: list[Form] = [Form(term.text)]
    elif (part := _part(term)) in {"verb", "adjective"}:
        computed = _lexeme(term, part)
    elif term.pos in {"adverb", "other"}:
        computed = [Form(term.text)]
    else:
        computed = list(_noun_phrase(term))
    kept = [form for form in computed if (form.case, form.number) not in given]
    base = next((form for form in computed if form.text == term.text), Form(term.text))
    forms = [base, *(Form(text, case, number) for (case, number), text in given.items()), *kept]
    return tuple(dict.fromkeys(forms))


def head_gender(term: Term) -> Gender:
    """``m``, ``f`` or ``n``: the gender of the term's head by the dictionary; empty when unknown."""
    head = _head_of(_phrase(term))
    names: dict[str, Gender] = {"masc": "m", "femn": "f", "neut": "n"}
    return names.get(head.tag.gender, "") if head is not None else ""


def _given(term: Term) -> dict[tuple[Case, Number], str]:
    """The forms the glossary itself gives: ``gent`` is the term's own number, ``gent_pl`` the plural."""
    own: Number = "plur" if term.number == "pl" else "sing"
    found: dict[tuple[Case, Number], str] = {}
    for key, text in term.forms:
        name, _underscore, plural = key.partition("_")
        case = next((c for c in CASES if c == name), None)
        if case:
            found[case, "plur" if plural == "pl" else own] = text
    return found


def _noun_phrase(term: Term) -> Iterator[Form]:
    words = _person(term) if _is_person(term) else _phrase(term)
    if not words:
        yield Form(term.text)
        return
    tail = term.text[_end(words) :]
    for number in _numbers(term, words):
        for case in CASES:
            for text in _written(words, case, number, term):
                yield Form(text + tail, case, number)


def _numbers(term: Term, words: list[Word]) -> tuple[Number, ...]:
    """The numbers the term is used in: its own first, both for a common noun that does not say."""
    if term.number == "pl":
        return ("plur",)
    head = next((word.parse for word in words if word.role == "head" and word.parse), None)
    if term.number == "sg" or term.pos == "proper noun" or head is None or "Sgtm" in head.tag:
        return ("plur",) if head is not None and head.tag.number == "plur" else ("sing",)
    return ("plur",) if head.tag.number == "plur" else ("sing", "plur")


def _written(words: list[Word], case: Case, number: Number, term: Term) -> list[str]:
    """The phrase in one case; several where the head has variants (в Крыму, весной and весною are not told apart)."""
    cell = _Cell(case, number, _gender(term, words), _animate(term, words))
    texts = [""]
    for word in words:
        options = _word_forms(word, cell, term) or [word.text]
        texts = [text + word.before + option for text in texts for option in options]
    return texts


def _word_forms(word: Word, cell: _Cell, term: Term) -> list[str]:
    """What *word* is in this cell of the paradigm; empty when the dictionary has no such form."""
    if word.role == "ordinal":
        return [word.text[: word.text.rindex("-") + 1] + _ordinal_end(cell)]
    if word.role == "rule":
        surname = term.animacy == "anim"
        forms = decline(word.text, term.gender, animate=cell.animate, surname=surname)
        return [forms[CASES.index(cell.case)]]
    if word.role == "head":
        return _head_forms(word, cell.case, cell.number)
    if word.role == "agrees":
        found = word.parse.inflect(cell.grammemes())
        return [recased(found.word, word.text)] if found else []
    return [word.text]


def _ordinal_end(cell: _Cell) -> str:
    key = "plur" if cell.number == "plur" else cell.gender or "masc"
    like_genitive = cell.case == "accs" and cell.animate and key in {"masc", "plur"}
    return _ORDINAL_ENDS[key][1 if like_genitive else CASES.index(cell.case)]


def _head_forms(word: Word, case: Case, number: Number) -> list[str]:
    if "Fixd" in word.parse.tag or _capitals(word.text):
        return [word.text]
    found = word.parse.inflect({case, number}) or word.parse.inflect({case})
    forms = [found.word] if found else []
    if case == "loct" and number == "sing":
        second = [p.word for p in word.parse.lexeme if "loc2" in p.tag and "sing" in p.tag]
        forms += [form for form in second if form not in forms]
    return [recased(form, word.text) for form in forms]


def _head_of(words: list[Word]) -> Parse:
    return next((word.parse for word in words if word.role == "head"), None)


def _animate(term: Term, words: list[Word]) -> bool:
    if term.animacy:
        return term.animacy == "anim"
    head = _head_of(words)
    return head is not None and head.tag.animacy == "anim"


def _gender(term: Term, words: list[Word]) -> str | None:
    head = _head_of(words)
    return _GENDERS.get(term.gender) or (head.tag.gender if head is not None else None)


def _words(text: str) -> list[Word]:
    out: list[Word] = []
    at = 0
    for match in _WORD.finditer(text):
        out.append(Word(match[0], text[at : match.start()]))
        at = match.end()
    return out


def _end(words: list[Word]) -> int:
    return sum(len(word.before) + len(word.text) for word in words)


def _phrase(term: Term) -> list[Word]:
    """The words of a noun phrase with their roles; empty when no head is found."""
    words = _words(term.text)
    head, parse = _head(words, term)
    if parse is None and head < 0:
        return []
    number = "plur" if term.number == "pl" else None
    out: list[Word] = []
    for at, word in enumerate(words):
        if at < head:
            out.append(_agreeing(word, parse, term, number))
        elif at == head:
            out.append(Word(word.text, word.before, "head" if parse is not None else "rule", parse))
        else:
            out.append(word)
    return out


def _agreeing(word: Word, head: Parse, term: Term, number: str | None) -> Word:
    if _ORDINAL.fullmatch(word.text):
        return Word(word.text, word.before, "ordinal")
    gender = _GENDERS.get(term.gender) or (head.tag.gender if head is not None else None)
    number = number or (head.tag.number if head is not None else "sing")
    found = _adjective(word.text, number, gender)
    return Word(word.text, word.before, "agrees" if found is not None else "fixed", found)


def _adjective(word: str, number: str | None, gender: str | None) -> Parse:
    """The reading of *word* as an adjective or participle in the nominative that agrees, if there is one."""
    for parse in analyser().parse(word):
        tag = parse.tag
        if tag.POS not in _AGREEING or tag.case != "nomn" or (number is not None and tag.number != number):
            continue
        if tag.number == "plur" or gender is None or tag.gender == gender:
            return parse
    return None


def _head(words: list[Word], term: Term) -> tuple[int, Parse]:
    """Index and reading of the head: a noun of the dictionary, else a substantivised adjective, else by rule."""
    found: tuple[int, Parse] = (-1, None)
    for at, word in enumerate(words):
        if at and not _may_agree(words[at - 1].text):
            break
        parse = _noun(word.text, term, alone=len(words) == 1)
        if parse is not None and _all_agree(words[:at], parse, term):
            found = (at, parse)
    if found[1] is not None:
        return found
    last = max((at for at, word in enumerate(words) if at == 0 or _may_agree(words[at - 1].text)), default=-1)
    for at in range(last, -1, -1):
        parse = _adjective(words[at].text, "plur" if term.number == "pl" else None, _GENDERS.get(term.gender))
        if parse is not None and at == last:
            return at, parse
    return (last, None) if last >= 0 and _by_rule(words[last].text, term) else (-1, None)


def _may_agree(word: str) -> bool:
    return bool(_ORDINAL.fullmatch(word)) or _adjective(word, None, None) is not None


def _all_agree(words: list[Word], head: Parse, term: Term) -> bool:
    gender = _GENDERS.get(term.gender) or head.tag.gender
    return all(
        _ORDINAL.fullmatch(word.text) or _adjective(word.text, head.tag.number, gender) is not None
        for word in words
    )


def _noun(word: str, term: Term, *, alone: bool) -> Parse:
    """The best reading of *word* as a noun in the nominative that fits what the glossary says of the term."""
    if not analyser().word_is_known(word) and term.pos == "proper noun" and not _capitals(word):
        return None
    number = {"pl": "plur", "sg": "sing"}.get(term.number)
    gender = _GENDERS.get(term.gender)
    readings: list[tuple[tuple[bool, ...], Parse]] = []
    for parse in analyser().parse(word):
        tag = parse.tag
        if tag.POS != "NOUN" or tag.case != "nomn" or (number and tag.number not in {number, None}):
            continue
        odd_gender = bool(gender and tag.gender and tag.gender != gender and "ms-f" not in str(tag))
        odd_animacy = bool(term.animacy and tag.animacy and tag.animacy != term.animacy)
        if odd_gender and tag.number == "sing" and not _capitals(word):
            continue
        rank = (odd_gender, odd_animacy, "Surn" in tag and not alone, tag.number == "plur" and number is None)
        readings.append((rank, parse))
    return min(readings, key=lambda reading: reading[0])[1] if readings else None


def _by_rule(word: str, term: Term) -> bool:
    """Whether a word without a fitting reading may be declined by rule: a name written with a capital."""
    return term.pos == "proper noun" and word[:1].isupper() and not _capitals(word) and _cyrillic(word)


def _is_person(term: Term) -> bool:
    words = _words(term.text)
    names = all(word.text[:1].isupper() and not _capitals(word.text) for word in words)
    return term.pos == "proper noun" and term.animacy == "anim" and term.number != "pl" and names


def _person(term: Term) -> list[Word]:
    """Every word of a person's name declines for itself, by the dictionary where it knows the name."""
    out: list[Word] = []
    for word in _words(term.text):
        parse = _name(word.text, term.gender)
        role: Role = "head" if parse is not None else "rule"
        out.append(Word(word.text, word.before, role if _cyrillic(word.text) else "fixed", parse))
    return out


def _name(word: str, gender: str) -> Parse:
    if not analyser().word_is_known(word):
        return None
    want = _GENDERS.get(gender)
    for parse in analyser().parse(word):
        tag = parse.tag
        is_name = {"Name", "Surn", "Patr"} & tag.grammemes
        if not is_name or tag.case != "nomn" or tag.number != "sing" or (want and tag.gender != want):
            continue
        if "Fixd" not in tag or gender != "m" or word[-1].lower() in "аеёиоуыэюя":
            return parse
    return None


def _part(term: Term) -> str:
    """The part of speech: as given, but a word list that gives none may hold verbs and adjectives."""
    words = _words(term.text)
    if term.pos != "noun" or term.gender or not words:
        return term.pos
    kinds = {parse.tag.POS for parse in analyser().parse(words[0].text)}
    if kinds <= {"INFN", "VERB"}:
        return "verb"
    return "adjective" if len(words) == 1 and kinds <= {"ADJF", "PRTF", "ADJS"} else term.pos


def _lexeme(term: Term, part: str) -> list[Form]:
    """The forms of a verb or an adjective; of a phrase, those of its first word."""
    words = _words(term.text)
    parts = {"verb": {"INFN", "VERB"}, "adjective": _AGREEING}[part]
    parses = [parse for parse in analyser().parse(words[0].text) if parse.tag.POS in parts] if words else []
    if not parses:
        return [Form(term.text)]
    rest = term.text[len(words[0].before) + len(words[0].text) :]
    forms = [p for p in parses[0].lexeme if p.tag.POS in parts | {"ADJS"} and "impr" not in p.tag]
    return [
        Form(words[0].before + recased(p.word, words[0].text) + rest, p.tag.case or "", p.tag.number or "")
        for p in forms
    ]


def _capitals(word: str) -> bool:
    return len(word) >= 2 and word.upper() == word and any(letter.isalpha() for letter in word)


def _cyrillic(word: str) -> bool:
    return bool(re.fullmatch(r"[а-яё‑-]+", word.lower()))


def recased(form: str, pattern: str) -> str:
    """*form* with the capitals of *pattern*, part by part of a hyphenated word."""
    parts = pattern.split("-")
    forms = form.split("-")
    if len(parts) != len(forms):
        return form.capitalize() if pattern[:1].isupper() else form
    return "-".join(_part_cased(f, p) for f, p in zip(forms, parts, strict=True))


def _part_cased(form: str, pattern: str) -> str:
    if _capitals(pattern):
        return form.upper()
    return form[:1].upper() + form[1:] if pattern[:1].isupper() else form
