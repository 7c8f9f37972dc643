"""Catalogs on translate-toolkit's stores: what is common to them. A format says only what differs.

:class:`StoreCatalog` is for files that hold both languages; :class:`TranslatedFile` for formats with one language a
file, where the translation is a second file made after the first.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from translator import languages
from translator.catalogs import layout
from translator.catalogs.encoding import decoded, encoded, read_as, refuse_entities, with_ends
from translator.catalogs.entries import Asked, Changes, Entry, Review
from translator.catalogs.plurals import Form, forms
from translator.errors import InputError, UsageError
from translator.i18n import _

MARK = "needs review: machine translation"
"""Begins the comment that marks an entry where the format has no mark of its own; understood again when read."""


class StoreCatalog:
    """See the module."""

    format = ""
    markup = False
    """Whether the file is made of tags rather than lines."""
    bilingual = True
    comment_sign = ""
    """What begins a comment that the serialiser may drop."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.name = asked.name
        self.remarks: list[str] = []
        self.changes = Changes()
        self.plain: str | None = None
        self.own_hand = True
        self.original = asked.data
        refuse_entities(asked.name, self.original)
        self.store = self._parsed(self.original)
        self.source_language = asked.source or self.declared(source=True) or "en"
        self.target_language = self._target(self.declared(source=False))
        self.prepare(self.store)
        self.forms = self.plural_forms()
        self.entries: Sequence[Entry] = list(self.read())

    # What a format may say.

    def parse(self, data: bytes) -> Any:
        """The store of *data*; any error means that it is no such file."""
        raise NotImplementedError

    def read(self) -> Iterator[Entry]:
        """The entries of the store."""
        raise NotImplementedError

    def set_target(self, entry: Entry, texts: Sequence[str]) -> None:
        """Put *texts* into the unit."""
        entry.unit.target = multi(texts) if entry.plural else texts[0]

    def mark(self, entry: Entry, review: Review | None) -> None:
        """Mark the unit as a machine's work, or as nobody's doubt."""
        if review:
            entry.unit.markfuzzy(True)
            entry.unit.addnote(note(review), origin="translator")

    def declared(self, *, source: bool) -> str | None:
        """The language the file itself names."""
        store = self.store
        return canonical(store.getsourcelanguage() if source else store.gettargetlanguage())

    def prepare(self, store: Any) -> None:
        """Tell the store what it must know before it is read or written."""

    def plural_forms(self) -> tuple[Form, ...]:
        """The forms a plural needs."""
        return forms(self.target_language or "en")

    def finished(self, text: str) -> str:
        """The text of a changed file, last corrections made."""
        return text

    # What is the same for all.

    def put(self, entry: Entry, texts: Sequence[str], review: Review | None) -> None:
        """Set the translation."""
        self.note_hand()
        self.set_target(entry, texts)
        self.mark(entry, review)
        entry.target = tuple(texts)
        entry.state = "review" if review else "done"
        self.changes.put.append(entry)

    def clear(self, entry: Entry) -> None:
        """Nothing to do: an empty entry stays as it is."""

    def note_hand(self) -> None:
        """Before anything is changed: how the serialiser writes what the file says."""
        if self.plain is None:
            self.plain = self._text(self.store, decoded(self.original, self.store)[1])

    def data(self) -> bytes:
        """The file as it is now."""
        if not self.changes:
            return self.original
        before, codec = decoded(self.original, self.store)
        end = layout.line_ends(before)
        plain, after = (
            with_ends(text, end) for text in (self.plain or before, self._text(self.store, codec))
        )
        kept = (
            layout.keep(before, plain, after, markup=self.markup, comment=self.comment_sign)
            if self.own_hand
            else after
        )
        return encoded(self.finished(kept), codec)

    def _text(self, store: Any, codec: str) -> str:
        out = io.BytesIO()
        with _quiet():
            store.serialize(out)
        return read_as(out.getvalue(), codec)

    def _target(self, declared: str | None) -> str:
        asked = self.asked.target
        if asked and declared and self.bilingual and not languages.same_language(asked, declared):
            raise UsageError(
                _("{name} is a catalog for {language}.").format(name=self.name, language=declared),
                _("Leave --to out, or give --to {language}.").format(language=declared),
            )
        return asked or declared or ""

    def _parsed(self, data: bytes) -> Any:
        with _quiet():
            try:
                return self.parse(data)
            except (UsageError, InputError):
                raise
            except RecursionError:
                raise
            except Exception as error:  # the toolkit's parsers raise what they like
                reason = " ".join(str(error).split())[:200] or type(error).__name__
                raise InputError(
                    _("{name} cannot be read as {format}: {reason}").format(
                        name=self.name, format=self.format, reason=reason
                    ),
                    _("If it is another format, name it with --format."),
                ) from error


class TranslatedFile(StoreCatalog):
    """A format with one language a file: entries come from the source file, translations go into another.

    Where the translated file exists it is completed; else it is made after the source file, with the same order and
    comments, and without what could not be translated, which programs then show in the source language.
    """

    bilingual = False

    def __init__(self, asked: Asked) -> None:
        self._made_after_source = not (asked.existing or b"").strip()
        super().__init__(asked)
        self.source_store = self.store
        self.original = asked.data if self._made_after_source else asked.existing or b""
        refuse_entities(asked.name, self.original)
        self.store = self._parsed(self.original)
        self.prepare(self.store)
        self._join()

    def declared(self, *, source: bool) -> str | None:
        """Such a file seldom says."""
        del source
        return None

    def prepare(self, store: Any) -> None:
        """The store writes the plural forms we fill, in our order."""
        if self.target_language:
            speak(store, self.target_language)

    def text_of(self, unit: Any) -> tuple[str, ...]:
        """The text of a unit of either file, one a form."""
        value = unit.target
        strings = getattr(value, "strings", None)
        return tuple(str(s) for s in strings) if strings else (value or "",)

    def is_marked(self, unit: Any) -> bool:
        """Whether the unit carries our mark."""
        return MARK in (unit.getnotes() or "")

    def mark(self, entry: Entry, review: Review | None) -> None:
        """A comment before the entry, where the format has comments."""

    def put(self, entry: Entry, texts: Sequence[str], review: Review | None) -> None:
        """Set the translation, in a new unit where the file has none."""
        self.note_hand()
        if entry.unit is None:
            entry.unit = self.graft(self._source_unit[entry.key])
        super().put(entry, texts, review)

    def graft(self, unit: Any) -> Any:
        """A copy of a unit of the source file, at the end of the other."""
        new = self.store.UnitClass("")
        new.set_unitid(unit.get_unitid())
        self.store.addunit(new)
        return new

    def drop(self, unit: Any) -> None:
        """Take a unit out of the translated file."""
        self.store.removeunit(unit)

    def data(self) -> bytes:
        """The translated file."""
        if self._made_after_source:
            wanted = {id(entry.unit) for entry in self.changes.put}
            for entry in self.entries:
                if entry.unit is not None and id(entry.unit) not in wanted:
                    self.note_hand()
                    self.drop(entry.unit)
                    self.changes.cleared.append(entry)
                    entry.unit = None
        return super().data()

    def _join(self) -> None:
        """Bring the entries of the source file and the units of the translated one together."""
        self._source_unit = {entry.key: entry.unit for entry in self.entries}
        there = {unit.getid(): unit for unit in self.store.units}
        for entry in self.entries:
            unit = there.get(entry.unit.getid())
            entry.unit = unit
            if self._made_after_source or unit is None:
                continue
            texts = self.text_of(unit)
            entry.target = texts
            if entry.state != "locked":
                filled = all(texts) if not entry.plural else any(texts)
                entry.state = ("review" if self.is_marked(unit) else "done") if filled else "empty"


def multi(texts: Sequence[str]) -> Any:
    """*texts* as the toolkit's plural string."""
    from translate.misc.multistring import multistring

    return multistring(list(texts))


def speak(store: Any, language: str) -> None:
    """Have *store* read and write the plural forms of *language*: all that CLDR names, where the toolkit leaves
    those of fractions out."""
    store.settargetlanguage(language.replace("-", "_"))
    tags = [form.name for form in forms(language)]
    store.get_plural_tags = lambda _target=None: list(tags)


def by_tags(entry: Entry, texts: Sequence[str], tags: Sequence[str]) -> list[str]:
    """*texts* in the order of the CLDR categories *tags*; a category the language lacks gets the last form."""
    found: Mapping[str, str] = {form.name: text for form, text in zip(entry.forms, texts, strict=True)}
    return [found.get(tag) or found.get("other") or texts[-1] for tag in tags]


def note(review: Review) -> str:
    """The words of the mark."""
    return f"{MARK} ({review.origin})"


def canonical(code: str | None) -> str | None:
    """A language a file names, in our spelling; ``None`` for nonsense."""
    if not code:
        return None
    try:
        return languages.canonical(re.split(r"[.@]", str(code))[0])
    except UsageError:
        return None


@contextmanager
def _quiet() -> Iterator[None]:
    """The toolkit logs to the screen what we tell in our own words."""
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(level)
