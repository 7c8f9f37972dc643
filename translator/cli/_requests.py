"""What ``work`` is asked and answers: JSON lines checked, turned into documents, and editions turned into answers."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from translator.cli import _options
from translator.document import Document, Edition
from translator.errors import InputError, TranslatorError, UsageError
from translator.i18n import _, ui_language

LONGEST = 16 * 1024 * 1024
"""Bytes of one line."""
_FIELDS = {
    "id": (str, int, float, bool, type(None)),
    "text": (str,),
    "from": (str,),
    "to": (str,),
    "glossary": (str, list),
    "format": (str,),
    "output": (str,),
    "layout": (str,),
    "pairs": (bool,),
}


@dataclass(frozen=True, slots=True)
class Request:
    """One line, understood."""

    id: Any
    document: Document
    source: str | None
    target: str
    glossaries: tuple[str, ...]
    output: str = "text"
    layout: str = "translation"
    pairs: bool = False

    @property
    def kind(self) -> tuple[str | None, str, tuple[str, ...]]:
        """Requests of one kind can be translated together."""
        return self.source, self.target, self.glossaries


def identity(line: bytes) -> Any:
    """The ``id`` of a line that may be anything."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, _FIELDS["id"]) else None


def understood(line: bytes, defaults: Mapping[str, Any]) -> Request:
    """The request in *line*; what it does not say is as in *defaults* (``from``, ``to``, ``glossary``).

    Raises:
        InputError, UsageError: it is no request, or asks for what there is not.
    """
    from translator.readers import read_bytes
    from translator.writers import LAYOUTS, WRITERS

    value = _checked(line)
    said = {**defaults, **value}
    if not said.get("to"):
        raise UsageError(
            _("The request does not say into which language."), _("Add “to”, or start with --to.")
        )
    output, layout = said.get("output", "text"), said.get("layout", "translation")
    WRITERS.load(output)
    if WRITERS[output].binary:
        raise UsageError(_("{format} is no text and cannot stand in an answer.").format(format=output), "")
    if layout not in LAYOUTS:
        raise UsageError(
            _("There is no layout “{layout}”.").format(layout=layout),
            _("Known: {names}.").format(names=", ".join(LAYOUTS)),
        )
    named = said.get("glossary") or ()
    return Request(
        value.get("id"),
        read_bytes(value["text"].encode(), "", said.get("format", "text")),
        _options.known_language(said["from"]) if said.get("from") else None,
        _options.known_language(said["to"]),
        (named,) if isinstance(named, str) else tuple(named),
        output,
        layout,
        said.get("pairs", False),
    )


def _checked(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise InputError(_("The line is longer than {n} megabytes.").format(n=LONGEST // 1024**2), "")
    try:
        value = json.loads(line)
        line.decode("utf-8")
    except (ValueError, RecursionError) as error:
        raise InputError(_("The line is not JSON: {reason}.").format(reason=error), "") from error
    if not isinstance(value, dict) or "text" not in value:
        raise InputError(_("A request is an object with “text”."), "")
    for name, held in value.items():
        if name not in _FIELDS:
            raise InputError(
                _("A request has no field “{name}”.").format(name=name),
                _("Known: {names}.").format(names=", ".join(_FIELDS)),
            )
        sound = isinstance(held, _FIELDS[name])
        if not sound or (isinstance(held, list) and not all(isinstance(one, str) for one in held)):
            raise InputError(_("“{name}” has a value of the wrong kind.").format(name=name), "")
    try:
        value["text"].encode("utf-8")
    except UnicodeEncodeError:
        raise InputError(_("The text has half a character in it."), "") from None
    return value


def answer(request: Request, edition: Edition) -> dict[str, Any]:
    """What is said to *request*."""
    from translator.writers import WriteOptions, write_to

    held = io.BytesIO()
    options = WriteOptions(layout=request.layout, ui_language=ui_language(), width=0)  # type: ignore[arg-type]
    write_to(edition, held, request.output, options)
    pairs = list(edition.pairs)
    out: dict[str, Any] = {
        "id": request.id,
        "from": edition.source_language,
        "to": edition.target_language,
        "text": held.getvalue().decode("utf-8").removesuffix("\n"),
        "sentences": len(pairs),
        "flagged": len(edition.flagged),
    }
    if request.pairs:
        out["pairs"] = [
            {
                "source": pair.source_text,
                "target": pair.target_text,
                "status": pair.status,
                "notes": [note.message for note in pair.notes],
            }
            for pair in pairs
        ]
    return out


def failure(number: Any, error: TranslatorError) -> dict[str, Any]:
    """What is said when a request fails."""
    return {
        "id": number,
        "error": {"message": error.message, "hint": error.hint, "status": int(error.exit_code)},
    }
