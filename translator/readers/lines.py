"""What a single line of plain text is: a rule, the start of a list item, a photo credit, or just words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

FINAL = ".!?…:;,"
CLOSING = "\"'”’»“)]}›"

_RULE = re.compile(r"([_\-*=~—–•#·.+☆★⁂])(?:[ \t]*\1){2,}|⁂")
_BULLET = re.compile(r"([•◦‣⁃▪▫●○■□►➤▶✓✔∙·*–-]|\(?(\d{1,3})[.)])[ \t\u00a0]+(?=\S)")
_GLUED_BULLET = re.compile(r"([•◦‣▪▫●■►➤▶])(?=\w|[\"“„«])")

_PHOTO = (
    "Photos?|PHOTO|Photograph|Picture|Foto|FOTO|Fotografie|Fotografia|Surs[aă] foto|Credit foto"
    "|Фото|ФОТО|Фотография|Фотографія|Снимка|Світлина|Зображення|Ілюстрація|Иллюстрация"
)
_CREDIT = re.compile(rf"(?:{_PHOTO})(?: (?:credit|by|courtesy))?[ \u00a0]?[:©|]")
_STARTS_CAPTION = re.compile(rf"(?:{_PHOTO})(?:\s*(?:[:©|/]|—|–)|\s+(?:credit|by|courtesy)\b|\s+\S)")
_WHOLE_CAPTION = 400
_WHOLE_CREDIT = 120
_SHORT_CREDIT = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end, its indent counted in columns."""

    text: str
    indent: int
    marker: str = ""
    """For the first line of a list item: ``•``, ``-``, ``2.`` …"""
    number: int | None = None
    """The number of a numbered item."""
    rule: bool = False
    heading: int = 0
    """For a line that the next one underlines: the level, 1 for ``===`` and 2 for ``---``."""

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends with a full stop or its like, quotes and brackets aside."""
        return self.text.rstrip(CLOSING)[-1:] in {".", "!", "?", "…"}

    @property
    def first_word(self) -> int:
        """The length of the first word; 1 where words are not divided by spaces."""
        return 1 if _is_wide(self.text[:1]) else len(self.text.split(maxsplit=1)[0])


def line(raw: str) -> Line:
    """Tell what kind of line *raw* is by itself."""
    expanded = raw.expandtabs(4)
    text = " ".join(re.split(r"[ \t]+", raw.strip()))
    indent = len(expanded) - len(expanded.lstrip())
    if is_rule(text):
        return Line(text, indent, rule=True)
    found = _BULLET.match(text) or _GLUED_BULLET.match(text)
    if found is None:
        return Line(text, indent)
    number = int(found.group(2)) if found.re is _BULLET and found.group(2) else None
    return Line(text[found.end() :], indent, found.group(1), number)


def is_rule(text: str) -> bool:
    """Whether *text* is a line drawn with characters: ``____``, ``* * *``, ``---``; dots alone are an omission."""
    return text.strip(". ") != "" and _RULE.fullmatch(text.strip()) is not None


def unmarked(item: Line) -> Line:
    """*item* as a plain line again, its marker back in its text."""
    return Line(f"{item.marker} {item.text}", item.indent)


def without_false_numbers(lines: Sequence[Line | None]) -> list[Line | None]:
    """*lines* where a number opens an item only beside its neighbour: “3. Oktober” alone is no list."""
    numbered = [(at, held) for at, held in enumerate(lines) if held is not None and held.number is not None]
    out = list(lines)
    for place, (at, held) in enumerate(numbered):
        beside = {n.number for _at, n in numbered[max(place - 1, 0) : place + 2]}
        number = held.number or 0
        if not beside & {number - 1, number + 1}:
            out[at] = unmarked(held)
    return out


def with_underlined(lines: Sequence[Line | None]) -> list[Line | None]:
    """*lines* with a single line made a heading where the next one is its underline (``===`` or ``---``)."""
    out = list(lines)
    for at in range(1, len(lines)):
        below, above = lines[at], lines[at - 1]
        if below is None or above is None or not below.rule or above.rule or above.marker:
            continue
        alone = at < 2 or lines[at - 2] is None
        fits = set(below.text) in ({"="}, {"-"}) and abs(len(below.text) - len(above.text)) <= 3
        if alone and fits:
            out[at - 1] = replace(above, heading=1 if below.text[0] == "=" else 2)
            out[at] = None
    return out


def caption_parts(text: str) -> tuple[str, ...]:
    """The parts of a picture's caption, description and credit, or nothing when *text* is no caption.

    Pages copied from a browser have both glued together: “…World War IIPhoto: A. Name / Agency”.
    """
    if len(text) > _WHOLE_CAPTION:
        return ()
    if _STARTS_CAPTION.match(text) and (
        _CREDIT.match(text) or (len(text) <= _SHORT_CREDIT and not text.endswith((".", "!", "?")))
    ):
        return (text,)
    found = next((m for m in _CREDIT.finditer(text, 1) if _is_credit(text, m)), None)
    if found is None:
        return ()
    before = text[: found.start()]
    if before[-1:] in {"(", "[", "/", "|"} or before.rstrip()[-1:] in {"(", "["}:
        return (text,)
    return tuple(part for part in (before.rstrip(), text[found.start() :]) if part)


def _is_credit(text: str, found: re.Match[str]) -> bool:
    """Whether what was found names somebody and stands near the end."""
    return len(text) - found.start() <= _WHOLE_CREDIT and text[found.end() :].strip() != ""


def heading_like(text: str, limit: int) -> bool:
    """Whether *text* alone could be a headline: short, begun as a sentence and not ended as one."""
    if not text or len(text) > limit or text[-1] in FINAL or text.rstrip(CLOSING)[-1:] in FINAL:
        return False
    letters = [sign for sign in text if sign.isalpha()]
    begins = next((sign for sign in text if sign.isalnum()), "")
    return len(letters) * 2 > len(text) and not begins.islower()


def _is_wide(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or "\uff00" <= sign <= "\uffef"


def joint(before: str, after: str) -> str:
    """What stands between two lines that are one: nothing after a hyphen or between Chinese characters."""
    if _is_wide(before[-1:]) and _is_wide(after[:1]):
        return ""
    hyphen = before[-1:] in {"-", "\u2010"} and before[-2:-1].isalpha() and after[:1].isalnum()
    return "" if hyphen else " "
