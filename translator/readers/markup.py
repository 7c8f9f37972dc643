"""Everything pandoc reads: Markdown, HTML, DOCX, ODT, EPUB, FB2, reStructuredText, LaTeX and Org.

A file is first made safe for pandoc (archives are packed anew, pages are made sound), then its tree is turned
into blocks. Start reading at :func:`read`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from translator.document import Block, Document, Span, merged, plain
from translator.readers import pandoc
from translator.readers.archives import check_xml, safe
from translator.readers.blocks import blocks, notes
from translator.readers.cleaning import clean
from translator.readers.decoding import decode
from translator.readers.htmlprep import declared_charset, prepared
from translator.readers.inlines import Aside, spans
from translator.readers.lines import heading_like
from translator.readers.source import Source

DIALECTS = {
    "markdown": "commonmark_x+yaml_metadata_block-smart-tex_math_dollars-emoji-implicit_header_references",
    "html": "html",
    "docx": "docx",
    "odt": "odt",
    "epub": "epub",
    "fb2": "fb2",
    "rst": "rst-smart",
    "latex": "latex",
    "org": "org-smart",
}
"""Our names and pandoc's; nothing in them may change a quote or a dash of the source."""
_ARCHIVES = {"docx": False, "odt": True, "epub": True}
_TITLE_APART = {"markdown", "docx", "odt", "rst", "latex", "org", "fb2"}
"""Where pandoc takes the visible title out of the text and calls it metadata."""
_TITLE_UNSTYLED = {"docx", "odt"}
"""Where people make a title by its looks, so that no style says it is one."""
_METADATA = {
    "author": "author", "date": "date", "dcterms.date": "date", "description": "description",
    "publisher": "publisher", "sitename": "publisher", "url": "source", "rights": "rights", "subject": "subject",
}  # fmt: skip
"""What pandoc and trafilatura call it, and what a Document does."""
_TITLE = 150
_XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")


def read(source: Source) -> Document:
    """Read what pandoc reads.

    Raises:
        InputError: the file is damaged, undecodable, protected, or made to do harm.
    """
    data = _input(source)
    answer = pandoc.run(data, DIALECTS[source.format], source.name)
    tree = pandoc.tree(answer, source.name)
    if source.format == "markdown" and (b'{"t":"RawBlock"' in answer or b'{"t":"RawInline"' in answer):
        tree["blocks"] = _by_way_of_html(data, source)
    return document(tree, source)


def document(tree: dict[str, Any], source: Source) -> Document:
    """The document of pandoc's *tree*."""
    aside = Aside()
    try:
        found = list(blocks(tree["blocks"], aside))
        head = _head(tree["meta"], aside) if source.format in _TITLE_APART else []
        found = [*_without_repetition(head, found), *found, *notes(aside)]
    except RecursionError as error:
        raise pandoc.too_deep(source.name) from error
    found = _with_title(found) if source.format in _TITLE_UNSTYLED else found
    meta = {key: _words(value) for key, value in tree["meta"].items()}
    return Document(
        tuple(_linked(block for block in found if block.kind == "divider" or block.text.strip())),
        title=_title(found, meta.get("title", ""), source.format),
        language=meta.get("lang") or meta.get("language") or None,
        name=source.name,
        format=source.format,
        metadata={ours: meta[theirs] for theirs, ours in _METADATA.items() if meta.get(theirs)},
    )


def _input(source: Source) -> bytes:
    """The bytes pandoc may see."""
    if source.format in _ARCHIVES:
        return safe(source.data, source.name, doctype=_ARCHIVES[source.format])
    text = text_of(source)
    if source.format == "html":
        return prepared(text, source.name)
    if source.format == "fb2":
        data = _XML_DECLARATION.sub("", text).encode("utf-8")  # it may name the encoding the file came in
        check_xml(data, source.name, source.name, doctype=False)
        return data
    return text.encode("utf-8")


def text_of(source: Source) -> str:
    """The cleaned text of a page or a source file, in the encoding it declares unless that is wrong."""
    declared = declared_charset(source.data) if source.format in {"html", "webpage", "fb2"} else None
    return clean(decode(source.data, source.name, source.encoding, declared))


def _by_way_of_html(data: bytes, source: Source) -> list[Any]:
    """The blocks of Markdown that holds HTML: made a page first, what stands in its tags is read as what it is."""
    page = pandoc.run(data, DIALECTS[source.format], source.name, to="html").decode("utf-8")
    found: list[Any] = pandoc.tree(pandoc.run(prepared(page, source.name), "html", source.name), source.name)[
        "blocks"
    ]
    return found


def _head(meta: dict[str, Any], aside: Aside) -> list[Block]:
    """The title and subtitle as headings."""
    out = []
    for key, level in (("title", 1), ("subtitle", 2)):
        words = _inlines(meta.get(key), aside)
        if words:
            out.append(Block("heading", words, level=level))
    return out


def _without_repetition(head: list[Block], found: list[Block]) -> list[Block]:
    """*head* unless the text begins with the same words itself."""
    texts = {block.text.strip() for block in found[:3]}
    return [block for block in head if block.text.strip() not in texts]


def _with_title(found: list[Block]) -> list[Block]:
    """*found* with its first paragraph made the title when it looks like one."""
    if (
        len(found) < 2
        or found[0].kind != "paragraph"
        or any(b.kind == "heading" and b.level == 1 for b in found)
    ):
        return found
    first, prose = found[0], any(len(block.text) > len(found[0].text) for block in found[1:6])
    if not (prose and heading_like(first.text.rstrip("?!"), _TITLE)):
        return found
    return [replace(first, kind="heading", level=1), *found[1:]]


def _title(found: list[Block], declared: str, format: str) -> str:
    """The title a reader sees: of a book the declared one, else the first heading of the first level or the opening one."""
    if format == "epub" and declared:
        return declared
    first = next((block for block in found if block.kind == "heading" and block.level == 1), None)
    if first is None and found and found[0].kind == "heading":
        first = found[0]
    return first.text if first else declared


def _inlines(value: Any, aside: Aside) -> tuple[Span, ...]:
    if value is None or value["t"] not in {"MetaInlines", "MetaString"}:
        return ()
    if value["t"] == "MetaString":
        return (Span(clean(value["c"])),) if value["c"].strip() else ()
    found = spans(value["c"], aside)
    return merged(tuple(replace(span, text=span.text.replace("\n", " ")) for span in found))


def _words(value: Any) -> str:
    """A piece of metadata as one line."""
    if value["t"] == "MetaList":
        return ", ".join(filter(None, (_words(part) for part in value["c"])))
    if value["t"] == "MetaBlocks":
        return " ".join(block.text for block in blocks(value["c"], Aside()))
    if value["t"] == "MetaMap":
        return _words(value["c"]["name"]) if "name" in value["c"] else ""
    if value["t"] == "MetaBool":
        return ""
    return " ".join(plain(_inlines(value, Aside())).split())


def _linked(found: Iterable[Block]) -> Iterable[Block]:
    """*found* with only those ids that something in it links to."""
    held = list(found)
    wanted = {
        mark.target.removeprefix("#")
        for block in held
        for span in block.spans
        for mark in span.marks
        if mark.target
    }
    return (block if not block.id or block.id in wanted else replace(block, id="") for block in held)
