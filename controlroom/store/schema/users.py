"""People who sign in."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text, UniqueConstraint

from controlroom.store.schema.base import metadata

account = Table(
    "account",
    metadata,
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    UniqueConstraint("folded"),
)
