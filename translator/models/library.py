"""The packages on this machine: found by looking, never by trusting a list, and never changed here.

The starter that comes with the program, Argos' own folder (``ARGOS_PACKAGES_DIR``, Argos' settings file or the XDG
place), and those of Argos programs installed as snaps. A folder that is no package is reported and passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from translator import paths
from translator.errors import ModelError
from translator.models.package import Origin, Package, read_package

_IN_SNAP = Path(".local/share/argos-translate/packages")


@dataclass(frozen=True, slots=True)
class Stray:
    """A folder among the packages that is no usable package."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Library:
    """What a look at the folders found."""

    packages: tuple[Package, ...]
    strays: tuple[Stray, ...] = ()


def folders() -> list[tuple[Path, Origin]]:
    """Where packages may lie, the writable place first; not all of them need exist."""
    places: list[tuple[Path, Origin]] = [(place, "installed") for place in _installed_places()]
    return [*dict.fromkeys(places), (paths.starter_packages(), "starter")]


def installed() -> list[Package]:
    """Every package that can be used now, the starter included."""
    return list(look().packages)


def look() -> Library:
    """Read the metadata of everything in :func:`folders`."""
    packages: list[Package] = []
    strays: list[Stray] = []
    for folder, origin in folders():
        for entry in _entries(folder):
            try:
                packages.append(read_package(entry, origin))
            except ModelError as error:
                strays.append(Stray(entry, error.message))
    return Library(tuple(packages), tuple(strays))


def _entries(folder: Path) -> Iterator[Path]:
    """The visible folders in *folder*, by name; nothing when it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(e.name for e in entries if not e.name.startswith(".") and e.is_dir())
    except OSError:
        return iter(())
    return (folder / name for name in names)


def _installed_places() -> Iterator[Path]:
    yield paths.installed_packages()
    if os.environ.get("TRANSLATOR_DATA_DIR") or os.environ.get("ARGOS_PACKAGES_DIR"):
        return  # fenced in on purpose: look nowhere else
    yield from _from_argos_settings()
    snap = os.environ.get("SNAP")
    if snap:
        yield Path(snap) / "snap_custom" / "packages"
        content = Path(snap) / "snap_custom" / "content_snap_packages"
        yield from _entries(content)
    for name in ("argos-translate", "libretranslate"):
        yield Path.home() / "snap" / name / "current" / _IN_SNAP


def _from_argos_settings() -> Iterator[Path]:
    """The folder named in Argos' settings file, if there is one."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    try:
        settings = json.loads((config / "argos-translate" / "settings.json").read_text(encoding="utf-8"))
        place = settings["ARGOS_PACKAGES_DIR"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    if isinstance(place, str) and place:
        yield Path(place)
