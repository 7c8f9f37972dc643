"""What a message holds besides language: placeholders, tags, entities, escapes, names of things.

One pattern knows all dialects at once, since protecting too much only costs a word order, while protecting too little
breaks a program. What is ambiguous without a hint (``% d`` in “50 % der”) needs the hint: see ``DIALECTS``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["printf", "named", "tag", "entity", "escape", "name"]

DIALECTS = ("c", "python", "qt", "number", "java", "plain", "icu")
"""Hints: ``c`` takes every printf conversion, ``number`` a bare ``#`` (ICU), ``java`` the quotes of MessageFormat,
``plain`` no printf at all (gettext's ``no-c-format``), ``icu`` that a brace is never text."""

_CONVERSION = r"(?:hh|h|ll|l|q|j|z|t|L|I64|I32)?[diouxXeEfFgGaAcCsSpnm@]"
_WIDTH = r"(?:\*|\d+)?(?:\.(?:\*|\d+)?)?"
_PRINTF = rf"%(?:\d+\$)?[-+#0'{{flag}}]*{_WIDTH}(?:{_CONVERSION}|<PRI\w+>)|%%"
_PARTS: tuple[tuple[Kind, str], ...] = (
    ("tag", r"<(?P<code>ph|bpt|ept|it)\b[^<>]*(?<!/)>.*?</(?P=code)>|<!--.*?-->|<!\[CDATA\[|\]\]>|</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>|</?\d+/?>|\[/?[a-z]{1,6}(?:=[^\]]*)?\](?=\S)"),
    ("named", r"\{\s*\"[^\"\n]*\"\s*\}|%\(\w+\)[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z]|%\{\w+\}|%<\w+>(?:\.\d+)?[a-z]|%#?@\w+@|%L?\d{1,2}(?!\$|[\d.]*[%])(?=\W|$)"
              r"|%Ln|%n(?![a-z])|%[A-Za-z_]\w*%|\$\{[^{}]*\}|\$[A-Za-z_]\w*\$?|\$t\([^()]*\)|\{\{.*?\}\}|\{[^{}\n]*\}"),
    ("printf", _PRINTF),
    ("entity", r"&(?:\#\d+|\#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);"),
    ("escape", r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrtafbv0\"'\\@?])|[\x00-\x08\x0b-\x1f\ue000-\uf8ff]"),
    ("name", r"(?<![\w-])--[A-Za-z][\w-]*(?:=\w+)?|\b[A-Za-z]\w*_\w*[A-Za-z0-9]\b|`[^`\n]+`|(?<!\w)[@!:][a-z]\w+\b"),
)  # fmt: skip


_STRICT_NAMED = r"%\(\w+\)[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z]|%<\w+>[a-z]|\$\{[^{}]*\}|\{\{.*?\}\}|\{[^{}\n]*\}"
"""For C and Python, where ``%1`` and ``%name%`` are nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message that is no language."""

    start: int
    end: int
    text: str
    kind: Kind


@lru_cache(maxsize=32)
def _pattern(dialects: frozenset[str]) -> re.Pattern[str]:
    parts = []
    for kind, pattern in _PARTS:
        if kind == "printf" and "plain" in dialects:
            continue
        chosen = _STRICT_NAMED if kind == "named" and dialects & {"c", "python"} else pattern
        flag = " " if dialects & {"c", "python"} else ""
        parts.append(f"(?P<{kind}>{chosen.replace('{flag}', flag)})")
    if "number" in dialects:
        parts.append("(?P<number>#)")
    return re.compile("|".join(parts), re.DOTALL)


def find(text: str, dialects: frozenset[str] = frozenset()) -> list[Piece]:
    """The pieces of *text*, from left to right."""
    if not _SPECIAL.search(text):
        return []
    out = []
    for match in _pattern(dialects).finditer(text):
        kind = next(name for name, found in match.groupdict().items() if found is not None and name != "code")
        out.append(Piece(*match.span(), match[0], "named" if kind == "number" else kind))  # type: ignore[arg-type]
    return out


_SPECIAL = re.compile(r"[%{}<>&$\\@!:`#_\[\x00-\x08\x0b-\x1f\ue000-\uf8ff]|--")


def lost(
    source: str, target: str, dialects: frozenset[str] = frozenset(), *, lenient: bool = False
) -> list[str]:
    """What of *source* is missing, doubled, new or out of order in *target*; empty when all is well.

    *lenient* forgives what people do on purpose: entities written as characters, names translated.
    """
    mine, theirs = find(source, dialects), find(target, dialects)
    kinds: tuple[Kind, ...] = (
        ("printf", "named", "tag") if lenient else ("printf", "named", "tag", "entity", "escape")
    )
    out: list[str] = []
    for kind in kinds:
        out += _differences(_texts(mine, kind), _texts(theirs, kind))
    if not lenient:
        out += sorted(_texts(mine, "name").keys() - _texts(theirs, "name").keys())
    if not out and _sequence(mine) != _sequence(theirs):
        out.append(" ".join(_sequence(mine)))
    if not out and not _nested(theirs) and _nested(mine):
        out += sorted(_texts(mine, "tag"))
    return out


def _texts(pieces: Iterable[Piece], kind: Kind) -> Counter[str]:
    return Counter(piece.text for piece in pieces if piece.kind == kind)


def _differences(mine: Counter[str], theirs: Counter[str]) -> list[str]:
    return sorted({*(mine - theirs), *(theirs - mine)})


def _sequence(pieces: Sequence[Piece]) -> list[str]:
    """The printf conversions that take their arguments by place."""
    return [
        piece.text
        for piece in pieces
        if piece.kind == "printf" and "$" not in piece.text and piece.text != "%%"
    ]


_TAG = re.compile(r"<(/?)([\w:.-]+)[^<>]*?(/?)>")
VOID = frozenset("area base br col embed hr img input link meta source track wbr x ph bx ex".split())


def _nested(pieces: Iterable[Piece]) -> bool:
    """Whether every tag that is closed was opened, innermost first."""
    stack: list[str] = []
    for piece in pieces:
        match = _TAG.fullmatch(piece.text) if piece.kind == "tag" else None
        if match is None or match[3] or match[2].lower() in VOID:
            continue
        if not match[1]:
            stack.append(match[2])
        elif not stack or stack.pop() != match[2]:
            return False
    return True
