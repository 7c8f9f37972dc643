"""One way to write a file: aside, then renamed, so that a reader meets either the old file or the new one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from translator.errors import OutputError
from translator.i18n import _


@contextlib.contextmanager
def replacing(path: Path | str) -> Iterator[IO[bytes]]:
    """Open a temporary file beside *path* and rename it over *path* when the block ends well.

    When the block fails, or the machine stops, *path* is as it was and the temporary file is removed.

    Raises:
        OutputError: the folder does not exist or cannot be written, or the disk is full.
    """
    path = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(path))
        temporary.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path | str, data: bytes) -> None:
    """Write *data* to *path* in one step.

    Raises:
        OutputError: as :func:`replacing`.
    """
    with replacing(path) as file:
        file.write(data)


def write_text(path: Path | str, text: str) -> None:
    """Write *text* to *path* as UTF-8 with ``\\n`` line ends, in one step.

    Raises:
        OutputError: as :func:`replacing`.
    """
    write_bytes(path, text.encode("utf-8"))


def _mode_for(path: Path) -> int:
    """The mode of the file that is replaced, or what the umask gives a new one."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _cannot_write(path: Path, error: OSError) -> OutputError:
    if not path.parent.is_dir():
        return OutputError(
            _("Cannot write {path}: the folder {folder} does not exist.").format(
                path=path, folder=path.parent
            ),
            _("Create the folder first, or choose another place with -o."),
        )
    return OutputError(
        _("Cannot write {path}: {reason}.").format(path=path, reason=error.strerror or error),
        _("Choose another place with -o."),
    )
