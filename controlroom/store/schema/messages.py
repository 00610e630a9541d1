"""OCPP frames of the newest hours, for engineers."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Table, Text

from controlroom.store.schema.base import Identity, UtcTime, metadata

message_log = Table(
    "message_log",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("charge_point", Text, nullable=False),
    Column("outgoing", Boolean, nullable=False),
    Column("action", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("message_log_charge_point_index", "charge_point", "id"),
)
