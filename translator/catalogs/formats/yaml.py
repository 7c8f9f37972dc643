"""YAML catalogs, through translate-toolkit and ruamel.yaml: Rails' files under a language, and plain ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from translator.catalogs.entries import Asked, Entry
from translator.catalogs.stores import TranslatedFile, by_tags, canonical, multi, speak

BILINGUAL = False
_ROOT = re.compile(r"""^(["']?)([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\1:[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_TOP = re.compile(r"^[^\s#%\-].*:", re.MULTILINE)


class YamlCatalog(TranslatedFile):
    """See the module."""

    format = "yaml"
    comment_sign = "#"

    def parse(self, data: bytes) -> Any:
        """Rails' store where the only thing at the top is a language."""
        from translate.storage import yaml

        text = data.decode("utf-8-sig")
        self.rails = len(_TOP.findall(text)) == 1 and _ROOT.search(text) is not None
        store = (yaml.RubyYAMLFile if self.rails else yaml.YAMLFile)()
        arguments: dict[str, Any] = store.dump_args
        arguments["width"] = 10_000  # long lines are not folded
        root = _ROOT.search(text) if self.rails else None
        if root:
            speak(store, canonical(root[2]) or "en")
        store.parse(data)
        if not isinstance(store._original, dict):  # noqa: SLF001 - the store keeps its tree to itself
            raise TypeError("not a mapping of messages")
        return store

    def declared(self, *, source: bool) -> str | None:
        """The language at the top of the source file."""
        found = _ROOT.search(self.original.decode("utf-8-sig", "replace")) if self.rails else None
        return canonical(found[2]) if source and found else None

    def prepare(self, store: Any) -> None:
        """Once the source is read the file stands under the target's name, which decides its plural forms."""
        if not self.target_language or getattr(self, "entries", None) is None:
            return
        content = store._original  # noqa: SLF001 - the store keeps its tree to itself
        if self.rails and content and (old := next(iter(content))) != self.target_language:
            content.insert(0, self.target_language, content.pop(old))
            if old in content.ca.items:
                content.ca.items[self.target_language] = content.ca.items.pop(old)
        super().prepare(store)

    def read(self) -> Iterator[Entry]:
        """Every text."""
        for unit in self.store.units:
            strings = getattr(unit.target, "strings", None)
            texts = tuple(text for text in self.text_of(unit) if text)
            if not texts or not texts[0].strip():
                continue
            yield Entry(
                key=str(unit.getid()),
                source=(texts[0], texts[-1]) if strings else (texts[0],),
                forms=self.forms if strings else (),
                unit=unit,
            )

    def set_target(self, entry: Entry, texts: Sequence[str]) -> None:
        """Plurals go by category."""
        if entry.plural:
            entry.unit.target = multi(by_tags(entry, texts, self.store.get_plural_tags()))
        else:
            entry.unit.target = texts[0]

    def finished(self, text: str) -> str:
        """A file made after the source stands under its own language."""
        if not (self.rails and self.target_language):
            return text
        return _ROOT.sub(lambda m: m[0].replace(m[2], self.target_language, 1), text, count=1)


def read(asked: Asked) -> YamlCatalog:
    """Read a YAML catalog."""
    return YamlCatalog(asked)
