"""The article in a page as a browser saved it, without menus, advertisements and what else stands around it.

trafilatura finds the article and what the page says about it. Where it finds hardly anything of the page's own
``<article>``, that element is taken as it is; where there is none either, the whole page is read.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from translator.document import Block, Document, cut
from translator.readers import markup, pandoc
from translator.readers.htmlprep import flatten, parsed, prepared
from translator.readers.source import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"<nav\b(?![^>]{0,300}(?:doc-toc|\bTOC\b))|role=[\"']?navigation",
        r"<aside\b(?![^>]{0,300}(?:footnote|doc-))|class=[\"'][^\"'>]{0,300}\bsidebar",
        r"<footer\b|role=[\"']?contentinfo",
        r"<script\b",
        r"class=[\"'][^\"'>]{0,300}\b(?:cookie|newsletter|advert|social|related|share)",
        r"<form\b|<iframe\b",
    )
)
_LEAST = 250
"""Fewer letters than this are no article."""
_FURNITURE = [
    f"//*[contains(concat(' ', translate(@class, '-_', '  '), ' '), ' {word} ')][not(self::body or self::article)]"
    for word in ("advert", "advertisement", "ad", "ads", "cookie", "newsletter", "share")
]
_CAPTION = "\ue000"
"""Marks a caption while trafilatura, which throws figures away, takes it for a paragraph."""


def looks_saved(source: Source) -> bool:
    """Whether the page *source* has the furniture of a site around its text: two kinds of it at least."""
    text = markup.text_of(source)
    return sum(sign.search(text) is not None for sign in _SIGNS) >= 2


def read(source: Source) -> Document:
    """Read the main article of a page.

    Raises:
        InputError: the page cannot be decoded or is made to do harm.
    """
    source = _unpacked(source)
    text = markup.text_of(source)
    page = prepared(_article(text, source.name) or text, source.name)
    document = markup.document(pandoc.tree(pandoc.run(page, "html", source.name), source.name), source)
    language = document.language or parsed(text, source.name).get("lang")
    return replace(document, blocks=tuple(_captions(document.blocks)), language=language)


def _article(text: str, name: str) -> str | None:
    """The article of the page *text* as HTML with its metadata, or ``None`` when there is none."""
    import trafilatura
    from lxml import etree

    tree = parsed(text, name)
    articles = tree.xpath("//article") or tree.xpath("//main")
    whole = etree.tostring(articles[0], encoding="unicode", method="html") if len(articles) == 1 else ""
    size = len(articles[0].text_content()) if whole else 0
    flatten(tree)
    _keep_captions(tree)
    found: str | None = trafilatura.extract(
        tree, output_format="html", with_metadata=True, include_comments=False, include_links=True,
        include_formatting=True, include_tables=True, prune_xpath=_FURNITURE,
    )  # fmt: skip
    letters = len(re.sub(r"<[^>]*>|\s", "", found or ""))
    if found and letters > _LEAST and letters * 3 > size:
        return found
    return whole or None


def _keep_captions(tree: HtmlElement) -> None:
    """Put a paragraph in the place of every figure that has a caption."""
    for figure in tree.xpath("//figure[.//figcaption]"):
        words = " ".join(" ".join(c.text_content() for c in figure.iter("figcaption")).split())
        paragraph = figure.makeelement("p", {})
        paragraph.text, paragraph.tail = _CAPTION + words, figure.tail
        figure.getparent().replace(figure, paragraph)


def _captions(found: Iterable[Block]) -> Iterable[Block]:
    """*found* with marked paragraphs made captions again."""
    for block in found:
        if block.text.startswith(_CAPTION):
            yield replace(block, kind="caption", spans=cut(block.spans, 1, len(block.text)))
        else:
            yield block


def _unpacked(source: Source) -> Source:
    """The page inside an MHTML archive ("web page, single file"); any other page as it is."""
    if b"multipart/related" not in source.data[:4096]:
        return source
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    payload = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(payload, bytes):
        return source
    return replace(source, data=payload, encoding=part.get_content_charset())
