"""Bytes of a catalog as text and back: byte order marks, codecs, ends of lines, and XML that is not read."""

from __future__ import annotations

import re
from typing import Any

from translator.errors import InputError
from translator.i18n import _

_ENTITY = re.compile(rb"<\s*!\s*ENTITY", re.IGNORECASE)


def refuse_entities(name: str, data: bytes) -> None:
    """XML that defines entities can be made to swell without end or to read other files; it is not read at all.

    Raises:
        InputError: *data* defines an entity.
    """
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise InputError(
            _("{name} defines XML entities, which are not read.").format(name=name),
            _("Write what the entities stand for into the messages, then try again."),
        )


_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(data: bytes, store: Any) -> tuple[str, str]:
    """*data* as text, and the codec that it is written in."""
    codec = next((codec for bom, codec in _BOMS if data.startswith(bom)), None)
    codec = codec or str(getattr(store, "encoding", None) or "utf-8")
    if codec.casefold() in {"utf-16", "utf16"} and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-8"
    return read_as(data, codec), codec


def read_as(data: bytes, codec: str) -> str:
    """*data* read in *codec*, or in UTF-8, or byte by byte: it is text somehow."""
    for one in (codec, "utf-8"):
        try:
            return data.decode(one)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def encoded(text: str, codec: str) -> bytes:
    """*text* in *codec*, or in UTF-8 where that cannot hold it."""
    try:
        return text.encode(codec)
    except (UnicodeEncodeError, LookupError):
        return text.encode("utf-8")


def with_ends(text: str, end: str) -> str:
    """*text* with *end* at the end of every line."""
    text = text.replace("\r\n", "\n")
    return text if end == "\n" else text.replace("\n", end)
