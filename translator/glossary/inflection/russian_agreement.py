"""What must change beside a Russian term that replaces words of another gender or number.

An adjective directly on the left agrees with the term («новый союз» → «новая организация»), and so does a verb in
the past tense behind a subject («союз принял» → «организация приняла»). The changed sentences are offered to the
model beside the unchanged one; its score decides, so a word that only looks like an adjective does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from translator.glossary.concepts import Term
from translator.glossary.inflection import Form
from translator.glossary.inflection.russian import analyser, head_gender, recased

_GENDERS = {"m": "masc", "f": "femn", "n": "neut"}
_LEFT = re.compile(r"([\w-]+)([  ][«\"“„]?)$")
_RIGHT = re.compile(
    r"^([»\"”]?(?:[  ](?:не|уже|также|тоже|ещё|еще|вновь|снова))?[  ])([а-яё]+)(?![\w-])", re.IGNORECASE
)


def agreed(before: str, after: str, form: Form, term: Term) -> Iterator[tuple[str, str]]:
    """Other versions of the text before and after a place that agree with *form* of *term*, best guess first."""
    if not form.case:
        return
    gender = _GENDERS.get(term.gender or head_gender(term))
    left = _adjective(before, form, gender, term)
    right = _verb(after, form, gender) if form.case == "nomn" else None
    if left is not None and right is not None:
        yield left, right
    if left is not None:
        yield left, after
    if right is not None:
        yield before, right


def _adjective(before: str, form: Form, gender: str | None, term: Term) -> str | None:
    """*before* with the adjective at its end in the form's case, number and gender; ``None`` when nothing changes."""
    found = _LEFT.search(before)
    if not found:
        return None
    parse = _first(found[1], {"ADJF", "PRTF"})
    if parse is None:
        return None
    wanted: set[str] = {form.case, form.number}
    if form.number == "sing" and gender:
        wanted.add(gender)
    if form.case == "accs" and (form.number == "plur" or gender == "masc"):
        wanted.add("anim" if term.animacy == "anim" else "inan")
    return _replaced(before[: found.start()], found[1], parse.inflect(wanted), before[found.end(1) :])


def _verb(after: str, form: Form, gender: str | None) -> str | None:
    """*after* with its first verb in the number and, in the past, the gender of the subject."""
    found = _RIGHT.match(after)
    parse = _first(found[2], {"VERB", "PRTS"}) if found else None
    if found is None or parse is None or "1per" in parse.tag or "2per" in parse.tag:
        return None
    past = parse.tag.POS == "PRTS" or "past" in parse.tag
    wanted = {form.number} | ({gender} if past and form.number == "sing" and gender else set())
    return _replaced(found[1], found[2], parse.inflect({w for w in wanted if w}), after[found.end() :])


def _first(word: str, kinds: set[str]) -> Any:
    """The most likely reading of *word*, if it is one of these parts of speech and the word is known."""
    parse = analyser().parse(word)[0]
    return parse if parse.tag.POS in kinds and analyser().word_is_known(word) else None


def _replaced(before: str, word: str, found: Any, after: str) -> str | None:
    if found is None or found.word == word.lower():
        return None
    return before + recased(found.word, word) + after
