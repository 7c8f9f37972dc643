"""JSON catalogs, through translate-toolkit: flat, nested, i18next with plurals, browser extensions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from translator.catalogs import icu
from translator.catalogs.entries import Asked, Entry
from translator.catalogs.stores import TranslatedFile, by_tags, multi, speak

BILINGUAL = False
_V4 = re.compile(r"_(?:zero|one|two|few|many|other)$")


class JsonCatalog(TranslatedFile):
    """See the module."""

    format = "json"

    def parse(self, data: bytes) -> Any:
        """The store for what the keys look like, set to write as the file is written."""
        from translate.storage import jsonl10n

        text = data.decode("utf-8-sig")
        content = json.loads(text)
        if not isinstance(content, dict):
            raise TypeError("not an object of messages")
        store = self.store_for(content, jsonl10n)()
        translated = self.asked.target and self.asked.existing and data is self.asked.existing
        speak(store, (self.asked.target or "") if translated else self.asked.source or "en")
        store.dump_args.update(_hand(text))
        store.parse(data)
        return store

    def store_for(self, content: dict[str, Any], module: Any) -> Any:
        """The class of the store."""
        if content and all(isinstance(value, dict) and "message" in value for value in content.values()):
            return module.WebExtensionJsonFile
        keys = set(_keys(content))
        if any(_V4.search(key) and f"{_V4.sub('', key)}_other" in keys for key in keys):
            return module.I18NextV4File
        if any(key.endswith("_plural") and key.removesuffix("_plural") in keys for key in keys):
            return module.I18NextFile
        return module.JsonNestedFile

    def read(self) -> Iterator[Entry]:
        """Every text."""
        for unit in self.store.units:
            if unit.isheader() or not isinstance(unit.target, str):
                continue
            strings = tuple(str(s) for s in getattr(unit.target, "strings", ()))
            texts = tuple(text for text in self.text_of(unit) if text)
            if not texts or not texts[0].strip():
                continue
            plural = len(strings) > 0
            choosing = icu.has_choice(texts[0])
            yield Entry(
                key=str(unit.getid()).lstrip("."),
                source=(texts[0], texts[-1]) if plural else (texts[0],),
                forms=self.forms if plural else (),
                dialects=frozenset({"icu"}) if choosing else frozenset(),
                unit=unit,
            )

    def set_target(self, entry: Entry, texts: Sequence[str]) -> None:
        """Plurals go by category."""
        if entry.plural:
            entry.unit.target = multi(by_tags(entry, texts, self.store.get_plural_tags()))
        else:
            entry.unit.target = texts[0]


def _keys(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        yield from content
        for value in content.values():
            yield from _keys(value)


def _hand(text: str) -> dict[str, Any]:
    """The arguments that make :func:`json.dumps` write as *text* is written."""
    indent = re.search(r"[{\[][^\S\n]*\r?\n([ \t]+)\S", text)
    colon = re.search(r'"(\s*:\s*)["{\[]', text)
    comma = re.search(r'["}\]],( *)"', text) if not indent else None
    return {
        "indent": indent[1] if indent else None,
        "separators": ("," + (comma[1] if comma else ""), colon[1] if colon else ": "),
        "ensure_ascii": text.isascii() and "\\u" in text,
    }


def read(asked: Asked) -> JsonCatalog:
    """Read a JSON catalog."""
    return JsonCatalog(asked)
