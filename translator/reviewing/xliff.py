"""Sentence pairs out of XLIFF 1.2 and 2.x, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from translator import languages
from translator.errors import InputError, UsageError
from translator.i18n import _
from translator.memory.corrections import clean, language
from translator.memory.store import Correction
from translator.memory.tmx import Unit

_CODES = frozenset("bpt ept ph it x bx ex sc ec cp".split())
"""Elements that are a format's own codes, not language (``ph`` of 2.x included)."""
_STATES = {
    "final": "edited", "signed-off": "edited", "reviewed": "edited",
}  # fmt: skip
"""States that say a person has seen it; anything else is the machine's or unfinished."""


def read(path: Path) -> tuple[list[Unit], list[str]]:
    """The units of *path*, and its notes.

    Raises:
        InputError: it cannot be read, is not well-formed, or holds declarations that do harm.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import parse

    try:
        root: Any = parse(path, forbid_dtd=True).getroot()
    except OSError as error:
        raise InputError(
            _("Cannot read {path}: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise InputError(_("{path} is not sound XLIFF: {reason}.").format(path=path, reason=error)) from error
    if _name(root) != "xliff":
        raise InputError(_("{path} is not an XLIFF file.").format(path=path))
    notes = ["".join(element.itertext()) for element in root.iter() if _name(element) == "note"]
    found = _second(root, path.name) if root.get("srcLang") else _first(root, path.name)
    return list(found), notes


def _first(root: Any, origin: str) -> Iterator[Unit]:
    for file in _all(root, "file"):
        pair = file.get("source-language", ""), file.get("target-language", "")
        for unit in _all(file, "trans-unit"):
            target = _only(unit, "target")
            state = target.get("state", "") if target is not None else ""
            reviewed = unit.get("approved") == "yes" or (_STATES.get(state) and unit.get("translate") != "no")
            yield _unit(_only(unit, "source"), target, pair, origin, reviewed=bool(reviewed))


def _second(root: Any, origin: str) -> Iterator[Unit]:
    pair = root.get("srcLang", ""), root.get("trgLang", "")
    for unit in _all(root, "unit"):
        keep = unit.get("translate") == "no"
        for segment in _all(unit, "segment"):
            reviewed = _STATES.get(segment.get("state", "")) and not keep
            yield _unit(
                _only(segment, "source"), _only(segment, "target"), pair, origin, reviewed=bool(reviewed)
            )


def _unit(source: Any, target: Any, pair: tuple[str, str], origin: str, *, reviewed: bool) -> Unit:
    try:
        texts = [clean(_text(side)) if side is not None else "" for side in (source, target)]
        known = [language(code) for code in pair]
        own = source.get("{http://www.w3.org/XML/1998/namespace}lang") if source is not None else None
        known[0] = language(own) if own else known[0]
    except UsageError as error:
        return Unit(broken=error.message)
    except RecursionError:
        return Unit(broken=_("nested too deeply"))
    if not all(texts) or languages.same_language(*known):
        return Unit(status="untranslated")
    one = Correction(texts[0], texts[1], known[0], known[1], origin=origin)
    return Unit((one,), "edited" if reviewed else "translated")


def _text(element: Any) -> str:
    out = [element.text or ""]
    for child in element:
        if _name(child) not in _CODES:
            out.append(_text(child))
        out.append(child.tail or "")
    return "".join(out)


def _all(parent: Any, name: str) -> Iterator[Any]:
    return (element for element in parent.iter() if _name(element) == name)


def _only(parent: Any, name: str) -> Any:
    return next((element for element in parent if _name(element) == name), None)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
