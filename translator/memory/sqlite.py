# ruff: noqa: S608 - statements are put together from constants of this file, values are always bound
"""The store on this machine: one SQLite file, safe for several processes and for being killed at any moment.

Write-ahead logging keeps readers and writers out of each other's way; each ``put`` is one transaction. The standard
library's driver is used because this store is open in every run, and an abstraction over it would cost more at start
than the whole look-up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from translator.memory.schema import VERSION, migration
from translator.memory.store import Correction, NewerStoreError, Segment

_MANY = 500
"""Values in one statement; well under SQLite's limit."""


class SqliteStore:
    """See :class:`translator.memory.store.Store` for the contract."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open or create the store.

        Raises:
            NewerStoreError: a newer program made it.
            sqlite3.Error: it is damaged or cannot be opened.
        """
        self.place = str(path)
        nowhere = str(path) == ":memory:"
        how = "rwc" if not read_only else "ro" if _in_use(path) else "ro&immutable=1"
        address = "file::memory:" if nowhere else f"{path.resolve().as_uri()}?mode={how}"
        # One thread at a time is enough; which one it is does not matter (an actor's calls come from several).
        self._db = sqlite3.connect(
            address, uri=True, timeout=30, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(read_only)
        except BaseException:
            self._db.close()
            raise

    def _prepare(self, read_only: bool) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise NewerStoreError(version)
        self._db.execute("PRAGMA busy_timeout = 30000")
        if read_only:
            return
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")  # a power cut costs nothing that was stored
        if version < VERSION:
            self._migrate()

    def _migrate(self) -> None:
        """Bring the tables up to date; of two programs that try at once, the second finds it done."""
        for _attempt in range(3):
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version == VERSION:
                return
            try:
                self._db.executescript(migration(version))
            except sqlite3.OperationalError:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                if self._db.execute("PRAGMA user_version").fetchone() == (version,):
                    raise

    # What each method promises stands at the contract.

    def segments(self, keys: Collection[bytes]) -> Mapping[bytes, Segment]:
        rows = self._where("SELECT key, source, target, score, problem FROM segments WHERE key", keys)
        return {row[0]: Segment(*row) for row in rows}

    def put_segments(self, segments: Iterable[Segment], source_language: str, target_language: str) -> None:
        now = _now()
        rows = [
            (s.key, s.source, s.target, s.score, s.problem, source_language, target_language, now)
            for s in segments
        ]
        self._put("INSERT OR REPLACE INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def scores(self, keys: Collection[bytes]) -> Mapping[bytes, bytes]:
        return dict(self._where("SELECT key, tokens FROM scores WHERE key", keys))

    def put_scores(self, scores: Mapping[bytes, bytes]) -> None:
        now = _now()
        rows = [(key, tokens, now) for key, tokens in scores.items()]
        self._put("INSERT OR REPLACE INTO scores (key, tokens, created) VALUES (?, ?, ?)", rows)

    def corrections(self, sources: Collection[str], languages: tuple[str, str]) -> list[Correction]:
        found = self._where(f"SELECT {_FIELDS} FROM corrections WHERE source", sources, "ORDER BY id")
        return [
            c for row in found if ((c := Correction(*row)).source_language, c.target_language) == languages
        ]

    def put_corrections(self, corrections: Iterable[Correction], *, replace: bool = True) -> int:
        before = self._db.total_changes
        now = _now()
        rows = [(*astuple(c)[:-1], c.created or now) for c in corrections]
        same = "ON CONFLICT (source, source_language, target_language, before, after)"
        change = (
            "DO UPDATE SET target = excluded.target, origin = excluded.origin, created = excluded.created "
            "WHERE target <> excluded.target"
        )
        self._put(
            f"INSERT INTO corrections ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            f"{same} {change if replace else 'DO NOTHING'}",
            rows,
        )
        return self._noted(self._db.total_changes - before)

    def _noted(self, changed: int) -> int:
        if changed:
            self._put("UPDATE facts SET value = value + ? WHERE name = 'changes'", [(changed,)])
        return changed

    def all_corrections(self, languages: tuple[str, str] | None = None) -> Iterator[Correction]:
        with closing(self._db.execute(f"SELECT {_FIELDS} FROM corrections ORDER BY id")) as rows:
            for row in rows:
                one = Correction(*row)
                if languages is None or (one.source_language, one.target_language) == languages:
                    yield one

    def all_scores(self) -> Iterator[tuple[bytes, bytes]]:
        with closing(self._db.execute("SELECT key, tokens FROM scores ORDER BY key")) as rows:
            yield from rows

    def all_segments(self) -> Iterator[tuple[Segment, str, str]]:
        query = "SELECT key, source, target, score, problem, source_language, target_language FROM segments ORDER BY key"
        with closing(self._db.execute(query)) as rows:
            for row in rows:
                yield Segment(*row[:5]), row[5], row[6]

    def counts(self) -> Mapping[str, int]:
        tables = ("segments", "scores", "corrections")
        return {t: self._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}

    def pairs(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        languages = "source_language, target_language"
        counted: dict[tuple[str, str], tuple[int, int]] = {}
        for at, table in enumerate(("segments", "corrections")):
            for one, other, n in self._db.execute(
                f"SELECT {languages}, count(*) FROM {table} GROUP BY {languages} ORDER BY {languages}"
            ):
                known = counted.get((one, other), (0, 0))
                counted[one, other] = (n, known[1]) if at == 0 else (known[0], n)
        return counted

    def changes(self) -> int:
        (number,) = self._db.execute("SELECT value FROM facts WHERE name = 'changes'").fetchone()
        return int(number)

    def forget_machine(self, before: str) -> int:
        total = self._db.total_changes
        for table in ("segments", "scores"):
            self._put(f"DELETE FROM {table} WHERE created < ?", [(before,)])
        gone = self._db.total_changes - total
        if gone:
            self._db.execute("VACUUM")
        return gone

    def forget_corrections(self, origin: str) -> int:
        total = self._db.total_changes
        self._put("DELETE FROM corrections WHERE origin = ?", [(origin,)])
        return self._noted(self._db.total_changes - total)

    def close(self) -> None:
        self._db.close()

    def _where(self, query: str, values: Collection[bytes] | Collection[str], order: str = "") -> list[Any]:
        """Rows of *query* (which ends in a column's name) for any number of *values*."""
        out: list[Any] = []
        rest = iter(values)
        while some := tuple(islice(rest, _MANY)):
            marks = ", ".join("?" * len(some))
            out += self._db.execute(f"{query} IN ({marks}) {order}", some).fetchall()
        return out

    def _put(self, query: str, rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.executemany(query, rows)
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise


def _in_use(path: Path) -> bool:
    """Whether somebody may be writing. A store at rest in a folder that cannot be written must be opened as one
    that never changes, for SQLite could not make the files it coordinates writers with."""
    return path.with_name(f"{path.name}-wal").exists()


_FIELDS = "source, target, source_language, target_language, before, after, origin, created"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
