"""Charging sessions, their final prices, and energy by the quarter-hour."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, text

from controlroom.store.schema.base import Exact, Json, UtcTime, metadata

session = Table(
    "session",
    metadata,
    Column("id", Text, primary_key=True),
    Column("charge_point", Text, ForeignKey("registration.id"), nullable=False),
    Column("evse", Integer, nullable=False),
    Column("connector", Integer, nullable=False),
    Column("transaction", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("token_folded", Text, nullable=False),
    Column("customer", BigInteger),
    Column("authorisation", Text, nullable=False),
    Column("started", UtcTime, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("holds", Json, nullable=False),
    Column("ended", UtcTime),
    Column("stop_reason", Text, nullable=False),
    Column("meter_start", BigInteger),
    Column("meter_stop", BigInteger),
    Column("register_wh", BigInteger),
    Column("register_at", UtcTime),
    Column("energy_wh", BigInteger, nullable=False),
    Column("charging_state", Text, nullable=False),
    Column("idle_s", BigInteger, nullable=False),
    Column("idle_since", UtcTime),
    Column("state_at", UtcTime),
    Column("rated_w", BigInteger),
    Column("estimated", Boolean, nullable=False),
    Column("evidence", Json, nullable=False),
    Column("marks", Json, nullable=False, server_default="[]"),
    Column("dated", UtcTime, nullable=False, index=True),
    Column("unbilled", Boolean, nullable=False),
    Column("revision", BigInteger, nullable=False, server_default="1"),
    Column("priced", BigInteger, nullable=False, server_default="0"),
    Index("session_charge_point_index", "charge_point", "started"),
    Index(
        "session_active_index",
        "charge_point",
        sqlite_where=text("state = 'active'"),
        postgresql_where=text("state = 'active'"),
    ),
    Index(
        "session_token_index",
        "token_folded",
        sqlite_where=text("state = 'active'"),
        postgresql_where=text("state = 'active'"),
    ),
    Index(
        "session_unpriced_index",
        "ended",
        sqlite_where=text("unbilled = 1 AND priced <> revision"),
        postgresql_where=text("unbilled AND priced <> revision"),
    ),
    Index(
        "session_unbilled_index",
        "ended",
        sqlite_where=text("unbilled = 1"),
        postgresql_where=text("unbilled"),
    ),
    postgresql_with={"fillfactor": 60},
)
"""`token_folded` is the card that the token means. `dated` is the time that it belongs to:
its end, or its start while it runs.

`unbilled`: ended, and on no invoice. `revision` rises when the row is written whole, and when a
person decides on it, or its site gets a first tariff; `priced` is the revision of its price, 0
where it has none.
"""

session_price = Table(
    "session_price",
    metadata,
    Column("session", Text, ForeignKey("session.id"), primary_key=True),
    Column("periods", Json, nullable=False, server_default="[]"),
    Column("net", Exact),
    Column("vat", Exact),
    Column("gross", Exact),
    Column("price", Json),
    Column("hold", Text, nullable=False),
    Column("review", BigInteger, nullable=False, server_default="0"),
    Column("revision", BigInteger, nullable=False, server_default="0"),
    Column("tariff", UtcTime),
)

session_review = Table(
    "session_review",
    metadata,
    Column("session", Text, ForeignKey("session.id"), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("energy_wh", BigInteger, nullable=False),
    Column("started", UtcTime, nullable=False),
    Column("ended", UtcTime),
    Column("idle_s", BigInteger, nullable=False),
    Column("customer", BigInteger),
    Column("holds", Json, nullable=False),
    Column("corrected_wh", BigInteger),
)
"""The newest decision on a session; the journal has those before it."""

quarter_hour = Table(
    "quarter_hour",
    metadata,
    Column("start", UtcTime, primary_key=True),
    Column("charge_point", Text, primary_key=True),
    Column("evse", Integer, primary_key=True, autoincrement=False),
    Column("connector", Integer, primary_key=True, autoincrement=False),
    Column("wh", BigInteger, nullable=False),
    Index("quarter_hour_charge_point_index", "charge_point", "start"),
    sqlite_with_rowid=False,
)
