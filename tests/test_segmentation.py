"""Sentences and clauses: cases from news in many languages, and what holds for any text at all."""

from __future__ import annotations

import random
import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.segmentation import clauses, sentences, split_long

CASES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "cases" / "segmentation").glob("*.toml"))
}
LANGUAGES = [*CASES, "be", "he", "km", "xx"]


def cut(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


def cases(kind: str) -> list[Any]:
    marks = [pytest.mark.xfail(strict=True, reason="known failure")] if kind == "failing" else []
    return [
        pytest.param(
            language, case, table.get("joined_by", " "), id=f"{language}-{str(case)[:40]}", marks=marks
        )
        for language, table in CASES.items()
        for case in table.get(kind, [])
    ]


@pytest.mark.parametrize(("language", "expected", "gap"), cases("split"))
def test_neighbours_are_told_apart(language: str, expected: list[str], gap: str) -> None:
    assert cut(gap.join(expected), language) == expected


@pytest.mark.parametrize(("language", "expected", "gap"), cases("glued"))
def test_sentences_that_lost_their_space_are_told_apart(language: str, expected: list[str], gap: str) -> None:
    assert cut("".join(expected), language) == expected


@pytest.mark.parametrize(("language", "text", "gap"), cases("whole"))
def test_one_sentence_stays_whole(language: str, text: str, gap: str) -> None:
    assert cut(text, language) == [text]


@pytest.mark.parametrize(("language", "text", "gap"), cases("whole"))
def test_one_sentence_stays_whole_beside_others(language: str, text: str, gap: str) -> None:
    """What comes before must not change how a sentence is read."""
    before, *_ = next(iter(CASES[language].get("split", [[text]])))
    if before != text and text[0].isalpha() and text[1] != ")":
        assert cut(gap.join([before, text]), language) == [before, text]


@pytest.mark.parametrize(("language", "expected", "gap"), cases("failing"))
def test_known_failures(language: str, expected: list[str], gap: str) -> None:
    assert cut(gap.join(expected), language) == expected


def test_a_line_break_ends_a_sentence() -> None:
    assert cut("Roses are red\nViolets are blue\r\n\n  Sugar is sweet ", "en") == [
        "Roses are red",
        "Violets are blue",
        "Sugar is sweet",
    ]


def test_text_without_capitals_is_split_all_the_same() -> None:
    assert cut("he came. then he left.", "en") == ["he came.", "then he left."]


def test_signs_alone_belong_to_the_sentence_before() -> None:
    assert cut("He left. ☺ ***", "en") == ["He left. ☺ ***"]


@pytest.mark.parametrize("text", ["", " ", "\n \t\n", "\u200b"])
def test_nothing_is_found_in_nothing(text: str) -> None:
    assert "".join(cut(text, "en")) == text.strip()


PIECES = st.sampled_from(
    [".", "…", "?!", "“", "”", "«", "»", '"', "(", ")", "[1]", "—", ",", ";", ":", " ", "  ", "\n", "\u00a0", "\u2028", "Mr", "U.S", "г",
     "В", "No", "5", "3.5", "IV", "он", "The", "said", "你好", "。", "😀", "\u0301", "\x00", "\u202e", "•", "Photo:", "a.b@c.de", "'", "’s"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def covers(text: str, found: list[tuple[int, int]]) -> None:
    """Every character but white space is in exactly one piece, in order, and no piece begins or ends with white space."""
    at = 0
    for start, end in found:
        assert not text[at:start].strip()
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_sentences_cover_any_text_in_order(text: str, language: str) -> None:
    covers(text, sentences(text, language))


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_clauses_cover_any_text_in_order(text: str, language: str) -> None:
    covers(text, clauses(text, language))


@given(TEXTS, st.sampled_from(LANGUAGES), st.integers(0, 30))
def test_long_pieces_cover_any_text_and_fit(text: str, language: str, limit: int) -> None:
    found = split_long(text, language, lambda piece: len(piece) > limit)
    covers(text, found)
    assert all(end - start <= max(limit, 1) for start, end in found)


ENDS_PLAINLY = re.compile(r"[^\W\d_]{4,}[.?!]$")
SENTENCES = {
    language: sorted(
        {one for case in table.get("split", []) for one in case if one[0].isalpha() and one[-1] in ".?!"}
    )
    for language, table in CASES.items()
}


@given(st.sampled_from(["en", "ru", "uk", "ro", "de", "pl"]), st.randoms(use_true_random=False))
def test_sentences_in_any_order_are_found_again(language: str, chance: random.Random) -> None:
    plain = [
        one for one in SENTENCES[language] if not set(one) & set("“”„«»\"'—") and ENDS_PLAINLY.search(one)
    ]
    chosen = chance.sample(plain, min(6, len(plain)))
    text = " ".join(chosen)
    assert cut(text, language) == chosen
    assert [cut(one, language) for one in chosen] == [[one] for one in chosen]


def words(limit: int) -> Any:
    return lambda piece: len(piece.split()) > limit


def pieces(text: str, language: str, limit: int) -> list[str]:
    return [text[start:end] for start, end in split_long(text, language, words(limit))]


def test_a_short_sentence_is_not_cut() -> None:
    assert pieces("It is short, and it stays whole; really.", "en", 20) == [
        "It is short, and it stays whole; really."
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The army left the city, in the early hours of the day; the people came out of their houses.",
         ["The army left the city, in the early hours of the day;", "the people came out of their houses."]),
        ("en", "The minister, a man of few words, said that he would go, and the others agreed with him at once.",
         ["The minister, a man of few words, said that he would go,", "and the others agreed with him at once."]),
        ("ru", "Министр, человек немногословный, уехал в тот же вечер из города, который он так никогда и не полюбил.",
         ["Министр, человек немногословный, уехал в тот же вечер из города,", "который он так никогда и не полюбил."]),
        ("ru", "Граница на востоке страны была закрыта — торговля с соседями через неделю почти остановилась",
         ["Граница на востоке страны была закрыта", "— торговля с соседями через неделю почти остановилась"]),
        ("ro", "Ministrul a plecat din oraş în aceeaşi seară, deşi nimeni nu îl chemase înapoi în capitală.",
         ["Ministrul a plecat din oraş în aceeaşi seară,", "deşi nimeni nu îl chemase înapoi în capitală."]),
    ],
)  # fmt: skip
def test_a_long_sentence_is_cut_where_a_clause_ends(language: str, text: str, expected: list[str]) -> None:
    assert pieces(text, language, 12) == expected


def test_brackets_stay_whole_where_another_border_will_do() -> None:
    text = "The members of the pact (Armenia, Belarus, and others) met in the capital, and nothing at all was agreed."
    assert pieces(text, "en", 14)[0].endswith("met in the capital,")


def test_few_and_even_pieces() -> None:
    found = pieces("word " * 5000, "en", 100)
    assert len(found) <= 52
    assert min(len(piece.split()) for piece in found) > 50


def test_a_word_longer_than_the_limit_is_cut_too() -> None:
    found = split_long("字" * 1000, "zh", lambda piece: len(piece) > 30)
    assert len(found) == 34


def test_the_model_is_not_asked_more_often_than_the_length_warrants() -> None:
    asked = 0

    def too_long(piece: str) -> bool:
        nonlocal asked
        asked += len(piece)
        return len(piece.split()) > 60

    text = "the president said that, after long talks, the treaty was ready and " * 400
    split_long(text, "en", too_long)
    assert asked < 30 * len(text)


HOSTILE = {
    "quotes never closed": "“a. ", "brackets never closed": "(A. ", "dots": ".", "dots apart": ". ", "marks apart": "! ? ",
    "initials": "A. ", "years": "1991 г. Россия ", "words": "word ", "notes": "[1]", "credits": "Photo: ", "bullets": "• ", "capitals": "A",
}  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_only(unit: str) -> None:
    """Four times the text takes about four times as long; sixteen times would be the square."""
    assert seconds(unit * 8000) < 9 * seconds(unit * 2000) + 0.01


def seconds(text: str) -> float:
    """Processor time, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        sentences(text, "ru")
        best = min(best, time.process_time() - start)
    return best
