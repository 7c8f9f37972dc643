"""Terms as they are typed on the command line: ``ru=ОДКБ;type=acronym;gender=f``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from translator.errors import UsageError
from translator.glossary.concepts import Concept, Term
from translator.glossary.formats.fields import TERM_KEYS, Place, Reader, concept_from, nearest, term_from
from translator.i18n import _
from translator.languages import canonical

_KEYS = [key for key in TERM_KEYS if key not in {"term", "forms", "context"}]
_NEXT = re.compile(r";\s*(?=[a-z_]+\s*=)")
FIELDS = ("domain", "definition", "source", "note", "priority", "do_not_translate")


def term(text: str) -> Term:
    """The term *text* describes.

    Raises:
        UsageError: it is not written as language=text, or says something unknown.
    """
    language, sign, rest = text.partition("=")
    first, *more = _NEXT.split(rest)
    if not sign or not first.strip():
        raise UsageError(
            _("“{text}” is no term.").format(text=text),
            _("Write language=term, such as ru=ОДКБ;type=acronym;gender=f."),
        )
    row: dict[str, Any] = {"term": first.strip()}
    for part in more:
        key, _sign, value = (piece.strip() for piece in part.partition("="))
        if key not in _KEYS:
            guess = nearest(key, _KEYS)
            raise UsageError(
                _("A term has no field “{key}”.").format(key=key),
                _("Did you mean “{guess}”?").format(guess=guess)
                if guess
                else _("Known: {names}.").format(names=", ".join(_KEYS)),
            )
        row[key] = _value(key, value)
    return term_from(row, canonical(language), Place(0), Reader(text))


def _value(key: str, value: str) -> Any:
    if key == "variants":
        return [part.strip() for part in value.split("|") if part.strip()]
    return value.casefold() in {"true", "yes", "1"} if key == "decline" else value


def field(text: str) -> tuple[str, Any]:
    """A field of a concept, typed as ``domain=law``.

    Raises:
        UsageError: there is no such field.
    """
    key, sign, value = text.partition("=")
    key = key.strip()
    if not sign or key not in FIELDS:
        guess = nearest(key, FIELDS)
        raise UsageError(
            _("A concept has no field “{key}”.").format(key=key),
            _("Did you mean “{guess}”?").format(guess=guess)
            if guess
            else _("Known: {names}.").format(names=", ".join(FIELDS)),
        )
    if key == "priority":
        if not re.fullmatch(r"-?\d{1,9}", value.strip()):
            raise UsageError(_("“{key}” must be a whole number.").format(key=key))
        return key, int(value)
    return key, value.casefold() in {"true", "yes", "1"} if key == "do_not_translate" else value.strip()


def concept(identity: str, terms: Sequence[str], fields: dict[str, Any]) -> Concept:
    """A concept of typed parts."""
    from dataclasses import replace

    made = concept_from(
        {"id": identity, **{k: v for k, v in fields.items() if v}}, Place(0), Reader(identity)
    )
    return replace(made, terms=grouped([term(text) for text in terms]))


def grouped(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms by language, as a file holds them."""
    order = {tag: at for at, tag in enumerate(dict.fromkeys(t.language for t in terms))}
    return tuple(sorted(terms, key=lambda t: order[t.language]))
