"""A table of plug-in modules: name or file suffix → module, imported when first needed.

Readers, writers, engines and glossary formats all use this one mechanism, so whoever has added one of them has
learnt to add any. A table can be listed (for help and ``formats``) without importing a single plug-in.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import ModuleType

from translator.errors import UsageError
from translator.i18n import _


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table."""

    module: str
    """Dotted path of the module that does the work."""
    about: str
    """What it is, in a few words, marked with ``N_`` and translated when shown."""
    suffixes: tuple[str, ...] = ()
    """File suffixes that mean this entry, with the dot, lower case."""
    binary: bool = False
    """Whether the format cannot be shown on a terminal."""


class Registry:
    """The table itself. *kind* names what is listed, for error messages ("output format")."""

    def __init__(self, kind: str, entries: Mapping[str, Entry]) -> None:
        self.kind = kind
        self._entries = dict(entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def items(self) -> list[tuple[str, Entry]]:
        """Names and entries, in the order of the table."""
        return list(self._entries.items())

    def key(self, name: str) -> str:
        """The name an entry is known by here: *name*, or the one whose suffix it is (``md`` for ``markdown``)."""
        return name if name in self._entries else self.for_suffix(f".{name}") or name

    def load(self, name: str) -> ModuleType:
        """Import the module behind *name*, which may be a suffix without its dot.

        Raises:
            UsageError: there is no such entry; the hint lists the known names.
        """
        entry = self._entries.get(self.key(name))
        if entry is None:
            raise UsageError(
                _("There is no {kind} called “{name}”.").format(kind=_(self.kind), name=name),
                _("Known: {names}.").format(names=", ".join(self._entries)),
            )
        return importlib.import_module(entry.module)

    def for_suffix(self, path: PurePath | str) -> str | None:
        """The name whose suffix *path* carries (the longest one wins: ``.edition.json`` before ``.json``)."""
        name = PurePath(path).name.lower()
        found = [(len(s), key) for key, e in self._entries.items() for s in e.suffixes if name.endswith(s)]
        return max(found)[1] if found else None

    def suffixes(self) -> list[str]:
        """Every known suffix, in the order of the table."""
        return [s for e in self._entries.values() for s in e.suffixes]
