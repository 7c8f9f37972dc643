"""A team's store: the same as the one on this machine, on a PostgreSQL server, for many writers at once.

The program makes its tables (``postgres_tables``) and brings them up to date itself. Long texts are found by their hash,
because an index of the server takes no long ones.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, delete, func, inspect, make_url, select, text, update
from sqlalchemy.dialects.postgresql import insert

from translator.memory.postgres_tables import CORRECTIONS, FACTS, SCORES, SEGMENTS, TABLES, VERSION
from translator.memory.store import Correction, NewerStoreError, Segment

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Engine, Table
    from sqlalchemy.sql import ColumnElement

_LOCK = 0x7472616E
"""The advisory lock under which tables are made, so that two programs do not make them at once."""
_MANY = 1000
_CORRECTION = [CORRECTIONS.c[field.name] for field in fields(Correction)]
_SEGMENT = [SEGMENTS.c[field.name] for field in fields(Segment)]

# The driver also logs what it raises, and without a handler Python would print it.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


class PostgresStore:
    """See :class:`translator.memory.store.Store` for the contract."""

    def __init__(self, address: str) -> None:
        """Connect to *address* (``postgresql://user@host/database``) and make the tables that are missing.

        Raises:
            NewerStoreError: a newer program made the tables.
            sqlalchemy.exc.SQLAlchemyError: there is no such server, or it refuses.
        """
        url = make_url(address).set(drivername="postgresql+psycopg")
        self.place = url.set(drivername="postgresql").render_as_string(hide_password=True)
        # A server that has gone without a word is noticed after 15 seconds.
        limits = {"connect_timeout": 5, "tcp_user_timeout": 15000, "options": "-c statement_timeout=60000"}
        self._engine: Engine = create_engine(
            url, pool_size=1, max_overflow=1, connect_args={**limits, **url.query}
        )
        try:
            self._prepare()
        except BaseException:
            self._engine.dispose()
            raise

    def _prepare(self) -> None:
        with self._engine.begin() as db:
            if self._version(db) == VERSION:
                return
            db.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            version = self._version(db)
            if version > VERSION:
                raise NewerStoreError(version)
            TABLES.create_all(db)
            for name, value in (("version", VERSION), ("changes", 0)):
                db.execute(insert(FACTS).values(name=name, value=value).on_conflict_do_nothing())
            db.execute(update(FACTS).where(FACTS.c.name == "version").values(value=VERSION))

    @staticmethod
    def _version(db: Connection) -> int:
        if not inspect(db).has_table(FACTS.name):
            return 0
        return int(db.scalar(select(FACTS.c.value).where(FACTS.c.name == "version")) or 0)

    # What each method promises stands at the contract.

    def segments(self, keys: Collection[bytes]) -> Mapping[bytes, Segment]:
        rows = self._found(_SEGMENT, SEGMENTS.c.key, keys)
        return {row[0]: Segment(*row) for row in rows}

    def put_segments(self, segments: Iterable[Segment], source_language: str, target_language: str) -> None:
        more = {"source_language": source_language, "target_language": target_language, "created": _now()}
        names = [column.name for column in _SEGMENT]
        rows = [{**dict(zip(names, astuple(s), strict=True)), **more} for s in segments]
        self._put(SEGMENTS, rows, ("source", "target", "score", "problem", "created"))

    def scores(self, keys: Collection[bytes]) -> Mapping[bytes, bytes]:
        return {row[0]: row[1] for row in self._found([SCORES.c.key, SCORES.c.tokens], SCORES.c.key, keys)}

    def put_scores(self, scores: Mapping[bytes, bytes]) -> None:
        now = _now()
        rows = [{"key": key, "tokens": tokens, "created": now} for key, tokens in scores.items()]
        self._put(SCORES, rows, ("tokens", "created"))

    def corrections(self, sources: Collection[str], languages: tuple[str, str]) -> list[Correction]:
        keys = [_hash(source) for source in sources]
        found = self._found(_CORRECTION, CORRECTIONS.c.source_key, keys, CORRECTIONS.c.id)
        own = [Correction(*row) for row in found]
        return [c for c in own if (c.source_language, c.target_language) == languages and c.source in sources]

    def put_corrections(self, corrections: Iterable[Correction], *, replace: bool = True) -> int:
        now = _now()
        rows = [
            {
                **{field.name: getattr(c, field.name) for field in fields(c)},
                "created": c.created or now,
                "key": _hash(c.source, c.source_language, c.target_language, c.before, c.after),
                "source_key": _hash(c.source),
            }
            for c in corrections
        ]
        return self._put(
            CORRECTIONS,
            rows,
            ("target", "origin", "created") if replace else (),
            differs="target",
            counted=True,
        )

    def all_corrections(self, languages: tuple[str, str] | None = None) -> Iterator[Correction]:
        query = select(*_CORRECTION).order_by(CORRECTIONS.c.id)
        if languages:
            query = query.where(
                CORRECTIONS.c.source_language == languages[0], CORRECTIONS.c.target_language == languages[1]
            )
        return (Correction(*row) for row in self._stream(query))

    def all_scores(self) -> Iterator[tuple[bytes, bytes]]:
        query = select(SCORES.c.key, SCORES.c.tokens).order_by(SCORES.c.key)
        return ((row[0], row[1]) for row in self._stream(query))

    def all_segments(self) -> Iterator[tuple[Segment, str, str]]:
        languages = (SEGMENTS.c.source_language, SEGMENTS.c.target_language)
        rows = self._stream(select(*_SEGMENT, *languages).order_by(SEGMENTS.c.key))
        return ((Segment(*row[:5]), row[5], row[6]) for row in rows)

    def pairs(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        counted: dict[tuple[str, str], tuple[int, int]] = {}
        with self._engine.connect() as db:
            for at, table in enumerate((SEGMENTS, CORRECTIONS)):
                languages = (table.c.source_language, table.c.target_language)
                for one, other, n in db.execute(
                    select(*languages, func.count()).group_by(*languages).order_by(*languages)
                ):
                    known = counted.get((one, other), (0, 0))
                    counted[one, other] = (n, known[1]) if at == 0 else (known[0], n)
        return counted

    def changes(self) -> int:
        with self._engine.connect() as db:
            return int(db.scalar(select(FACTS.c.value).where(FACTS.c.name == "changes")) or 0)

    def forget_machine(self, before: str) -> int:
        with self._engine.begin() as db:
            return sum(
                db.execute(delete(table).where(table.c.created < before)).rowcount
                for table in (SEGMENTS, SCORES)
            )

    def forget_corrections(self, origin: str) -> int:
        with self._engine.begin() as db:
            gone = db.execute(delete(CORRECTIONS).where(CORRECTIONS.c.origin == origin)).rowcount
            _note(db, gone)
            return gone

    def counts(self) -> Mapping[str, int]:
        tables = {"segments": SEGMENTS, "scores": SCORES, "corrections": CORRECTIONS}
        with self._engine.connect() as db:
            return {name: db.scalar(select(func.count()).select_from(t)) or 0 for name, t in tables.items()}

    def close(self) -> None:
        self._engine.dispose()

    def _found(
        self,
        columns: Sequence[Column[Any]],
        key: ColumnElement[Any],
        keys: Collection[bytes],
        order: ColumnElement[Any] | None = None,
    ) -> list[Any]:
        """The *columns* of the rows whose *key* is one of *keys*."""
        wanted = list(keys)
        out: list[Any] = []
        with self._engine.connect() as db:
            for at in range(0, len(wanted), _MANY):
                query = select(*columns).where(key == func.any(wanted[at : at + _MANY]))
                out += db.execute(query if order is None else query.order_by(order))
        return out

    def _put(
        self,
        table: Table,
        rows: Sequence[dict[str, Any]],
        changed: Sequence[str],
        *,
        differs: str = "",
        counted: bool = False,
    ) -> int:
        """Insert *rows*, the last of each key; in the order of keys, so that writers never wait in a circle.

        Rows that are there get new values in the columns *changed*, where the column *differs* does.
        """
        sound = {row["key"]: row for row in rows if all(map(_storable, row.values()))}
        if not sound:
            return 0
        query = insert(table)
        taken = {name: query.excluded[name] for name in changed}
        where = table.c[differs] != query.excluded[differs] if differs else None
        query = (
            query.on_conflict_do_update(index_elements=["key"], set_=taken, where=where)
            if changed
            else query.on_conflict_do_nothing()
        )
        with self._engine.begin() as db:
            if not counted:
                db.execute(query, [sound[key] for key in sorted(sound)])
                return len(sound)
            # Corrections keep the order they came in; one writer of them at a time.
            db.execute(select(func.pg_advisory_xact_lock(_LOCK + 1)))
            ordered = list(sound.values())
            done = sum(
                len(db.execute(query.values(some).returning(table.c.key)).all()) for some in _chunks(ordered)
            )
            _note(db, done)
            return done

    def _stream(self, query: Any) -> Iterator[Any]:
        """Rows one by one; the server keeps the rest."""
        with self._engine.connect().execution_options(yield_per=_MANY) as db:
            yield from db.execute(query)


def _chunks(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    return (rows[at : at + _MANY] for at in range(0, len(rows), _MANY))


def _note(db: Connection, changed: int) -> None:
    if changed:
        db.execute(
            update(FACTS)
            .where(FACTS.c.name == "changes")
            .values(value=FACTS.c.value + text(str(int(changed))))
        )


def _hash(*texts: str) -> bytes:
    return hashlib.sha256(json.dumps(texts).encode()).digest()


def _storable(value: object) -> bool:
    """Whether the server can hold *value*: it takes no NUL and no half characters."""
    if not isinstance(value, str):
        return True
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in value


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
