"""Find the store that is asked for; trouble with it is told, and never stops a translation.

What was asked: ``none``, a file or folder, or nothing, which means the user's data
folder. A damaged file is set aside under another name and a new store begun; one from a newer program, and one that
cannot be written, are left alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from translator import paths
from translator.i18n import _
from translator.memory.sqlite import NewerStoreError, SqliteStore
from translator.memory.store import Store

Tell = Callable[[str], None]
FILE = "memory.sqlite"


def open_store(asked: str | None, tell: Tell) -> Store | None:
    """The store *asked* for, or ``None`` when there is none; *tell* gets one line when something is odd."""
    if asked == "none":
        return None
    path = Path(asked) if asked else paths.data_dir() / FILE
    if path.is_dir():
        path = path / FILE
    return _local(path, tell)


def _local(path: Path, tell: Tell) -> Store | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteStore(path)
    except NewerStoreError:
        tell(_("The memory {path} was made by a newer version; this run does without it.").format(path=path))
    except sqlite3.DatabaseError as error:
        return _after_trouble(path, error, tell)
    except OSError:
        tell(_("The memory {path} cannot be written; this run does without it.").format(path=path))
    return None


def _after_trouble(path: Path, error: sqlite3.DatabaseError, tell: Tell) -> Store | None:
    if isinstance(error, sqlite3.OperationalError) and not _is_damage(error):
        return _read_only(path, tell)
    aside = _set_aside(path)
    if aside is None:
        tell(_("The memory {path} is damaged; this run does without it.").format(path=path))
        return None
    tell(_("The memory was damaged; it is kept as {aside} and a new one begun.").format(aside=aside))
    return SqliteStore(path)


def _is_damage(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _read_only(path: Path, tell: Tell) -> Store | None:
    try:
        store = SqliteStore(path, read_only=True)
        store.counts()
    except sqlite3.Error:
        tell(_("The memory {path} cannot be opened; this run does without it.").format(path=path))
        return None
    tell(_("The memory {path} is read-only; nothing new is remembered.").format(path=path))
    return store


def _set_aside(path: Path) -> Path | None:
    """Rename a damaged store and what belongs to it; never delete it."""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if aside.exists():
            continue
        try:
            path.rename(aside)
            for tail in ("-wal", "-shm"):
                beside = path.with_name(path.name + tail)
                if beside.exists():
                    beside.rename(aside.with_name(aside.name + tail))
        except OSError:
            return None
        return aside
    return None
