"""Find the store that is asked for; trouble with it is told, and never stops a translation.

What was asked: ``none``, a file or folder (its name ends in /, or it is there), the address of a PostgreSQL server, or
nothing, which means the user's data folder. When the server cannot be reached, or goes away, the run goes on with the
store of this machine. A damaged file is set aside under another name and a new store begun; one from a newer program,
and one that cannot be written, are left alone.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from translator import paths
from translator.errors import FeatureMissing, UsageError
from translator.i18n import _
from translator.memory.sqlite import SqliteStore
from translator.memory.store import NewerStoreError, Store

Tell = Callable[[str], None]
FILE = "memory.sqlite"
_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
NOWHERE = Path(":memory:")
"""A store that is gone with the run."""


def open_store(asked: str | None, tell: Tell, *, fall_back: bool = True) -> Store | None:
    """The store *asked* for, or ``None`` when there is none; *tell* gets one line when something is odd.

    Raises:
        UsageError: an address that makes no sense.
        FeatureMissing: a server, and the driver for it is not installed.
    """
    if asked == "none":
        return None
    if asked and "://" in asked:
        return _team(asked, tell, fall_back=fall_back)
    path = Path(asked) if asked else paths.data_dir() / FILE
    folder = path.is_dir() or (asked or "").endswith(("/", os.sep))
    return _local(path / FILE if folder else path, tell)


def _team(address: str, tell: Tell, *, fall_back: bool) -> Store | None:
    """The store on a server; when it is away, and *fall_back*, the one on this machine."""
    if not address.startswith(_SCHEMES):
        raise UsageError(
            _("A memory on a server is on PostgreSQL."), _("Write postgresql://USER@HOST/DATABASE.")
        )
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    from translator.memory.fallback import FallbackStore
    from translator.memory.postgres import PostgresStore

    local = paths.data_dir() / FILE

    def lost(error: Exception) -> None:
        tell(
            _("The memory on the server failed ({reason}); this run goes on with {path}.").format(
                reason=_reason(error), path=local
            )
            + " "
            + _("`translator memory merge` brings it to the server later.")
        )

    try:
        store = PostgresStore(address)
    except ImportError as error:
        raise FeatureMissing(
            _("A memory on a server needs the PostgreSQL driver."),
            _("Install it with `{command}`.").format(command="pip install 'psycopg[binary]'"),
        ) from error
    except (ArgumentError, ValueError) as error:
        raise UsageError(
            _("This is no address of a memory."), _("Write postgresql://USER@HOST/DATABASE.")
        ) from error
    except NewerStoreError:
        tell(_("The memory on the server was made by a newer version; this run does without it."))
        return None
    except SQLAlchemyError as error:
        if not fall_back:
            tell(_("The memory on the server cannot be used: {reason}.").format(reason=_reason(error)))
            return None
        lost(error)
        return _local(local, tell)
    return (
        FallbackStore(store, lambda: _local(local, tell) or SqliteStore(NOWHERE), lost)
        if fall_back
        else store
    )


def _reason(error: Exception) -> str:
    """The first line of what the driver says; never the address, which may hold a password."""
    said = str(getattr(error, "orig", None) or error).strip()
    return said.splitlines()[0].rstrip(".") if said else type(error).__name__


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
