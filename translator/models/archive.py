"""Unpacking what strangers packed: nothing leaves its folder, nothing grows past its limits, no links, no surprises."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from translator.errors import DeliveryError
from translator.i18n import _

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold; the largest official package is far below each of them."""

    entries: int = 5000
    total: int = 6 << 30
    """Bytes unpacked."""
    ratio: int = 200
    """Unpacked to packed, for files above a megabyte."""
    depth: int = 12


LIMITS = Limits()


def inspect(archive: Path, limits: Limits = LIMITS) -> list[zipfile.ZipInfo]:
    """The files in *archive*, when every one of them is harmless.

    Raises:
        DeliveryError: it is no zip archive, is cut off, or holds something that a package never does.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            infos = opened.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _refused(archive, _("it is no complete zip archive ({error})").format(error=error)) from error
    if len(infos) > limits.entries:
        raise _refused(archive, _("it holds {count} files").format(count=len(infos)))
    if sum(info.file_size for info in infos) > limits.total:
        raise _refused(archive, _("it would unpack to more than {size} GB").format(size=limits.total >> 30))
    for info in infos:
        if fault := _fault(info, limits):
            raise _refused(archive, _("“{name}” {fault}").format(name=info.filename[:80], fault=fault))
    kept = [info for info in infos if not info.is_dir()]
    names = {info.filename.casefold() for info in kept}
    if len(names) != len(kept):
        raise _refused(archive, _("it holds two files of one name"))
    return kept


def top_folder(infos: Iterable[zipfile.ZipInfo], archive: Path, wanted: str) -> str:
    """The one folder at the top of an archive, which has the file *wanted* in it.

    Raises:
        DeliveryError: there is none, or more than one.
    """
    found = {
        info.filename.split("/")[0]
        for info in infos
        if info.filename.count("/") == 1 and info.filename.endswith(f"/{wanted}")
    }
    if len(found) != 1:
        raise _refused(archive, _("it does not hold one folder with a {file}").format(file=wanted))
    return found.pop()


def unpack(archive: Path, infos: Iterable[zipfile.ZipInfo], inside: str, folder: Path) -> None:
    """Write the files below *inside* to *folder*, which exists; *infos* come from :func:`inspect`.

    Raises:
        DeliveryError: a file is damaged, encrypted, or larger than it said.
    """
    prefix = f"{inside}/" if inside else ""
    with zipfile.ZipFile(archive) as opened:
        for info in infos:
            if not info.filename.startswith(prefix):
                continue
            place = folder / PurePosixPath(info.filename[len(prefix) :])
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as out:
                for chunk in _content(opened, info, archive):
                    out.write(chunk)


def content(archive: Path, name: str) -> bytes:
    """The file *name* of an archive that :func:`inspect` let through.

    Raises:
        DeliveryError: it is damaged, encrypted, or larger than it said.
    """
    with zipfile.ZipFile(archive) as opened:
        return b"".join(_content(opened, opened.getinfo(name), archive))


def _content(opened: zipfile.ZipFile, info: zipfile.ZipInfo, archive: Path) -> Iterator[bytes]:
    """The bytes of one file, no more than it said."""
    left = info.file_size
    try:
        with opened.open(info) as file:
            while chunk := file.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _refused(
                        archive, _("“{name}” is larger than it says").format(name=info.filename[:80])
                    )
                yield chunk
    except (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError, _zlib_error()) as error:
        raise _refused(
            archive, _("“{name}” is damaged ({error})").format(name=info.filename[:80], error=error)
        ) from error


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error


def _fault(info: zipfile.ZipInfo, limits: Limits) -> str:
    """What is wrong with one entry; empty for a harmless one."""
    name = info.filename
    parts = name.rstrip("/").split("/")
    kind = stat.S_IFMT(info.external_attr >> 16)
    faults = (
        (name.startswith("/") or "\\" in name or ":" in parts[0], _("has an absolute or foreign path")),
        (any(part in {"", ".", ".."} for part in parts), _("would leave its folder")),
        ("\0" in info.orig_filename, _("has a name that ends early")),
        (len(parts) > limits.depth or any(len(p.encode()) > 200 for p in parts), _("has too long a path")),
        (kind not in {0, stat.S_IFREG, stat.S_IFDIR}, _("is a link or a device")),
        (bool(info.flag_bits & 1), _("is encrypted")),
        (_swells(info, limits), _("is packed suspiciously small")),
    )
    return next((told for wrong, told in faults if wrong), "")


def _swells(info: zipfile.ZipInfo, limits: Limits) -> bool:
    return info.file_size > _CHUNK and info.file_size > limits.ratio * max(info.compress_size, 1)


def _refused(archive: Path, reason: str) -> DeliveryError:
    return DeliveryError(
        _("{name} was refused: {reason}.").format(name=archive.name.removesuffix(".part"), reason=reason),
        _("Fetch it again or from another place; nothing was changed."),
    )
