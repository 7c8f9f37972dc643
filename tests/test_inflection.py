"""Word forms: paradigms as data, given forms, other parts of speech, agreement with neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.glossary.concepts import Term
from translator.glossary.inflection import CASES, Form, declines, lemmas, lexicon, paradigm
from translator.glossary.inflection.russian_agreement import agreement, mismatch, versions
from translator.glossary.inflection.russian_government import (
    may_be_subject,
    preposition_cases,
    weight,
    word_cases,
)
from translator.glossary.inflection.russian_names import decline

CASES_FILE = Path(__file__).parent / "cases" / "inflection" / "ru.tsv"


def russian(text: str, **fields: object) -> Term:
    return Term(text, "ru", **fields)  # type: ignore[arg-type]


def rows(kind: str) -> list[list[str]]:
    lines = CASES_FILE.read_text(encoding="utf-8").splitlines()
    return [row for line in lines if not line.startswith("#") and (row := line.split("\t"))[0] == kind]


def term_of(row: list[str]) -> Term:
    fields = dict(pair.split("=", 1) for pair in row[2].split())
    return russian(row[1], **{key: value.replace("_", " ") for key, value in fields.items()})


def texts(term: Term, case: str, number: str) -> set[str]:
    return {form.text for form in paradigm(term) if form.case == case and form.number == number}


def holds(row: list[str]) -> bool:
    term = term_of(row)
    return all(
        texts(term, case, row[3]) == set(cell.split("/")) for case, cell in zip(CASES, row[4:], strict=True)
    )


def test_there_are_more_than_two_hundred_paradigms() -> None:
    assert len(rows("ordinary")) > 250
    assert rows("negative")


@pytest.mark.parametrize("row", rows("ordinary"), ids=lambda row: f"{row[1]}, {row[3]}")
def test_a_term_has_the_six_cases_a_reader_expects(row: list[str]) -> None:
    term = term_of(row)
    for case, cell in zip(CASES, row[4:], strict=True):
        assert texts(term, case, row[3]) == set(cell.split("/")), case


@pytest.mark.parametrize("row", rows("negative"), ids=lambda row: row[1])
def test_a_term_that_does_not_decline_has_one_form(row: list[str]) -> None:
    assert {form.text for form in paradigm(term_of(row))} == {row[1]}


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, marks=pytest.mark.xfail(strict=True)) for row in rows("known-failure")],
    ids=lambda row: row[1],
)
def test_known_failures_of_the_paradigms(row: list[str]) -> None:
    assert holds(row)


def test_the_dictionary_form_comes_first() -> None:
    for row in rows("ordinary"):
        assert paradigm(term_of(row))[0].text in {row[1], row[4]}


def test_given_forms_win_over_computed_ones() -> None:
    term = russian("Жогорку Кенеш", pos="proper noun", gender="m", forms=(("gent", "Жогорку Кенеша"),))
    assert texts(term, "gent", "sing") == {"Жогорку Кенеша"}
    assert paradigm(term)[0].text == "Жогорку Кенеш"


def test_given_plural_forms_go_to_the_plural() -> None:
    term = russian("акын", gender="m", animacy="anim", forms=(("gent_pl", "акынов"),))
    assert texts(term, "gent", "plur") == {"акынов"}


def test_a_term_that_must_not_decline_does_not() -> None:
    assert not declines(russian("Газпром", pos="proper noun", decline=False))


def test_the_glossary_decides_animacy_against_the_dictionary() -> None:
    thing = russian("Спутник", pos="proper noun", gender="m", number="sg", animacy="inan")
    person = russian("спутник", gender="m", animacy="anim")
    assert texts(thing, "accs", "sing") == {"Спутник"}
    assert texts(person, "accs", "sing") == {"спутника"}


def test_a_verb_has_its_persons_and_tenses_but_no_commands() -> None:
    found = {form.text for form in paradigm(russian("ратифицировать", pos="verb"))}
    assert {"ратифицировать", "ратифицировал", "ратифицирует", "ратифицируют"} <= found
    assert "ратифицируй" not in found


def test_a_word_list_need_not_say_that_a_word_is_a_verb_or_an_adjective() -> None:
    assert "приостановила" in {form.text for form in paradigm(russian("приостановить"))}
    assert "совместными" in {form.text for form in paradigm(russian("совместный"))}


def test_lemmas_join_the_forms_of_a_word() -> None:
    assert lemmas("Карабахе", "ru") & lemmas("Карабах", "ru")
    assert lemmas("Вооружённых", "ru") & lemmas("вооруженные", "ru")


@pytest.mark.parametrize(
    ("word", "gender", "ablative"),
    [("Аскаров", "m", "Аскаровым"), ("Гутерриш", "m", "Гутерришем"), ("Цзиньпин", "m", "Цзиньпином"),
     ("Гуцул", "f", "Гуцул"), ("Рейнсалу", "m", "Рейнсалу"), ("Аскарова", "f", "Аскаровой")],
)  # fmt: skip
def test_unknown_surnames_decline_by_rule(word: str, gender: str, ablative: str) -> None:
    assert decline(word, gender, animate=True, surname=True)[4] == ablative


def test_prepositions_govern_their_cases() -> None:
    assert preposition_cases("Встреча в ") == {"accs", "loct"}
    assert preposition_cases("Благодаря «") == {"datv"}
    assert preposition_cases("Встреча лидеров ") == frozenset()


def test_the_case_of_a_phrase_is_that_of_its_head() -> None:
    assert word_cases("системы противовоздушной обороны") >= {"gent"}
    assert word_cases("военных учениях") == {"loct"}
    assert word_cases("НАТО") == frozenset()


def test_a_form_the_preposition_does_not_govern_weighs_less() -> None:
    right, wrong = Form("ОДКБ", "loct", "sing"), Form("ОДКБ", "nomn", "sing")
    assert weight(right, "Страны в ", "блоке") > weight(wrong, "Страны в ", "блоке")


def test_a_genitive_is_expected_behind_a_noun() -> None:
    gent, datv = Form("системы", "gent", "sing"), Form("системе", "datv", "sing")
    assert weight(gent, "по созданию ", "безопасности") > weight(datv, "по созданию ", "безопасности")


def test_only_a_place_without_preposition_is_a_subject() -> None:
    assert may_be_subject("", "ИАЭС")
    assert not may_be_subject("Эксперты в ", "ИАЭС")


ORGANISATION = russian("организация", gender="f", animacy="inan")


def agreed(before: str, after: str, case: str = "nomn") -> list[tuple[str, str]]:
    form = next(form for form in paradigm(ORGANISATION) if form.case == case and form.number == "sing")
    return list(versions(before, after, agreement(form, ORGANISATION, subject=True)))


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Новый ", " помог.", ("Новая ", " помогла.")),
        ("", " был создан в мае.", ("", " была создана в мае.")),
        ("", " никогда не приняла бы.", ("", " никогда не приняла бы.")),
        ("Вчера сообщил ", ".", ("Вчера сообщила ", ".")),
        ("Этот ", " и союз", ("Эта ", " и союз")),
    ],
)
def test_neighbours_are_offered_in_agreement(before: str, after: str, wanted: tuple[str, str]) -> None:
    assert wanted in agreed(before, after)
    assert (before, after) in agreed(before, after)


def test_an_adjective_that_cannot_agree_is_counted() -> None:
    form = paradigm(ORGANISATION)[0]
    wanted = agreement(form, ORGANISATION, subject=True)
    assert mismatch("Новый ", " работает", wanted) == 1
    assert mismatch("Новая ", " работает", wanted) == 0
    assert mismatch("", " помог", wanted) > 0


# Other languages: the lexicon, and what each needs


@pytest.mark.parametrize(
    ("language", "term", "fields", "case", "expected"),
    [
        ("uk", "Верховна Рада", {"gender": "f"}, "gent", "Верховної Ради"),
        ("uk", "Організація Договору про колективну безпеку", {"gender": "f"}, "ablt", "Організацією Договору про колективну безпеку"),
        ("uk", "Нагірний Карабах", {"gender": "m", "animacy": "inan"}, "loct", "Нагірному Карабахі"),
        ("uk", "Володимир Зеленський", {"gender": "m", "animacy": "anim"}, "gent", "Володимира Зеленського"),
        ("uk", "Майя Санду", {"gender": "f", "animacy": "anim"}, "gent", "Майї Санду"),
        ("uk", "День Перемоги", {"gender": "m", "animacy": "inan"}, "ablt", "Днем Перемоги"),
        ("pl", "Górski Karabach", {"gender": "m", "animacy": "inan"}, "gent", "Górskiego Karabachu"),
        ("pl", "Władimir Putin", {"gender": "m", "animacy": "anim"}, "ablt", "Władimirem Putinem"),
        ("cs", "Náhorní Karabach", {"gender": "m", "animacy": "inan"}, "loct", "Náhorním Karabachu"),
    ],
)  # fmt: skip
def test_slavic_terms_decline_by_lexicon_and_endings(
    language: str, term: str, fields: dict[str, str], case: str, expected: str
) -> None:
    found = paradigm(Term(term, language, pos="proper noun", number="sg", **fields))  # type: ignore[arg-type]
    assert expected in {form.text for form in found if form.case == case}


def test_a_polish_adjective_behind_its_noun_agrees() -> None:
    found = paradigm(Term("siły pokojowe", "pl", gender="f", number="pl", animacy="inan"))
    assert {"sił pokojowych", "siłami pokojowymi"} <= {form.text for form in found}


@pytest.mark.parametrize(
    ("language", "term", "fields", "expected"),
    [
        ("ro", "Organizația Tratatului de Securitate Colectivă", {"pos": "proper noun", "gender": "f", "number": "sg"}, "Organizației Tratatului de Securitate Colectivă"),
        ("ro", "Fondul Monetar Internațional", {"pos": "proper noun", "gender": "n", "number": "sg"}, "Fondului Monetar Internațional"),
        ("de", "Vertrag über kollektive Sicherheit", {}, "Vertrags über kollektive Sicherheit"),
        ("de", "zweite Lesung", {}, "zweiten Lesung"),
        ("fr", "mission d’observation électorale", {}, "missions d’observation électorale"),
        ("fr", "droit international humanitaire", {}, "droits internationaux humanitaires"),
        ("es", "ejercicio militar conjunto", {}, "ejercicios militares conjuntos"),
        ("it", "accordo di pace", {}, "accordi di pace"),
        ("pt", "missão de paz", {}, "missões de paz"),
        ("bg", "договор", {}, "договорът"),
        ("fi", "sopimus", {}, "sopimuksen"),
        ("tr", "anlaşma", {}, "anlaşmada"),
    ],
)  # fmt: skip
def test_other_languages_take_their_forms_from_the_lexicon(
    language: str, term: str, fields: dict[str, str], expected: str
) -> None:
    found = [form.text for form in paradigm(Term(term, language, **fields))]  # type: ignore[arg-type]
    assert found[0] == term
    assert expected in found


def test_german_adjectives_change_together_and_compounds_stay_whole() -> None:
    found = {form.text for form in paradigm(Term("gemeinsame militärische Übung", "de"))}
    assert "gemeinsamen militärischen Übungen" in found
    assert "gemeinsame militärischen Übung" not in found


def test_a_language_without_a_dictionary_keeps_the_dictionary_form() -> None:
    assert [form.text for form in paradigm(Term("iyalenti", "zu"))] == ["iyalenti"]


def test_the_inverted_lexicon_is_written_to_the_cache_once(home: Path) -> None:
    lexicon.forms.cache_clear()
    assert "договорът" in lexicon.forms("договор", "bg")
    (file,) = (home / "cache" / "lexicon").glob("bg-*.sqlite")
    before = file.stat().st_mtime_ns
    lexicon.forms.cache_clear()
    assert "договори" in lexicon.forms("договор", "bg")
    assert file.stat().st_mtime_ns == before


def test_an_unwritable_cache_does_not_matter(home: Path) -> None:
    (home / "cache").write_text("a file where a folder should be", encoding="utf-8")
    lexicon.forms.cache_clear()
    assert "договорът" in lexicon.forms("договор", "bg")
