"""Quotation marks and brackets that belong together."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARKS = re.compile(r"[“”„«»\"「」『』]")
_BRACKETS = re.compile(r"[()\[\]（）]")
_OPENERS = "„“«「『"
_PARTNER = {"“": "„", "«": "»", "»": "«"}
"""Marks that close in one language and open in another, and what they close."""
_BRACKET_OF = {")": "(", "]": "[", "）": "（"}
LONGEST_QUOTE = 4000
LONGEST_BRACKET = 400
"""Characters; a pair further apart is a slip of the pen, not a pair."""

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of a text, the outermost only, in order."""

    pairs: Pairs

    def around(self, at: int) -> tuple[int, int] | None:
        """The stretch that holds the character at *at*, its two marks included."""
        found = bisect_right(self.pairs, at, key=lambda pair: pair[0]) - 1
        if found >= 0 and self.pairs[found][0] <= at <= self.pairs[found][1]:
            return self.pairs[found]
        return None


def _outermost(pairs: Pairs) -> Spans:
    kept: Pairs = []
    for pair in sorted(pairs, key=lambda p: (p[0], -p[1])):
        if not kept or pair[0] > kept[-1][1]:
            kept.append(pair)
    return Spans(kept)


def _opens(text: str, at: int, open_marks: list[tuple[str, int]]) -> bool:
    """Whether the mark at *at* opens a quotation; some marks open in one language and close in another."""
    mark = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    partner = _PARTNER.get(mark)
    if partner is not None and partner in [other for other, _ in open_marks[-2:]]:
        return False
    if mark == "»":
        return after.isalnum() and not before.isalnum()
    if mark == '"':
        return not (before.strip() and before not in "([—–-") and bool(after.strip())
    return mark in _OPENERS


_CLOSES = {"”": "“„", "“": "„", "»": "«„", "«": "»", "」": "「", "』": "『", '"': '"'}


def quotations(text: str) -> Spans:
    """Where the quotations of *text* stand; a mark without a partner counts as none."""
    pairs: Pairs = []
    stack: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        at, mark = found.start(), found[0]
        if _opens(text, at, stack):
            stack.append((mark, at))
            continue
        for depth in range(len(stack) - 1, max(len(stack) - 4, -1), -1):
            opener, start = stack[depth]
            if opener in _CLOSES.get(mark, ""):
                del stack[depth:]
                if at - start <= LONGEST_QUOTE:
                    pairs.append((start, at))
                break
    return _outermost(pairs)


def brackets(text: str) -> Spans:
    """Where the bracketed stretches of *text* stand."""
    pairs: Pairs = []
    stack: list[tuple[str, int]] = []
    for found in _BRACKETS.finditer(text):
        at, mark = found.start(), found[0]
        if mark not in _BRACKET_OF:
            stack.append((mark, at))
        elif stack and stack[-1][0] == _BRACKET_OF[mark]:
            _mark, start = stack.pop()
            if at - start <= LONGEST_BRACKET:
                pairs.append((start, at))
    return _outermost(pairs)
