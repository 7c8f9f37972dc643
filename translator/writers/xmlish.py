"""Small XML documents, written a line at a time and escaped by the library."""

from __future__ import annotations

from xml.etree.ElementTree import Element as XmlElement
from xml.etree.ElementTree import SubElement, tostring

from translator.writers.inline import sound

XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{XML}}}lang"
SPACE = f"{{{XML}}}space"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(tag: str, text: str = "", **attributes: str) -> XmlElement:
    """An element; underscores in attribute names stand for hyphens."""
    made = XmlElement(tag, {key.replace("_", "-"): sound(value) for key, value in attributes.items()})
    made.text = sound(text)
    return made


def add(parent: XmlElement, tag: str, text: str = "", **attributes: str) -> XmlElement:
    """A new last child of *parent*."""
    made = SubElement(parent, tag, {key.replace("_", "-"): sound(v) for key, v in attributes.items()})
    made.text = sound(text)
    return made


def append_text(parent: XmlElement, text: str) -> None:
    """Put *text* after everything *parent* holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + sound(text)
    else:
        parent.text = (parent.text or "") + sound(text)


def line(made: XmlElement) -> str:
    """*made* as one line of XML; line breaks in the text are kept."""
    return tostring(made, encoding="unicode") + "\n"
