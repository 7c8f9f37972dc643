"""What must change beside a Russian term that replaces words of another gender or number.

An adjective directly on the left agrees with the term («новый союз» → «новая организация»), and so does the verb of
which it is the subject («союз был создан» → «организация была создана»). Other versions of the neighbours are offered
to the model beside the unchanged ones; neighbours that cannot agree cost a version some weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from translator.glossary.concepts import Term
from translator.glossary.inflection import Case, Form, Number
from translator.glossary.inflection.russian import head_gender
from translator.glossary.inflection.russian_phrase import GENDERS
from translator.glossary.inflection.russian_words import analyser, recased

_ADJECTIVES = {"ADJF", "PRTF"}
_SHORT = {"PRTS", "ADJS"}
_LEFT = re.compile(r"([\w-]+)([ \u00a0][«\"“„]?)$")
_NEXT = re.compile(r"([»\"”]?[ \u00a0])([а-яё-]+)(?![\w-])", re.IGNORECASE)
_BETWEEN = {"ADVB", "PRCL"}
_FARTHEST = 3
"""Adverbs and particles that may stand between a subject and its verb."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a form asks of its neighbours."""

    case: Case
    number: Number
    gender: str | None
    """``masc``, ``femn``, ``neut``; ``None`` when unknown."""
    animate: bool

    def adjective(self, case: str) -> set[str]:
        """The grammemes of an adjective beside the form in *case*."""
        wanted = {case, self.number} | ({self.gender} if self.number == "sing" and self.gender else set())
        if case == "accs" and (self.number == "plur" or self.gender == "masc"):
            wanted.add("anim" if self.animate else "inan")
        return {grammeme for grammeme in wanted if grammeme}

    def verb(self, *, gendered: bool) -> set[str]:
        """The grammemes of a verb whose subject the form is."""
        wanted = {str(self.number)} if self.number else set()
        return wanted | ({self.gender} if gendered and self.number == "sing" and self.gender else set())


def agreement(form: Form, term: Term, *, subject: bool) -> Agreement:
    """What *form* of *term* asks; *subject* tells whether a form without a case may be a subject."""
    number: Number = form.number or ("plur" if term.number == "pl" else "sing")
    gender = GENDERS.get(term.gender or head_gender(term))
    case: Case = form.case or ("nomn" if subject else "")
    return Agreement(case, number, gender, term.animacy == "anim")


def versions(before: str, after: str, wanted: Agreement) -> Iterator[tuple[str, str]]:
    """The text on both sides as it is, and every other version in which a neighbour agrees."""
    left, right = _adjective(before, wanted), None
    if wanted.case == "nomn":
        right = _verb_behind(after, wanted)
        left = left or _verb_before(before, wanted)
    for one in dict.fromkeys((before, left or before)):
        for other in dict.fromkeys((after, right or after)):
            yield one, other


def _adjective(before: str, wanted: Agreement) -> str | None:
    """*before* with the adjective at its end in the form's case, number and gender; ``None`` if nothing changes."""
    found = _LEFT.search(before)
    parse = _reading(found[1], _ADJECTIVES) if found else None
    if found is None or parse is None:
        return None
    new = parse.inflect(wanted.adjective(wanted.case or parse.tag.case))
    return _replaced(before[: found.start()], found[1], new, before[found.end(1) :])


def _verb_before(before: str, wanted: Agreement) -> str | None:
    """*before* with a verb at its end that agrees with the subject that follows."""
    found = _LEFT.search(before)
    parse = _reading(found[1], {"VERB"}) if found else None
    if found is None or parse is None or not _third_person(parse):
        return None
    return _replaced(before[: found.start()], found[1], _agreed(parse, wanted), before[found.end(1) :])


def _verb_behind(after: str, wanted: Agreement) -> str | None:
    """*after* with its verb, and the participle of a passive, in the number and gender of the subject."""
    at = 0
    for _word in range(_FARTHEST):
        found = _NEXT.match(after, at)
        if not found:
            return None
        parse = analyser().parse(found[2])[0]
        if parse.tag.POS in _SHORT | {"VERB"}:
            return _predicate(after, found, parse, wanted)
        if parse.tag.POS not in _BETWEEN:
            return None
        at = found.end()
    return None


def _predicate(after: str, found: re.Match[str], parse: Any, wanted: Agreement) -> str | None:
    if not _third_person(parse):
        return None
    rest = after[found.end() :]
    if parse.normal_form == "быть":
        rest = _participle(rest, wanted) or rest
    changed = _agreed(parse, wanted)
    if changed is None:
        return None
    new_after = after[: found.start(2)] + _spelled(recased(changed.word, found[2]), after) + rest
    return new_after if new_after != after else None


def _participle(rest: str, wanted: Agreement) -> str | None:
    """What follows a form of «быть», its participle agreeing, across an adverb if there is one."""
    at = 0
    for _word in range(2):
        found = _NEXT.match(rest, at)
        parse = analyser().parse(found[2])[0] if found else None
        if found is None or parse is None or parse.tag.POS not in _SHORT | _BETWEEN:
            return None
        if parse.tag.POS in _SHORT:
            new = _agreed(parse, wanted)
            return rest[: found.start(2)] + _spelled(new.word, rest) + rest[found.end(2) :] if new else None
        at = found.end()
    return None


def _agreed(parse: Any, wanted: Agreement) -> Any:
    gendered = parse.tag.POS in _SHORT or "past" in parse.tag
    return parse.inflect(wanted.verb(gendered=gendered))


def _third_person(parse: Any) -> bool:
    return not {"1per", "2per", "impr"} & parse.tag.grammemes


def _reading(word: str, kinds: set[str]) -> Any:
    """The most likely reading of *word*, if it is one of these parts of speech and the dictionary has the word."""
    if not analyser().word_is_known(word):
        return None
    return next((parse for parse in analyser().parse(word)[:1] if parse.tag.POS in kinds), None)


def _replaced(before: str, word: str, found: Any, after: str) -> str | None:
    if found is None or found.word == word.lower():
        return None
    return before + _spelled(recased(found.word, word), before + word + after) + after


def _spelled(word: str, context: str) -> str:
    """*word* with its ё as the sentence writes it: most texts, and the models trained on them, write е."""
    return word if "ё" in context else word.replace("ё", "е")


def mismatch(before: str, after: str, wanted: Agreement) -> float:
    """How badly the neighbours disagree with the form: 1 for an adjective, 1.5 for a verb."""
    count = 0.0
    found = _LEFT.search(before)
    adjectives = [p for p in analyser().parse(found[1]) if p.tag.POS in _ADJECTIVES] if found else []
    if found and adjectives and _reading(found[1], _ADJECTIVES):
        count += not any(_fits(parse.tag, wanted) for parse in adjectives)
    if wanted.case == "nomn" and _verb_behind(after, wanted) is not None:
        count += 1.5
    return count


def _fits(tag: Any, wanted: Agreement) -> bool:
    if tag.number != wanted.number or (wanted.case and tag.case != wanted.case):
        return False
    return tag.number == "plur" or wanted.gender is None or tag.gender == wanted.gender
