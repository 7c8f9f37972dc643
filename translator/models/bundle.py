"""Packages on a disk: a bundle for machines without a network, with a sum for every file, checked on arrival.

A bundle is a zip archive: ``manifest.json`` and one folder a package, as it lies when installed.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from translator import files
from translator.errors import DeliveryError, InputError, ModelError
from translator.i18n import _
from translator.models import archive, store
from translator.models.installing import (
    Installed,
    Told,
    already_there,
    import_archive,
    import_folder,
    put_in_place,
    read_staged,
)
from translator.models.package import METADATA, Package

MANIFEST = "manifest.json"
_FORMAT = "translator-bundle"
_DAY = (1980, 1, 1, 0, 0, 0)


def export_bundle(packages: Sequence[Package], path: Path) -> Path:
    """Write *packages* to the bundle *path*; the same packages give the same bytes.

    Raises:
        ModelError: a package is not what it was when it was installed.
        OutputError: *path* cannot be written.
    """
    manifest: dict[str, Any] = {
        "format": _FORMAT,
        "version": 1,
        "packages": [_described(package) for package in packages],
    }
    with files.replacing(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:
        _add(bundle, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        for package, entry in zip(packages, manifest["packages"], strict=True):
            for name in entry["files"]:
                _add_file(bundle, f"{entry['folder']}/{name}", package.path / name)
    return path


def import_any(
    path: Path, *, sha256: str = "", force: bool = False, told: Told | None = None
) -> list[Installed]:
    """Install from *path*: a bundle, an ``.argosmodel`` file, an unpacked package, or a folder of any of these.

    *told* is called with each package as soon as it is in place.

    Raises:
        InputError: there is nothing of the kind.
        ModelError: something in it is not sound; what came before it is installed.
    """
    done = []
    for one in _imported(path, sha256, force):
        done.append(one)
        if told:
            told(one)
    return done


def _imported(path: Path, sha256: str, force: bool) -> Iterator[Installed]:
    if not path.exists():
        raise InputError(
            _("There is no {path}.").format(path=path), _("Name a bundle, a package file or a folder.")
        )
    if path.is_dir():
        if (path / METADATA).exists():
            yield import_folder(path, force=force)
            return
        inside = sorted(
            p for p in path.iterdir() if p.suffix in {".argosmodel", ".zip"} or (p / METADATA).is_file()
        )
        if not inside:
            raise InputError(
                _("There is no package in {path}.").format(path=path),
                _("Name a bundle (.zip), a package file (.argosmodel) or a folder of them."),
            )
        for entry in inside:
            yield from _imported(entry, sha256, force)
    elif MANIFEST in {info.filename for info in archive.inspect(path)}:
        yield from _import_bundle(path, sha256, force)
    else:
        yield import_archive(path, sha256=sha256, force=force)


def _import_bundle(path: Path, sha256: str, force: bool) -> Iterator[Installed]:
    if sha256 and store.sha256(path) != sha256.lower():
        raise _wrong(path, _("its SHA-256 is {found}").format(found=store.sha256(path)))
    infos = archive.inspect(path)
    for entry in _manifest(path):
        folder, wanted = entry["folder"], entry["files"]
        with store.changing() as changed:
            staged = changed.staged()
            archive.unpack(path, infos, folder, staged)
            if store.sums(staged) != wanted:
                changed_names = [
                    name for name, found in store.sums(staged).items() if wanted.get(name) != found
                ]
                missing = sorted(set(wanted) - set(store.sums(staged)))
                raise _wrong(
                    path,
                    _("{files} differ from the manifest").format(
                        files=", ".join([*changed_names, *missing][:5])
                    ),
                )
            package = read_staged(staged, folder)
            there = None if force else already_there(package.code, package.version)
            done = Installed(there, "already") if there else put_in_place(changed, staged, path.name, "")
        yield done


def _manifest(path: Path) -> list[dict[str, Any]]:
    """The packages a bundle says it holds."""
    try:
        with zipfile.ZipFile(path) as bundle:
            manifest = json.loads(bundle.read(MANIFEST))
        entries = manifest["packages"]
        sound = manifest["format"] == _FORMAT and manifest["version"] == 1 and all(
            isinstance(e["folder"], str) and "/" not in e["folder"] and isinstance(e["files"], dict) for e in entries
        )  # fmt: skip
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise _wrong(path, _("its manifest cannot be read")) from error
    if not sound:
        raise _wrong(path, _("its manifest is of a kind this version does not know"))
    return list(entries)


def _described(package: Package) -> dict[str, Any]:
    found = store.sums(package.path)
    record = store.records(package.path.parent).packages.get(package.path.name)
    if record and dict(record.files) != found:
        raise ModelError(
            _("{package} is not what it was when it was installed.").format(package=package.label),
            _("See `translator models verify`; install it again before you export it."),
        )
    about = {"folder": package.path.name, "code": package.code, "version": package.version}
    return {**about, "files": dict(found)}


def _add(bundle: zipfile.ZipFile, name: str, data: bytes) -> None:
    bundle.writestr(zipfile.ZipInfo(name, _DAY), data)


def _add_file(bundle: zipfile.ZipFile, name: str, path: Path) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.file_size = path.stat().st_size
    with path.open("rb") as source, bundle.open(info, "w") as target:
        for chunk in iter(lambda: source.read(1 << 20), b""):
            target.write(chunk)


def _wrong(path: Path, reason: str) -> DeliveryError:
    return DeliveryError(
        _("The bundle {name} was refused: {reason}.").format(name=path.name, reason=reason),
        _("Copy it again from the machine it was made on."),
    )


def for_languages(packages: Iterable[Package], codes: Sequence[str]) -> list[Package]:
    """The best installed package of every pair among the languages *codes* (tags)."""
    from translator.models.routes import find_route

    packages = [p for p in packages if p.origin == "installed"]
    routes = (find_route(packages, a, b) for a in codes for b in codes if a != b)
    return [route.legs[0] for route in routes if route and len(route.legs) == 1]
