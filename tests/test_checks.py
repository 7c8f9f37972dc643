"""The checks find what is wrong and leave good translations in peace."""

from __future__ import annotations

import pytest

from translator.checks import Subject, check, loops
from translator.document import Mark, Span


def codes(source: str, target: str, languages: str = "en ru") -> list[str]:
    one, other = languages.split()
    return [n.code for n in check(Subject((Span(source),), (Span(target),), one, other))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("In 2023 he met 5 leaders at 5 p.m.", "В 2023 году он встретил пять лидеров в 17 часов."),
        ("GDP grew 3.5 percent to $1,200,000.", "ВВП вырос на 3,5 процента до 1 200 000 долларов."),
        ("Five hectares were allocated.", "Было выделено 5 гектаров."),
        ("Very, very good.", "Очень, очень хорошо."),
        ("AFP reports from Kant.", "AFP сообщает из Канта."),
        ("See https://example.org/a?b=1 for details.", "Подробности: https://example.org/a?b=1."),
        ("Yes.", "Да, разумеется, конечно."),
        ("OK", "OK"),
        ("The third world war; see www.example.org", "Мировая война III; см. www.example.org"),
        ("More than 100,000 people fled.", "Более 100 тыс. человек бежали."),
        ("It stood 190th on the 2008 400 list.", "Она стояла 190-й в списке 400 за 2008 год."),
        ("It cost 3 million dollars.", "Это стоило 3 000 000 долларов."),
        ("NATO", "НАТО"),
        ("Day after day the talks went on and on.", "День за днём переговоры шли и шли."),
    ],
)
def test_good_translations_pass(source: str, target: str) -> None:
    assert codes(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("It cost 1,500 rubles.", "Это стоило 150 рублей.", "numbers"),
        ("The base was built in 2003.", "База была построена в 2030 году.", "numbers"),
        ("The minister resigned.", "", "empty"),
        ("The minister resigned on Friday.", "The minister resigned on Friday.", "untranslated"),
        ("salad with bread", "салат салат салат салат", "repeated"),
        ("The council met and decided.", "Совет собрался и собрался и собрался и.", "repeated"),
        ("The Ala-Archa residence", "Ала-Ар-Арххххева", "repeated"),
        ("The council of ministers", "Rada Ministrów", "script"),
        ("A sign", "⁇ знак", "script"),
        ("A long sentence that says many things about the state of the world.", "Мир.", "length"),
        ("See https://example.org for more.", "Смотрите больше.", "protected"),
        ("“Без Армении мы теряем Кавказ,” he said.", "«Без Грузии», — сказал он.", "protected"),
        ("Write to press@example.org today.", "Пишите в прессу сегодня.", "protected"),
    ],
)
def test_bad_translations_are_named(source: str, target: str, code: str) -> None:
    assert code in codes(source, target)


def test_a_lost_link_is_named() -> None:
    link = Mark("link", "https://example.org/a")
    subject = Subject((Span("Read "), Span("this", (link,))), (Span("Прочтите это"),), "en", "ru")
    assert [n.code for n in check(subject)] == ["links"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("one two three", 1),
        ("very very good", 1),
        ("no no no", 3),
        ("a b a b a b c", 3),
        ("x y z w x y z w", 2),
    ],
)
def test_loops_counts_runs_that_follow_themselves(text: str, count: int) -> None:
    assert loops(text) == count
