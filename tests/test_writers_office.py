"""DOCX and ODT: named styles, languages, real footnotes; LibreOffice opens both and shows the text in order.

LibreOffice is needed for some tests (``apt-get install libreoffice-writer-nogui``); without it they are skipped.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import editions
import pytest
from defusedxml import ElementTree

from translator.document import Edition
from translator.writers import LAYOUTS, WriteOptions, write, write_to
from translator.writers.embedding import unpack

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
needs_libreoffice = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(
        not shutil.which("soffice"),
        reason="LibreOffice is not installed (apt-get install libreoffice-writer-nogui)",
    ),
]


def archive(edition: Edition, format: str, **options: Any) -> ZipFile:
    file = io.BytesIO()
    write_to(edition, file, format, WriteOptions(**options))
    return ZipFile(file)


def paragraphs(edition: Edition, **options: Any) -> list[tuple[str, str]]:
    """(style, text) of every paragraph of the DOCX."""
    root = ElementTree.fromstring(archive(edition, "docx", **options).read("word/document.xml"))
    out = []
    for paragraph in root.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        out.append(
            (
                style.get(f"{WORD}val") if style is not None else "",
                "".join(t.text or "" for t in paragraph.iter(f"{WORD}t")),
            )
        )
    return out


def test_looks_come_from_styles_alone() -> None:
    shown = paragraphs(editions.en_ru())
    assert ("Source", "Nobody was hurt.") in shown
    assert ("Translation", "Никто не пострадал.") in shown
    assert ("Heading1", "A bridge, a plan and a promiseМост, план и обещание") in shown
    assert any(style == "Tocheck" and "1,250" in text for style, text in shown)
    document = archive(editions.en_ru(), "docx").read("word/document.xml").decode()
    assert not re.search("<w:(sz|color|rFonts) ", document)


def test_every_style_used_is_defined() -> None:
    for layout in LAYOUTS:
        file = archive(editions.en_ru(), "docx", layout=layout)
        used = set(re.findall(r'<w:(?:p|r)Style w:val="([^"]+)"', file.read("word/document.xml").decode()))
        defined = set(re.findall(r'w:styleId="([^"]+)"', file.read("word/styles.xml").decode()))
        assert used <= defined


def test_sentences_name_their_language_and_direction() -> None:
    document = archive(editions.ar_en(), "docx").read("word/document.xml").decode()
    assert re.search(r'<w:lang [^>]*w:(val|bidi)="ar"', document)
    assert "<w:bidi" in document
    styles = archive(editions.ar_en(), "odt").read("styles.xml").decode()
    assert re.search(r'style:name="Source".*?writing-mode="rl-tb"', styles, re.DOTALL)


def test_notes_are_real_footnotes_on_both_sides() -> None:
    file = archive(editions.en_ru(), "docx")
    assert file.read("word/document.xml").decode().count("<w:footnoteReference ") == 2
    notes = file.read("word/footnotes.xml").decode()
    assert "In an interview on 5 May." in notes
    assert "В интервью 5 мая." in notes


def test_a_note_that_is_not_referred_to_on_both_sides_stays_in_the_text() -> None:
    edition = editions.en_ru()
    pair = edition.blocks[0].pairs[1]
    lost = editions.pair(pair.source, "Генеральный секретарь ушёл.")
    blocks = (editions.block("paragraph", lost), edition.blocks[-1])
    shown = paragraphs(Edition("en", "ru", blocks))
    assert any("In an interview" in text for _style, text in shown)
    assert any("В интервью" in text for _style, text in shown)


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_title_author_and_date_are_properties(format: str) -> None:
    name = "docProps/core.xml" if format == "docx" else "meta.xml"
    said = archive(editions.en_ru(), format).read(name).decode()
    for wanted in ("Мост, план и обещание — A bridge", ">Anna Reader<", "2024-05-06T00:00:00Z"):
        assert wanted in said
    hostile = archive(editions.hostile(), format).read(name).decode()
    assert "<script>" not in hostile
    ElementTree.fromstring(hostile)


@pytest.mark.parametrize("format", ["docx", "odt"])
@pytest.mark.parametrize("name", list(editions.EDITIONS))
def test_the_whole_edition_is_carried_and_every_part_is_sound_xml(name: str, format: str) -> None:
    edition = editions.EDITIONS[name]()
    file = archive(edition, format)
    for member in file.namelist():
        if member.endswith((".xml", ".rels")):
            ElementTree.fromstring(file.read(member))
    carrier = "docProps/custom.xml" if format == "docx" else "meta.xml"
    assert unpack(file.read(carrier).decode(), "x") == edition


class TestLibreOffice:
    pytestmark = needs_libreoffice

    @pytest.mark.parametrize("format", ["docx", "odt"])
    @pytest.mark.parametrize(
        ("name", "layout"),
        [("en_ru", layout) for layout in LAYOUTS] + [("ar_en", "side-by-side"), ("hostile", "side-by-side")],
    )
    def test_opens_it(self, name: str, layout: str, format: str, tmp_path: Path) -> None:
        edition = editions.EDITIONS[name]()
        path = tmp_path / f"x.{format}"
        write(edition, path, options=WriteOptions(layout=layout))  # type: ignore[arg-type]
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        said = "".join((tmp_path / "x.txt").read_text(encoding="utf-8-sig").split())
        # As text it leaves footnotes out.
        inside = [pair for block in edition.blocks if block.kind != "note" for pair in block.pairs]
        wanted = [p.target_text if layout == "translation" else p.source_text for p in inside]
        plain = [text for text in wanted if not re.search(r"[\d\n\x00-\x1f]", text)]
        at = -1
        for text in plain if name == "en_ru" else []:
            found = said.find("".join(text.split()), at + 1)
            assert found > at, text
            at = found
        assert all("".join(text.split()) in said for text in plain)
