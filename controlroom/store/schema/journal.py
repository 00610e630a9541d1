"""The journal, its head, the raw meter values that are numbered with it, and who writes."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, Table, Text, text

from controlroom.store.schema.base import Identity, UtcTime, metadata

journal_head = Table(
    "journal_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
    postgresql_with={"fillfactor": 20},
)
"""One row. Whoever writes takes its numbers here, so that they come in the order of commits."""

journal = Table(
    "journal",
    metadata,
    Column("position", Identity, primary_key=True, autoincrement=False),
    Column("writer", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("received", UtcTime, nullable=False),
    Column("charge_point", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)
Index(
    "journal_alarm_index",
    journal.c.position,
    postgresql_where=text("kind = 'AlarmChanged'"),
    sqlite_where=text("kind = 'AlarmChanged'"),
)

TRANSACTION_SQL = "kind IN ('TransactionStarted', 'TransactionUpdated', 'TransactionEnded')"
Index(
    "journal_transaction_index",
    journal.c.charge_point,
    journal.c.at,
    postgresql_where=text(TRANSACTION_SQL),
    sqlite_where=text(TRANSACTION_SQL),
)

ABOUT_POINT = (
    "AlarmChanged",
    "Booted",
    "CommandChanged",
    "DiagnosticsReported",
    "FellSilent",
    "FirmwareReported",
    "HeardAgain",
    "KeyRotated",
    "LinkClosed",
    "LinkOpened",
    "MessageReceived",
    "RegistrationChanged",
    "ReportClosed",
    "ReportReceived",
    "SecurityEventReported",
    "StatusChanged",
)
"""Kinds that are looked up by their charge point, as people do who ask what happened to it.

A tenth of what is written: the index of all kinds would cost every message something.
"""
ABOUT_POINT_SQL = f"kind IN ({', '.join(repr(kind) for kind in ABOUT_POINT)})"
Index(
    "journal_about_point_index",
    journal.c.charge_point,
    journal.c.at,
    postgresql_where=text(ABOUT_POINT_SQL),
    sqlite_where=text(ABOUT_POINT_SQL),
)

meter_value = Table(
    "meter_value",
    metadata,
    Column("position", Identity, primary_key=True, autoincrement=False),
    Column("writer", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("received", UtcTime, nullable=False),
    Column("charge_point", Text, nullable=False),
    Column("evse", Integer, nullable=False),
    Column("connector", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index("meter_value_place_index", "charge_point", "evse", "at"),
)
"""On PostgreSQL partitioned by the month of `received`, which is part of its key there."""

writer = Table(
    "writer",
    metadata,
    Column("name", Text, primary_key=True),
    Column("batch", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("state_since", BigInteger),
    postgresql_with={"fillfactor": 50},
)
"""The last batch that a process committed, and where it ended: read after a commit whose
outcome is not known. `state_since`: the position from which on rows of state may lack what follows
from the meter values that it wrote; NULL where they lack nothing."""

state_position = Table(
    "state_position",
    metadata,
    Column("charge_point", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    postgresql_with={"fillfactor": 50},
)
"""Where the connectors and sessions of a charge point stand: later meter values may be missing
from them, earlier ones are not."""
