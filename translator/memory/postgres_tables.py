"""The tables of a team's store; their names begin with ``translator_``."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import BigInteger, Column, Double, Identity, LargeBinary, MetaData, Table, Text

from translator.memory.store import Correction

VERSION = 1
"""Of the tables, under ``version`` in ``translator_facts``. Tables of a newer program are never touched."""

TABLES = MetaData()
FACTS = Table("translator_facts", TABLES, Column("name", Text, primary_key=True), Column("value", BigInteger))
SEGMENTS = Table(
    "translator_segments", TABLES,
    Column("key", LargeBinary, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("source", "target")),
    Column("score", Double, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("problem", "source_language", "target_language", "created")),
)  # fmt: skip
SCORES = Table(
    "translator_scores", TABLES,
    Column("key", LargeBinary, primary_key=True),
    Column("tokens", LargeBinary, nullable=False), Column("created", Text, nullable=False),
)  # fmt: skip
CORRECTIONS = Table(
    "translator_corrections", TABLES,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("key", LargeBinary, nullable=False, unique=True),
    Column("source_key", LargeBinary, nullable=False, index=True),
    *(Column(field.name, Text, nullable=False) for field in fields(Correction)),
)  # fmt: skip
