"""A web page made ready for pandoc: one sound tree, nothing that is not text, languages where pandoc sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from translator.readers.pandoc import too_deep

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEPTH = 150
"""Elements nested deeper are unwrapped, their text stays; beyond the parser's own bound of 2048 a page is refused."""
_UNSEEN = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "canvas", "audio",
    "video", "button", "select", "textarea", "input", "dialog", "link", "base",
)  # fmt: skip
_OUTSIDE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "pre", "figure"}
_INSIDE = {"li", "td", "th", "dd", "dt", "figcaption", "article", "main", "body"}
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]+)", re.IGNORECASE
)


def declared_charset(data: bytes) -> str | None:
    """The encoding a page or an XML file names for itself in its first lines."""
    found = _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def parsed(text: str, name: str) -> HtmlElement:
    """The tree of the page *text*, however broken it is.

    Raises:
        InputError: it is nested beyond all reason.
    """
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    tree: HtmlElement = html.document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
    if any("depth" in error.message for error in parser.error_log):
        raise too_deep(name)
    return tree


def prepared(text: str, name: str) -> bytes:
    """The page *text* as sound HTML in UTF-8, without what a reader does not see.

    Raises:
        InputError: as :func:`parsed`.
    """
    from lxml import etree

    tree = parsed(text, name)
    for element in list(tree.iter(*_UNSEEN)):
        element.drop_tree()
    for element in tree.xpath("//body//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"):
        element.drop_tree()
    for element in tree.xpath(
        "//main | //*[@role='main']"
    ):  # pandoc would leave out all that stands outside of it
        element.tag = "div" if element.tag == "main" else element.tag
        element.attrib.pop("role", None)
    flatten(tree)
    _show_languages(tree)
    return bytes(etree.tostring(tree, encoding="utf-8", method="html"))


def flatten(tree: HtmlElement) -> None:
    """Unwrap what is nested deeper than ``DEPTH``."""
    deep: list[Any] = []
    depth = 0
    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > DEPTH:
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()


def _show_languages(tree: HtmlElement) -> None:
    """Give a ``div`` to what declares its language on an element whose attributes pandoc does not keep."""
    for element in tree.xpath("//body/descendant-or-self::*[@lang]"):
        language = element.attrib.pop("lang")
        wrapper = element.makeelement("div", {"lang": language})
        if element.tag in _OUTSIDE and element.getparent() is not None:
            wrapper.tail, element.tail = element.tail, None
            element.getparent().replace(element, wrapper)
            wrapper.append(element)
        elif element.tag in _INSIDE:
            wrapper.text, element.text = element.text, None
            wrapper.extend(list(element))
            element.append(wrapper)
        else:
            element.set("lang", language)
