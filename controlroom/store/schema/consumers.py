"""Consumers of the journal: how far each has come, who runs it, and what it remembers."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, Text

from controlroom.store.schema.base import Json, UtcTime, metadata

consumer = Table(
    "consumer",
    metadata,
    Column("name", Text, primary_key=True),
    Column("cursor", BigInteger, nullable=False),
    Column("holder", Text, nullable=False),
    Column("until", UtcTime, nullable=False),
)

consumer_state = Table(
    "consumer_state",
    metadata,
    Column("consumer", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("body", Json, nullable=False),
)
