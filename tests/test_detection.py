"""Which language: what is known, what is doubtful, what is nothing at all."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.detection import ENOUGH, Detection, detect, detect_blocks
from translator.detection.clues import CLUES
from translator.detection.profiles import profiles
from translator.detection.scripts import main_script, scripts
from translator.languages import canonical, script

PARAGRAPHS: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "cases" / "detection" / "paragraphs.toml").read_text(encoding="utf-8")
)
EN, RU, UK, RO = (PARAGRAPHS[code] for code in ("en", "ru", "uk", "ro"))


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_paragraph_is_told(code: str) -> None:
    found = detect(PARAGRAPHS[code])
    assert found.language == code
    assert found.confidence >= ENOUGH


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_being_told_the_candidates_does_not_hurt(code: str) -> None:
    assert detect(PARAGRAPHS[code], PARAGRAPHS).language == code


@pytest.mark.parametrize("code", ["en", "de", "ru", "ro", "fr", "el"])
def test_capitals_are_no_obstacle(code: str) -> None:
    assert detect(PARAGRAPHS[code].upper()).language == code


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "12 345,67 €", "— … —", "😀😀", "2024-05-01", "https://example.org/the-article-in-english", "j.smith@example.org",
     "\x00\ufeff\u202e", "\ud800", "ܫܠܡܐ"],
)  # fmt: skip
def test_text_without_words_has_no_language(text: str) -> None:
    found = detect(text)
    assert found.language is None
    assert found.confidence < ENOUGH


@pytest.mark.parametrize("text", ["OK", "A", "π", "NATO", "Putin", "Kant", "и", "— Sputnik"])
def test_a_name_or_a_letter_is_not_enough(text: str) -> None:
    assert detect(text).language is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("Привіт, як ся маєш?", "uk"), ("Где находится база?", "ru"), ("Where is the base?", "en"), ("Unde este baza şi câţi oameni sunt?", "ro"),
     ("Wo liegt der Stützpunkt?", "de"), ("Сёння ў Мінску", "be")],
)  # fmt: skip
def test_a_short_question_is_often_enough(text: str, code: str) -> None:
    assert detect(text).language == code


@given(st.text(max_size=300), st.none() | st.sets(st.sampled_from(["en", "ru", "zh-Hant", "pt-BR", "xx"])))
def test_any_text_gets_an_answer_in_order(text: str, candidates: set[str] | None) -> None:
    found = detect(text, candidates)
    probabilities = [probability for _code, probability in found.ranking]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) <= 1.0 + 1e-9
    assert 0.0 <= found.confidence <= 1.0
    if found.language is not None:
        assert found.language == found.ranking[0][0] == canonical(found.language)
        assert found.confidence >= ENOUGH


@given(st.text(max_size=100))
def test_langdetect_itself_never_raises_here(text: str) -> None:
    detect(text, method="langdetect")


def test_langdetect_itself_stays_available() -> None:
    found = detect(EN, method="langdetect")
    assert (found.language, found.method) == ("en", "langdetect")
    assert found == detect(EN, method="langdetect")


def test_the_answer_is_the_same_in_every_process() -> None:
    code = f"from translator.detection import detect; print(detect({UK[:40]!r}), detect({UK[:40]!r}, method='langdetect'))"
    said = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(said) == 1


def test_a_text_in_no_candidate_language_has_no_answer_but_a_ranking() -> None:
    found = detect(PARAGRAPHS["th"], {"en", "ru"})
    assert found.language is None
    assert found.ranking[0][0] == "th"
    found = detect(PARAGRAPHS["hu"], {"en", "ru"})
    assert found.language is None
    assert found.ranking[0][0] == "hu"


def test_candidates_decide_between_close_relatives() -> None:
    text = "Vlada je objavila novi plan."
    assert detect(text, {"en", "hr"}).language == "hr"
    assert detect(text, {"en", "bs"}).language == "bs"


def test_a_regional_candidate_stands_for_its_language() -> None:
    assert detect(PARAGRAPHS["pt"], {"pt-BR"}).language == "pt"


@pytest.mark.parametrize(
    ("text", "code"),
    [(f"{EN} {EN} Он сказал: «Да».", "en"), (f"{RU} (NATO, CSTO, OSCE, United Nations)", "ru"), (f"{PARAGRAPHS['zh']} (NATO)", "zh"),
     (f"{EN} 議会は協定", "en")],
)  # fmt: skip
def test_a_few_words_in_another_script_change_nothing(text: str, code: str) -> None:
    assert detect(text).language == code


def test_half_and_half_is_doubtful() -> None:
    assert detect("Парламент ратифицировал / Parliament has ratified").confidence < 0.9


def test_a_long_text_is_sampled_in_its_middle_and_end_too() -> None:
    text = "1234 5678\n" * 2000 + EN + "\n" + EN
    assert detect(text).language == "en"


def test_paragraphs_that_say_too_little_are_in_the_language_of_the_document() -> None:
    found = detect_blocks([EN, "Bishkek", "2024", "", "Photo: Ramil Sitdikov"], "en")
    assert [one.language for one in found] == ["en"] * 5
    assert found[2].method == "document"


def test_paragraphs_in_other_languages_are_noticed() -> None:
    found = detect_blocks([EN, RU, "Кто это сделал?", RO], "en")
    assert [one.language for one in found] == ["en", "ru", "ru", "ro"]


def test_a_name_in_another_script_has_no_language_of_its_own() -> None:
    assert detect_blocks(["Жапаров"], "en")[0].language is None


def test_without_a_document_language_a_short_paragraph_stays_undecided() -> None:
    assert detect_blocks(["Bishkek"], None)[0].language is None


def test_russian_words_inside_a_ukrainian_document_stay_ukrainian_unless_sure() -> None:
    assert [one.language for one in detect_blocks([UK, "Москва", RU], "uk")] == ["uk", "uk", "ru"]


def test_a_detection_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        detect(EN).language = "ru"  # type: ignore[misc]
    assert Detection(None, 0.0).ranking == ()


def test_every_clue_names_known_languages_of_its_script() -> None:
    for script_code, clues in CLUES.items():
        known = {*profiles(script_code).languages, "am"}
        for code, clue in clues.items():
            assert canonical(code) == code
            assert script_code == "Latn" or script(code) == script_code, code
            assert clue.like == "*" or set(clue.like.split()) <= known, code
            assert not set(clue.words.split()) & set(clue.against.split()), code


def test_letters_are_counted_by_script() -> None:
    assert scripts("abc где ١٢ 你 かな한") == {"Latn": 3, "Cyrl": 3, "Hani": 1, "Kana": 2, "Hang": 1}
    assert main_script("日本語の文") == ("Jpan", 1.0)
    assert main_script("中文文本") == ("Hani", 1.0)
    assert main_script("中") == ("Hani", 0.25)
    assert main_script("...") == (None, 0.0)


def test_detection_is_not_imported_with_langdetect() -> None:
    code = "import sys, translator.detection, translator.segmentation; print(sorted({'langdetect', 'sentencex', 'regex'} & set(sys.modules)))"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )
