"""The words of an edition follow its reader's language, whatever the terminal speaks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import editions
import pytest

from translator import paths
from translator.writers import WRITERS, WriteOptions, write_to
from translator.writers.words import TEXTS, words

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "Terms"
msgstr "Термины"

msgid "To check:"
msgstr "Проверить:"

msgid "{n} sentence to check"
msgid_plural "{n} sentences to check"
msgstr[0] "{n} предложение на проверку"
msgstr[1] "{n} предложения на проверку"
msgstr[2] "{n} предложений на проверку"
"""


@pytest.fixture
def russian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalog of a few words, so that the test does not hang on the wording of the real one."""
    folder = tmp_path / "locales" / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "translator.po").write_text(PO, encoding="utf-8")
    monkeypatch.setattr(paths, "locales", lambda: tmp_path / "locales")
    return iter(())


def output(format: str, ui: str) -> str:
    file = io.BytesIO()
    write_to(editions.en_ru(), file, format, WriteOptions(ui_language=ui))
    return file.getvalue().decode()


@pytest.mark.usefixtures("russian")
@pytest.mark.parametrize("format", ["html", "markdown", "text"])
def test_an_edition_speaks_its_readers_language_and_not_the_terminals(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    text = output(format, "ru")
    assert "Термины" in text
    assert "Проверить:" in text
    assert not re.search(r"(>|# |^)Terms", text, re.MULTILINE)
    assert "Термины" not in output(format, "en")


@pytest.mark.usefixtures("russian")
def test_a_region_falls_back_to_its_language_and_the_unknown_to_english() -> None:
    assert words("ru-RU")["terms"] == "Термины"
    assert words("xx")["terms"] == "Terms"


@pytest.mark.usefixtures("russian")
@pytest.mark.parametrize(
    ("n", "wanted"),
    [(1, "1 предложение"), (3, "3 предложения"), (11, "11 предложений"), (21, "21 предложение")],
)
def test_numbers_take_the_plural_of_the_language(n: int, wanted: str) -> None:
    assert words("ru").to_check(n) == f"{wanted} на проверку"


@pytest.mark.parametrize(
    ("ui", "date", "number", "language"),
    [
        ("en", "May 6, 2024", "1,234,567", "Russian"),
        ("de", "6. Mai 2024", "1.234.567", "Russisch"),
        ("ru", "6 мая 2024 г.", "1\xa0234\xa0567", "Русский"),
        ("pt-BR", "6 de maio de 2024", "1.234.567", "Russo"),
        ("xx", "May 6, 2024", "1,234,567", "Russian"),
    ],
)
def test_dates_numbers_and_names_of_languages_are_the_readers(
    ui: str, date: str, number: str, language: str
) -> None:
    said = words(ui)
    for value in ("2024-05-06", "2024-05-06T10:00:00+03:00"):
        assert " ".join(said.date(value).split()) == date
    assert said.number(1234567) == number
    if ui != "xx":
        assert said.language_name("ru") == language


def test_a_month_of_a_year_is_written_out() -> None:
    assert words("en").date("2024-05") == "May 2024"
    assert words("de").date("2024-05") == "Mai 2024"


def test_arrows_point_the_way_the_words_run() -> None:
    assert words("en").from_into("en", "ru") == "English → Russian"
    assert words("ar").from_into("en", "ru") == "الإنجليزية ← الروسية"
    assert words("he").arrow(back=True) == "→"


@pytest.mark.parametrize("format", ["html", "markdown", "text"])
def test_the_signature_names_what_its_values_are(format: str) -> None:
    text = output(format, "en").replace("</dt><dd>", ": ")
    for told in ("Engine: argos", "Package: translate-en", "Beam: 4", "Glossary: cis-security"):
        assert told in text


def test_what_is_no_date_stays_as_it_is() -> None:
    assert words("en").date("spring 2024") == "spring 2024"


def test_a_reader_of_arabic_gets_a_page_from_right_to_left() -> None:
    page = output("html", "ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert 'class="s" lang="en" dir="ltr"' in page


def test_chinese_takes_its_time() -> None:
    assert words("en").reading_time(editions.en_ru()) == "1 minute to read"
    long = editions.Edition("en", "zh", (editions.block("paragraph", editions.pair("x", "字" * 4000)),))
    assert words("en").reading_time(long) == "10 minutes to read"


@pytest.mark.parametrize("format", [name for name in WRITERS if not WRITERS[name].binary])
def test_no_unknown_word_is_asked_for(format: str) -> None:
    for make in editions.EDITIONS.values():
        file = io.BytesIO()
        write_to(make(), file, format)
    assert all(text for text in TEXTS.values())
