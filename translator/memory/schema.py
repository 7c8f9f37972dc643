"""The tables of the store on this machine, and the steps from each older version to the next."""

from __future__ import annotations

_FIRST = """
CREATE TABLE IF NOT EXISTS segments (
  key BLOB PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, score REAL NOT NULL, problem TEXT NOT NULL,
  source_language TEXT NOT NULL, target_language TEXT NOT NULL, created TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS scores (key BLOB PRIMARY KEY, tokens BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS corrections (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, source_language TEXT NOT NULL,
  target_language TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, origin TEXT NOT NULL, created TEXT NOT NULL,
  UNIQUE (source, source_language, target_language, before, after)
);
"""
_SECOND = """
ALTER TABLE scores ADD COLUMN created TEXT NOT NULL DEFAULT '';
CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('changes', 0);
"""
STEPS = (_FIRST, _SECOND)
"""Each brings a store one version further; they are only ever added to."""
VERSION = len(STEPS)
"""Of the schema, in ``PRAGMA user_version``. A store from a newer program is never touched."""


def migration(version: int) -> str:
    """The statements, one transaction, that bring a store of *version* (0: empty) to :data:`VERSION`."""
    return f"BEGIN IMMEDIATE; {''.join(STEPS[version:])} PRAGMA user_version = {VERSION}; COMMIT;"
