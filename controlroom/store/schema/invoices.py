"""Invoices, which never change, their numbers without a gap, and who issues them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from controlroom.store.schema.base import Exact, Json, UtcTime, metadata

company = Table(
    "company",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("body", Json, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

picture = Table(
    "picture",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""Logos, by the SHA-256 of their bytes: an invoice names the one that it was issued with."""

invoice_counter = Table(
    "invoice_counter",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
)

invoice = Table(
    "invoice",
    metadata,
    Column("number", Text, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("serial", BigInteger, nullable=False),
    Column("month", Text, nullable=False, index=True),
    Column("customer", BigInteger, ForeignKey("customer.number"), nullable=False, index=True),
    Column("total", Exact, nullable=False),
    Column("issued", UtcTime, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("body", Json, nullable=False),
    UniqueConstraint("year", "serial"),
)
"""Triggers refuse to change or delete a row."""

invoice_session = Table(
    "invoice_session",
    metadata,
    Column("session", Text, ForeignKey("session.id"), primary_key=True),
    Column("invoice", Text, ForeignKey("invoice.number"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
)
"""A session is on one invoice at most; triggers refuse to change or delete a row."""
