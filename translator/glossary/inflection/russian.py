"""Russian forms of terms: noun phrases, names, verbs and adjectives, with pymorphy3 and the OpenCorpora dictionary.

What a term is built of stands in ``russian_phrase``, its words in ``russian_words``. What the glossary says (gender,
number, animacy, given forms) wins over what the dictionary guesses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translator.glossary.concepts import Gender, Term
from translator.glossary.inflection import CASES, Case, Form, Number
from translator.glossary.inflection.russian_names import decline
from translator.glossary.inflection.russian_phrase import AGREEING, GENDERS, is_person, person, phrase
from translator.glossary.inflection.russian_words import Parse, Word, analyser, capitals, recased, words_of

_SECOND_LOCATIVE = frozenset(
    "аэропорт берег бой бок год край крым круг лес лёд мост плен полк порт пост пруд ряд рот сад снег строй тыл угол ход"
    " цех шкаф дон".split()
)
"""Nouns that take -у after «в» and «на» as a rule, not only in set phrases."""
_SERVING = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "NUMR"})
"""Parts of speech that no term is made of."""
_ORDINAL_ENDS = {
    "masc": ("й", "го", "му", "й", "м", "м"), "femn": ("я", "й", "й", "ю", "й", "й"),
    "neut": ("е", "го", "му", "е", "м", "м"), "plur": ("е", "х", "м", "е", "ми", "х"),
}  # fmt: skip


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

    def as_animate(self) -> Case:
        """The case whose form a noun takes: an accusative looks like the genitive of animate nouns and like the
        nominative of others, whatever the dictionary says of the word itself."""
        if self.case == "accs" and (self.number == "plur" or self.gender == "masc"):
            return "gent" if self.animate else "nomn"
        return self.case


def lemmas(word: str, language: str = "ru") -> frozenset[str]:  # noqa: ARG001
    """The lemmas *word* may belong to, ё written as е; the word itself when nothing is known of it."""
    readings = analyser().parse(word.lower())
    if is_function_word(word):
        readings = [reading for reading in readings if _serves(reading)]
    return frozenset(reading.normal_form.replace("ё", "е") for reading in readings)


def is_function_word(word: str) -> bool:
    """Whether nine of ten times *word* is a preposition, a conjunction, a pronoun or the like."""
    serving: float = sum(reading.score for reading in analyser().parse(word.lower()) if _serves(reading))
    return serving > 0.9


def _serves(reading: Parse) -> bool:
    return reading.tag.POS in _SERVING or "Apro" in reading.tag


def paradigm(term: Term) -> tuple[Form, ...]:
    """All forms of *term*; see :mod:`translator.glossary.inflection`."""
    given = _given(term)
    if not term.decline or (term.short and capitals(term.text)):
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
    head = _head_of(phrase(term))
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
    words = person(term) if is_person(term) else phrase(term)
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
        first_declension = cell.number == "sing" and word.parse.normal_form[-1] in "ая"
        return _head_forms(word, cell.case if first_declension else cell.as_animate(), cell.number)
    if word.role == "agrees":
        found = word.parse.inflect(cell.grammemes())
        return [recased(found.word, word.text)] if found else []
    return [word.text]


def _ordinal_end(cell: _Cell) -> str:
    key = "plur" if cell.number == "plur" else cell.gender or "masc"
    like_genitive = cell.case == "accs" and cell.animate and key in {"masc", "plur"}
    return _ORDINAL_ENDS[key][1 if like_genitive else CASES.index(cell.case)]


def _head_forms(word: Word, case: Case, number: Number) -> list[str]:
    if "Fixd" in word.parse.tag or capitals(word.text):
        return [word.text]
    found = word.parse.inflect({case, number}) or word.parse.inflect({case})
    forms = [found.word] if found else []
    if case == "loct" and number == "sing" and word.parse.normal_form in _SECOND_LOCATIVE:
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
    return GENDERS.get(term.gender) or (head.tag.gender if head is not None else None)


def _end(words: list[Word]) -> int:
    return sum(len(word.before) + len(word.text) for word in words)


def _part(term: Term) -> str:
    """The part of speech: as given, but a word list that gives none may hold verbs and adjectives."""
    words = words_of(term.text)
    if term.pos != "noun" or term.gender or not words:
        return term.pos
    kinds = {parse.tag.POS for parse in analyser().parse(words[0].text)}
    if kinds <= {"INFN", "VERB"}:
        return "verb"
    return "adjective" if len(words) == 1 and kinds <= {"ADJF", "PRTF", "ADJS"} else term.pos


def _lexeme(term: Term, part: str) -> list[Form]:
    """The forms of a verb or an adjective; of a phrase, those of its first word."""
    words = words_of(term.text)
    parts = {"verb": {"INFN", "VERB"}, "adjective": AGREEING}[part]
    parses = [parse for parse in analyser().parse(words[0].text) if parse.tag.POS in parts] if words else []
    if not parses:
        return [Form(term.text)]
    rest = term.text[len(words[0].before) + len(words[0].text) :]
    forms = [p for p in parses[0].lexeme if p.tag.POS in parts | {"ADJS"} and "impr" not in p.tag]
    return [
        Form(words[0].before + recased(p.word, words[0].text) + rest, p.tag.case or "", p.tag.number or "")
        for p in forms
    ]
