"""The documents whose styles pandoc takes over: its own, with the styles of an edition and A4 paper put in."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from functools import cache
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_WORD = """
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Source"><w:name w:val="Source"/><w:basedOn w:val="Compact"/><w:qFormat/>
<w:pPr><w:spacing w:before="40" w:after="60"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Translation"><w:name w:val="Translation"/><w:basedOn w:val="Compact"/><w:qFormat/>
<w:pPr><w:spacing w:before="40" w:after="60"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Translationbelow"><w:name w:val="Translation below"/><w:basedOn w:val="Translation"/><w:qFormat/>
<w:pPr><w:spacing w:before="0" w:after="140"/><w:ind w:start="340"/></w:pPr><w:rPr><w:color w:val="44484C"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Tocheck"><w:name w:val="To check"/><w:basedOn w:val="Compact"/><w:qFormat/>
<w:pPr><w:spacing w:before="0" w:after="80"/></w:pPr><w:rPr><w:color w:val="8A4A00"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="About"><w:name w:val="About"/><w:basedOn w:val="Compact"/><w:qFormat/>
<w:pPr><w:spacing w:before="240" w:after="0"/></w:pPr><w:rPr><w:color w:val="5A5F66"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>
"""
_PAPER = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1021" w:bottom="1134" w:left="1021" w:header="567" w:footer="567" w:gutter="0"/>'
_OPEN = """
<style:style style:name="Source" style:family="paragraph" style:parent-style-name="Standard" style:class="text">
<style:paragraph-properties @source@ fo:margin-top="0.07cm" fo:margin-bottom="0.1cm"/></style:style>
<style:style style:name="Translation" style:family="paragraph" style:parent-style-name="Standard" style:class="text">
<style:paragraph-properties @target@ fo:margin-top="0.07cm" fo:margin-bottom="0.1cm"/></style:style>
<style:style style:name="Translation_20_below" style:display-name="Translation below" style:family="paragraph" style:parent-style-name="Translation" style:class="text">
<style:paragraph-properties fo:margin-top="0cm" fo:margin-bottom="0.25cm" fo:margin-left="0.6cm"/><style:text-properties fo:color="#44484c"/></style:style>
<style:style style:name="To_20_check" style:display-name="To check" style:family="paragraph" style:parent-style-name="Standard" style:class="text">
<style:paragraph-properties fo:margin-top="0cm" fo:margin-bottom="0.14cm"/><style:text-properties fo:color="#8a4a00" fo:font-size="8.5pt"/></style:style>
<style:style style:name="About" style:family="paragraph" style:parent-style-name="Standard" style:class="text">
<style:paragraph-properties fo:margin-top="0.42cm" fo:margin-bottom="0cm"/><style:text-properties fo:color="#5a5f66" fo:font-size="8.5pt"/></style:style>
"""
_WRITING = {
    "ltr": 'style:writing-mode="lr-tb" fo:text-align="start"',
    "rtl": 'style:writing-mode="rl-tb" fo:text-align="end"',
}


@cache
def docx_reference() -> bytes:
    """The reference for DOCX."""

    def change(name: str, text: str) -> str:
        if name == "word/styles.xml":
            return text.replace("</w:styles>", f"{_WORD}</w:styles>")
        return re.sub(r"(<w:sectPr[^>]*>)(.*?)(</w:sectPr>)", rf"\1\2{_PAPER}\3", text, flags=re.DOTALL)

    return _changed(_default("docx"), {"word/styles.xml", "word/document.xml"}, change)


@cache
def odt_reference(source: str, target: str) -> bytes:
    """The reference for ODT; the directions *source* and *target* are said in its styles, where pandoc leaves them out."""
    sides = {"@source@": _WRITING[source], "@target@": _WRITING[target]}

    def change(_name: str, text: str) -> str:
        styles = re.sub("@(source|target)@", lambda found: sides[found[0]], _OPEN)
        text = text.replace("</office:styles>", f"{styles}</office:styles>")
        text = re.sub(r'fo:page-width="[^"]*"', 'fo:page-width="21cm"', text)
        return re.sub(r'fo:page-height="[^"]*"', 'fo:page-height="29.7cm"', text)

    return _changed(_default("odt"), {"styles.xml"}, change)


def with_properties(data: bytes, title: str, author: str, modified: str) -> bytes:
    """The document *data* with its title, author and date, which pandoc would also print on the first page."""
    said = {"dc:title": title, "dc:creator": author, "meta:initial-creator": author}
    said |= dict.fromkeys(("dcterms:created", "dcterms:modified", "meta:creation-date", "dc:date"), modified)

    def change(_name: str, text: str) -> str:
        for tag, value in said.items():
            text = _filled(text, tag, value)
        return text

    return _changed(data, {"docProps/core.xml", "meta.xml"}, change)


def _filled(text: str, tag: str, value: str) -> str:
    def put(found: re.Match[str]) -> str:
        return found[1] + escape(value)

    return re.sub(rf"(<{tag}(?: [^>]*)?>)[^<]*(?=</{tag}>)", put, text)


def _default(suffix: str) -> bytes:
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", f"reference.{suffix}"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _changed(data: bytes, names: set[str], change: Callable[[str, str], str]) -> bytes:
    """The archive with some of its members rewritten."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename in names:
                content = change(member.filename, content.decode("utf-8")).encode("utf-8")
            info = ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_STORED if member.filename == "mimetype" else ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()
