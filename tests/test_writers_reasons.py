"""Why a sentence should be checked is told in the reader's language, whatever the edition was made in."""

from __future__ import annotations

import io
from dataclasses import replace

import editions
import pytest

from translator import paths
from translator.document import Note
from translator.writers import WriteOptions, write_to
from translator.writers.reasons import MISSING, NEAR, TOLD, WHY, offers, reasons
from translator.writers.words import words

PARTS = {
    "numbers": "7", "pieces": "%s", "links": "a", "form": "форма", "term": "слово", "concept": "csto",
    "language": "Latin", "terms": "“СНГ”, “ОДКБ”", "reason": WHY[0],
}  # fmt: skip


def told(message: str, reader: str, language: str | None = None) -> str:
    pair = editions.pair("Ave.", "Ave.", status="flagged", notes=(Note("some", message),), language=language)
    return " ".join(reasons(pair, words(reader)))


@pytest.mark.parametrize("made_in", ["en", "de", "uk"])
@pytest.mark.parametrize("template", TOLD)
def test_a_reason_told_in_one_language_is_told_again_in_another(template: str, made_in: str) -> None:
    before = words(made_in).catalog.gettext(template).format(**PARTS)
    assert told(before, "ru") == words("ru").catalog.gettext(template).format(**PARTS)


def test_missing_terms_take_the_quotes_the_plural_and_the_reason_of_the_reader() -> None:
    before = MISSING[1].format(terms="“СНГ”, “ОДКБ”", reason=WHY[0])
    russian = words("ru").catalog
    wanted = russian.ngettext(*MISSING, 2).format(
        terms=f"{words('ru').quoted('СНГ')}, {words('ru').quoted('ОДКБ')}", reason=russian.gettext(WHY[0])
    )
    assert told(before, "ru") == wanted
    assert told(before, "en") == before


def test_a_language_is_named_as_the_reader_names_it() -> None:
    assert "латинский" in told("In Latin, which no installed model translates.", "ru", "la")


def test_a_sentence_no_catalog_knows_stays_as_it_is() -> None:
    assert told("{odd} <b>words</b>", "ru") == "{odd} <b>words</b>"


def test_a_pair_without_a_mark_has_no_reasons() -> None:
    pair = editions.pair("a", "b", notes=(Note("numbers", TOLD[0]),))
    assert reasons(pair, words("ru")) == []
    assert reasons(replace(pair, status="flagged", notes=()), words("en")) == [words("en")["note_check"]]


def test_what_a_person_made_of_a_like_sentence_is_told_to_the_reader_and_is_no_reason_to_look() -> None:
    parts = {"likeness": "88", "source": "Ave, Marce.", "target": "Здравствуй, Марк."}
    near = Note("near-review", NEAR.format(**parts), severe=False)
    pair = editions.pair("Ave.", "Здравствуй.", notes=(near,))
    russian = words("ru")
    assert offers(pair, russian) == [russian.catalog.gettext(NEAR).format(**parts)]
    assert reasons(pair, russian) == []
    assert offers(replace(pair, notes=()), russian) == []
    shown = io.BytesIO()
    edition = replace(editions.en_ru(), blocks=(editions.block("paragraph", pair),))
    write_to(edition, shown, "html", WriteOptions(ui_language="ru"))
    assert shown.getvalue().decode().count(offers(pair, russian)[0]) == 1


def test_every_sentence_is_one_that_the_program_tells() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(paths.PACKAGE.glob("*.py")))
    assert [sentence for sentence in (*TOLD, NEAR, *MISSING, *WHY) if sentence not in source] == []
