"""The contract of every reader, the way in, and what is said of files that cannot be read."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from conftest import SAMPLES

from translator.document import Block, Document, Edition, EditionBlock, Pair, Span, merged
from translator.errors import InputError, UsageError
from translator.readers import MAX_BYTES, READERS, read, read_bytes
from translator.readers import edition as edition_reader
from translator.writers import json as edition_json

TEXTS = sorted(SAMPLES.glob("*.txt"))
ARTICLES = [*TEXTS, *sorted(SAMPLES.glob("treaty-council*"))]
SMALL = {
    "text": b"A line of text.",
    "markdown": b"# Head\n\nA *line* of text.",
    "html": b"<h1>Head</h1><p>A <i>line</i> of text.",
    "webpage": (SAMPLES / "treaty-council-saved.html").read_bytes(),
    "docx": (SAMPLES / "treaty-council.docx").read_bytes(),
    "odt": (SAMPLES / "treaty-council.odt").read_bytes(),
    "epub": (SAMPLES / "treaty-council.epub").read_bytes(),
    "fb2": b'<?xml version="1.0"?><FictionBook><body><section><p>A line of text.</p></section></body></FictionBook>',
    "rst": b"Head\n====\n\nA *line* of text.",
    "latex": rb"\section{Head} A \emph{line} of text.",
    "org": b"* Head\nA /line/ of text.",
    "edition": edition_json.to_json(
        Edition(
            "en", "ru", (EditionBlock("paragraph", (Pair((Span("A line of text."),), (Span("Строка."),)),)),)
        )
    ).encode(),
}


def check_contract(document: Document) -> None:
    """What every reader promises."""
    assert any(block.text.strip() for block in document.blocks)
    for block in document.blocks:
        assert block.text == block.text.strip() or block.kind in {"code", "verse"}
        assert bool(block.spans) == (block.kind != "divider"), block
        assert "\n" not in block.text or block.kind in {"code", "verse"}
        assert block.spans == merged(block.spans)
        assert (block.level > 0) == (block.kind in {"heading", "item", "quote"}), block
        assert (block.cell is not None) == (block.kind == "cell")
        assert not set(block.text) & {"\0", "\r", "\ufeff", "\u200b", "\u202e", "\ue000"}
    targets = {m.target for b in document.blocks for s in b.spans for m in s.marks if m.kind == "noteref"}
    assert targets <= {block.id for block in document.blocks}
    hash(document.blocks)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.name)
def test_every_sample_keeps_the_contract(path: Path) -> None:
    document = read(path)
    check_contract(document)
    assert document.name == path.name
    assert read_bytes(path.read_bytes(), path.name) == document


@pytest.mark.parametrize("name", list(READERS))
def test_every_reader_keeps_the_contract(name: str) -> None:
    document = read_bytes(SMALL[name], "some file", name)
    check_contract(document)
    assert document.format == name
    assert "line of text" in document.text or "CSTO" in document.text


@pytest.mark.parametrize("name", list(READERS))
def test_a_suffix_is_enough(name: str) -> None:
    for suffix in READERS[name].suffixes:
        assert read_bytes(SMALL[name], f"article{suffix}").format == name


@pytest.mark.parametrize("name", ["html", "docx", "odt", "epub", "fb2", "edition", "text"])
def test_without_a_suffix_the_content_tells(name: str) -> None:
    data = b"<!DOCTYPE html>" + SMALL[name] if name == "html" else SMALL[name]
    assert read_bytes(data, "article").format == name
    assert read_bytes(data, "article.2025-10-12").format == name


def test_the_same_article_reads_the_same_in_every_format() -> None:
    def letters(document: Document) -> list[tuple[str, str]]:
        skipped = {"Malika Rasulova", "2025-10-12"}  # a visible line in some formats, metadata in others
        return [(b.kind, b.text) for b in document.blocks if b.kind != "divider" and b.text not in skipped]

    documents = [
        read(SAMPLES / f"treaty-council.{suffix}") for suffix in ("md", "html", "docx", "odt", "epub")
    ]
    for document in documents:
        assert letters(document) == letters(documents[0])
        assert document.title == "The council that could not agree on a table"


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Привет, мир.".encode("utf-16"))))
    document = read("-")
    assert (document.name, document.text) == ("stdin", "Привет, мир.")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "no text"),
        (b" \r\n\t \x00\n", "a.txt", "no text"),
        ("\ufeff \u200b\n".encode(), "a.txt", "no text"),
        (b"<html><script>alert(1)</script><body> </body>", "a.html", "no text"),
        (b"---\n", "a.md", "no text"),
        (bytes(range(256)) * 40, "a.txt", "binary"),
        (b"\x7fELF\x02\x01\x01", "a", "a program"),
        (b"%PDF-1.7 ...", "a.txt", "a PDF"),
        (b"whatever", "a.pdf", "a PDF"),
        (b"{\\rtf1 hello}", "a.rtf", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.doc", "old Office"),
        (b"text", "slides.pptx", "slides"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "picture"),
        (b"this is no archive", "a.docx", "damaged"),
        (b"PK\x03\x04" + bytes(range(256)) * 9, "a.epub", "damaged"),
        (SMALL["docx"][:4000], "cut.docx", "damaged"),
        (SMALL["docx"], "a.odt", "damaged"),
        (b'{"a": 1}', "a.json", "not an edition"),
        (b'{"schema": "translator-edition/1"', "a.json", "not a sound edition"),
        (b'{"schema": "translator-edition/1", "blocks": 7}', "a.json", "not a sound edition"),
        (b"[" * 100_000, "a.json", "not a sound edition"),
        ("Привет, мир. ".encode() * 9 + b"\xff", "a.txt", "offset 198"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_bytes(data, name)
    assert name in caught.value.message
    assert caught.value.message.endswith((".", "!"))
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_a_missing_file_a_folder_and_an_address_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        read(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(InputError) as caught:
        read("https://example.org/article")
    assert "browser" in caught.value.hint
    with pytest.raises(InputError, match="Cannot read"):
        read("a\0b.txt")


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no such device here")
    with pytest.raises(InputError, match=f"larger than {MAX_BYTES // 1024**2} megabytes"):
        read("/dev/zero")


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        read_bytes(b"text", "a.txt", "wordstar")
    assert "markdown" in caught.value.hint


def test_an_edition_is_read_as_its_source() -> None:
    pairs = (Pair((Span("One."),), (Span("Раз."),)), Pair((Span("Two."),), (Span("Два."),), gap=" "))
    edition = Edition(
        "en", "ru", (EditionBlock("item", pairs, 2, "•"), EditionBlock("divider")), pairs[0], {"author": "A"}
    )
    document = read_bytes(edition_json.to_json(edition).encode(), "a.edition.json")
    assert document.blocks == (Block("item", (Span("One. Two."),), 2, "•"), Block("divider"))
    assert (document.title, document.language, document.metadata) == ("One.", "en", {"author": "A"})


def test_readers_and_writers_name_the_same_edition_schema() -> None:
    assert edition_reader.SCHEMA == edition_json.SCHEMA
    assert json.loads(SMALL["edition"])["schema"] == edition_reader.SCHEMA
