"""Which cases a place in a Russian sentence allows: prepositions govern cases, adjectives agree with their noun.

The table lists, for each preposition, the cases it can govern (Rozental, «Управление в русском языке»). It is used as
a weight beside the model's own score, not as a rule: the model knows the verb, this knows the preposition.
"""

from __future__ import annotations

import re

from translator.glossary.inflection import Form
from translator.glossary.inflection.russian_words import analyser

_GOVERNMENT = {
    "gent": "без безо близ ввиду вблизи вдоль вместо вне внутри возле вокруг впереди вроде для до из изо из-за из-под"
    " кроме мимо напротив насчёт насчет накануне около от ото относительно после посреди посредством против ради"
    " сверх среди у",
    "datv": "к ко благодаря вопреки согласно навстречу",
    "accs": "через сквозь про несмотря",
    "ablt": "над надо перед передо между",
    "loct": "о об обо при",
    "accs loct": "в во на",
    "accs ablt": "за под подо",
    "gent ablt": "с со",
    "datv accs loct": "по",
}
_CASES_OF: dict[str, frozenset[str]] = {
    word: frozenset(cases.split()) for cases, words in _GOVERNMENT.items() for word in words.split()
}
_CERTAIN = frozenset(
    "без для до из из-за из-под кроме от у к ко через про над о об при в во на под с со по".split()
)
"""Prepositions that are hardly ever anything else, as «накануне» and «после» may be."""
_SAID_IN = re.compile(
    r"\b(?:говорится|сказано|отмечается|подч[её]ркивается|указано|сообщается)\s+в\s+"
    r"(?:заявлении|сообщении|пресс-релизе|докладе|отч[её]те|письме|документе|тексте|послании)\s+[«\"“„(]?$"
)
"""What whose author follows, in the genitive: an impersonal verb leaves no place for a subject."""
PREPOSITION = 6.0
REPLACED, GARBLED = 5.0, 2.0
DEPENDENT = 5.0
FIRST, SUBJECT = 2.0, 4.0
"""Nats a form loses for a case that the preposition does not govern, that the words it replaces did not stand in
(less where the model garbled them); what a form other than the genitive loses directly behind a noun, and one other than
the nominative at the beginning of a sentence, where a verb or a dash follows even more. Set on FLORES-200 dev sentences with one term exchanged for another."""
_LAST_WORD = re.compile(r"([\w-]+)\s+[«\"“„(]?$")
_OPENING = ' \u00a0«"“„(—–-•'
_ADJECTIVES = ("ADJF", "PRTF")
_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})


def preposition_cases(before: str) -> frozenset[str]:
    """The cases the preposition that ends *before* governs; empty when no preposition does."""
    found = _LAST_WORD.search(before)
    return _CASES_OF.get(found[1].lower(), frozenset()) if found else frozenset()


def certain_cases(before: str) -> frozenset[str]:
    """The cases one of which a noun behind *before* must stand in, whatever the verb; empty when none is certain."""
    if _SAID_IN.search(before):
        return frozenset({"gent"})
    found = _LAST_WORD.search(before)
    return _CASES_OF[found[1].lower()] if found and found[1].lower() in _CERTAIN else frozenset()


def apposition_cases(before: str) -> frozenset[str]:
    """The cases of the person named in the last word of *before*, in which a name behind it agrees («коллегой | …»)."""
    found = _LAST_WORD.search(before)
    parses = analyser().parse(found[1]) if found else []
    if not parses or not {"NOUN", "anim"} <= parses[0].tag.grammemes:
        return frozenset()
    return frozenset(_plain(p.tag.case) for p in parses if {"NOUN", "anim"} <= p.tag.grammemes) & _CASES


def word_cases(text: str) -> frozenset[str]:
    """The cases the head of the phrase *text* may stand in; empty when it tells nothing."""
    found = re.findall(r"[\w-]+", text)
    words = [analyser().parse(word) for word in found]
    if len(found) > 1 and all(map(is_name, found)):
        named = (_plain(parse.tag.case) for word in words for parse in word if parse.tag.POS == "NOUN")
        return frozenset(case for case in named if case in _CASES)
    agreed: set[str] = set()
    for parses, following in zip(words, [*words[1:], []], strict=True):
        cases = {_plain(p.tag.case) for p in parses if p.tag.POS in _ADJECTIVES and p.tag.case}
        nouns = {_plain(p.tag.case) for p in following if p.tag.POS in {"NOUN", *_ADJECTIVES} and p.tag.case}
        if cases & nouns:
            agreed = (agreed & cases & nouns) or (cases & nouns)
            continue
        own = {_plain(p.tag.case) for p in parses if p.tag.POS == "NOUN" and p.tag.case}
        if own and "Fixd" not in parses[0].tag:
            return frozenset((own & agreed) or own) & _CASES
        if cases:
            return frozenset((cases & agreed) or cases) & _CASES
    return frozenset()


def left_agreement(before: str) -> frozenset[str]:
    """The cases of an adjective, participle or determiner directly before the place; empty when there is none."""
    found = _LAST_WORD.search(before)
    if not found or found[1].lower() in _CASES_OF:
        return frozenset()
    parses = [p for p in analyser().parse(found[1]) if p.tag.POS in _ADJECTIVES]
    if not parses or analyser().parse(found[1])[0].tag.POS not in _ADJECTIVES:
        return frozenset()
    return frozenset(_plain(parse.tag.case) for parse in parses) & _CASES


def is_name(word: str) -> bool:
    """Whether *word* is, or looks like, a person's name."""
    if not word[:1].isupper() or word.isupper():
        return False
    names = {"Name", "Surn", "Patr"}
    return not analyser().word_is_known(word) or any(names & p.tag.grammemes for p in analyser().parse(word))


def noun_before(before: str) -> bool:
    """Whether the place follows a noun directly, as a dependent in the genitive does («создание | системы»)."""
    found = _LAST_WORD.search(before)
    if not found or found[1].lower() in _CASES_OF or (found[1][:1].isupper() and found.start()):
        return False
    return bool(analyser().parse(found[1])[0].tag.POS == "NOUN")


def weight(form: Form, before: str, replaced: str, after: str = "") -> float:
    """Nats to add to *form* put between *before* and *after* in the place of the words *replaced*."""
    if not form.case:
        return 0.0
    value = 0.0
    governed = preposition_cases(before)
    if governed and form.case not in governed:
        value -= PREPOSITION
    stood = word_cases(replaced)
    garbled = not all(analyser().word_is_known(word) for word in re.findall(r"[\w-]+", replaced))
    if (garbled and noun_before(before)) or (governed and not stood & governed):
        stood = frozenset()
    if form.case != "gent" and (not stood or "gent" in stood) and not governed and noun_before(before):
        value -= DEPENDENT
    if form.case != "nomn" and not before.strip(_OPENING):
        value -= SUBJECT if _predicate(after) else FIRST
    if stood and form.case not in stood:
        value -= GARBLED if garbled else REPLACED
    return value


def _predicate(after: str) -> bool:
    """Whether *after* begins as the rest of a sentence does behind its subject."""
    found = re.match(r"[»\"”]?\s+(?:([—–:-])|([а-яё]+))", after)
    if not found or found[1]:
        return bool(found)
    return bool(analyser().parse(found[2])[0].tag.POS in {"VERB", "PRTS"})


def may_be_subject(before: str, replaced: str) -> bool:
    """Whether a word without cases may be the subject in this place."""
    stood = word_cases(replaced)
    return not preposition_cases(before) and not noun_before(before) and (not stood or "nomn" in stood)


def _plain(case: str | None) -> str:
    return {"gen2": "gent", "gen1": "gent", "acc2": "accs", "loc2": "loct", "loc1": "loct"}.get(
        case or "", case or ""
    )
