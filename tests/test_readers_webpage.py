"""Saved web pages: the article and nothing around it, with what the page says about itself."""

from __future__ import annotations

import quopri

import pytest
from conftest import SAMPLES

from translator.readers import read, read_bytes

PAGE = SAMPLES / "treaty-council-saved.html"
FURNITURE = ["cookies", "Politics", "Subscribe", "Share", "Advertisement", "Most read", "Newsletter", "bicycle",
             "rights reserved", "About us", "dataLayer", "initComments", "display: inline"]  # fmt: skip


def test_the_article_is_read_without_the_furniture() -> None:
    document = read(PAGE)
    assert document.format == "webpage"
    assert [word for word in FURNITURE if word in document.text] == []
    assert [(b.kind, b.text[:40]) for b in document.blocks] == [
        ("heading", "The council that could not agree on a ta"),
        ("paragraph", "The Collective Security Council of the C"),
        ("caption", "The round table in the Palace of Nations"),
        ("caption", "Photo: Aibek Sultanov / Steppe Press"),
        ("quote", "“A round table has no head, and that is "),
        ("heading", "What was decided"),
        ("paragraph", "Three papers were signed, although one o"),
        ("item", "a plan for the Tajik-Afghan border, with"),
        ("item", "a list of weapons for the rapid reaction"),
        ("item", "the date of the next meeting, which will"),
        ("paragraph", "Armenia did not send its prime minister."),
        ("heading", "What was said"),
        ("paragraph", "A Russian delegate put it simply: «Стол "),
        ("paragraph", "Write to the editors if you own a square"),
    ]


def test_marks_and_links_survive_and_scripts_do_not() -> None:
    marked = {
        (span.text, mark.kind, mark.target)
        for b in read(PAGE).blocks
        for span in b.spans
        for mark in span.marks
    }
    assert marked == {
        ("Collective Security Council", "strong", ""),
        ("Collective Security Treaty Organization", "link", "https://en.odkb-csto.org/"),
        ("shape of its table", "emphasis", ""),
        ("the editors", "link", "mailto:editors@steppepress.example"),
    }


def test_title_author_date_address_and_language_come_from_the_page() -> None:
    document = read(PAGE)
    assert document.title == "The council that could not agree on a table"
    assert document.language == "en"
    assert document.metadata == {
        "author": "Malika Rasulova",
        "date": "2025-10-12",
        "description": "An hour about the shape of a table.",
        "publisher": "Steppe Press",
        "source": "https://steppepress.example/2025/10/12/council-table",
    }


def test_all_of_the_page_is_read_when_asked_for() -> None:
    text = read(PAGE, "html").text
    for word in ("cookies", "Politics", "Most read", "rights reserved", "Armenia did not send"):
        assert word in text
    assert "dataLayer" not in text


@pytest.mark.parametrize(
    "html",
    [
        "<article><h1>A</h1><p>Short.</p></article>",
        "<main><p>Short.</p></main><footer>made by hand</footer>",
        "<nav id='TOC'><a href='#a'>A</a></nav><p id=a>Short.</p><aside role='doc-footnote'>note</aside>",
        "<script>x</script><p>Short.</p>",
    ],
)
def test_a_simple_page_is_read_whole(html: str) -> None:
    document = read_bytes(html.encode(), "a.html")
    assert document.format == "html"
    assert "Short." in document.text


def test_a_page_with_hardly_a_text_falls_back_to_its_article_element_or_to_all_of_it() -> None:
    menu = "<nav><a href=/>Home</a></nav><footer>foot</footer><script>x</script>"
    short = read_bytes(f"{menu}<article><p>Short <b>news</b>.</p></article>".encode(), "a.html")
    assert (short.format, short.text) == ("webpage", "Short news.")
    none = read_bytes(f"{menu}<div>Short news.</div>".encode(), "a.html")
    assert "Short news." in none.text


def test_a_page_saved_as_one_file_is_unpacked() -> None:
    mhtml = (
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quopri.encodestring(PAGE.read_bytes())
        + b"\r\n--B\r\nContent-Type: image/png\r\n\r\nxx\r\n--B--\r\n"
    )  # fmt: skip
    found = read_bytes(mhtml, "page.mhtml")
    assert found.blocks == read(PAGE).blocks
    assert found.metadata == read(PAGE).metadata


def test_a_page_in_an_old_encoding_says_so_itself() -> None:
    text = PAGE.read_text(encoding="utf-8").translate(
        {0x201C: '"', 0x201D: '"', 0xA9: "c", 0xAB: '"', 0xBB: '"'}
    )
    page = text.replace('charset="utf-8"', 'charset="koi8-r"').encode("koi8-r")
    assert "Стол круглый" in read_bytes(page, "a.html").text
