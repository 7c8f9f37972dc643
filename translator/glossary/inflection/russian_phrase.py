"""How a Russian term is built: which word is its head, which agree with it, which stay as they are.

A noun phrase is a head noun, words left of it that agree with it, and whatever stands right of it, which stays as
it is («Организация | Договора о коллективной безопасности»). The head is the *rightmost* noun in the nominative
all of whose left neighbours agree with it, so that «Лачинский коридор» is not read as a surname. What the glossary
says (gender, number, animacy) wins over what the dictionary guesses.
"""

from __future__ import annotations

import re
from dataclasses import replace

from translator.glossary.concepts import Term
from translator.glossary.inflection.russian_words import (
    Parse,
    Role,
    Word,
    analyser,
    capitals,
    cyrillic,
    words_of,
)

ORDINAL = re.compile(r"\d+-(?:й|я|е)")
GENDERS = {"m": "masc", "f": "femn", "n": "neut"}
AGREEING = {"ADJF", "PRTF"}


def phrase(term: Term) -> list[Word]:
    """The words of a noun phrase with their roles; empty when no head is found."""
    words = words_of(term.text)
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
        elif at == head + 1 and parse is not None and word.before.strip() in {"—", "–"}:
            apposed = _noun(word.text, replace(term, gender=""), alone=False)
            same = apposed is not None and apposed.tag.number == parse.tag.number
            out.append(Word(word.text, word.before, "head", apposed) if same else word)
        else:
            out.append(word)
    return out


def _agreeing(word: Word, head: Parse, term: Term, number: str | None) -> Word:
    if ORDINAL.fullmatch(word.text):
        return Word(word.text, word.before, "ordinal")
    gender = GENDERS.get(term.gender) or (head.tag.gender if head is not None else None)
    number = number or (head.tag.number if head is not None else "sing")
    found = _adjective(word.text, number, gender)
    return Word(word.text, word.before, "agrees" if found is not None else "fixed", found)


def _adjective(word: str, number: str | None, gender: str | None) -> Parse:
    """The reading of *word* as an adjective or participle in the nominative that agrees, if there is one."""
    for parse in analyser().parse(word):
        tag = parse.tag
        if tag.POS not in AGREEING or tag.case != "nomn" or (number is not None and tag.number != number):
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
        parse = _adjective(words[at].text, "plur" if term.number == "pl" else None, GENDERS.get(term.gender))
        if parse is not None and at == last:
            return at, parse
    return (last, None) if last >= 0 and _by_rule(words[last].text, term) else (-1, None)


def _may_agree(word: str) -> bool:
    return bool(ORDINAL.fullmatch(word)) or _adjective(word, None, None) is not None


def _all_agree(words: list[Word], head: Parse, term: Term) -> bool:
    gender = GENDERS.get(term.gender) or head.tag.gender
    return all(
        ORDINAL.fullmatch(word.text) or _adjective(word.text, head.tag.number, gender) is not None
        for word in words
    )


def _noun(word: str, term: Term, *, alone: bool) -> Parse:
    """The best reading of *word* as a noun in the nominative that fits what the glossary says of the term."""
    if not analyser().word_is_known(word) and term.pos == "proper noun" and not capitals(word):
        return None
    number = {"pl": "plur", "sg": "sing"}.get(term.number)
    gender = GENDERS.get(term.gender)
    readings: list[tuple[tuple[bool, ...], Parse]] = []
    for parse in analyser().parse(word):
        tag = parse.tag
        if tag.POS != "NOUN" or tag.case != "nomn" or (number and tag.number not in {number, None}):
            continue
        odd_gender = bool(gender and tag.gender and tag.gender != gender and "ms-f" not in str(tag))
        odd_animacy = bool(term.animacy and tag.animacy and tag.animacy != term.animacy)
        if odd_gender and tag.number == "sing" and not capitals(word):
            continue
        rank = (odd_gender, odd_animacy, "Surn" in tag and not alone, tag.number == "plur" and number is None)
        readings.append((rank, parse))
    return min(readings, key=lambda reading: reading[0])[1] if readings else None


def _by_rule(word: str, term: Term) -> bool:
    """Whether a word without a fitting reading may be declined by rule: a name written with a capital."""
    return term.pos == "proper noun" and word[:1].isupper() and not capitals(word) and cyrillic(word)


def is_person(term: Term) -> bool:
    words = words_of(term.text)
    names = all(word.text[:1].isupper() and not capitals(word.text) for word in words)
    return term.pos == "proper noun" and term.animacy == "anim" and term.number != "pl" and names


def person(term: Term) -> list[Word]:
    """Every word of a person's name declines for itself, by the dictionary where it knows the name."""
    out: list[Word] = []
    for word in words_of(term.text):
        parse = _name(word.text, term.gender)
        role: Role = "head" if parse is not None else "rule"
        out.append(Word(word.text, word.before, role if cyrillic(word.text) else "fixed", parse))
    return out


def _name(word: str, gender: str) -> Parse:
    if not analyser().word_is_known(word):
        return None
    want = GENDERS.get(gender)
    for parse in analyser().parse(word):
        tag = parse.tag
        is_name = {"Name", "Surn", "Patr"} & tag.grammemes
        if not is_name or tag.case != "nomn" or tag.number != "sing" or (want and tag.gender != want):
            continue
        if "Fixd" not in tag or gender != "m" or word[-1].lower() in "аеёиоуыэюя":
            return parse
    return None
