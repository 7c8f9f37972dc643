"""Files made to do harm: they end in one clear error or in harmless text, soon and in little memory."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping

import pytest
from conftest import SAMPLES

from translator.errors import InputError
from translator.readers import archives, pandoc, read_bytes

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(body: str, head: str = "", **more: str | bytes) -> bytes:
    document = f'<?xml version="1.0"?>{head}<w:document {WORD}><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>'
    return archive(
        {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document, **more}
    )


def members(name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(SAMPLES / name) as file:
        return {m: file.read(m) for m in file.namelist()}


def test_the_harmless_document_is_read() -> None:
    assert read_bytes(docx("hello"), "a.docx").text == "hello"


def test_a_zip_bomb_is_refused_before_it_unfolds() -> None:
    began = time.monotonic()
    for bomb in (docx("x" * 60_000_000), docx("a", **{"word/footnotes.xml": b"\0" * 300_000_000})):
        assert len(bomb) < 1_000_000
        with pytest.raises(InputError, match="unpacks to too much"):
            read_bytes(bomb, "bomb.docx")
    assert time.monotonic() - began < 20


def test_many_members_are_too_much_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "TOTAL", 2_000_000)
    words = ("<d>" + "".join(f"<p>{n} {n * 7919 % 99991}</p>" for n in range(30_000)) + "</d>").encode()
    with pytest.raises(InputError, match="unpacks to too much"):
        read_bytes(docx("a", **{f"word/x{n}.xml": words for n in range(4)}), "a.docx")


def test_a_size_that_lies_is_not_believed() -> None:
    data = bytearray(docx("y" * 70_000_000))
    at = data.rindex(b"word/document.xml") - 46  # the central directory's entry
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (10_000).to_bytes(4, "little")
    with pytest.raises(InputError, match=r"damaged|unpacks"):
        read_bytes(bytes(data), "lie.docx")


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d [<!ENTITY x "y">]>',
        '<!DOCTYPE d [<!ENTITY % x SYSTEM "http://a.example/x.dtd"> %x;]>',
        '<!DOCTYPE d SYSTEM "http://a.example/x.dtd">',
    ],
)
def test_a_docx_with_entities_or_a_document_type_is_refused(head: str) -> None:
    with pytest.raises(InputError, match="declares XML entities"):
        read_bytes(docx("text &amp; more", head), "a.docx")


def test_entities_hidden_in_utf16_are_found() -> None:
    xml = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {WORD}/>'
    data = archive(
        {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": xml.encode("utf-16")}
    )
    with pytest.raises(InputError, match="declares XML entities"):
        read_bytes(data, "a.docx")


def test_a_billion_laughs_are_not_laughed() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    fb2 = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><FictionBook><body><section><p>&l9;</p></section></body></FictionBook>'
    with pytest.raises(InputError, match="declares XML entities"):
        read_bytes(fb2.encode(), "a.fb2")
    book = members("treaty-council.epub")
    page = next(name for name in book if name.endswith("ch001.xhtml"))
    book[page] = fb2.encode()
    with pytest.raises(InputError, match="declares XML entities"):
        read_bytes(archive(book), "a.epub")


def test_the_document_types_that_books_use_are_accepted() -> None:
    book = members("treaty-council.epub")
    page = next(name for name in book if name.endswith("ch001.xhtml"))
    kind = (
        b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    )
    assert b"<!DOCTYPE html>" in book[page]
    book[page] = book[page].replace(b"<!DOCTYPE html>", kind).replace(b"an hour", b"an&nbsp;hour")
    assert "argued for an\u00a0hour" in read_bytes(archive(book), "a.epub").text


@pytest.mark.parametrize(
    "name",
    ["../evil.xhtml", "/etc/evil.xml", "a/../../evil.xml", "C:\\evil.xml", "..\\evil.xml", "\\evil.xml"],
)
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="leads out of the archive"):
        read_bytes(archive({**members("treaty-council.epub"), name: "<p>x</p>"}), "a.epub")


def test_a_member_that_comes_twice_is_refused() -> None:
    out = io.BytesIO(docx("seen by one reader"))
    with zipfile.ZipFile(out, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", "<seen-by-another/>")
    with pytest.raises(InputError, match="twice"):
        read_bytes(out.getvalue(), "a.docx")


def test_locks_are_named_as_locks() -> None:
    data = bytearray(docx("secret"))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1  # "encrypted" in every entry of the central directory
    with pytest.raises(InputError, match="password"):
        read_bytes(bytes(data), "a.docx")
    cipher = '<encryption><EncryptedData><CipherData><CipherReference URI="EPUB/text/ch001.xhtml"/></CipherData></EncryptedData></encryption>'
    with pytest.raises(InputError, match="digital lock"):
        read_bytes(archive({**members("treaty-council.epub"), "META-INF/encryption.xml": cipher}), "a.epub")


def test_pictures_and_macros_never_reach_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    real = pandoc.run
    monkeypatch.setattr(
        pandoc, "run", lambda data, *rest, **more: (seen.append(data), real(data, *rest, **more))[1]
    )
    text = read_bytes(
        docx("hello", **{"word/vbaProject.bin": b"MACRO" * 9, "word/media/a.png": b"PICTURE" * 9}), "a.docx"
    ).text
    assert text == "hello"
    assert b"MACRO" not in seen[0]
    assert b"PICTURE" not in seen[0]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<div>" * 2_000_000 + b"end", "a.html"),
        (b"<ul><li>" * 1_250_000, "a.html"),
        (b"<nav></nav><aside></aside>" + b"<section>" * 1_000_000, "a.html"),
        (b">" * 100_000 + b"x", "a.md"),
        (b'{"schema": "translator-edition/1", "blocks": ' + b"[" * 1_000_000, "a.json"),
    ],
    ids=["html-div", "html-list", "page", "markdown-quote", "json"],
)
def test_ten_megabytes_of_nesting_end_soon(data: bytes, name: str) -> None:
    began = time.monotonic()
    with pytest.raises(InputError, match=r"nested too deeply|not a sound edition"):
        read_bytes(data, name)
    assert time.monotonic() - began < 30


def test_a_tree_broken_in_a_usual_way_loses_no_text() -> None:
    soup = (
        "<p>a<b>b<i>c</b>d</i><table><tr><td>e<div>f</table>g<p>h<ul><li>i<p>j</ul></div></span>k<a href='x>l"
    )
    assert "".join(read_bytes(soup.encode(), "a.html").text.split()) == "abcdefghijk"
    unclosed = "<p>begin</p>" + "<font>x <b>" * 400 + "end"
    text = read_bytes(unclosed.encode(), "a.html").text
    assert text.count("x") == 400
    assert text.startswith("begin")
    assert text.endswith("end")


def test_nuls_and_overrides_do_not_pass() -> None:
    page = "<p>pay\0ment to \u202eevil\u202c bank <scr\0ipt>alert(1)</script></p>"
    text = read_bytes(page.encode(), "a.html").text
    assert text == "payment to evil bank"


def test_pandoc_stops_when_it_takes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"*a* **b** [c](d) " * 60_000
    monkeypatch.setattr(pandoc, "MEMORY", "32M")
    with pytest.raises(InputError, match="too much time or memory"):
        read_bytes(text, "a.md")
    monkeypatch.setattr(pandoc, "MEMORY", "2G")
    monkeypatch.setattr(pandoc, "SECONDS", 0.05)
    with pytest.raises(InputError, match="too much time or memory"):
        read_bytes(text, "a.md")
