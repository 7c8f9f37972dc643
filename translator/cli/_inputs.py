"""What ``translate`` is given: files, folders and standard input become a list of items, in a stable order."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.errors import InputError
from translator.i18n import _
from translator.readers import READERS, STDIN


@dataclass(frozen=True, slots=True)
class Item:
    """One input."""

    name: str
    """The file's path, ``-`` for standard input, or empty for literal text."""
    under: str = ""
    """For a file found in a folder, the folder below that one it stands in (``2026/may``)."""


def expand(
    names: Sequence[str], include: Sequence[str], exclude: Sequence[str], out: Path | None = None
) -> list[Item]:
    """Files as they are; folders as the files below them that a reader knows, by name; each file once.

    *include* and *exclude* are shell patterns, matched against the path below the folder and the bare name. What
    stands in *out*, where the editions go, is no input.

    Raises:
        InputError: a folder holds nothing that can be read.
    """
    items: list[Item] = []
    for name in names:
        if name == STDIN or not Path(name).is_dir():
            items.append(Item(name))
            continue
        found = [item for item in _below(Path(name), out) if _wanted(item, Path(name), include, exclude)]
        if not found:
            raise InputError(
                _("There is nothing to read in the folder {folder}.").format(folder=name),
                _("Files are known by these endings: {suffixes}.").format(
                    suffixes=" ".join(READERS.suffixes())
                ),
            )
        items += found
    return list(dict.fromkeys(items))


def _below(folder: Path, out: Path | None) -> Iterator[Item]:
    """Readable files below *folder*; hidden ones, links to folders and what this program made are passed over."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not (out and (Path(place) / name).resolve() == out.resolve())
        )
        under = Path(place).relative_to(folder)
        for name in sorted(files):
            if not name.startswith(".") and READERS.for_suffix(name) not in {None, "edition"}:
                yield Item(str(Path(place) / name), "" if under == Path() else str(under))


def _wanted(item: Item, folder: Path, include: Sequence[str], exclude: Sequence[str]) -> bool:
    path = Path(item.name)
    below = path.relative_to(folder).as_posix()

    def hit(patterns: Sequence[str]) -> bool:
        return any(fnmatch.fnmatch(below, p) or fnmatch.fnmatch(path.name, p) for p in patterns)

    return (not include or hit(include)) and not hit(exclude)
