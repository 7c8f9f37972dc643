"""What a reading edition in a web page says: its sentences keep their names whatever an editor does around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from translator.corrections.applying import Said
from translator.corrections.xml import number_of, pairs_of
from translator.document import Edition, Mark, MarkKind, Span, merged
from translator.errors import InputError
from translator.i18n import _

_MARKS: dict[str, MarkKind] = {
    "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "s": "strike", "del": "strike",
    "sup": "superscript", "sub": "subscript", "code": "code",
}  # fmt: skip
_NOTE = re.compile(r"#note-\d+-t")


def said(data: bytes, name: str, format: str, base: Edition) -> dict[int, Said]:  # noqa: ARG001 - the contract
    """The translations in the page.

    Raises:
        InputError: it is no page at all.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(
            data.decode("utf-8", "replace").encode("utf-8"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, ValueError) as error:
        raise InputError(_("{name} is not a web page.").format(name=name)) from error
    pairs = pairs_of(base)
    out: dict[int, Said] = {}
    for element in root.iter("span"):
        at = number_of(element.get("id"))
        classes = (element.get("class") or "").split()
        if at not in pairs or at is None or "pair" not in classes:
            continue
        target = next((child for child in element if "t" in (child.get("class") or "").split()), None)
        if target is not None:
            out[at] = Said(merged(tuple(_spans(target, ()))))
    return out


def _spans(element: Any, marks: tuple[Mark, ...]) -> Iterator[Span]:
    yield Span(element.text or "", marks)
    for child in element:
        if isinstance(child.tag, str) and not {"marker", "back"} & set((child.get("class") or "").split()):
            own = _mark(child)
            if own and own.kind == "noteref":
                yield Span("".join(child.itertext()), (own,))
            else:
                yield from _spans(child, (*marks, own) if own and own not in marks else marks)
        yield Span(child.tail or "", marks)


def _mark(element: Any) -> Mark | None:
    if element.tag == "a":
        href = element.get("href") or ""
        if _NOTE.fullmatch(href):
            return Mark("noteref", href)
        return None if href.startswith("#term-") else Mark("link", href)
    if element.tag == "sup" and any(
        isinstance(c.tag, str) and _NOTE.fullmatch(c.get("href") or "") for c in element
    ):
        return None
    kind = _MARKS.get(element.tag)
    return Mark(kind) if kind else None
