"""PDF: tagged, titled, both columns on one line, every script printed or the font to install named."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import editions
import pytest
from pypdf import PdfReader

from translator.document import Edition
from translator.errors import FeatureMissing
from translator.languages import script
from translator.writers import WriteOptions, fonts, write_to

EASTERN = {"ar_en", "en_ar", "zh_en"}


def pdf(edition: Edition, **options: Any) -> PdfReader:
    file = io.BytesIO()
    write_to(edition, file, "pdf", WriteOptions(**options))
    return PdfReader(file)


def placed(reader: PdfReader) -> list[tuple[str, float, float]]:
    """(text, x, y) of every stretch on the first page."""
    out: list[tuple[str, float, float]] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            out.append((text.strip(), tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))

    reader.pages[0].extract_text(visitor_text=visit)
    return out


def test_title_language_and_tags_are_set() -> None:
    reader = pdf(editions.en_ru())
    assert reader.metadata
    assert reader.metadata.title == "Мост, план и обещание — A bridge, a plan and a promise"
    assert reader.metadata.author == "Anna Reader"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "ru"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_bookmarks_follow_the_headings() -> None:
    reader = pdf(editions.en_ru())
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles[0] == "A bridge, a plan and a promise · Мост, план и обещание"


def test_what_is_known_of_an_article_stands_below_the_heading_that_is_its_title() -> None:
    reader = pdf(replace(editions.ru_en(), metadata={"author": "A. Reader"}))
    heights = {text: y for text, _x, y in placed(reader)}
    assert heights["Утро в Караколе"] > heights["A. Reader"]


def test_a_sentence_and_its_translation_begin_on_one_line() -> None:
    found = {text: (x, y) for text, x, y in placed(pdf(editions.en_ru()))}
    left, right = found["Nobody was hurt."], found["Никто не пострадал."]
    assert abs(left[1] - right[1]) < 1
    assert left[0] < 200 < 280 < right[0]


def test_a_right_to_left_source_stands_on_the_right() -> None:
    pytest.importorskip("typst")
    if not any(family in fonts._installed() for family in fonts._NAMES["Arab"]):
        pytest.skip("No Arabic font is installed (apt-get install fonts-noto-core)")
    found = placed(pdf(editions.ar_en()))
    english = next(x for text, x, _y in found if "delegation" in text)
    assert english < 200


def test_every_font_is_embedded() -> None:
    for page in pdf(editions.en_ru()).pages:
        for font in page["/Resources"]["/Font"].values():
            told = font.get_object()
            inner = told.get("/DescendantFonts", [told])[0].get_object()
            descriptor = inner.get("/FontDescriptor", {})
            assert told["/Subtype"] == "/Type3" or any(key.startswith("/FontFile") for key in descriptor)


def test_a_long_text_breaks_across_pages_with_numbers_and_running_heads() -> None:
    edition = editions.en_ru()
    blocks = tuple(edition.blocks[0] for _copy in range(120))
    reader = pdf(Edition("en", "ru", blocks, edition.title))
    assert len(reader.pages) > 3
    assert reader.pages[2].extract_text().rstrip().endswith("3")
    assert "Мост, план и обещание" in reader.pages[2].extract_text().split("\n")[0]


def test_without_a_font_for_a_script_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_installed", lambda: frozenset({fonts.EMBEDDED}))
    for name, package in (("ar_en", "fonts-noto-core"), ("zh_en", "fonts-noto-cjk")):
        with pytest.raises(FeatureMissing) as caught:
            pdf(editions.EDITIONS[name]())
        assert package in caught.value.hint
    pdf(editions.en_ru())
    pdf(editions.he_ru())


@pytest.mark.parametrize("language", ["ru", "el", "he", "sr", "kk"])
def test_the_embedded_font_covers_its_scripts(language: str) -> None:
    assert script(language) in fonts.COVERED
    assert fonts.families([language]) == [fonts.EMBEDDED]


@pytest.mark.parametrize(
    "attack", ["#panic()", "$x$", "\\", '#import "x"', "<label>", "@ref", "*a*", "// c", "/* c", "```"]
)
def test_an_article_cannot_command_the_typesetter(attack: str) -> None:
    text = f"a {attack} b"
    edition = Edition("en", "ru", (editions.block("paragraph", editions.pair(text, text)),), name=attack)
    said = "".join(pdf(edition).pages[0].extract_text().split())
    assert said.count("".join(text.split())) == 2
