"""What a file is by its first bytes, and what it is that we cannot read."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from translator.errors import InputError
from translator.i18n import N_, _

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_FB2 = re.compile(rb"\s*<\?xml[^>]*>\s*<FictionBook\b")
_EDITION = re.compile(rb'\s*\{\s*"schema"\s*:\s*"translator-edition/')
_HEAD = 4096

_SAVE_AS_TEXT = N_(
    "Open it in the program it belongs to, save it as DOCX, ODT, HTML or plain text, and give that."
)
_MAGIC: dict[bytes, str] = {
    b"%PDF-": N_("a PDF"),
    b"{\\rtf": N_("an RTF file, which does not say for sure what its letters are"),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": N_("an old Office file, or one with a password"),
    b"\x89PNG": N_("a picture"),
    b"\xff\xd8\xff": N_("a picture"),
    b"GIF8": N_("a picture"),
    b"RIFF": N_("a picture or a recording"),
    b"ID3": N_("a recording"),
    b"OggS": N_("a recording"),
    b"\x1f\x8b": N_("a compressed file"),
    b"BZh": N_("a compressed file"),
    b"7z\xbc\xaf": N_("a compressed file"),
    b"Rar!": N_("a compressed file"),
    b"\xfd7zXZ": N_("a compressed file"),
    b"\x7fELF": N_("a program"),
    b"MZ\x90": N_("a program"),
    b"SQLite format 3": N_("a database"),
}
_FOREIGN: dict[str, str] = {
    **dict.fromkeys((".pdf", ".djvu"), N_("a PDF or a scan")),
    **dict.fromkeys((".doc", ".pages", ".rtf", ".wpd"), N_("a format of one word processor")),
    **dict.fromkeys((".mobi", ".azw", ".azw3", ".kfx"), N_("a Kindle book")),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp"), N_("a table or slides")),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".heic"), N_("a picture")),
}


def foreign(data: bytes, name: str) -> InputError | None:
    """The error for a file that is plainly something we do not read, by content or by suffix."""
    kind = next((about for magic, about in _MAGIC.items() if data.startswith(magic)), None)
    kind = kind or _FOREIGN.get(PurePath(name).suffix.lower())
    if kind is None:
        return None
    return InputError(
        _("{name} is {kind}, which cannot be read here.").format(name=name, kind=_(kind)), _(_SAVE_AS_TEXT)
    )


def sniff(data: bytes) -> str:
    """The name of the reader that fits the beginning of *data*; ``text`` when nothing else does."""
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:64]:
        head = head.replace(b"\0", b"").lstrip(
            b"\xff\xfe"
        )  # UTF-16: the ASCII of its markup is every other byte
    for pattern, name in ((_HTML, "html"), (_FB2, "fb2"), (_EDITION, "edition")):
        if pattern.match(head):
            return name
    return "text"


def _archive(data: bytes) -> str:
    """``docx``, ``odt`` or ``epub`` by what the archive says it is; else ``text``, which refuses it as binary."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            with archive.open("mimetype") as file:
                mimetype = file.read(100).strip()
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError):
        return "text"
    return {
        b"application/epub+zip": "epub",
        b"application/vnd.oasis.opendocument.text": "odt",
    }.get(mimetype, "text")
