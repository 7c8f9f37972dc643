"""gettext PO, through translate-toolkit's pure-Python store, which keeps wrapping and comments as they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from translator.catalogs.entries import Asked, Entry, Review
from translator.catalogs.plurals import Form, gettext_forms, gettext_header
from translator.catalogs.stores import StoreCatalog, canonical, multi, note
from translator.errors import InputError
from translator.i18n import _, ngettext

BILINGUAL = True
_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.IGNORECASE)
_FLAGS = {
    "c-format": "c", "objc-format": "c", "php-format": "c", "kde-format": "qt", "qt-format": "qt",
    "python-format": "python", "no-c-format": "plain", "no-python-format": "plain", "java-format": "java",
    "icu-format": "icu",
}  # fmt: skip


class PoCatalog(StoreCatalog):
    """See the module."""

    format = "po"

    def parse(self, data: bytes) -> Any:
        """Parse, with a broken encoding header told in words."""
        from translate.storage import pypo

        refuse_wrong_charset(self.name, data)
        return pypo.pofile.parsestring(data)

    def declared(self, *, source: bool) -> str | None:
        """What the header says."""
        return None if source else canonical(self._header("Language"))

    def plural_forms(self) -> tuple[Form, ...]:
        """By the file's own rule; by the language's where that makes no sense."""
        value = self._header("Plural-Forms")
        own = gettext_forms(value) if value else None
        usual = gettext_header(self.target_language) if self.target_language else ""
        self._new_rule = ""
        if own is None and usual:
            if value and "EXPRESSION" not in value:
                self.remarks.append(
                    _("The Plural-Forms header makes no sense; it becomes “{rule}”.").format(rule=usual)
                )
            self._new_rule = usual
            own = gettext_forms(usual)
        return own or gettext_forms("nplurals=2; plural=(n != 1);") or ()

    def read(self) -> Iterator[Entry]:
        """All but the header and what is obsolete."""
        units = (u for u in self.store.units if u.source and not u.isheader() and not u.isobsolete())
        entries = [self._entry(unit) for unit in units]
        doubled = repeated(entries, set())
        if doubled:
            self.remarks.append(repeated_remark(doubled))
        yield from entries

    def _entry(self, unit: Any) -> Entry:
        plural = unit.hasplural()
        source = tuple(str(s) for s in unit.source.strings) if plural else (str(unit.source),)
        target = tuple(str(s) for s in unit.target.strings) if plural else (str(unit.target or ""),)
        filled = all(target) and (not plural or len(target) >= len(self.forms))
        fuzzy = unit.isfuzzy() and any(target)
        return Entry(
            key=" ".join(source[0].split())[:60],
            source=source,
            target=target,
            forms=self.forms if plural else (),
            state="review" if fuzzy else "done" if filled else "empty",
            dialects=frozenset(_FLAGS[flag] for flag in _FLAGS if unit.hastypecomment(flag)),
            context=unit.getcontext(),
            unit=unit,
        )

    def set_target(self, entry: Entry, texts: Sequence[str]) -> None:
        """Also forgets which older message a fuzzy translation was of."""
        unit = entry.unit
        unit.prev_msgctxt, unit.prev_msgid, unit.prev_msgid_plural = [], [], []
        unit.target = multi(texts) if entry.plural else texts[0]

    def mark(self, entry: Entry, review: Review | None) -> None:
        """Fuzzy, and a comment that says what made it."""
        entry.unit.markfuzzy(bool(review))
        if review and note(review) not in entry.unit.getnotes("translator"):
            entry.unit.addnote(note(review), origin="translator")

    def data(self) -> bytes:
        """The file; a header that lacks the language or the plural rule gets it."""
        if self.changes and self.target_language:
            wanted = {}
            header = self.store.header()
            if header is not None and header.msgstr and not self._header("Language"):
                header.msgstr.append(f'"Language: {self.target_language.replace("-", "_")}\\n"')
            if self._new_rule and any(entry.plural for entry in self.entries):
                wanted["Plural_Forms"] = self._new_rule
            if "CHARSET" in self._header("Content-Type"):
                wanted["Content_Type"] = "text/plain; charset=UTF-8"
            if wanted:
                self.store.updateheader(add=True, **wanted)
        return super().data()

    def _header(self, name: str) -> str:
        return str(self.store.parseheader().get(name) or "")


def repeated(entries: Iterable[Entry], seen: set[int]) -> int:
    """How many of *entries* are in *seen* already, where they are put."""
    count = 0
    for entry in entries:
        identity = hash((entry.context, entry.source[0]))
        count += identity in seen
        seen.add(identity)
    return count


def repeated_remark(count: int) -> str:
    """What to say of messages that occur twice."""
    said = ngettext(
        "{n} message occurs twice; gettext refuses such a file.",
        "{n} messages occur twice; gettext refuses such a file.",
        count,
    )
    return said.format(n=count)


def refuse_wrong_charset(name: str, data: bytes) -> None:
    """Raise an `InputError` with the line where *data* are not in the encoding of their header."""
    found = _CHARSET.search(data[:4096])
    charset = found[1].decode("ascii") if found else "utf-8"
    charset = "utf-8" if charset == "CHARSET" else charset
    try:
        data.decode(charset)
    except LookupError:
        message = _("{name} names an encoding that does not exist: {charset}.").format(
            name=name, charset=charset
        )
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("{name}, line {line}: not {charset}, though the header says so.").format(
            name=name, line=line, charset=charset
        )
    else:
        return
    raise InputError(
        message, _("Correct the charset in the Content-Type line of the header, then try again.")
    )


def read(asked: Asked) -> PoCatalog:
    """Read a PO file."""
    return PoCatalog(asked)
