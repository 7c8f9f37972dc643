"""A PO file of very many messages, a portion at a time: its units would take seven kilobytes of memory each.

Every portion is a PO file of its own under the file's header; what is written is the portions put together again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from translator.catalogs import Asked, Catalog, Entry, open_catalog
from translator.catalogs.formats.po import refuse_wrong_charset, repeated, repeated_remark
from translator.engines import Progress
from translator.localisation.filling import Doubt, Filled, Wish, is_wanted, shifted
from translator.localisation.proving import proven

LARGE = 20_000
"""Messages from which on a file is taken in portions."""
PORTION = 5000
"""Messages of a portion: enough for the engine's batches."""
_MESSAGE = re.compile(rb"^msgid ", re.MULTILINE)
_BETWEEN = re.compile(rb'(?<=")(?:[ \t]*\r?\n){2,}(?=#|msgctxt |msgid )')
"""White space between two messages: after the last string of one, before a comment or the first word of the next."""

Filler = Callable[[Catalog, Progress | None], Filled]


@dataclass(frozen=True, slots=True)
class _Portion:
    head: bytes
    body: bytes
    gap: bytes
    """What stands between it and the next."""
    messages: int

    @property
    def data(self) -> bytes:
        """The PO file it is."""
        return self.head + self.body + (b"\r\n" if self.body.count(b"\r\n") else b"\n")


@dataclass(slots=True)
class Large:
    """What became of a large file."""

    data: bytes = b""
    filled: Filled = field(default_factory=Filled)
    remarks: list[str] = field(default_factory=list)


def is_large(asked: Asked, form: str) -> bool:
    """Whether a file is to be taken in portions."""
    return form == "po" and _messages(asked.data) > LARGE


def opened(asked: Asked, form: str) -> Iterator[Catalog]:
    """The catalog of a file, or one after the other those of the portions of a large one.

    Raises:
        InputError: as :func:`translator.catalogs.open_catalog`.
    """
    if not is_large(asked, form):
        yield open_catalog(asked, form)
        return
    for portion in _portions(asked):
        yield _opened(asked, portion)


def to_fill(asked: Asked, wish: Wish) -> int:
    """How many messages of a large file are to be filled."""
    return sum(is_wanted(entry, wish) for catalog in opened(asked, "po") for entry in catalog.entries)


def fill_large(asked: Asked, fill: Filler, progress: Progress | None = None) -> Large:
    """Fill a large PO file; *fill* does it for a portion. The data are the file's own when nothing was filled.

    Raises:
        InputError: as :func:`translator.catalogs.open_catalog`, for the first portion that cannot be read.
        OutputError: as :func:`translator.localisation.proving.proven`.
        Whatever *fill* raises.
    """
    whole = Large()
    portions = _portions(asked)
    total = sum(portion.messages for portion in portions)
    head, bodies = b"", []
    seen: set[int] = set()
    doubled = done = 0
    for portion in portions:
        catalog = _opened(asked, portion)
        _add(whole.filled, fill(catalog, shifted(progress, done, portion.messages, total)))
        made, body = _parted(proven(catalog, replace(asked, data=portion.data)), portion)
        head = made if made != portion.head and len(made) >= len(head) else head or portion.head
        bodies += [body, portion.gap]
        own = repeated(catalog.entries, set())
        doubled += repeated(catalog.entries, seen)
        whole.remarks += [text for text in catalog.remarks if text != repeated_remark(own)]
        done += portion.messages
    whole.data = b"".join([head, *bodies])
    whole.remarks = list(dict.fromkeys(whole.remarks)) + ([repeated_remark(doubled)] if doubled else [])
    return whole


def _opened(asked: Asked, portion: _Portion) -> Catalog:
    return open_catalog(replace(asked, data=portion.data), "po")


def _messages(data: bytes) -> int:
    return sum(1 for _found in _MESSAGE.finditer(data))


def _portions(asked: Asked) -> list[_Portion]:
    """The file in portions; the header is the first message when that is the empty one."""
    data = asked.data
    refuse_wrong_charset(asked.name, data)  # here, while lines are still those of the file
    ends = [(found.start(), found.end()) for found in _BETWEEN.finditer(data)]
    start = ends[0][1] if ends and re.search(rb'^msgid ""\r?$', data[: ends[0][0]], re.MULTILINE) else 0
    head, out = data[:start], []
    for gap, following in [*ends[PORTION::PORTION], (len(data.rstrip()), len(data))]:
        body = data[start:gap]
        if body:
            out.append(_Portion(head, body, data[gap:following], _messages(body)))
        start = following
    return out


def _parted(data: bytes, portion: _Portion) -> tuple[bytes, bytes]:
    """The header, with the white space after it, and the messages of a portion that was written."""
    if data == portion.data:
        return portion.head, portion.body
    first = _BETWEEN.search(data) if portion.head else None
    at = first.end() if first else 0
    return data[:at], data[at:].rstrip()


def _add(whole: Filled, part: Filled) -> None:
    whole.filled += part.filled
    whole.reused += part.reused
    whole.left += map(_light, part.left)
    whole.noted += map(_light, part.noted)


def _light(doubt: Doubt) -> Doubt:
    """*doubt* without what the format holds of its entry."""
    entry: Entry = replace(doubt.entry, unit=None)
    return replace(doubt, entry=entry)
