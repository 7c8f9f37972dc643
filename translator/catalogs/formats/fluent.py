"""Fluent, through fluent.syntax (which translate-toolkit's store stands on too).

Its syntax tree knows where every pattern stands, so translations are put in place and nothing else is touched. Each
pattern is an entry: the value of a message, and each of its attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from translator.catalogs.entries import Asked, Changes, Entry, Review, State
from translator.catalogs.plurals import forms
from translator.catalogs.stores import MARK, note
from translator.errors import InputError
from translator.i18n import _

BILINGUAL = False


class FluentCatalog:
    """See the module."""

    format = "fluent"

    def __init__(self, asked: Asked) -> None:
        self.name = asked.name
        self.remarks: list[str] = []
        self.changes = Changes()
        self.source_language, self.target_language = asked.source or "en", asked.target or ""
        self.forms = forms(self.target_language or "en")
        self.fresh = not (asked.existing or b"").strip()
        self.original = asked.data if self.fresh else asked.existing or b""
        self.text, self.codec = _decoded(self.name, self.original)
        self.source_text, _codec = _decoded(self.name, asked.data)
        there = {} if self.fresh else dict(_patterns(_parsed(self.name, self.text)))
        self.places = dict(_patterns(_parsed(self.name, self.text)))
        self.source_places = dict(_patterns(_parsed(self.name, self.source_text)))
        self.new: dict[str, str] = {}
        self.reviews: dict[str, str] = {}
        self.entries: Sequence[Entry] = [self._entry(key, there) for key in self.source_places]

    def _entry(self, key: str, there: dict[str, tuple[Any, Any]]) -> Entry:
        message, pattern = self.source_places[key]
        source = self.source_text[pattern.span.start : pattern.span.end]
        target = ""
        state: State = "empty"
        if key in there:
            owner, found = there[key]
            target = self.text[found.span.start : found.span.end]
            state = "review" if owner.comment and MARK in (owner.comment.content or "") else "done"
        elif not self.fresh and any(k.partition(".")[0] == message.id.name for k in there):
            state = "locked"  # an attribute the translated message does without
        return Entry(
            key, (source,), (target,), state=state, dialects=frozenset({"fluent", "plain"}), unit=key
        )

    def put(self, entry: Entry, texts: Sequence[str], review: Review | None) -> None:
        """Set the translation."""
        self.new[entry.key] = texts[0]
        if review:
            self.reviews[entry.key.partition(".")[0]] = note(review)
        entry.target, entry.state = tuple(texts), "review" if review else "done"
        self.changes.put.append(entry)

    def clear(self, entry: Entry) -> None:
        """A message is there whole or not at all; see :meth:`data`."""

    def data(self) -> bytes:
        """The file: patterns replaced, in a new file what is not translated left out."""
        lost = self._lost()
        if not (self.new or lost):
            return self.original
        edits: list[tuple[int, int | None, str]] = []
        for name, message in {m.id.name: m for m, _p in self.places.values()}.items():
            if name in lost:
                edits.append((message.span.start, self._after(message), ""))
            elif name in self.reviews and name not in self._marked():
                edits.append(
                    (message.id.span.start - message_sign(message), None, f"# {self.reviews[name]}\n")
                )
        for key, text in self.new.items():
            if key in self.places and key.partition(".")[0] not in lost:
                span = self.places[key][1].span
                start = len(self.text[: span.start].rstrip(" ")) if text.startswith("\n") else span.start
                edits.append((start, span.end, text))
        out = self.text
        for start, end, text in sorted(edits, key=lambda edit: edit[0], reverse=True):
            out = out[:start] + text + out[start if end is None else end :]
        return (out + self._added(lost)).encode(self.codec)

    def _marked(self) -> set[str]:
        return {
            m.id.name for m, _p in self.places.values() if m.comment and MARK in (m.comment.content or "")
        }

    def _lost(self) -> set[str]:
        """Messages of a new file of which some pattern has no translation."""
        if not self.fresh:
            return set()
        return {entry.key.partition(".")[0] for entry in self.entries if entry.key not in self.new}

    def _after(self, message: Any) -> int:
        """Where the line after a message begins, with the empty lines after it."""
        match = re.compile(r"[ \t]*(?:\r?\n)?").match(self.text, message.span.end)
        return match.end() if match else message.span.end

    def _added(self, lost: set[str]) -> str:
        """Messages the translated file did not have."""
        out = "" if self.text.endswith("\n") or not self.text else "\n"
        for message in {id(m): m for m, _p in self.source_places.values()}.values():
            name = message.id.name
            keys = [k for k in self.source_places if k.partition(".")[0] == name]
            if (
                name in lost
                or any(key in self.places for key in keys)
                or not all(key in self.new for key in keys)
            ):
                continue
            start = message.id.span.start - message_sign(message)
            text, at = "", start
            for key in keys:
                span = self.source_places[key][1].span
                text += self.source_text[at : span.start] + self.new[key]
                at = span.end
            mark = f"# {self.reviews[name]}\n" if name in self.reviews else ""
            out += mark + text + self.source_text[at : message.span.end].rstrip("\n") + "\n"
        return out


def message_sign(message: Any) -> int:
    """How many characters stand before the name of a message: the ``-`` of a term."""
    from fluent.syntax import ast

    return 1 if isinstance(message, ast.Term) else 0


def _patterns(resource: Any) -> Iterator[tuple[str, tuple[Any, Any]]]:
    from fluent.syntax import ast

    for entry in resource.body:
        if not isinstance(entry, (ast.Message, ast.Term)):
            continue
        name = entry.id.name
        if entry.value is not None:
            yield name, (entry, entry.value)
        for attribute in entry.attributes:
            if attribute.value is not None:
                yield f"{name}.{attribute.id.name}", (entry, attribute.value)


def _parsed(name: str, text: str) -> Any:
    from fluent.syntax import FluentParser, ast

    resource = FluentParser().parse(text)
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
            reason = entry.annotations[0].message if entry.annotations else ""
            raise InputError(
                _("{name}, line {line}: {reason}").format(name=name, line=line, reason=reason),
                _("Correct the file, then try again."),
            )
    return resource


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    codec = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        return data.decode(codec), codec
    except UnicodeDecodeError as error:
        raise InputError(_("{name} is not UTF-8.").format(name=name)) from error


def read(asked: Asked) -> FluentCatalog:
    """Read an FTL file."""
    return FluentCatalog(asked)
