"""People who sign in."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, Text, UniqueConstraint

from controlroom.store.schema.base import UtcTime, metadata

account = Table(
    "account",
    metadata,
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    UniqueConstraint("folded"),
)

sign_in = Table(
    "sign_in",
    metadata,
    Column("workstation", Text, primary_key=True),
    Column("folded", Text, primary_key=True),
    Column("failures", BigInteger, nullable=False),
    Column("last", UtcTime, nullable=False),
)
"""Wrong passwords in a row, by workstation and name; of the name "" for any of them."""
