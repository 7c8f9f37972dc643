"""Apple's string catalogs (.xcstrings): JSON with all languages in one file. translate-toolkit has no such store."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from translator.catalogs import layout
from translator.catalogs.entries import Asked, Changes, Entry, Review, State
from translator.catalogs.plurals import forms
from translator.catalogs.stores import canonical
from translator.errors import InputError
from translator.i18n import _, ngettext

BILINGUAL = True


class XcstringsCatalog:
    """See the module."""

    format = "xcstrings"

    def __init__(self, asked: Asked) -> None:
        self.name, self.original = asked.name, asked.data
        self.remarks: list[str] = []
        self.changes = Changes()
        try:
            self.content = json.loads(asked.data.decode("utf-8-sig"))
            strings = self.content["strings"].items()
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise InputError(
                _("{name} cannot be read as {format}: {reason}").format(
                    name=asked.name, format=self.format, reason=error
                )
            ) from error
        self.source_language = asked.source or canonical(self.content.get("sourceLanguage")) or "en"
        self.target_language = asked.target or ""
        self.forms = forms(self.target_language or "en")
        self._shaped = 0
        self.entries: Sequence[Entry] = [entry for key, value in strings for entry in self._read(key, value)]
        if self._shaped:
            said = ngettext(
                "{n} entry with substitutions or variations by device is left alone.",
                "{n} entries with substitutions or variations by device are left alone.",
                self._shaped,
            )
            self.remarks.append(said.format(n=self._shaped))

    def _read(self, key: str, value: dict[str, Any]) -> Iterator[Entry]:
        there = value.get("localizations", {})
        mine, theirs = there.get(self.source_language, {}), there.get(self.target_language, {})
        plural = mine.get("variations", {}).get("plural", {})
        texts = [one["stringUnit"]["value"] for one in plural.values() if "stringUnit" in one]
        source = mine.get("stringUnit", {}).get("value", key)
        other = set(mine) - {"stringUnit"} if not texts else set(mine) - {"variations"}
        self._shaped += bool(other)
        locked = value.get("shouldTranslate") is False or bool(other) or not source.strip()
        units = list(_units(theirs))
        target = tuple(unit.get("value", "") for unit in units) or ("",)
        yield Entry(
            key=key[:60],
            source=(texts[0], texts[-1]) if texts else (source,),
            target=target,
            forms=self.forms if texts else (),
            state="locked" if locked else self._state(theirs, units, plural=bool(texts)),
            context=value.get("comment", ""),
            unit=value,
        )

    def _state(self, theirs: dict[str, Any], units: list[dict[str, Any]], *, plural: bool) -> State:
        """What there is of a translation; whatever its shape, people's work is not empty."""
        if not any(unit.get("value") for unit in units):
            return "empty"
        states = {unit.get("state", "") for unit in units}
        forms = theirs.get("variations", {}).get("plural")
        lacking = plural and forms is not None and len(forms) < len(self.forms)
        waiting = lacking or states & {"needs_review", "new"} or not all(unit.get("value") for unit in units)
        return "review" if waiting else "done"

    def put(self, entry: Entry, texts: Sequence[str], review: Review | None) -> None:
        """Set the translation, with its state."""
        state = "needs_review" if review else "translated"
        units = [{"stringUnit": {"state": state, "value": text}} for text in texts]
        made: dict[str, Any] = units[0]
        if entry.plural:
            made = {
                "variations": {"plural": {f.name: unit for f, unit in zip(entry.forms, units, strict=True)}}
            }
        localizations = entry.unit.setdefault("localizations", {})
        localizations[self.target_language] = made
        entry.unit["localizations"] = dict(sorted(localizations.items()))
        entry.target, entry.state = tuple(texts), "review" if review else "done"
        self.changes.put.append(entry)

    def clear(self, entry: Entry) -> None:
        """Nothing to do: an entry without translation has none."""

    def data(self) -> bytes:
        """The file, written as Xcode writes it."""
        if not self.changes:
            return self.original
        before = self.original.decode("utf-8-sig")
        plain, after = _written(json.loads(before)), _written(self.content)
        return layout.keep(before, plain, after).encode("utf-8")


def _written(content: Any) -> str:
    """*content* as Xcode writes it, with an empty line in an empty object."""
    text = json.dumps(content, indent=2, separators=(",", " : "), ensure_ascii=False)
    return re.sub(r"^( *)(.*)\{\}(,?)$", r"\1\2{\n\n\1}\3", text, flags=re.MULTILINE)


def _units(localization: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The string units of a localization, wherever they stand."""
    if "stringUnit" in localization:
        yield localization["stringUnit"]
    for variation in localization.get("variations", {}).values():
        for one in variation.values():
            yield from _units(one)


def read(asked: Asked) -> XcstringsCatalog:
    """Read a string catalog."""
    return XcstringsCatalog(asked)
