"""XML elements: text together with the elements inside it as one string and back, comments, copies."""

from __future__ import annotations

import copy
import re
from typing import Any
from xml.sax.saxutils import escape

_DECLARATION = re.compile(r'\s+xmlns(?::\w+)?="[^"]*"')


def inner(element: Any) -> str:
    """The text of *element*: plain where it holds nothing but text, else as XML without namespace declarations."""
    from lxml import etree

    if not len(element):
        return element.text or ""
    out = [escape(element.text or "")]
    out += [
        _DECLARATION.sub("", etree.tostring(child, encoding="unicode", with_tail=True)) for child in element
    ]
    return "".join(out)


def set_inner(element: Any, text: str, like: Any) -> None:
    """Put *text*, written as :func:`inner` writes that of *like*, into *element*; attributes stay.

    Raises:
        ValueError: the tags in *text* do not match.
    """
    from lxml import etree

    for child in list(element):
        element.remove(child)
    if not len(like):
        element.text = text
        return
    declared = "".join(
        f' xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in like.nsmap.items()
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        wrapped = etree.fromstring(f"<t{declared}>{text}</t>", parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    element.text = wrapped.text
    for child in list(wrapped):
        element.append(child)


def comment_before(element: Any, text: str) -> None:
    """A comment on a line of its own before *element*, indented as that is."""
    from lxml import etree

    comment = etree.Comment(f" {text} ")
    before = element.getprevious()
    comment.tail = before.tail if before is not None else element.getparent().text
    element.addprevious(comment)


def copied(unit: Any) -> Any:
    """A copy of an XML unit."""
    return type(unit).createfromxmlElement(copy.deepcopy(unit.xmlelement))
