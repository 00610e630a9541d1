"""Tariffs: every version that a site ever had."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from controlroom.store.schema.base import Json, UtcTime, metadata

tariff = Table(
    "tariff",
    metadata,
    Column("site", Text, ForeignKey("site.name"), primary_key=True),
    Column("valid_from", UtcTime, primary_key=True),
    Column("body", Json, nullable=False),
    Column("changed", UtcTime, nullable=False),
    Column("changed_by", Text, nullable=False),
)
