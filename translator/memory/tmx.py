"""TMX 1.4b, in and out, of any size in little memory; a broken unit costs that unit and nothing else.

The file is cut at its units and each is parsed alone. So a stray ``&`` in the middle of a hundred thousand units is
one unit skipped, and no declaration in the file's head can make the parser do anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from translator import languages
from translator.errors import InputError, UsageError
from translator.i18n import _
from translator.memory.corrections import clean, language
from translator.memory.cutting import pieces
from translator.memory.store import Correction

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements that hold a format's own codes, not language."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BEFORE = ("prev", "x-context-pre")
_AFTER = ("next", "x-context-post")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a memory as corrections, one for each target language; none when it cannot be used."""

    corrections: tuple[Correction, ...] = ()
    status: str = ""
    """The program's own mark in units it wrote: ``edited``, ``translated`` …; empty in others."""
    broken: str = ""
    """Why it cannot be used."""


def read(path: Path, head: list[str] | None = None) -> Iterator[Unit]:
    """The units of *path* in order; *head* gets what stands before the first.

    Raises:
        InputError: the file cannot be read or is no TMX.
    """
    try:
        with path.open("rb") as file:
            units = pieces(file)
            start = next(units)
            if "<tmx" not in start:
                raise InputError(_("{path} is not a TMX file.").format(path=path))
            if head is not None:
                head.append(start)
            declared = re.search(r"""\bsrclang\s*=\s*["']([^"']+)["']""", start)
            for piece in units:
                yield _unit(piece, declared[1] if declared else "*all*", path.name)
    except OSError as error:
        raise InputError(
            _("Cannot read {path}: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error


def _unit(piece: str, declared: str, origin: str) -> Unit:
    # The standard library's parser is safe here: the piece starts with "<tu", so it cannot declare an entity.
    try:
        made = ET.fromstring(piece)
        texts = [(v.get(_LANG) or v.get("lang") or "", _text(v.find("seg"))) for v in made.iter("tuv")]
    except (ET.ParseError, ValueError, RecursionError) as error:
        return Unit(broken=str(error))
    if "\ufffd" in piece:
        return Unit(broken=_("letters that cannot be read"))
    props = {prop.get("type", ""): "".join(prop.itertext()) for prop in made.iter("prop")}
    try:
        sides = [(languages.canonical(code), clean(text)) for code, text in texts]
    except UsageError as error:
        return Unit(broken=error.message)
    source = _source(sides, made.get("srclang") or declared)
    if source is None or not source[1]:
        return Unit(broken=_("no source"))
    before, after = (_context(props, names) for names in (_BEFORE, _AFTER))
    made_of = props.get("x-origin") or origin
    found = tuple(
        Correction(source[1], text, language(source[0]), language(code), before, after, made_of)
        for code, text in sides
        if text and not languages.same_language(code, source[0])
    )
    if not found:
        return Unit(broken=_("no translation"))
    return Unit(found, props.get("x-status", ""))


def _source(sides: list[tuple[str, str]], declared: str) -> tuple[str, str] | None:
    if declared.lower() != "*all*":
        try:
            wanted = languages.canonical(declared)
        except UsageError:
            wanted = ""
        exact = [side for side in sides if side[0] == wanted]
        alike = [side for side in sides if wanted and languages.same_language(side[0], wanted)]
        return next(iter(exact or alike), None)
    return sides[0] if sides else None


def _text(segment: ET.Element | None) -> str:
    """What a segment says, without a format's codes."""
    if segment is None:
        return ""
    out = [segment.text or ""]
    for child in segment:
        if child.tag not in _CODES:
            out.append(_text(child))
        out.append(child.tail or "")
    return "".join(out)


def _context(props: dict[str, str], names: tuple[str, ...]) -> str:
    return next((clean(re.sub(r"</?seg>", "", props[name])) for name in names if name in props), "")


def write(rows: Iterable[tuple[Correction, str]], file: IO[bytes], program: str) -> int:
    """Write *rows*, each with its status (``edited``, ``translated``), as they come; how many there were."""
    name, _space, version = program.partition(" ")
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool={quoteattr(name)} creationtoolversion={quoteattr(version or "0")} segtype="sentence" '
        'o-tmf="translator-memory" adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
    )
    file.write(head.encode())
    count = 0
    for row, status in rows:
        count += 1
        file.write(_written(row, status).encode("utf-8", "replace"))
    file.write(b"</body>\n</tmx>\n")
    return count


def _written(row: Correction, status: str) -> str:
    date = re.sub(r"[-:]|\+00:00$", "", row.created)
    dated = f' creationdate="{date}Z"' if re.fullmatch(r"\d{8}T\d{6}", date) else ""
    said = {"x-status": status, "prev": row.before, "next": row.after, "x-origin": row.origin}
    props = "".join(f'<prop type="{kind}">{_escaped(text)}</prop>' for kind, text in said.items() if text)
    sides = ((row.source_language, row.source), (row.target_language, row.target))
    variants = "".join(
        f"<tuv xml:lang={quoteattr(code)}><seg>{_escaped(text)}</seg></tuv>" for code, text in sides
    )
    return f"<tu srclang={quoteattr(row.source_language)}{dated}>{props}{variants}</tu>\n"


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text))
