"""Sentences with their marks, terms and notes as markup that nests well, for pages and books alike.

Everything that comes from an article passes through :func:`markupsafe.escape` here; addresses pass through
:func:`translator.writers.links.safe_address`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

from translator.document import Edition, Mark, Pair, Spans, cut
from translator.writers.links import anchor_of, safe_address

Side = Literal["s", "t"]
"""Source or translation."""
Tag = tuple[str, str]
"""How an element opens and closes."""
_ORDER = ("link", "noteref", "strong", "emphasis", "strike", "superscript", "subscript", "code")
_TAGS = {
    "strong": "strong", "emphasis": "em", "strike": "s", "superscript": "sup", "subscript": "sub", "code": "code",
}  # fmt: skip
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufdd0-\ufdef]")
_BIDI_ISOLATES = "\u2066\u2067\u2068"
_BIDI_EMBEDDINGS = "\u202a\u202b\u202d\u202e"


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of a sentence that has a card."""

    start: int
    end: int
    card: int
    """The number of the card, from 1."""


@dataclass(slots=True)
class Anchors:
    """What links inside an edition point to, and which of them are taken."""

    cards: Mapping[tuple[str, str], int]
    """(glossary, concept) → number of the card, from 1."""
    notes: Mapping[str, int]
    """Id of a note block → its number, from 1."""
    blocks: Mapping[str, int]
    """Id of a block that a link leads to → the number of its first pair; each side has its own target."""
    base: str = ""
    """The address of the article, if it has one."""
    terms_file: str = ""
    """The file the cards are in, when it is not this one."""
    taken: set[str] = field(default_factory=set)
    uses: dict[int, list[str]] = field(default_factory=dict)
    """Number of a card → ids of the pairs it occurs in, filled while rendering."""


def anchors(edition: Edition) -> Anchors:
    """The anchors of an edition that is one page."""
    notes = [block.id for block in edition.blocks if block.kind == "note" and block.id]
    return Anchors(
        cards={(card.glossary, card.concept): at for at, card in enumerate(edition.cards, 1)},
        notes={id_: at for at, id_ in enumerate(dict.fromkeys(notes), 1)},
        blocks=_link_targets(edition),
        base=edition.metadata.get("source", ""),
    )


def _link_targets(edition: Edition) -> dict[str, int]:
    linked = {
        anchor_of(mark.target)
        for pair in edition.pairs
        for span in (*pair.source, *pair.target)
        for mark in span.marks
        if mark.kind == "link"
    }
    out: dict[str, int] = {}
    number = 1
    for block in edition.blocks:
        if block.id in linked and block.pairs:
            out.setdefault(block.id, number)
        number += len(block.pairs)
    return out


def printable(text: str) -> str:
    """*text* without characters no page or book may hold, its bidi controls closed at its end."""
    text = sound(text)
    return text + _closers(text) if not text.isascii() else text


def sound(text: str) -> str:
    """*text* without the characters that XML forbids or a terminal obeys."""
    return _UNPRINTABLE.sub("", text)


def _closers(text: str) -> str:
    opened: list[str] = []
    for letter in text:
        if letter in _BIDI_EMBEDDINGS:
            opened.append("\u202c")
        elif letter in _BIDI_ISOLATES:
            opened.append("\u2069")
        elif letter in "\u202c\u2069" and opened and opened[-1] == letter:
            opened.pop()
    return "".join(reversed(opened))


def sentence(pair: Pair, side: Side, to: Anchors) -> Markup:
    """One side of *pair* as markup."""
    spans = pair.source if side == "s" else pair.target
    return render(spans, terms(pair, side, to), side, to)


def terms(pair: Pair, side: Side, to: Anchors) -> list[Term]:
    """The terms of one side that have a card, in order and without overlaps."""
    found = []
    for use in pair.terms:
        place = use.source if side == "s" else use.target
        card = to.cards.get((use.glossary, use.concept))
        if place and card and place[0] < place[1]:
            found.append(Term(*place, card))
    found.sort(key=lambda term: (term.start, -term.end))
    out: list[Term] = []
    for term in found:
        if not out or term.start >= out[-1].end:
            out.append(term)
    return out


def render(spans: Spans, marked: Iterable[Term], side: Side, to: Anchors) -> Markup:
    """*spans* as nested markup; neighbours that share outer marks share the elements."""
    parts: list[str] = []
    opened: list[Tag] = []
    for text, tags in _pieces(spans, marked, side, to):
        shared = 0
        while shared < min(len(opened), len(tags)) and opened[shared] == tags[shared]:
            shared += 1
        parts += [close for _open, close in reversed(opened[shared:])]
        parts += [open_ for open_, _close in tags[shared:]]
        parts.append(str(escape(_UNPRINTABLE.sub("", text))))
        opened = tags
    parts += [close for _open, close in reversed(opened)]
    ends = _closers("".join(span.text for span in spans))
    return Markup("".join(parts) + ends)  # noqa: S704 - every part was escaped above


def _pieces(spans: Spans, marked: Iterable[Term], side: Side, to: Anchors) -> Iterator[tuple[str, list[Tag]]]:
    """Stretches of equal marks and the elements around them, in the order in which they nest."""
    at = 0
    for term in [*marked, None]:
        upto = term.start if term else sum(len(span.text) for span in spans)
        yield from ((s.text, _tags(s.marks, side, to)) for s in cut(spans, at, upto))
        if term:
            inside = cut(spans, term.start, term.end)
            outer = _term_tag(term, inside, to)
            yield from ((s.text, [outer, *_tags(s.marks, side, to)]) for s in inside)
            at = term.end


def _term_tag(term: Term, inside: Spans, to: Anchors) -> Tag:
    """A link to the card, or only the underline where there is a link already: links do not nest."""
    if any(mark.kind in {"link", "noteref"} for span in inside for mark in span.marks):
        return '<span class="term">', "</span>"
    return f'<a class="term" href="{to.terms_file}#term-{term.card}">', "</a>"


def _tags(marks: tuple[Mark, ...], side: Side, to: Anchors) -> list[Tag]:
    linked = False
    out = []
    for mark in sorted(dict.fromkeys(marks), key=lambda mark: _ORDER.index(mark.kind)):
        if mark.kind in {"link", "noteref"}:
            if not linked:
                out.append(
                    _link_tag(mark, side, to) if mark.kind == "link" else _reference_tag(mark, side, to)
                )
            linked = True
        else:
            out.append((f"<{_TAGS[mark.kind]}>", f"</{_TAGS[mark.kind]}>"))
    return [tag for tag in out if tag[0]]


def _link_tag(mark: Mark, side: Side, to: Anchors) -> Tag:
    inside = to.blocks.get(anchor_of(mark.target) or "")
    address = f"#p{inside}-{side}" if inside else safe_address(mark.target, to.base)
    if not address:
        return '<span class="no-link">', "</span>"
    rel = "" if inside else ' rel="noopener noreferrer"'
    return f'<a href="{escape(address)}"{rel}>', "</a>"


def _reference_tag(mark: Mark, side: Side, to: Anchors) -> Tag:
    number = to.notes.get(mark.target)
    if not number:
        return "<sup>", "</sup>"
    name = f"ref-{number}-{side}"
    own = "" if name in to.taken else f' id="{name}"'
    to.taken.add(name)
    href = f"#note-{number}-{side}"
    return f'<sup><a class="noteref" role="doc-noteref"{own} href="{href}">', "</a></sup>"
