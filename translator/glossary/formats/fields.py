"""From the plain data of a file to concepts, shared by the formats: every field checked, every error with its line."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NoReturn

from translator.errors import GlossaryError, UsageError
from translator.glossary.concepts import CHOICES, Concept, Context, Remark, Term
from translator.i18n import _
from translator.languages import canonical

_NO_CONTEXT = Context()
_CONCEPT_TEXTS = ("domain", "definition", "source", "note")
_CONCEPT_KEYS = ("id", *_CONCEPT_TEXTS, "priority", "do_not_translate", "context", "lint")
_TERM_TEXTS = ("acronym_of", "prep", "note")
TERM_KEYS = ("term", *(f.name for f in fields(Term) if f.name not in {"text", "language", "line"}))
"""The keys a term may have in a file."""


@dataclass
class Place:
    """Where a concept or term and its keys stand in a file."""

    line: int
    keys: dict[str, int] = field(default_factory=dict)
    terms: dict[str, list[Place]] = field(default_factory=dict)

    def add_term(self, language: str, line: int) -> Place:
        """Note that a term of *language* begins at *line*."""
        place = Place(line)
        self.terms.setdefault(language, []).append(place)
        return place

    def term(self, language: str, index: int) -> Place:
        """The place of the term with this index, or this one when it is not known."""
        terms = self.terms.get(language, ())
        return terms[index] if index < len(terms) else self

    def of(self, key: str) -> int:
        """The line of *key*."""
        return self.keys.get(key, self.line)


@dataclass
class Reader:
    """What is being read, and what was odd about it."""

    where: str
    glossary: str = ""
    """The name of the glossary, once it is known."""
    remarks: list[Remark] = field(default_factory=list)

    def fail(self, line: int, message: str, hint: str = "") -> NoReturn:
        """Stop with *message*, after file and line."""
        raise GlossaryError(f"{self.where}:{line}: {message}", hint)

    def remark(self, line: int, message: str) -> None:
        """Keep *message* for ``lint``."""
        self.remarks.append(Remark(line, message))


def nearest(word: str, known: Iterable[str]) -> str:
    """The member of *known* that looks most like *word*, or nothing."""
    return next(iter(difflib.get_close_matches(word, list(known), 1, 0.6)), "")


def unknown_keys(reader: Reader, place: Place, table: Mapping[str, Any], known: Iterable[str]) -> None:
    """Remark on every key of *table* that is not *known*."""
    names = tuple(known)
    for key in table:
        if key not in names:
            guess = nearest(key, names)
            text = _("unknown key “{key}”; did you mean “{guess}”?") if guess else _("unknown key “{key}”.")
            reader.remark(place.of(key), text.format(key=key, guess=guess))


def concept_from(row: object, place: Place, reader: Reader) -> Concept:
    """The concept a table describes; languages are the keys that hold lists of tables."""
    if not isinstance(row, dict):
        reader.fail(place.line, _("a concept must be a table."))
    identity = _text(row, "id", place, reader)
    if not identity:
        reader.fail(place.line, _("this concept has no id."), _('Add a line such as id = "csto".'))
    terms: list[Term] = []
    for key, value in row.items():
        if key not in _CONCEPT_KEYS and isinstance(value, list) and all(isinstance(v, dict) for v in value):
            language = _language(key, place.term(key, 0).line, reader)
            terms += [term_from(v, language, place.term(key, n), reader) for n, v in enumerate(value)]
    plain = {key: value for key, value in row.items() if not isinstance(value, list) or key in _CONCEPT_KEYS}
    unknown_keys(reader, place, plain, _CONCEPT_KEYS)
    return Concept(
        id=identity,
        terms=tuple(terms),
        **{key: _text(row, key, place, reader) for key in _CONCEPT_TEXTS},
        priority=_number(row, "priority", place, reader),
        do_not_translate=_flag(row, "do_not_translate", False, place, reader),
        context=_context(row["context"], place, reader) if "context" in row else _NO_CONTEXT,
        lint=accepted(row["lint"], place, reader) if "lint" in row else (),
        glossary=reader.glossary,
        line=place.line,
    )


def accepted(value: object, place: Place, reader: Reader) -> tuple[tuple[str, str], ...]:
    """The findings of ``lint`` a table accepts: code = "reason"."""
    if not isinstance(value, dict) or not all(isinstance(reason, str) for reason in value.values()):
        reader.fail(place.of("lint"), _("“lint” must be a table of codes and reasons."))
    return tuple((str(code), reason) for code, reason in value.items())


def term_from(row: Mapping[str, Any], language: str, place: Place, reader: Reader) -> Term:
    """The term a table describes."""
    text = _text(row, "term", place, reader)
    if not text:
        reader.fail(place.line, _("this term has no text."), _('Add a line such as term = "CSTO".'))
    unknown_keys(reader, place, row, TERM_KEYS)
    chosen: dict[str, Any] = {
        key: _choice(row, key, values, place, reader) for key, values in CHOICES.items() if key in row
    }
    chosen |= {key: _text(row, key, place, reader) for key in _TERM_TEXTS}
    return Term(
        text=text,
        language=language,
        **chosen,
        variants=_texts(row["variants"], "variants", place, reader) if "variants" in row else (),
        forms=_forms(row["forms"], place, reader) if "forms" in row else (),
        decline=_flag(row, "decline", True, place, reader),
        context=_context(row["context"], place, reader) if "context" in row else _NO_CONTEXT,
        line=place.line,
    )


def _language(key: str, line: int, reader: Reader) -> str:
    try:
        return canonical(key)
    except UsageError:
        reader.fail(line, _("“{key}” is neither a field nor a language code.").format(key=key))


def _text(row: Mapping[str, Any], key: str, place: Place, reader: Reader) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        reader.fail(place.of(key), _("“{key}” must be text in quotes.").format(key=key))
    return unicodedata.normalize("NFC", value)


def _texts(value: object, key: str, place: Place, reader: Reader) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        reader.fail(place.of(key), _("“{key}” must be a list of texts.").format(key=key))
    return tuple(unicodedata.normalize("NFC", v) for v in value)


def _number(row: Mapping[str, Any], key: str, place: Place, reader: Reader) -> int:
    value = row.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool):
        reader.fail(place.of(key), _("“{key}” must be a whole number.").format(key=key))
    return value


def _flag(row: Mapping[str, Any], key: str, default: bool, place: Place, reader: Reader) -> bool:
    value = row.get(key, default)
    if not isinstance(value, bool):
        reader.fail(place.of(key), _("“{key}” must be true or false.").format(key=key))
    return value


def _choice(row: Mapping[str, Any], key: str, values: tuple[str, ...], place: Place, reader: Reader) -> str:
    value = row[key]
    if value not in values:
        guess = nearest(str(value), values)
        reader.fail(
            place.of(key),
            _("“{value}” is no value of “{key}”.").format(value=value, key=key),
            _("Did you mean “{guess}”?").format(guess=guess)
            if guess
            else _("Known: {names}.").format(names=", ".join(v for v in values if v)),
        )
    return str(value)


def _forms(value: object, place: Place, reader: Reader) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        reader.fail(place.of("forms"), _("“forms” must be a table of case names and texts."))
    return tuple((str(key), unicodedata.normalize("NFC", text)) for key, text in value.items())


def _context(value: object, place: Place, reader: Reader) -> Context:
    if not isinstance(value, dict):
        reader.fail(place.of("context"), _("“context” must be a table with “require” and “forbid”."))
    unknown_keys(reader, place, value, ("require", "forbid"))
    return Context(
        require=_texts(value.get("require", []), "context", place, reader),
        forbid=_texts(value.get("forbid", []), "context", place, reader),
    )
