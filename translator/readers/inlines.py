"""Pandoc's inline elements as spans of marked text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from translator.document import Mark, MarkKind, Span, Spans, merged
from translator.readers.cleaning import clean
from translator.readers.links import safe_target

Json = Any

_MARKS: dict[str, MarkKind] = {
    "Emph": "emphasis",
    "Strong": "strong",
    "Strikeout": "strike",
    "Superscript": "superscript",
    "Subscript": "subscript",
}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_PLAIN = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}


@dataclass(slots=True)
class Aside:
    """What is found inside a paragraph but stands outside of it."""

    notes: list[list[Json]] = field(default_factory=list)
    """The footnotes of the whole document so far, as pandoc's blocks."""
    pictures: list[Spans] = field(default_factory=list)
    """What pictures say instead of themselves, with the links they stand in."""


def spans(elements: list[Json], aside: Aside) -> Spans:
    """The text of *elements*; a line break is a newline, for the caller to settle."""
    return merged(tuple(_walk(elements, (), aside)))


def languages(elements: list[Json]) -> set[str | None]:
    """The languages the elements that carry letters declare; ``None`` stands for no declaration."""
    found: set[str | None] = set()
    for element in elements:
        if element["t"] == "Span":
            found.add(attribute(element["c"][0], "lang"))
        elif element["t"] in {"Emph", "Strong", "Underline"}:
            found |= languages(element["c"])
        elif element["t"] not in _PLAIN:
            found.add(None)
    return found


def attribute(attributes: Json, key: str) -> str | None:
    """The value of *key* in pandoc's triple of id, classes and pairs."""
    return next((value for name, value in attributes[2] if name == key and value), None)


def note_id(number: int) -> str:
    """The id of the footnote with this *number*, from 1."""
    return f"note-{number}"


def _walk(elements: list[Json], marks: tuple[Mark, ...], aside: Aside) -> Iterator[Span]:
    words: list[str] = []  # nearly all elements are words and spaces: one span for a run of them
    for element in elements:
        kind = element["t"]
        if kind == "Str":
            words.append(element["c"])
        elif kind in _PLAIN:
            words.append(_PLAIN[kind])
        else:
            yield Span(_clean("".join(words)), marks)
            words = []
            yield from _element(kind, element.get("c"), marks, aside)
    yield Span(_clean("".join(words)), marks)


def _element(kind: str, content: Json, marks: tuple[Mark, ...], aside: Aside) -> Iterator[Span]:
    if kind in _MARKS:
        yield from _walk(content, _with(marks, Mark(_MARKS[kind])), aside)
    elif kind in {"Code", "Math"}:
        yield Span(_clean(content[1]), _with(marks, Mark("code")))
    elif kind == "Link":
        target = safe_target(content[2][0])
        yield from _walk(content[1], _with(marks, Mark("link", target)) if target else marks, aside)
    elif kind == "Quoted":
        opening, closing = _QUOTES[content[0]["t"]]
        yield Span(opening, marks)
        yield from _walk(content[1], marks, aside)
        yield Span(closing, marks)
    elif kind in {"Span", "Cite"}:
        yield from _walk(content[1], marks, aside)
    elif kind in {"Underline", "SmallCaps"}:
        yield from _walk(content, marks, aside)
    elif kind == "Image":
        _picture(content, marks, aside)
    elif kind == "Note":
        aside.notes.append(content)
        number = len(aside.notes)
        yield Span(f"[{number}]", (*marks, Mark("noteref", note_id(number))))


def _picture(content: Json, marks: tuple[Mark, ...], aside: Aside) -> None:
    """Keep what a picture says, unless that is only its file's name."""
    words = spans(content[1], aside)
    text = "".join(span.text for span in words) or _clean(content[2][1])
    if " " in text.strip():
        aside.pictures.append((Span(text.replace("\n", " ").strip(), marks),))


def _with(marks: tuple[Mark, ...], mark: Mark) -> tuple[Mark, ...]:
    return marks if mark in marks else (*marks, mark)


def _clean(text: str) -> str:
    return text if text.isascii() and text.isprintable() else clean(text)
