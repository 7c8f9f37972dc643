"""A message as sentences the pipeline can translate, and back: gaps, hard line breaks, tags and accelerators kept."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator import languages
from translator.casing import begun
from translator.catalogs import accelerators, pieces
from translator.catalogs.accelerators import Label
from translator.catalogs.pieces import VOID, Piece
from translator.document import Mark, Span, Spans
from translator.planning import Unit
from translator.protected import Cut, cut_at, has_letters
from translator.segmentation import sentences

_BREAK = re.compile(r"(?<=[^\s.:;!?|*•-])\n(?=[a-z(])")
_WIDE = 40
"""A text whose lines end in mid-sentence and are at least so long was wrapped by hand."""
CODE = Mark("code")


@dataclass(frozen=True, slots=True)
class Wording:
    """A message taken apart."""

    text: str
    """Without accelerator and hard breaks."""
    label: Label
    width: int
    """Where its lines were broken by hand; 0 for nowhere."""
    places: tuple[tuple[int, int], ...]
    """Its sentences that hold language."""
    dialects: frozenset[str]
    language: str

    def units(self) -> list[Unit]:
        """The sentences, their pieces marked as code and paired tags as marks."""
        found = pieces.find(self.text, self.dialects)
        return [
            Unit(0, _spans(self.text, start, end, found), self.language, context=self.text)
            for start, end in self.places
        ]

    def cuts(self) -> list[Cut]:
        """The sentences cut at every piece: the way that cannot lose one."""
        out = []
        for start, end in self.places:
            found = pieces.find(self.text[start:end], self.dialects)
            out.append(cut_at(self.text[start:end], [(piece.start, piece.end) for piece in found]))
        return out

    def joined(self, translations: Sequence[str], target: str) -> str:
        """The message again with *translations* in the places of its sentences."""
        out, at = "", 0
        for (start, end), translation in zip(self.places, translations, strict=True):
            out += self.text[at:start] + translation
            at = end
        out += self.text[at:]
        if self.width:
            out = "\n".join(_wrapped(line, self.width) for line in out.split("\n"))
        taken = [(p.start, p.end) for p in pieces.find(out, self.dialects)]
        return accelerators.put(self.label, out, taken, target)


def word(text: str, dialects: frozenset[str], language: str) -> Wording:
    """Take *text* apart."""
    label = accelerators.split(text)
    plain, width = label.text, 0
    lines = plain.split("\n")
    if _BREAK.search(plain) and max(map(len, lines)) >= _WIDE:
        width = max(map(len, lines))
        plain = _BREAK.sub(" ", plain)
    found = pieces.find(plain, dialects)
    places = tuple(
        (start, end)
        for start, end in _sentences(plain, found, language)
        if has_letters(_without(plain, start, end, found))
    )
    return Wording(plain, replace(label, text=plain), width, places, dialects, language)


def _sentences(text: str, found: Sequence[Piece], language: str) -> list[tuple[int, int]]:
    """The sentences of *text*, none ending inside a piece; white space at the edges belongs to none."""
    out: list[tuple[int, int]] = []
    for start, end in sentences(text, language):
        inside = out and any(piece.start < start < piece.end for piece in found)
        out[-1:] = [(out[-1][0], end)] if inside else [*out[-1:], (start, end)]
    return [(start, end) for start, end in (_stripped(text, *place) for place in out) if start < end]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _without(text: str, start: int, end: int, found: Sequence[Piece]) -> str:
    """What of a sentence is language."""
    out, at = "", start
    for piece in found:
        if start <= piece.start and piece.end <= end:
            out += text[at : piece.start]
            at = piece.end
    return out + text[at:end]


def _spans(text: str, start: int, end: int, found: Sequence[Piece]) -> Spans:
    """A sentence as spans: pieces are code; a pair of tags becomes a link whose target is ``open\\0close``."""
    own = [piece for piece in found if start <= piece.start and piece.end <= end]
    pairs = _pairs(own, text)
    closing = {close: opened for opened, close in pairs.items()}
    out: list[Span] = []
    marks: list[Mark] = []
    at = start
    for number, piece in enumerate(own):
        out.append(Span(text[at : piece.start], tuple(marks)))
        if number in pairs:
            marks.append(Mark("link", f"{number}\0{piece.text}\0{own[pairs[number]].text}"))
        elif number in closing:
            marks.pop()
        else:
            out.append(Span(piece.text, (*marks, CODE)))
        at = piece.end
    out.append(Span(text[at:end], tuple(marks)))
    return tuple(span for span in out if span.text)


_CAPITAL_NOUNS = {"de", "lb", "nds"}
"""Languages in which a capital at the beginning may be a noun's own."""


def cased(source: str, translation: str, target: str) -> str:
    """*translation* begun as *source* begins: models know sentences and write “Открыть” for “open” too.

    A small letter is asked for only where the source has no capital at all, which may be a name's.
    """
    first = re.match(r"\w+", translation)
    if first is None or not source[:1].isalpha() or not (first[0].islower() or first[0].istitle()):
        return translation
    if source[0].isupper():
        return begun(source, translation)
    if source.islower() and languages.primary(target) not in _CAPITAL_NOUNS:
        return translation[0].lower() + translation[1:]
    return translation


_NAME = re.compile(r"</?([\w:.-]+)")


def _pairs(own: Sequence[Piece], text: str) -> dict[int, int]:
    """Which tags open and close the same element with language between them, by their numbers; properly nested."""
    stack: list[int] = []
    out: dict[int, int] = {}
    for number, piece in enumerate(own):
        name = _NAME.match(piece.text) if piece.kind == "tag" else None
        if name is None or piece.text.endswith("/>") or name[1].lower() in VOID:
            continue
        if not piece.text.startswith("</"):
            stack.append(number)
        elif stack and (opened := _NAME.match(own[stack[-1]].text)) and opened[1] == name[1]:
            first = stack.pop()
            if has_letters(text[own[first].end : piece.start]):
                out[first] = number
        else:
            return {}
    return {} if stack else out


def tagged(spans: Spans) -> str:
    """The text of *spans* with their tags written out again."""
    out = ""
    stack: list[str] = []
    for span in (*spans, Span("")):
        wanted = sorted((mark.target for mark in span.marks if mark.kind == "link"), key=_order)
        while stack and stack != wanted[: len(stack)]:
            out += stack.pop().split("\0")[2]
        for one in wanted[len(stack) :]:
            out += one.split("\0")[1]
            stack.append(one)
        out += span.text
    return out


def _order(mark: str) -> int:
    return int(mark.split("\0", 1)[0])


def _wrapped(line: str, width: int) -> str:
    """*line* broken at *width* characters, its indentation repeated."""
    if len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    tail = line[len(line.rstrip()) :]
    return "\n".join(
        textwrap.wrap(line.strip(), width, initial_indent=indent, subsequent_indent=indent,
                      break_long_words=False, break_on_hyphens=False)
    ) + tail  # fmt: skip
