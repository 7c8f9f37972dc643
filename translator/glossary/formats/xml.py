"""Reading and writing the XML of glossary formats: no entities, nothing from outside, every element with its line."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from translator.errors import GlossaryError
from translator.glossary.formats.fields import Reader
from translator.i18n import _

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, and the carriage return, which it does not keep."""
_LINE = "line-in-file"


def parsed(data: bytes, where: str) -> Element:
    """The root of the document *data*; :func:`line` tells where an element stands.

    Raises:
        GlossaryError: not XML (line and column are named), or XML with entity declarations.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    class Builder(TreeBuilder):
        def start(self, tag: Any, attrs: dict[Any, Any]) -> Element:
            return super().start(tag, {**attrs, _LINE: str(parser.parser.CurrentLineNumber)})

    parser = DefusedXMLParser(target=Builder(), forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise GlossaryError(
            _("{path}: this file declares XML entities, which could hide anything; it is refused.").format(
                path=where
            ),
            _("Export it again without a document type that defines entities."),
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise _not_xml(error, where) from error
    return root


def line(element: Element) -> int:
    """The line *element* begins in."""
    return int(element.get(_LINE, "0"))


def local(element: Element) -> str:
    """The name of *element* without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> list[Element]:
    """The children of these names (in any namespace)."""
    return [child for child in element if local(child) in names]


def descendants(element: Element, *names: str) -> list[Element]:
    """All elements of these names below *element*."""
    return [child for child in element.iter() if local(child) in names]


def said(element: Element | None) -> str:
    """All text inside *element*, inline marks gone."""
    return "".join(element.itertext()) if element is not None else ""


def language(element: Element, reader: Reader, *attributes: str) -> str:
    """The language *element* names in one of its *attributes*, in the canonical spelling."""
    from translator.errors import UsageError
    from translator.languages import canonical

    code = next((value for name in attributes if (value := element.get(name))), "")
    try:
        return canonical(code)
    except UsageError:
        reader.fail(line(element), _("“{code}” is not a language code.").format(code=code))


def clean(value: Any) -> Any:
    """*value* (a text, or whatever holds texts) without the characters XML cannot hold."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    if isinstance(value, tuple):
        return tuple(map(clean, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: clean(getattr(value, f.name)) for f in fields(value) if f.init})
    return value


def _not_xml(error: Exception, where: str) -> GlossaryError:
    place = where
    if isinstance(error, ParseError):
        number, column = error.position
        place = f"{where}:{number}:{column + 1}"
    reason = re.sub(r":? line \d+, column \d+$", "", str(error))
    return GlossaryError(
        _("{place}: this is not well-formed XML: {reason}.").format(place=place, reason=reason)
    )
