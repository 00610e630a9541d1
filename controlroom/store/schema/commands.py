"""Commands: who asked what of which charge point, why, and how far it came."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, LargeBinary, Table, Text, text

from controlroom.store.schema.base import Identity, Json, UtcTime, metadata

command = Table(
    "command",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("charge_point", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("arguments", Json, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("timeout_s", Float(53), nullable=False),
    Column("state", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("response", Json, nullable=False),
    Column("changed", UtcTime),
    Column("epoch", BigInteger, nullable=False),
    Column("action", Text, nullable=False),
    Index("command_charge_point_index", "charge_point", "id"),
    Index(
        "command_open_index",
        "id",
        sqlite_where=text("state IN ('requested', 'taken')"),
        postgresql_where=text("state IN ('requested', 'taken')"),
    ),
    sqlite_autoincrement=True,
)

command_secret = Table(
    "command_secret",
    metadata,
    Column("command", BigInteger, ForeignKey("command.id"), primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Arguments that hold secrets, sealed for the process that takes the command; until it does."""
