"""Customers and their tokens."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Table, Text, UniqueConstraint

from controlroom.store.schema.base import Identity, Json, UtcTime, metadata

customer = Table(
    "customer",
    metadata,
    Column("number", Identity, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("address", Json, nullable=False),
    Column("organisation_number", Text, nullable=False),
    Column("vat_number", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("reference", Text, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("customer", BigInteger, ForeignKey("customer.number"), nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("expires", UtcTime),
    Column("blocked", Boolean, nullable=False),
    UniqueConstraint("folded"),
)
"""`folded` is the card that the token means; with a blank before it where an earlier version let
another row have the same card: such a row charges nobody."""
