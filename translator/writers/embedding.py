"""The whole edition as one line of letters, carried inside a format that has no other room for it.

So a person who got only the DOCX, the XLIFF or the web page can correct a sentence in it and have every other
format made again. What the text in such a file says wins over what is carried.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from translator.document import Edition
from translator.errors import InputError
from translator.i18n import _
from translator.writers.json import SCHEMA, from_json, to_json

LARGEST = 1 << 28
"""What a carried edition may unfold to, in bytes; far beyond any book, and no danger to the machine."""
_CARRIED = re.compile(re.escape(SCHEMA) + r":([A-Za-z0-9+/=\s]+)")


def pack(edition: Edition) -> str:
    """*edition* as letters and digits: ``translator-edition/1:…``."""
    data = zlib.compress(to_json(edition).encode("utf-8"), 9)
    return f"{SCHEMA}:{base64.b64encode(data).decode('ascii')}"


def unpack(text: str, name: str) -> Edition | None:
    """The first edition carried in *text*, or ``None``.

    Raises:
        InputError: it is damaged.
    """
    found = _CARRIED.search(text)
    if not found:
        return None
    try:
        unfolding = zlib.decompressobj()
        data = unfolding.decompress(base64.b64decode("".join(found[1].split()), validate=True), LARGEST)
        if not unfolding.eof:
            raise ValueError("too large or cut short")
        return from_json(data.decode("utf-8"), name)
    except (ValueError, binascii.Error, zlib.error) as error:
        raise InputError(
            _("The edition carried in {name} is damaged.").format(name=name),
            _("Name the edition.json it was made from as well."),
        ) from error
