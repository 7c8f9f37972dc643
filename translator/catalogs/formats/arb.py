"""Flutter's ARB, through translate-toolkit: JSON whose texts are ICU messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from translator.catalogs.entries import Asked, Entry
from translator.catalogs.formats.json import JsonCatalog
from translator.catalogs.stores import canonical

BILINGUAL = False
_LOCALE = re.compile(r'("@@locale"\s*:\s*")[^"]*(")')


class ArbCatalog(JsonCatalog):
    """See the module."""

    format = "arb"

    def store_for(self, content: dict[str, Any], module: Any) -> Any:
        """The class of the store."""
        del content
        return module.ARBJsonFile

    def declared(self, *, source: bool) -> str | None:
        """``@@locale`` of the source file."""
        found = _LOCALE.search(self.original.decode("utf-8-sig", "replace"))
        value = found[0].split('"')[3] if found else ""
        return canonical(value) if source else None

    def read(self) -> Iterator[Entry]:
        """Every text is an ICU message."""
        return (replace(entry, dialects=entry.dialects | {"icu", "dart"}) for entry in super().read())

    def finished(self, text: str) -> str:
        """A file made after the source names its own language."""
        return _LOCALE.sub(rf"\g<1>{self.target_language.replace('-', '_')}\g<2>", text, count=1)


def read(asked: Asked) -> ArbCatalog:
    """Read an ARB file."""
    return ArbCatalog(asked)
