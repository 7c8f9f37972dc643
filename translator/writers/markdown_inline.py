"""Sentences as Markdown: escaped, so that they read as they did, with marks that every flavour understands.

Where ``*`` would not be taken for emphasis (beside a letter and a quotation mark at once, as Chinese and Russian
often have it) the HTML element stands instead; CommonMark section 6.2 has the rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from translator.document import Mark, Spans
from translator.writers.inline import printable
from translator.writers.links import safe_address

Piece = tuple[str, tuple[Mark, ...]]
_ORDER = ("link", "noteref", "strong", "emphasis", "strike", "superscript", "subscript", "code")
_DELIMITERS = {"strong": "**", "emphasis": "*", "strike": "~~"}
_TAGS = {"strong": "strong", "emphasis": "em", "strike": "del", "superscript": "sup", "subscript": "sub"}
_SPECIAL = re.compile(r"[\\`*\[\]<>|~^$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)]))")
BREAK = "\\\n"
"""A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Where links of an edition lead."""

    base: str = ""
    """The address of the article."""
    notes: Mapping[str, int] = field(default_factory=dict)
    """Id of a note → its number."""


def escape(text: str) -> str:
    """*text* so that Markdown shows it as it is; every run of white space becomes one space."""
    text = re.sub(r"\s+", " ", printable(text))
    return _SPECIAL.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", text)


def opening(line: str) -> str:
    """*line* so that its beginning is not taken for a heading, a list or a rule."""
    line = line.lstrip()
    return _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)


def inline(spans: Spans, to: Targets) -> str:
    """*spans* as Markdown."""
    return _render([(span.text, _sorted(span.marks)) for span in spans], to, "", "")


def code_span(text: str) -> str:
    """*text* between as many backticks as it needs."""
    if "\\|" in text:  # what no cell of a table can hold between backticks
        return f"<code>{escape(text).strip()}</code>"
    text = re.sub(r"\s+", " ", printable(text)).strip()
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}" if text else ""


def _render(pieces: list[Piece], to: Targets, before: str, after: str) -> str:
    """*pieces* between the letters *before* and *after*, which decide whether delimiters work."""
    out = ""
    groups = [(mark, list(group)) for mark, group in groupby(pieces, key=_outermost)]
    for at, (mark, members) in enumerate(groups):
        following = groups[at + 1][1][0][0][:1] if at + 1 < len(groups) else after
        text = "".join(text for text, _marks in members)
        if mark is None:
            part = escape(text)
        elif mark.kind == "code":
            part = code_span(text)
        else:
            inner = [(text, marks[1:]) for text, marks in members]
            part = _marked(mark, inner, to, (out or before)[-1:], following)
        out = _joined(out, part)
    return out


def _outermost(piece: Piece) -> Mark | None:
    return piece[1][0] if piece[1] else None


def _sorted(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(sorted(dict.fromkeys(marks), key=lambda mark: _ORDER.index(mark.kind)))


def _joined(before: str, after: str) -> str:
    """Two pieces, kept from making something new where they meet: one delimiter of two, an image of a link."""
    end, start = before[-1:], after[:1]
    if end == "!" and start == "[":
        return f"{before[:-1]}\\!{after}"
    if end in {"*", "~", "`"} and start == end and before[-2:-1] != "\\":
        return f"{before}<!-- -->{after}"
    return before + after


def _marked(mark: Mark, pieces: list[Piece], to: Targets, before: str, after: str) -> str:
    text = "".join(text for text, _marks in pieces)
    if not text.strip():
        return escape(text)
    if mark.kind == "noteref":
        number = to.notes.get(mark.target)
        return f"[^{number}]" if number else f"<sup>{_render(pieces, to, '', '')}</sup>"
    if mark.kind == "link":
        address = safe_address(mark.target, to.base)
        inner = _render(pieces, to, "[" if address else before, "]" if address else after)
        return f"[{inner}](<{address}>)" if address else inner
    return _emphasised(mark, pieces, to, before, after)


def _emphasised(mark: Mark, pieces: list[Piece], to: Targets, before: str, after: str) -> str:
    """Delimiters hug the letters: blanks at the ends move outside."""
    inner = _render(pieces, to, before, after)
    lead = inner[: len(inner) - len(inner.lstrip())]
    trail = inner[len(inner.rstrip()) :]
    core = inner.strip()
    delimiter = _DELIMITERS.get(mark.kind)
    if delimiter and _opens(lead[-1:] or before, core[0]) and _opens(trail[:1] or after, core[-1]):
        return f"{lead}{delimiter}{core}{delimiter}{trail}"
    return f"{lead}<{_TAGS[mark.kind]}>{core}</{_TAGS[mark.kind]}>{trail}"


def _opens(outside: str, inside: str) -> bool:
    """Whether a delimiter between the two letters faces *inside*; the rule is the same at both ends."""
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
