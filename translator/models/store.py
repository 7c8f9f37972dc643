"""The folder packages are installed into, changed so that every moment of it is a good one.

A package is unpacked and tried in a place beside the folder, then renamed into it; what it replaces goes only after
that. ``translator-lock.json`` in the folder records the SHA-256 of every file that was installed here and of every
archive ever seen. A file lock lets one process at a time make changes; what a killed one left is put right by the
next. Packages without a record belong to somebody else (argospm, LibreTranslate) and are left alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from translator import files, paths
from translator.errors import DeliveryError, ModelError, OutputError
from translator.i18n import _
from translator.models.package import Package

LOCK_FILE = "translator-lock.json"
_MUTEX = ".translator.lock"
_WAIT = 600.0


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of a package that was installed here."""

    code: str
    version: str
    came_from: str
    """Address or file name."""
    sha256: str
    """Of the archive; empty when it came as a folder."""
    files: Mapping[str, str]
    """Path inside the package → SHA-256."""
    replaces: tuple[str, ...] = ()
    """Folders that go once this one is in place; empty when that is done."""


@dataclass(slots=True)
class Records:
    """The lock file."""

    packages: dict[str, Record] = field(default_factory=dict)
    """Folder name → record."""
    archives: dict[str, str] = field(default_factory=dict)
    """Package label → SHA-256 of its archive, from the first one on; outlives the package."""


def records(folder: Path | None = None) -> Records:
    """What the lock file of *folder* says; nothing when there is none.

    Raises:
        ModelError: it is damaged; sums must not be forgotten by accident.
    """
    path = (folder or paths.installed_packages()) / LOCK_FILE
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        packages = {
            str(name): Record(**{**entry, "replaces": tuple(entry.get("replaces", ()))})
            for name, entry in saved["packages"].items()
        }
        return Records(packages, dict(saved["archives"]))
    except (FileNotFoundError, NotADirectoryError):
        return Records()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error),
            _("Restore it from a backup. Without it nobody knows what the packages should be; if you delete it, "
              "they count as installed by another program."),
        ) from error  # fmt: skip


class Store:
    """The folder while this process alone may change it; made by :func:`changing`."""

    def __init__(self, folder: Path, staging: Path) -> None:
        self.folder = folder
        self._staging = staging
        self.records = records(folder)

    def staged(self) -> Path:
        """A new empty folder on the same file system, thrown away unless it is put in place."""
        return Path(tempfile.mkdtemp(dir=self._staging))

    def put(self, staged: Path, package: Package, came_from: str, sha256: str) -> Path:
        """Put the package in *staged* into place, then take away the versions it replaces; returns its folder."""
        name = self._free_name(package)
        old = tuple(
            other for other, record in self.records.packages.items()
            if record.code == package.code and (self.folder / other).is_dir()
        )  # fmt: skip
        record = Record(package.code, package.version, came_from, sha256, sums(staged), old)
        self.records.packages[name] = record
        if sha256:
            self.records.archives[package.label] = sha256
        _flush_all(staged)
        self._save()
        staged.chmod(0o755)
        staged.rename(self.folder / name)
        _flushed(self.folder)
        self._finish()
        return self.folder / name

    def remove(self, folder: Path) -> None:
        """Take one package away."""
        folder.rename(self.staged() / folder.name)
        self.records.packages.pop(folder.name, None)
        self._save()

    def settle(self) -> None:
        """Put right what a killed process left."""
        before = dict(self.records.packages)
        for name in before:
            if not (self.folder / name).is_dir():
                del self.records.packages[name]
        if self.records.packages != before:
            self._save()
        self._finish()

    def _finish(self) -> None:
        """Take away what has been replaced."""
        for name, record in list(self.records.packages.items()):
            if not record.replaces:
                continue
            for old in record.replaces:
                with contextlib.suppress(FileNotFoundError):
                    (self.folder / old).rename(self.staged() / old)
                self.records.packages.pop(old, None)
            self.records.packages[name] = replace(record, replaces=())
            self._save()

    def _free_name(self, package: Package) -> str:
        """A folder name nobody uses: Argos' own for it, or with a letter after it."""
        stem = re.sub(r"[^\w-]+", "_", f"{package.code}-{package.version}")
        names = [stem, *(f"{stem}_{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")]
        return next(name for name in names if not (self.folder / name).exists())

    def _save(self) -> None:
        saved = {
            "about": "SHA-256 sums of the packages that `translator models` installed in this folder",
            "packages": {name: asdict(self.records.packages[name]) for name in sorted(self.records.packages)},
            "archives": dict(sorted(self.records.archives.items())),
        }
        files.write_text(self.folder / LOCK_FILE, json.dumps(saved, ensure_ascii=False, indent=1) + "\n")


@contextlib.contextmanager
def changing(folder: Path | None = None, wait: float = _WAIT) -> Iterator[Store]:
    """The store for this process alone, tidied first; made if it is not there.

    Raises:
        DeliveryError: another process keeps changing it, or it cannot be written.
    """
    from filelock import FileLock, Timeout

    folder = folder or paths.installed_packages()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _MUTEX, timeout=wait):
            staging = _staging(folder)
            try:
                store = Store(folder, staging)
                store.settle()
                yield store
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except Timeout:
        raise DeliveryError(
            _("Another process has been changing {folder} for {minutes} minutes.").format(
                folder=folder, minutes=round(wait / 60)
            ),
            _("Wait until it is done, or stop it, and try again."),
        ) from None
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from error
    except OutputError as error:
        raise _unwritable(folder, error.message) from error


def _unwritable(folder: Path, reason: str) -> DeliveryError:
    return DeliveryError(
        _("{folder} cannot be changed: {reason}.").format(folder=folder, reason=reason.rstrip(".")),
        _("Make room or mend its permissions, or point ARGOS_PACKAGES_DIR at another folder."),
    )


def sums(folder: Path) -> dict[str, str]:
    """Every file below *folder* with its SHA-256, by path."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return {path.relative_to(folder).as_posix(): sha256(path) for path in found}


def sha256(path: Path) -> str:
    """The SHA-256 of a file; of a link's target text for a link, so that swapping one in does not go unseen."""
    if path.is_symlink():
        return hashlib.sha256(f"link to {path.readlink()}".encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _staging(folder: Path) -> Path:
    """An empty place on the same file system: beside *folder*, because Argos stumbles over anything inside it."""
    beside = folder.parent / f".{folder.name}.translator"
    same_disk = folder.stat().st_dev == folder.parent.stat().st_dev and not folder.is_mount()
    place = beside if same_disk and os.access(folder.parent, os.W_OK) else folder / ".translator"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    return place


def _flush_all(folder: Path) -> None:
    """Have the file system write everything below *folder* to disk before it gets its name."""
    for path in folder.rglob("*"):
        _flushed(path)
        path.chmod(0o755 if path.is_dir() else 0o644)
    _flushed(folder)


def _flushed(path: Path) -> None:
    """Have the file system write one file or folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
