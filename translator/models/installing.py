"""Getting packages onto this machine: fetched or brought along, checked, tried, and only then put in place.

The folder of installed packages changes in one rename, after everything that can fail has not.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from translator import paths
from translator.errors import DeliveryError, ModelError, UsageError
from translator.i18n import _
from translator.models import archive, fetching, library, store, trial
from translator.models.index import Available
from translator.models.package import (
    METADATA,
    Package,
    from_metadata,
    parse_metadata,
    read_package,
    version_key,
)
from translator.models.web import PATIENCE, Patience

Progress = Callable[[str, int, int], None]
"""Called with (package label, bytes here, bytes in all or 0)."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of one package."""

    package: Package
    state: Literal["installed", "already"]


Told = Callable[[Installed], object]
"""Called with each package as soon as it is in place."""


def install(
    wanted: Sequence[Available], *, sha256: str = "", force: bool = False,
    progress: Progress | None = None, told: Told | None = None, patience: Patience = PATIENCE,
) -> list[Installed]:  # fmt: skip
    """Fetch and install *wanted*, one after the other.

    Args:
        sha256: what the archive must hash to; only with a single package.
        force: also what is installed in this version or a newer one.
        progress: called while a package comes in.
        told: called with each package as soon as it is in place, so that a later failure does not hide it.

    Raises:
        ModelError: a package could not be had or is not sound. Those before it are installed, it and those after it
            are not, and what was installed before is as it was.
    """
    if sha256 and len(wanted) != 1:
        raise UsageError(_("One SHA-256 sum fits one package."), _("Install the packages one by one."))
    done = []
    for item in wanted:
        done.append(_install(item, sha256, force, progress, patience))
        if told:
            told(done[-1])
    return done


def import_archive(path: Path, *, sha256: str = "", force: bool = False) -> Installed:
    """Install the ``.argosmodel`` file *path*.

    Raises:
        ModelError: it is not sound, or not the file that was recorded for this package and version.
    """
    infos = archive.inspect(path)
    top = archive.top_folder(infos, path, METADATA)
    with store.changing() as changed:
        staged = changed.staged()
        archive.unpack(path, infos, top, staged)
        package = read_staged(staged, path.name)
        if not force and (there := already_there(package.code, package.version, sha256)):
            return Installed(there, "already")
        found = _agrees(path, package.label, sha256, changed.records)
        return put_in_place(changed, staged, path.name, found)


def import_folder(path: Path, *, force: bool = False) -> Installed:
    """Install a copy of the unpacked package in the folder *path*; links in it are not followed.

    Raises:
        ModelError: it is not sound.
    """
    package = read_package(path)
    if not force and (there := already_there(package.code, package.version)):
        return Installed(there, "already")
    if any(entry.is_symlink() for entry in path.rglob("*")):
        raise ModelError(
            _("{folder} was refused: it contains links.").format(folder=path),
            _("Copy it with its links resolved (`cp -rL`), then import the copy."),
        )
    with store.changing() as changed:
        staged = changed.staged()
        shutil.copytree(path, staged, dirs_exist_ok=True)
        return put_in_place(changed, staged, path.name, "")


def remove(packages: Sequence[Package], *, foreign: bool = False) -> list[Package]:
    """Remove *packages* from the folder; those another program installed only when *foreign* says so.

    Raises:
        ModelError: one of them may not or cannot be removed; then none is.
    """
    folder = paths.installed_packages()
    recorded = store.records(folder).packages
    for package in packages:
        if package.origin == "starter":
            raise ModelError(
                _("{package} is the starter that comes with the program; it cannot be removed.").format(
                    package=package.label
                ),
                _("It is used only where no other package is installed."),
            )
        if package.path.parent != folder or (package.path.name not in recorded and not foreign):
            raise ModelError(
                _("{package} in {folder} was installed by another program.").format(
                    package=package.label, folder=package.path.parent
                ),
                _("Remove it with that program, or add --foreign.")
                if package.path.parent == folder
                else _("Remove it with that program."),
            )
    with store.changing() as changed:
        for package in packages:
            changed.remove(package.path)
    return list(packages)


def _install(
    item: Available, sha256: str, force: bool, progress: Progress | None, patience: Patience
) -> Installed:
    from filelock import FileLock

    label = item.package.label
    part = _part(item.package)
    with FileLock(part.with_suffix(".lock")):
        if not force and (there := already_there(item.package.code, item.package.version, sha256)):
            return Installed(there, "already")
        known = store.records()

        def right(path: Path) -> None:
            _is(_announced(path), item.package)
            _agrees(path, label, sha256, known, item.sha256)

        def tell(done: int, total: int) -> None:
            if progress:
                progress(label, done, total)

        link = fetching.download(label, item.links, part, right, progress=tell, patience=patience)
        done = _from_part(part, link, sha256, item)
        fetching.forget(part)
    return done


def _from_part(part: Path, link: str, sha256: str, item: Available) -> Installed:
    infos = archive.inspect(part)
    with store.changing() as changed:
        staged = changed.staged()
        archive.unpack(part, infos, archive.top_folder(infos, part, METADATA), staged)
        package = read_staged(staged, item.package.label)
        found = _agrees(part, package.label, sha256, changed.records, item.sha256)
        return put_in_place(changed, staged, link, found)


def _announced(path: Path) -> Package:
    """The package the archive *path* says it holds."""
    top = archive.top_folder(archive.inspect(path), path, METADATA)
    return from_metadata(parse_metadata(archive.content(path, f"{top}/{METADATA}"), Path(top)), Path(top))


def _is(package: Package, wanted: Package) -> None:
    """Refuse another package than the index promised."""
    if (package.from_code, package.to_code, package.type) != (wanted.from_code, wanted.to_code, wanted.type):
        raise DeliveryError(
            _("What was fetched as {wanted} is {package}.").format(
                wanted=wanted.label, package=package.label
            ),
            _("The index is wrong about it. Refresh it with `translator models update`."),
        )


def read_staged(staged: Path, name: str) -> Package:
    """The package in *staged*, called *name* when it is none: nobody knows the folder it was unpacked to."""
    try:
        return read_package(staged)
    except ModelError as error:
        raise ModelError(
            error.message.replace(str(staged), name),
            _("Fetch it again or from another place; nothing was changed."),
        ) from error


def put_in_place(changed: store.Store, staged: Path, came_from: str, sha256: str) -> Installed:
    """Try the package in *staged* out and put it in place."""
    package = read_package(staged)
    if not package.translates:
        raise ModelError(
            _("{package} does not translate (it is of type “{type}”).").format(
                package=package.label, type=package.type
            ),
            _("This program needs only packages of type “translate”."),
        )
    trial.try_out(package)
    return Installed(read_package(changed.put(staged, package, came_from, sha256)), "installed")


def _agrees(path: Path, label: str, demanded: str, known: store.Records, promised: str = "") -> str:
    """The SHA-256 of *path*, when it is what was demanded, or else what the index promised and what it always was.

    Raises:
        DeliveryError: it is another file.
    """
    found = store.sha256(path)
    wanted = (demanded or promised).lower()
    if wanted and found != wanted:
        raise DeliveryError(
            _("{package} is not the file you asked for: its SHA-256 is {found}, not {wanted}.").format(
                package=label, found=found, wanted=wanted
            ),
            _("Do not use it. Fetch it from another place, or ask the person who gave you the sum."),
        )
    recorded = known.archives.get(label, found)
    if not demanded and found != recorded:
        raise DeliveryError(
            _(
                "{package} is not the file it was when it was first installed: its SHA-256 is {found}, was {recorded}."
            ).format(package=label, found=found, recorded=recorded),
            _("If you know why it changed, name the new sum: --sha256 {found}").format(found=found),
        )
    return found


def already_there(code: str, version: str, sha256: str = "") -> Package | None:
    """The newest installed package called *code*, when it is *version* or newer and came with the sum *sha256*."""
    found = [p for p in library.installed() if p.code == code and p.origin == "installed"]
    best = max(found, key=lambda p: version_key(p.version), default=None)
    if best is None or version_key(best.version) < version_key(version):
        return None
    record = store.records(best.path.parent).packages.get(best.path.name) if sha256 else None
    return best if not sha256 or (record and record.sha256 == sha256.lower()) else None


def _part(package: Package) -> Path:
    """Where the unfinished download of *package* lies."""
    folder = paths.cache_dir() / "downloads"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise fetching.no_room(folder, error.strerror or str(error)) from error
    version = "_".join(str(number) for number in version_key(package.version))
    return folder / f"{package.code}-{version}.argosmodel.part"
