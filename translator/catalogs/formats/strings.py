"""Apple's .strings, through translate-toolkit, in UTF-8 or UTF-16 as the file is."""

from __future__ import annotations

from typing import Any

from translator.catalogs.entries import Asked
from translator.catalogs.formats.properties import PropertiesCatalog

BILINGUAL = False


class StringsCatalog(PropertiesCatalog):
    """See the module."""

    format = "strings"

    def parse(self, data: bytes) -> Any:
        """By the byte order mark."""
        from translate.storage import properties

        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        kind: Any = properties.stringsfile if wide else properties.stringsutf8file
        return kind.parsestring(data)

    def comment(self, text: str) -> str:
        """*text* as a comment."""
        return f"/* {text} */"


def read(asked: Asked) -> StringsCatalog:
    """Read a .strings file."""
    return StringsCatalog(asked)
