"""What every catalog consists of, whatever its format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from translator.catalogs.plurals import Form

State = Literal["empty", "review", "done", "locked"]
"""``review`` is what a format calls fuzzy or unfinished; ``locked`` is not to be translated at all."""


@dataclass(slots=True)
class Entry:
    """One message and its translation."""

    key: str
    """What identifies it in its file, for people: a key, or the beginning of the source."""
    source: tuple[str, ...]
    """The message; for a plural two, the singular first."""
    target: tuple[str, ...] = ()
    """Its translation, one text a form; empty texts where there is none."""
    forms: tuple[Form, ...] = ()
    """The plural forms the translation needs, in order; none for an ordinary message."""
    state: State = "empty"
    dialects: frozenset[str] = frozenset()
    """What its placeholders are written in, beyond what is recognised anyway; see :mod:`translator.catalogs.pieces`."""
    context: str = ""
    limit: int = 0
    """Longest translation the file allows, in characters; 0 for no limit."""
    unit: Any = None
    """The format's own object."""

    @property
    def plural(self) -> bool:
        """Whether it has plural forms."""
        return bool(self.forms)


@dataclass(frozen=True, slots=True)
class Review:
    """The mark on a machine translation: that a person must look at it, and what made it."""

    origin: str
    """For example ``argos translate-en_ru 1.9``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to open as a catalog."""

    name: str
    """Its path, for messages and for the languages it may name."""
    data: bytes
    source: str | None = None
    """The language of the messages; the file's own word or English when ``None``."""
    target: str | None = None
    """The language of the translations; the file's own word when ``None``."""
    existing: bytes | None = None
    """For formats with one language a file: the translated file as it is now, if there is one."""


class Catalog(Protocol):
    """The contract of a format."""

    name: str
    format: str
    source_language: str
    target_language: str
    """Empty when neither the file nor the user says."""
    remarks: list[str]
    """What the user should know about the file itself."""

    @property
    def entries(self) -> Sequence[Entry]:
        """All messages in the order of the file; obsolete ones left out."""
        ...

    def put(self, entry: Entry, texts: Sequence[str], review: Review | None) -> None:
        """Set the translation, one text a form."""
        ...

    def clear(self, entry: Entry) -> None:
        """Leave *entry* without a translation, in the format's own way."""
        ...

    def data(self) -> bytes:
        """The file as it is now; the very bytes that were read when nothing was put."""
        ...


@dataclass(slots=True)
class Changes:
    """Which entries a catalog has changed; shared by the formats."""

    put: list[Entry] = field(default_factory=list)
    cleared: list[Entry] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.put or self.cleared)
