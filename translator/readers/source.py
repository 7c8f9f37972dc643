"""What a reader is given: the bytes of one file and what is known about them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came, never a path: a reader cannot reach beyond it."""

    data: bytes
    name: str
    """For messages: the file's name, or ``stdin``."""
    format: str
    """The name it is read under; one module may serve several (pandoc does)."""
    encoding: str | None = None
    """The encoding the person named, if any; it overrides every guess."""
