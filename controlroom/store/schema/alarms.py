"""Alarms, past and present."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from controlroom.store.schema.base import Identity, UtcTime, metadata

alarm = Table(
    "alarm",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("charge_point", Text, nullable=False),
    Column("evse", Integer, nullable=False),
    Column("connector", Integer, nullable=False),
    Column("site", Text, nullable=False),
    Column("raised", UtcTime, nullable=False),
    Column("changed", UtcTime, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("detail", Text, nullable=False),
    Column("acknowledged_by", Text, nullable=False),
    Column("acknowledged_at", UtcTime),
    Column("returned_at", UtcTime),
)
Index(
    "alarm_standing_unique",
    alarm.c.code,
    alarm.c.charge_point,
    alarm.c.evse,
    alarm.c.connector,
    unique=True,
    sqlite_where=text("state <> 'normal'"),
    postgresql_where=text("state <> 'normal'"),
)
